"""A window of QML with an engine of its own: made whole or not at all, and taken down in order."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow

from callmon import paths
from callmon.errors import CallmonError
from callmon.ui.look import Look


class QuickWindow(QObject):
    """The window; `window` is Qt's own. Close it before the application goes.

    Args:
        file: name of the QML file in the module Callmon, whose root is a window.
        properties: what the root requires.
        look: how it looks.
        name: what errors call it, such as “The set-up”.

    Raises:
        CallmonError: the files of the interface are missing or damaged.
    """

    def __init__(self, file: str, properties: Mapping[str, object], look: Look, name: str) -> None:
        super().__init__()
        self._engine = QQmlEngine()
        self._engine.addImportPath(str(paths.data_files("ui")))
        theme = self._engine.singletonInstance("Callmon", "Theme")
        source = QUrl.fromLocalFile(str(paths.data_files("ui") / "Callmon" / file))
        self._component = QQmlComponent(self._engine, source)
        made: QObject | None = None
        if isinstance(theme, QObject) and self._component.isReady():
            theme.setProperty("scheme", look.scheme)
            theme.setProperty("textScale", look.text_scale)
            made = self._component.createWithInitialProperties(dict(properties))
        self._made = made
        if not isinstance(made, QQuickWindow):
            reasons = "; ".join(error.toString() for error in self._component.errors())
            self.close()
            raise CallmonError(f"{name} cannot be shown ({reasons or 'no Theme'}); install callmon again.")
        self.window: QQuickWindow = made

    def show(self) -> None:
        """Show it and give it the focus."""
        self.window.show()
        self.window.raise_()
        self.window.requestActivate()

    def close(self) -> None:
        """Take down the window, then the engine, at once."""
        from shiboken6 import delete

        # A window outlives its component, and one that is laid out without an engine ends the program.
        if self._made is not None:
            self._made.deleteLater()
        # What QML has let go of must be gone before the engine is.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        delete(self._component)
        delete(self._engine)
