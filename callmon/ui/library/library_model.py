"""The library as QML sees it: its calls, which of them are chosen, and what can be done with those."""

# ruff: noqa: N802 - properties and slots are named as QML names them

from collections.abc import Callable, Iterable

from PySide6.QtCore import Property, QObject, Signal, Slot

from callmon.errors import CallmonError
from callmon.ui.library.asked import DEFAULT_COLUMNS, Asked
from callmon.ui.library.calls_model import CallsModel
from callmon.ui.library.import_watch import ImportWatch
from callmon.ui.library.seams import Doors, Importing, Labels, MeasureName, Shelf
from callmon.ui.reporting import Reporting

_NAMED = 3
"""Of many chosen calls, so many are named."""


class LibraryModel(QObject):
    """Leads through the library.

    Args:
        shelf: has the calls.
        labels: names for people.
        importing: takes recordings in.
        doors: where it leads to.
        coder: whose marks are counted.
        columns: measures that are shown.
        parent: the owner.
    """

    count_changed = Signal()
    chosen_changed = Signal()
    message_changed = Signal()

    def __init__(
        self,
        shelf: Shelf,
        labels: Labels,
        importing: Importing,
        doors: Doors,
        coder: str = "",
        columns: Iterable[MeasureName] = DEFAULT_COLUMNS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._doors, self._coder = shelf, doors, coder
        self._chosen: list[str] = []
        self._titles: dict[str, str] = {}
        self._anchor = self._current = 0
        self._message, self._failed = "", False
        self._calls = CallsModel(shelf, labels, self._tell, self)
        self.wanted = Asked(shelf, labels, columns, self)
        self.wanted.changed.connect(self.reload)
        self.wanted.told.connect(self._tell)
        self.imports = ImportWatch(importing, self)
        self.imports.arrived.connect(self.reload)
        self.imports.told.connect(self._tell)
        self.reports = Reporting(doors, self)
        self.reports.told.connect(self._report_told)
        self.reload()
        self.imports.look()

    def _get_calls(self) -> QObject:
        return self._calls

    calls = Property(QObject, _get_calls, constant=True)

    def _get_asked(self) -> QObject:
        return self.wanted

    asked = Property(QObject, _get_asked, constant=True)

    def _get_importing(self) -> QObject:
        return self.imports

    importing = Property(QObject, _get_importing, constant=True)

    def _get_reporting(self) -> QObject:
        return self.reports

    reporting = Property(QObject, _get_reporting, constant=True)

    def _get_count(self) -> int:
        return self._calls.rowCount()

    count = Property(int, _get_count, notify=count_changed)

    def _get_chosen(self) -> list[str]:
        return list(self._chosen)

    chosen = Property(list, _get_chosen, notify=chosen_changed)

    def _get_chosen_names(self) -> str:
        """The first of the chosen calls by name, and how many there are besides."""
        named = [self._titles[call] for call in self._chosen[:_NAMED] if call in self._titles]
        more = len(self._chosen) - len(named)
        return ", ".join(named) + (f" and {more} more" if named and more else "")

    chosenNames = Property(str, _get_chosen_names, notify=chosen_changed)  # noqa: N815

    def _get_current(self) -> int:
        return self._current

    current = Property(int, _get_current, notify=chosen_changed)

    @Slot(int, bool, bool)
    def choose(self, row: int, more: bool, through: bool) -> None:
        """Choose the call of a row; `more` beside those that are, `through` all from the last one on."""
        call = self._calls.call(row)
        if call is None:
            return
        self._current = row
        if through:
            first, last = sorted((self._anchor, row))
            found = [each for n in range(first, last + 1) if (each := self._calls.call(n))]
            self._chosen = [each.id for each in found]
            self._titles = {each.id: each.title for each in found}
        else:
            self._anchor = row
            self._titles[call.id] = call.title
            if more and call.id in self._chosen:
                self._chosen.remove(call.id)
            else:
                self._chosen = [*(self._chosen if more else ()), call.id]
        self._show_chosen()

    @Slot()
    def chooseAll(self) -> None:
        """Choose every call that is shown."""
        try:
            self._chosen = self._shelf.ids(self.wanted.which, self.wanted.order)
        except CallmonError as error:
            self._tell(str(error))
        first = (self._calls.call(row) for row in range(_NAMED))
        self._titles = {each.id: each.title for each in first if each}
        self._show_chosen()

    @Slot()
    def chooseNone(self) -> None:
        """Choose nothing."""
        self._chosen = []
        self._show_chosen()

    @Slot(str)
    def setAgent(self, name: str) -> None:
        """Say whose calls the chosen ones are."""
        self._do(lambda: self._shelf.set_agent(self._chosen, name))

    @Slot(str)
    def tag(self, name: str) -> None:
        """Give the chosen calls a tag."""
        if name.strip():
            self._do(lambda: self._shelf.tag(self._chosen, name))

    @Slot(str)
    def untag(self, name: str) -> None:
        """Take a tag from the chosen calls."""
        self._do(lambda: self._shelf.untag(self._chosen, name))

    @Slot()
    def exchangeSides(self) -> None:
        """Take the other voice of the chosen call for the agent's."""
        self._do(lambda: self._shelf.exchange_sides(self._get_chosen()[0]))

    @Slot()
    def remove(self) -> None:
        """Take the chosen calls off the shelf."""
        chosen, self._chosen = self._chosen, []
        self._do(lambda: self._shelf.remove(chosen))
        self.reload()

    @Slot(int)
    def open(self, row: int) -> None:
        """Open the replay of a row, where what was searched for was found."""
        call = self._calls.call(row)
        if call is None:
            return
        if call.state == "newer":
            self._tell(f"{call.title} was made by a newer callmon; update callmon to open it.")
        else:
            self._do(lambda: self._doors.open(call.id, call.excerpt_at))

    @Slot(str)
    def go(self, door: str) -> None:
        """Go through a door with what is chosen: `rehearse`, `compare`, `trends`, `calibrate`."""
        if door == "calibrate":
            self._do(self._doors.calibrate)
        elif door == "compare" and len(self._chosen) == 2:
            self._do(lambda: self._doors.compare(self._chosen[0], self._chosen[1]))
        elif door == "trends":
            call = self._calls.call(self._current)
            if call is not None and call.agent:
                self._do(lambda: self._doors.trends(call.agent))
            else:
                self._tell("Say first whose calls these are; trends are an agent's own.")
        elif door == "rehearse" and self._chosen:
            self._do(lambda: self._doors.rehearse(self._chosen[0]))

    @Slot()
    def reload(self) -> None:
        """Read the list again."""
        wanted = self.wanted
        self._calls.show(wanted.which, wanted.order, wanted.shown_columns, self._coder)
        self._current = self._anchor = 0
        if self._chosen:
            self._keep_what_is_shown()
        self.count_changed.emit()
        self._show_chosen()

    @Slot()
    def refresh(self) -> None:
        """Look for calls that were analysed elsewhere, and read the list again."""
        self._do(self._shelf.refresh)
        self.reload()

    def _get_message(self) -> str:
        return self._message

    message = Property(str, _get_message, notify=message_changed)
    failed = Property(bool, lambda self: self._failed, notify=message_changed)

    @Slot()
    def hush(self) -> None:
        """Take the message away."""
        self._tell("")

    def stop(self) -> None:
        """Look at nothing more."""
        self.wanted.stop()
        self.imports.stop()

    def _keep_what_is_shown(self) -> None:
        """Of the chosen calls, only those that are still in the list stay chosen."""
        try:
            rows = {
                call: row for row, call in enumerate(self._shelf.ids(self.wanted.which, self.wanted.order))
            }
        except CallmonError as error:
            self._tell(str(error))
            rows = {}
        self._chosen = [call for call in self._chosen if call in rows]
        if self._chosen:
            self._current = self._anchor = rows[self._chosen[-1]]

    def _show_chosen(self) -> None:
        self._calls.choose(self._chosen)
        self.chosen_changed.emit()

    def _do(self, action: Callable[[], None]) -> None:
        try:
            action()
        except CallmonError as error:
            self._tell(str(error))
            return
        self._tell("")
        self._calls.reread()

    @Slot(str)
    def _tell(self, message: str) -> None:
        self._report_told(message, failed=True)

    @Slot(str, bool)
    def _report_told(self, message: str, failed: bool) -> None:
        if (message, failed) != (self._message, self._failed):
            self._message, self._failed = message, failed
            self.message_changed.emit()
