"""The report to hand over as a window asks for it: words, sound and place in, what came of it out."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot

from callmon.errors import CallmonError
from callmon.ui.report_door import ReportDoor

_PAGE, _PRINTED = ".html", ".pdf"
_PAINT_MS = 50
"""Time to paint that it is written, before it is."""


class Reporting(QObject):
    """What a window's dialog for reports needs. `told` tells a sentence, and whether something went wrong.

    Args:
        door: writes them.
        parent: the owner.
    """

    told = Signal(str, bool)

    def __init__(self, door: ReportDoor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door

    @Slot(str, result="QVariantMap")
    def about(self, call: str) -> dict[str, object]:
        """Whose call it is as `agent`, and where its report may go as `page` and as `printed`."""
        try:
            agent, page = self._door.addressee(call)
        except CallmonError as error:
            self.told.emit(str(error), True)
            return {}
        printed = page.with_name(page.name.removesuffix(_PAGE) + _PRINTED)
        return {
            "agent": agent,
            "page": QUrl.fromLocalFile(str(page)),
            "printed": QUrl.fromLocalFile(str(printed)),
        }

    @Slot(str, QUrl, str, bool, bool)
    def write(self, call: str, place: QUrl, message: str, sound: bool, printed: bool) -> None:
        """Write it, once it is painted that it is written; the place gets an ending where it has none."""
        path = Path(place.toLocalFile())
        if path.suffix.lower() not in (_PAGE, _PRINTED):
            path = path.with_name(path.name + (_PRINTED if printed else _PAGE))
        audio = sound and path.suffix.lower() == _PAGE
        self.told.emit("Writing the report…", False)
        QTimer.singleShot(_PAINT_MS, self, lambda: self._write(call, path, message, audio=audio))

    def _write(self, call: str, path: Path, message: str, *, audio: bool) -> None:
        try:
            self.told.emit(self._door.export_report(call, path, message, audio=audio), False)
        except CallmonError as error:
            self.told.emit(str(error), True)
