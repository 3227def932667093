"""A sheet of figures in a window."""

from dataclasses import asdict

from PySide6.QtCore import Property, QObject, Signal, Slot

from callmon.errors import CallmonError
from callmon.ui.look import PLAIN, Look
from callmon.ui.quick_window import QuickWindow
from callmon.ui.sheet import Sheet


class SheetModel(QObject):
    """A sheet as QML sees it.

    Args:
        sheet: what is shown.
        parent: the owner.
    """

    told = Signal()

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._message = ""

    title = Property(str, lambda self: self._sheet.title, constant=True)
    lead = Property(str, lambda self: self._sheet.lead, constant=True)
    deeds = Property(list, lambda self: [deed.name for deed in self._sheet.deeds], constant=True)
    message = Property(str, lambda self: self._message, notify=told)

    def _get_parts(self) -> list[dict[str, object]]:
        return [
            {**asdict(part), "columns": list(part.columns), "rows": [list(row) for row in part.rows]}
            for part in self._sheet.parts
        ]

    parts = Property(list, _get_parts, constant=True)

    @Slot(int)
    def do(self, place: int) -> None:
        """Do one of the deeds, and tell what came of it."""
        try:
            self._message = self._sheet.deeds[place].do()
        except CallmonError as error:
            self._message = str(error)
        self.told.emit()


class SheetWindow(QObject):
    """The window with its model; `closed` tells that the person closed it.

    Args:
        sheet: what is shown.
        look: how it looks.

    Raises:
        CallmonError: the files of the interface are missing or damaged.
    """

    closed = Signal()

    def __init__(self, sheet: Sheet, look: Look = PLAIN) -> None:
        super().__init__()
        self.model = SheetModel(sheet, self)
        self._quick = QuickWindow("Sheet.qml", {"sheet": self.model}, look, "The figures")
        self.window = self._quick.window
        self.window.visibleChanged.connect(self._hidden)

    def show(self) -> None:
        """Show it and give it the focus."""
        self._quick.show()

    def close(self) -> None:
        """Take it down."""
        self._quick.close()

    @Slot(bool)
    def _hidden(self, visible: bool) -> None:
        if not visible:
            self.closed.emit()
