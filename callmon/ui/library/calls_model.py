"""The calls of the library as a Qt model: it knows how many there are, and reads those that are looked at."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from callmon.timeline import Filter, ShelvedCall, Sort
from callmon.ui.library.seams import Labels, MeasureName, Shelf

PAGE = 100
"""Calls that are read at once: some screens full."""
_PAGES_KEPT = 8
_BEFORE_HIT = 48
"""Letters of a line before what was found, beyond which its beginning is left out."""

Index = QModelIndex | QPersistentModelIndex


class CallsModel(QAbstractListModel):
    """The calls that are wanted, a row each.

    Roles: `callId`, `title`, `agent`, `held`, `length` (seconds), `cues`, `marks`, `judged`, `tags`,
    `excerpt` (what was found in bold), `excerptAt` (seconds, -1 where there is none), `status`, `values`
    (measures, as text), `chosen`.

    Args:
        shelf: has the calls.
        labels: says values in words.
        told: told a sentence where the shelf fails.
        parent: the owner.
    """

    def __init__(
        self, shelf: Shelf, labels: Labels, told: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shelf, self._labels, self._told = shelf, labels, told
        self._which, self._sort = Filter(), Sort()
        self._coder = ""
        self._columns: tuple[MeasureName, ...] = ()
        self._count = 0
        self._pages: OrderedDict[int, list[ShelvedCall]] = OrderedDict()
        self._chosen: set[str] = set()
        reads: dict[str, Callable[[ShelvedCall], object]] = {
            "callId": lambda call: call.id,
            "title": lambda call: call.title,
            "agent": lambda call: call.agent,
            "held": lambda call: _day(call.held),
            "length": lambda call: round(call.duration),
            "cues": lambda call: call.cues,
            "marks": lambda call: call.marks,
            "judged": lambda call: call.judged,
            "tags": lambda call: list(call.tags),
            "excerpt": _bold,
            "excerptAt": lambda call: -1.0 if call.excerpt_at is None else call.excerpt_at,
            "status": lambda call: call.state,
            "values": self._values,
            "chosen": lambda call: call.id in self._chosen,
        }
        self._names = {Qt.ItemDataRole.UserRole + n: name.encode() for n, name in enumerate(reads, 1)}
        self._reads = dict(zip(self._names, reads.values(), strict=True))

    def show(self, which: Filter, sort: Sort, columns: Sequence[MeasureName], coder: str) -> None:
        """Show these calls, in this order, with these measures."""
        from callmon.errors import CallmonError

        self.beginResetModel()
        self._which, self._sort, self._columns, self._coder = which, sort, tuple(columns), coder
        self._pages.clear()
        try:
            self._count = self._shelf.count(which)
        except CallmonError as error:
            self._count = 0
            self._told(str(error))
        self.endResetModel()

    def reread(self) -> None:
        """Read what is shown again: something about the calls has changed, not which there are."""
        self._pages.clear()
        self._changed()

    def choose(self, chosen: Iterable[str]) -> None:
        """Mark these calls as chosen."""
        self._chosen = set(chosen)
        self._changed()

    def call(self, row: int) -> ShelvedCall | None:
        """The call of a row; None where there is none, or it cannot be read."""
        from callmon.errors import CallmonError

        if not 0 <= row < self._count:
            return None
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            try:
                page = self._shelf.page(
                    self._which, self._sort, number * PAGE, PAGE, self._columns, self._coder
                )
            except CallmonError as error:
                self._told(str(error))
                page = []
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        # Another window may have taken calls away since they were counted.
        return page[place] if place < len(page) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        """Number of rows; none below a row."""
        return 0 if parent.isValid() else self._count

    def roleNames(self) -> dict[int, Any]:  # noqa: N802 - Qt's own name
        """The roles by number."""
        return dict(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The value of one role in one row."""
        read, call = self._reads.get(role), self.call(index.row())
        if read is None or call is None:
            return None
        return read(call)

    def _values(self, call: ShelvedCall) -> list[str]:
        return [self._labels.value(name, value) for _, name, value in call.measures]

    def _changed(self) -> None:
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))


def _bold(call: ShelvedCall) -> str:
    """The excerpt as styled text with what was found in bold; it begins so late that that is in sight."""
    first = call.hits[0][0] if call.hits else 0
    begin = 0
    if first > _BEFORE_HIT:
        begin = call.excerpt.rfind(" ", 0, first - _BEFORE_HIT // 2) + 1
    told, at = ["…"] if begin else [], begin
    for start, end in call.hits:
        told += [
            escape(call.excerpt[at:start], quote=False),
            "<b>",
            escape(call.excerpt[start:end], quote=False),
            "</b>",
        ]
        at = end
    return "".join((*told, escape(call.excerpt[at:], quote=False)))


def _day(held: str) -> str:
    """A time as a person reads it; empty where it is none."""
    try:
        return f"{datetime.fromisoformat(held):%d %b %Y  %H:%M}"
    except ValueError:
        return ""
