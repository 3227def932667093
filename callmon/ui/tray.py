"""The tray icon: the state of the call at a glance, and everything that one may want of it in a menu."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtQuick import QQuickWindow
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from callmon import paths
from callmon.ui.call_model import CallModel
from callmon.ui.glance import Glance
from callmon.ui.overlay_model import OverlayModel

_SICK = ("no_frames", "flat", "muted", "moved", "lost")


def tray_icon_name(glance: Glance) -> str:
    """Name of the icon that stands for `glance`: its file below `ui/icons` without the ending."""
    if glance.state == "failed":
        return "problem"
    if glance.state == "paused":
        return "paused"
    if glance.state not in ("listening", "starting"):
        return "stopped"
    if glance.agent in _SICK or glance.customer in _SICK:
        return "problem"
    return "recording" if glance.recording else "listening"


def load_icon(name: str) -> QIcon:
    """The icon with this name."""
    return QIcon(str(paths.data_files("ui") / "icons" / f"{name}.svg"))


class Tray(QObject):
    """The icon and its menu.

    Args:
        call: what the call shows, and takes wishes.
        overlay: what the overlay is, and takes wishes.
        window: the overlay's window, shown and hidden from here.
        parent: the owner.
    """

    def __init__(
        self, call: CallModel, overlay: OverlayModel, window: QQuickWindow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._call, self._overlay, self._window = call, overlay, window
        self.icon = QSystemTrayIcon(self)
        # A menu is a widget and has no place below an object: this holds it.
        self.menu = QMenu()
        self._start = self._add(call.start)
        self._pause = self._add(call.togglePause)
        self._stop = self._add(call.stop)
        self._snooze = self._add(call.toggleSnooze)
        self.menu.addSeparator()
        self._show = self._add(self._toggle_shown)
        self._through = self._add(overlay.toggleClickThrough)
        self._list = self._add(overlay.openLastCues)
        self._share = self._add(overlay.toggleHiddenFromSharing)
        self.menu.addSeparator()
        self._quit = self._add(overlay.quit)
        for action in (self._through, self._share):
            action.setCheckable(True)
        self.icon.setContextMenu(self.menu)
        self._shown_icon = ""
        for signal in (call.call_changed, call.health_changed, call.snooze_changed):
            signal.connect(self.refresh)
        for signal in (overlay.through_changed, overlay.sharing_changed, window.visibleChanged):
            signal.connect(self.refresh)
        self.refresh()

    def show(self) -> None:
        """Put the icon into the tray."""
        self.icon.show()

    def close(self) -> None:
        """Take the icon out of the tray."""
        self.icon.hide()
        self.menu.deleteLater()

    @Slot()
    def refresh(self) -> None:
        """Bring icon and menu up to date."""
        glance = self._call.glance
        running = glance.state in ("starting", "listening", "paused")
        self._start.setText(self.tr("Start listening"))
        self._start.setVisible(not running)
        self._pause.setText(self.tr("Resume") if glance.state == "paused" else self.tr("Pause"))
        self._pause.setVisible(running)
        self._stop.setText(self.tr("End call"))
        self._stop.setVisible(running)
        self._snooze.setText(
            self.tr("Show cues again") if glance.snoozed else self.tr("No cues for 10 minutes")
        )
        self._snooze.setVisible(running)
        visible = self._window.isVisible()
        self._show.setText(self.tr("Hide overlay") if visible else self.tr("Show overlay"))
        self._through.setText(self.tr("Let clicks through the overlay"))
        self._through.setChecked(self._overlay.through)
        self._list.setText(self.tr("Open last cues"))
        self._share.setText(self.tr("Hide when I share my screen (Windows only)"))
        self._share.setEnabled(self._overlay.may_hide)
        self._share.setChecked(self._overlay.hidden)
        self._quit.setText(self.tr("Quit"))
        self._refresh_icon(glance)

    def _refresh_icon(self, glance: Glance) -> None:
        name = tray_icon_name(glance)
        if name == self._shown_icon:
            return
        self._shown_icon = name
        self.icon.setIcon(load_icon(name))
        said = {
            "listening": self.tr("callmon is listening"),
            "recording": self.tr("callmon is listening and recording"),
            "paused": self.tr("callmon is paused"),
            "problem": self.tr("callmon has a problem: see the overlay"),
            "stopped": self.tr("callmon is not listening"),
        }
        self.icon.setToolTip(said[name])

    @Slot()
    def _toggle_shown(self) -> None:
        self._window.setVisible(not self._window.isVisible())

    def _add(self, wish: object) -> QAction:
        action = QAction(self.menu)
        action.triggered.connect(wish)
        self.menu.addAction(action)
        return action
