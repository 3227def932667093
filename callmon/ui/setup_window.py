"""The set-up as a window: shown, and waited for until it is finished or closed."""

import os
from contextlib import ExitStack

from PySide6.QtCore import QEventLoop, QObject, Slot

from callmon.preferences import Preferences
from callmon.ui.application import application, interruptible
from callmon.ui.desktop import choose
from callmon.ui.look import Look
from callmon.ui.quick_window import QuickWindow
from callmon.ui.setup import SetupModel
from callmon.ui.setup_bench import Bench

_DEFAULT = Look()


def run_setup(
    preferences: Preferences, look: Look = _DEFAULT, bench: Bench | None = None
) -> Preferences | None:
    """Lead through the set-up in a window; call it in the main thread. Nothing is stored.

    Args:
        preferences: what was chosen before.
        look: how the window looks.
        bench: has the devices; by default those of this computer.

    Returns:
        What was chosen, also where the rest was skipped; None where the window was closed.

    Raises:
        CallmonError: there is no screen, or the files of the interface are damaged.
    """
    choose(os.environ)
    application()
    with ExitStack() as undo:
        bench = bench or Bench()
        undo.callback(bench.close)
        window = SetupWindow(preferences, bench, look)
        undo.callback(window.close)
        undo.enter_context(interruptible(window.window.close))
        return window.wait()


class SetupWindow(QObject):
    """The window with its model. Close it before the application goes.

    Args:
        preferences: what was chosen before.
        bench: has the devices.
        look: how the window looks.

    Raises:
        CallmonError: the files of the interface are missing or damaged.
    """

    def __init__(self, preferences: Preferences, bench: Bench, look: Look = _DEFAULT) -> None:
        super().__init__()
        self.model = SetupModel(preferences, bench)
        self._loop = QEventLoop()
        self._quick = QuickWindow("Setup.qml", {"setup": self.model}, look, "The set-up")
        self.window = self._quick.window
        self.model.closed.connect(self._end)
        self.window.visibleChanged.connect(self._hidden)

    def show(self) -> None:
        """Show it and give it the focus."""
        self._quick.show()

    def wait(self) -> Preferences | None:
        """Show it until it is finished or closed.

        Returns:
            What was chosen; None where it was closed.
        """
        self.show()
        self._loop.exec()
        return self.model.preferences if self.model.finished else None

    def close(self) -> None:
        """Take down the window at once."""
        self.model.stop()
        self._quick.close()

    @Slot()
    def _end(self) -> None:
        self._loop.quit()

    @Slot(bool)
    def _hidden(self, visible: bool) -> None:
        if not visible:
            self._loop.quit()
