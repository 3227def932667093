"""The desk: fulfils the wishes about the overlay itself, and keeps its window as an overlay's must be."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from callmon.ui.call_model import CallModel
from callmon.ui.controls import Controls
from callmon.ui.overlay_model import OverlayModel
from callmon.ui.placer import Placer
from callmon.ui.remembered import load, save
from callmon.ui.screen_share import ScreenShare
from callmon.ui.shortcuts import Shortcuts
from callmon.ui.stage import Stage
from callmon.ui.tray import Tray


class Desk(QObject):
    """One overlay on the desktop: window, place, tray and shortcuts.

    Args:
        app: the application.
        stage: has the windows.
        call: what the call shows.
        overlay: what the overlay is.
        controls: the running call.
        shortcuts: the global keys.
        file: where its place is remembered.
        share: hides windows from screen shares.
        tray: whether there is a tray.
    """

    def __init__(
        self,
        app: QApplication,
        stage: Stage,
        call: CallModel,
        overlay: OverlayModel,
        controls: Controls,
        shortcuts: Shortcuts,
        file: Path,
        share: ScreenShare,
        tray: bool,
    ) -> None:
        super().__init__()
        self._app, self._stage, self._call, self._overlay = app, stage, call, overlay
        self._controls, self._shortcuts, self._share, self._file = controls, shortcuts, share, file
        self.placer = Placer(stage.window, overlay, load(file), app, self)
        self.tray = Tray(call, overlay, stage.window, self) if tray else None
        overlay.set_shortcuts(shortcuts.said)
        # Whoever lets clicks through must be able to end it again.
        overlay.set_through(False, allowed=tray or "expand" in shortcuts.active)
        overlay.set_sharing(False, share.possible, share.said)
        self.placer.settled.connect(self.remember)
        stage.window.visibleChanged.connect(self.hide_again)
        overlay.expanded_changed.connect(self.look_at_words)
        overlay.through_wished.connect(self.set_through)
        overlay.sharing_wished.connect(self.set_hidden)
        overlay.list_wished.connect(self.open_list)
        overlay.quit_wished.connect(self.quit)

    def show(self) -> None:
        """Show the overlay without taking the focus from the program that has it."""
        window = self._stage.window
        # What QWidget's WA_ShowWithoutActivating and WA_MacAlwaysShowToolWindow set on its window.
        window.setProperty("_q_showWithoutActivating", True)
        window.setProperty("_q_macAlwaysShowToolWindow", True)
        self.placer.place()
        window.show()
        if self.placer.remembered.hidden_from_sharing:
            self.set_hidden(True)
        if self.tray is not None:
            self.tray.show()

    def act(self) -> None:
        """Do what was asked for by global keys since the last call."""
        for action in self._shortcuts.take():
            match action:
                case "pause":
                    self._call.togglePause()
                case "snooze":
                    self._call.toggleSnooze()
                case "expand" if self._overlay.through:
                    self.set_through(False)
                case "expand":
                    self._overlay.toggleExpanded()

    def close(self) -> None:
        """Give back keys and tray."""
        self._shortcuts.close()
        if self.tray is not None:
            self.tray.close()

    @Slot(bool)
    def set_through(self, through: bool) -> None:
        """Let clicks reach what lies beneath the overlay, or take them again."""
        # On the window itself and after it is shown: the flag of a widget would hide it.
        self._stage.window.setFlag(Qt.WindowType.WindowTransparentForInput, through)
        self._overlay.set_through(through, allowed=True)
        self.hide_again()

    @Slot(bool)
    def set_hidden(self, hidden: bool) -> None:
        """Leave the overlay out of screen shares, where the system can."""
        is_hidden = self._share.hide(int(self._stage.window.winId()), hidden)
        self.placer.remembered.hidden_from_sharing = is_hidden
        self._overlay.set_sharing(is_hidden, self._share.possible, self._share.said)
        self.remember()

    @Slot()
    def hide_again(self) -> None:
        """Stay out of screen shares where the system may have given the window another handle."""
        if self._overlay.hidden and self._stage.window.isVisible():
            self.set_hidden(True)

    @Slot()
    def look_at_words(self) -> None:
        """Words of utterances that are not over are worth recognising only where they are seen."""
        self._controls.show_partials(self._overlay.unfolded)

    @Slot()
    def remember(self) -> None:
        """Keep the place for the next start."""
        save(self._file, self.placer.remembered)

    @Slot()
    def open_list(self) -> None:
        """Open the window that the keyboard and screen readers reach."""
        self._stage.open_list()

    @Slot()
    def quit(self) -> None:
        """End the call, then the application."""
        self._controls.stop()
        self._app.quit()
