"""The library in a window."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from callmon.ui.library.asked import DEFAULT_COLUMNS
from callmon.ui.library.library_model import LibraryModel
from callmon.ui.library.seams import Doors, Importing, Labels, MeasureName, Shelf
from callmon.ui.look import PLAIN, Look
from callmon.ui.quick_window import QuickWindow


class LibraryWindow(QObject):
    """The window with its model; `closed` tells that the person closed it.

    Args:
        shelf: has the calls.
        labels: names for people.
        importing: takes recordings in.
        doors: where it leads to.
        coder: whose marks are counted.
        columns: measures that are shown.
        look: how it looks.

    Raises:
        CallmonError: the files of the interface are missing or damaged.
    """

    closed = Signal()

    def __init__(
        self,
        shelf: Shelf,
        labels: Labels,
        importing: Importing,
        doors: Doors,
        coder: str = "",
        columns: Iterable[MeasureName] = DEFAULT_COLUMNS,
        look: Look = PLAIN,
    ) -> None:
        super().__init__()
        self.model = LibraryModel(shelf, labels, importing, doors, coder, columns)
        self._quick = QuickWindow("Library.qml", {"library": self.model}, look, "The library")
        self.window = self._quick.window
        self.window.visibleChanged.connect(self._hidden)

    def show(self) -> None:
        """Show it and give it the focus."""
        self._quick.show()

    def close(self) -> None:
        """Take it down."""
        self.model.stop()
        self._quick.close()

    @Slot(bool)
    def _hidden(self, visible: bool) -> None:
        if not visible:
            self.closed.emit()
