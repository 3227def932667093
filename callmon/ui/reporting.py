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
        """Whose call it is as `agent`, and where its report may go as `path`, without its ending."""
        try:
            agent, page = self._door.addressee(call)
        except CallmonError as error:
            self.told.emit(str(error), True)
            return {}
        return {"agent": agent, "path": str(page.with_name(page.name.removesuffix(_PAGE)))}

    @Slot(str, bool, result=str)
    def named(self, place: str, printed: bool) -> str:
        """A place with the ending of a page, or of what is printed."""
        bare = place.strip()
        for ending in (_PAGE, _PRINTED):
            if bare.lower().endswith(ending):
                bare = bare[: -len(ending)]
        return bare + (_PRINTED if printed else _PAGE)

    @Slot(QUrl, result=str)
    def path(self, place: QUrl) -> str:
        """The path of a place that was chosen."""
        return place.toLocalFile()

    @Slot(str, bool, result=bool)
    def replaces(self, place: str, printed: bool) -> bool:
        """Whether a file is there already."""
        return self._file(place, printed=printed).is_file()

    @Slot(str, str, str, bool, bool)
    def write(self, call: str, place: str, message: str, sound: bool, printed: bool) -> None:
        """Write it, once it is painted that it is written; what is printed has no sound."""
        path, audio = self._file(place, printed=printed), sound and not printed
        self.told.emit("Writing the report…", False)
        QTimer.singleShot(_PAINT_MS, self, lambda: self._write(call, path, message, audio=audio))

    def _file(self, place: str, *, printed: bool) -> Path:
        return Path.home() / Path(self.named(place, printed)).expanduser()

    def _write(self, call: str, path: Path, message: str, *, audio: bool) -> None:
        try:
            self.told.emit(self._door.export_report(call, path, message, audio=audio), False)
        except CallmonError as error:
            self.told.emit(str(error), True)
