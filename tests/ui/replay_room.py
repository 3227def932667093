"""A replay with everything around it, for the tests of its panels."""

from made_replay import FakeDoors, FakeMarking, FakePlayer, FakeWave, made_call
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from callmon.ui.look import Look
from callmon.ui.replay.window import ReplayWindow

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class PanelRoom:
    """The window with its fakes, and hands to click and type with."""

    def __init__(self, call=None, look=None, size=(1200, 860)):
        self.call = call or made_call()
        self.player, self.marking = FakePlayer(self.call.duration), FakeMarking()
        self.doors = FakeDoors()
        self.window = ReplayWindow(
            self.call, self.player, FakeWave(self.call), self.marking, self.doors, look or Look("light")
        )
        self.replay, self.marks, self.transcript = (
            self.window.replay,
            self.window.marks,
            self.window.transcript,
        )
        self.quick = self.window.window
        self.quick.resize(*size)
        self.window.show()
        QTest.qWaitForWindowExposed(self.quick)
        QTest.qWait(40)

    def every(self, named=None):
        """All items that are seen, of an object name where one is given."""
        found = _shown(self.quick.contentItem())
        return [i for i in found if named is None or i.objectName() == named]

    def item(self, named, nth=0):
        """An item that is seen."""
        return self.every(named)[nth]

    def texts(self):
        """All texts that are seen."""
        return [text for i in self.every() if isinstance(text := i.property("text"), str) and text]

    def key(self, key, modifier=NONE):
        """Strike a key."""
        QTest.keyClick(self.quick, key, modifier)

    def write(self, text):
        """Strike a key for each letter."""
        for letter in text:
            QTest.keyClick(self.quick, letter)

    def click(self, item, x=None):
        """Click on the middle of an item, or at `x` of it."""
        self.settle()
        QTest.mouseClick(self.quick, Qt.MouseButton.LeftButton, NONE, middle(item, x))

    def click_text(self, text, among=None):
        """Click on what shows this text."""
        self.click(next(i for i in self.every(among) if i.property("text") == text))

    def settle(self):
        """Let everything find its place."""
        self.quick.grabWindow()

    def focused(self):
        """The object name of what has the focus."""
        item = self.quick.activeFocusItem()
        return "" if item is None else item.objectName()

    def close(self):
        """Take it down; what is still to be laid out is laid out before."""
        self.settle()
        self.window.close()


def seen(window, named):
    """An item of this object name that is seen in a window."""
    return next(item for item in _shown(window.contentItem()) if item.objectName() == named)


def middle(item, x=None):
    """The middle of an item, or what is at `x` of it, as a place in its window."""
    place = QPointF(item.width() / 2 if x is None else x, item.height() / 2)
    return item.mapToScene(place).toPoint()


def _shown(parent):
    for child in parent.childItems():
        if child.isVisible():
            yield child
            yield from _shown(child)
