"""The placer: keeps the overlay's window where it belongs, whatever happens to the screens."""

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QGuiApplication, QScreen
from PySide6.QtQuick import QQuickWindow

from callmon.ui.overlay_model import OverlayModel
from callmon.ui.placement import Box, Place, place_of, stand
from callmon.ui.remembered import Remembered

SETTLED_MS = 400
"""So long after the last step of a move, the window is taken to stay where it is."""

_SIZES = ("fullWidth", "barHeight", "fullHeight")

FOLLOW_MS = 16
"""Between two steps of a move that callmon itself makes."""


class Placer(QObject):
    """Puts the window on its screen, moves it with the pointer, and remembers where it was left.

    `settled` is told each time that has changed.

    Args:
        window: the overlay; it tells its `fullWidth`, `barHeight` and `fullHeight`.
        overlay: knows whether it is unfolded.
        remembered: places by screen; kept up to date.
        app: knows the screens.
        parent: the owner.
    """

    settled = Signal()

    def __init__(
        self,
        window: QQuickWindow,
        overlay: OverlayModel,
        remembered: Remembered,
        app: QGuiApplication,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._overlay = overlay
        self._app = app
        self.remembered = remembered
        # A window manager tells of no end of a move: from the first one on, every move may be the user's.
        self._moving = False
        self._placing = False
        self._grip = QPoint()
        self._settle = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settle.timeout.connect(self.settle)
        self._follow = QTimer(self, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._step)
        overlay.expanded_changed.connect(self.place)
        overlay.measured.connect(self.place)
        overlay.drag_wished.connect(self.drag)
        window.xChanged.connect(self._moved)
        window.yChanged.connect(self._moved)
        app.screenRemoved.connect(self.place, Qt.ConnectionType.QueuedConnection)
        app.screenAdded.connect(self._watch)
        for screen in app.screens():
            self._watch(screen)

    @Slot()
    def place(self) -> None:
        """Put the window where it was left on this screen, at the top right where it never was."""
        screen = self._screen()
        wanted = self.remembered.places.get(screen.name(), Place())
        found = stand(wanted, _usable(screen), *self._sizes(), self._overlay.unfolded)
        self._overlay.set_up(found.up)
        box = found.box
        self._placing = True
        self._window.setGeometry(box.x, box.y, box.width, box.height)
        self._placing = False

    @Slot()
    def drag(self) -> None:
        """Move with the pointer: by the window system where it can, else by steps."""
        self._moving = True
        if not self._window.startSystemMove():
            self._grip = QCursor.pos() - self._window.position()
            self._follow.start()

    @Slot()
    def settle(self) -> None:
        """Take the place where the window is now as its place on that screen."""
        self._follow.stop()
        screen = self._screen_below() or self._screen()
        width, bar, _ = self._sizes()
        top = self._window.y() + (self._window.height() - bar if self._overlay.up else 0)
        self.remembered.screen = screen.name()
        self.remembered.places[screen.name()] = place_of(self._window.x(), top, _usable(screen), width, bar)
        self.place()
        self.settled.emit()

    def _sizes(self) -> tuple[int, int, int]:
        width, bar, full = (int(self._window.property(name)) for name in _SIZES)
        return width, bar, full

    def _screen(self) -> QScreen:
        named = [screen for screen in self._app.screens() if screen.name() == self.remembered.screen]
        return named[0] if named else self._app.primaryScreen()

    def _screen_below(self) -> QScreen | None:
        middle = self._window.geometry().center()
        return self._app.screenAt(middle)

    @Slot()
    def _moved(self) -> None:
        if self._moving and not self._placing:
            self._settle.start()

    @Slot()
    def _step(self) -> None:
        if self._app.mouseButtons():
            self._window.setPosition(QCursor.pos() - self._grip)
        else:
            self.settle()

    @Slot(QScreen)
    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self.place)
        self.place()


def _usable(screen: QScreen) -> Box:
    area = screen.availableGeometry()
    return Box(area.x(), area.y(), area.width(), area.height())
