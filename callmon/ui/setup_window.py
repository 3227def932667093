"""The set-up as a window: shown, and waited for until it is finished or closed."""

import os
from contextlib import ExitStack

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QUrl, Slot
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow

from callmon import paths
from callmon.errors import CallmonError
from callmon.preferences import Preferences
from callmon.ui.application import application, interruptible
from callmon.ui.desktop import choose
from callmon.ui.look import Look
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
    """The window with its engine. Close it before the application goes.

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
        self._engine = QQmlEngine()
        self._engine.addImportPath(str(paths.data_files("ui")))
        theme = self._engine.singletonInstance("Callmon", "Theme")
        self._component = QQmlComponent(
            self._engine, QUrl.fromLocalFile(str(paths.data_files("ui") / "Callmon" / "Setup.qml"))
        )
        made = None
        if isinstance(theme, QObject) and self._component.isReady():
            theme.setProperty("scheme", look.scheme)
            theme.setProperty("textScale", look.text_scale)
            made = self._component.createWithInitialProperties({"setup": self.model})
        if not isinstance(made, QQuickWindow):
            reasons = "; ".join(error.toString() for error in self._component.errors())
            self.close()
            raise CallmonError(
                f"The set-up cannot be shown ({reasons or 'no Theme'}); install callmon again."
            )
        self.window = made
        self.model.closed.connect(self._end)
        self.window.visibleChanged.connect(self._hidden)

    def show(self) -> None:
        """Show it and give it the focus."""
        self.window.show()
        self.window.raise_()
        self.window.requestActivate()

    def wait(self) -> Preferences | None:
        """Show it until it is finished or closed.

        Returns:
            What was chosen; None where it was closed.
        """
        self.show()
        self._loop.exec()
        return self.model.preferences if self.model.finished else None

    def close(self) -> None:
        """Take down the window, then the engine, at once."""
        from shiboken6 import delete

        self.model.stop()
        # What QML has let go of must be gone before the engine is.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        # A component takes what it made down with it.
        delete(self._component)
        delete(self._engine)

    @Slot()
    def _end(self) -> None:
        self._loop.quit()

    @Slot(bool)
    def _hidden(self, visible: bool) -> None:
        if not visible:
            self._loop.quit()
