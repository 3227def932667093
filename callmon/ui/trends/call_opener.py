"""Leads from figures to the calls that they are of, and tells where that fails."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from callmon.errors import CallmonError
from callmon.ui.trends.shown import CallDoor


class CallOpener(QObject):
    """What every window of figures of calls can do.

    Args:
        door: where calls can be heard.
        parent: the owner.
    """

    told = Signal()

    def __init__(self, door: CallDoor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._message = ""

    message = Property(str, lambda self: self._message, notify=told)

    @Slot(str)
    def open(self, call: str) -> None:
        """Open the replay of a call."""
        try:
            self._door.open(call, None)
        except CallmonError as error:
            self._message = str(error)
        else:
            self._message = ""
        self.told.emit()
