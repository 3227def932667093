"""The stage: QML made into windows, with what they show."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine, QQmlError
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtWidgets import QApplication, QStyle

from callmon import paths
from callmon.errors import CallmonError
from callmon.ui.call_model import CallModel
from callmon.ui.look import PLAIN, Look
from callmon.ui.overlay_model import OverlayModel


class Stage:
    """The engine and the windows that it makes. Close it before the application goes.

    Args:
        call: what the call shows.
        overlay: what the overlay is.
        look: how it looks.

    Raises:
        CallmonError: the files of the interface are missing or damaged.
    """

    def __init__(self, call: CallModel, overlay: OverlayModel, look: Look = PLAIN) -> None:
        self._engine = QQmlEngine()
        self._engine.addImportPath(str(paths.data_files("ui")))
        self._call = call
        self._made: list[QQmlComponent] = []
        self._list: QQuickWindow | None = None
        try:
            self._dress(look)
            self.window = self._make("Overlay", call=call, desk=overlay)
        except CallmonError:
            self.close()
            raise

    @property
    def card(self) -> QQuickItem:
        """The item that shows the cue."""
        found = self.window.findChild(QQuickItem, "cueCard")
        assert found is not None  # noqa: S101 - Overlay.qml has one
        return found

    def open_list(self) -> QQuickWindow:
        """Show the window with the last cues, and give it the focus."""
        if self._list is None:
            self._list = self._make("LastCues", call=self._call)
        self._list.show()
        self._list.raise_()
        self._list.requestActivate()
        return self._list

    def close(self) -> None:
        """Take down the windows, then the engine, at once."""
        from shiboken6 import delete

        # What QML has let go of must be gone before the engine is.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        # A component takes what it made down with it.
        for component in self._made:
            delete(component)
        self._made.clear()
        delete(self._engine)

    def _dress(self, look: Look) -> None:
        theme = self._engine.singletonInstance("Callmon", "Theme")
        if not isinstance(theme, QObject):
            raise _broken([f"no Theme below {paths.data_files('ui')}"])
        still = look.still if look.still is not None else _desktop_is_still()
        theme.setProperty("scheme", look.scheme)
        theme.setProperty("textScale", look.text_scale)
        theme.setProperty("stillness", still)

    def _make(self, name: str, **shown: QObject) -> QQuickWindow:
        file = paths.data_files("ui") / "Callmon" / f"{name}.qml"
        component = QQmlComponent(self._engine, QUrl.fromLocalFile(str(file)))
        self._made.append(component)
        made = component.createWithInitialProperties(shown) if component.isReady() else None
        if not isinstance(made, QQuickWindow):
            raise _broken([_told(error) for error in component.errors()])
        return made


def _desktop_is_still() -> bool:
    """Whether the desktop asks for no motion; its style then says that animations take no time."""
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


def _told(error: QQmlError) -> str:
    return error.toString()


def _broken(reasons: list[str]) -> CallmonError:
    said = "; ".join(reasons) or "no reason was given"
    return CallmonError(f"The overlay cannot be shown ({said}); install callmon again.")
