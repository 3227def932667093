"""A replay to point at, drag, scroll and lead with the Tab key, for the tests of its timeline."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from replay_room import NONE, PanelRoom

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


class ReplayStage(PanelRoom):
    """The window, and hands that know where on it something lies."""

    def lane(self, name, x, y=None):
        """A place on a lane, in pixels from its left edge and its top."""
        lane = self.item(f"lane-{name}")
        return lane.mapToScene(QPointF(x, lane.height() / 2 if y is None else y)).toPoint()

    def wave(self, share):
        """A place on the waveforms, at a share of their width."""
        lane = self.item("lane-turns")
        return lane.mapToScene(QPointF(share * lane.width(), -40)).toPoint()

    def press(self, place, button=LEFT):
        """Press and release a button of the mouse."""
        QTest.mouseClick(self.quick, button, NONE, place)

    def drag(self, places, button=LEFT):
        """Go through these places with a button held."""
        QTest.mousePress(self.quick, button, NONE, places[0])
        for place in places[1:]:
            QTest.mouseMove(self.quick, place)
        QTest.mouseRelease(self.quick, button, NONE, places[-1])

    def wheel(self, place, turns, modifier=NONE):
        """Turn the wheel, away from oneself where `turns` is above 0."""
        QTest.wheelEvent(self.quick, QPointF(place), QPoint(0, 120 * turns), stateKey=modifier)

    def focus(self, name):
        """Reach something of this name with the Tab key."""
        for _ in range(80):
            self.key(Qt.Key.Key_Tab)
            at = self.quick.activeFocusItem()
            if name == QAccessible.queryAccessibleInterface(at).text(QAccessible.Text.Name):
                return at
        raise AssertionError(f"Tab does not lead to {name}.")

    def place(self, named):
        """Left, top, right and bottom edge of an item in the window."""
        item = self.item(named)
        at = item.mapToScene(QPointF(0, 0))
        return at.x(), at.y(), at.x() + item.width(), at.y() + item.height()
