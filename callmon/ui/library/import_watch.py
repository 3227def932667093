"""An import as QML sees it: how far it is, and what it could not take."""

from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot

from callmon.errors import CallmonError
from callmon.ui.library.seams import Importing, ImportProgress

_PERIOD_MS = 250
_SOON_MS = 2_000
"""While calls arrive, the list is read again this often."""


class ImportWatch(QObject):
    """Starts imports and watches them. `arrived` tells that there are more calls, `told` a sentence.

    Args:
        importing: takes recordings in.
        parent: the owner.
    """

    changed = Signal()
    arrived = Signal()
    told = Signal(str)

    def __init__(self, importing: Importing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._importing = importing
        self._progress = ImportProgress()
        self._seen = 0
        self._asked = False
        self._watch = QTimer(self)
        self._watch.setInterval(_PERIOD_MS)
        self._watch.timeout.connect(self.look)
        self._watch.start()
        self._soon = QTimer(self)
        self._soon.setInterval(_SOON_MS)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.arrived)

    def _get_at(self) -> dict[str, Any]:
        at = self._progress
        return {
            "running": at.running and (self._asked or at.total > 0),
            "asked": self._asked,
            "total": at.total,
            "done": at.done,
            "current": at.current,
            "share": (at.done + at.share) / at.total if at.total else 0.0,
            "added": at.added,
            "known": at.known,
            "problems": list(at.problems),
        }

    at = Property(dict, _get_at, notify=changed)

    @Slot("QVariantList", str)
    def take(self, urls: list[QUrl], agent: str) -> None:
        """Import files and folders that were dropped or chosen."""
        wanted = [path for url in urls if (path := QUrl(url).toLocalFile())]
        if not wanted:
            self.told.emit("Only files and folders of this computer can be imported.")
            return
        self._asked = True
        self.changed.emit()
        try:
            self._importing.start(wanted, agent)
        except CallmonError as error:
            self.told.emit(str(error))
        self.look()

    @Slot()
    def cancel(self) -> None:
        """End early; what was added stays."""
        self._importing.cancel()

    @Slot()
    def look(self) -> None:
        """Take over how far it is."""
        before, self._progress = self._progress, self._importing.progress()
        if before != self._progress:
            self.changed.emit()
        if before.running and not self._progress.running:
            self._soon.stop()
            self._asked = False
            self.arrived.emit()
        elif self._progress.added != self._seen and not self._soon.isActive():
            self._soon.start()
        self._seen = self._progress.added

    def stop(self) -> None:
        """Look no more."""
        self._watch.stop()
        self._soon.stop()
