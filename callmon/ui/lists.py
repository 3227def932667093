"""The lists of the overlay as Qt models: they change row by row, so that only what is new is painted."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from callmon.timeline import seconds
from callmon.ui.glance import Line, PastCue

Row = TypeVar("Row")
Key = tuple[Any, ...]
Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractListModel):
    """Rows with named roles, brought up to date from a sequence of values.

    Args:
        roles: each role's name and how it is read from a row.
        key: what makes two rows the same one.
        parent: the owner.
    """

    def __init__(
        self,
        roles: dict[str, Callable[[Any], object]],
        key: Callable[[Any], Key],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._names = {Qt.ItemDataRole.UserRole + n: name.encode() for n, name in enumerate(roles, 1)}
        self._reads = dict(zip(self._names, roles.values(), strict=True))
        self._key = key
        self.rows: list[Any] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        """Number of rows; none below a row."""
        return 0 if parent.isValid() else len(self.rows)

    def roleNames(self) -> dict[int, Any]:  # noqa: N802 - Qt's own name
        """The roles by number."""
        return dict(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The value of one role in one row."""
        read = self._reads.get(role)
        if read is None or not 0 <= index.row() < len(self.rows):
            return None
        return read(self.rows[index.row()])

    def update(self, rows: Sequence[Any]) -> None:
        """Show `rows`; those that stay keep their order among each other."""
        wanted = {self._key(row) for row in rows}
        for at in range(len(self.rows) - 1, -1, -1):
            if self._key(self.rows[at]) not in wanted:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self.rows[at]
                self.endRemoveRows()
        for at, row in enumerate(rows):
            if at < len(self.rows) and self._key(self.rows[at]) == self._key(row):
                if self.rows[at] != row:
                    self.rows[at] = row
                    self.dataChanged.emit(self.index(at), self.index(at))
            else:
                self.beginInsertRows(QModelIndex(), at, at)
                self.rows.insert(at, row)
                self.endInsertRows()


def cues_model(parent: QObject) -> RowsModel:
    """Past cues: `advice`, `why`, `avoid`, `pillar`, `seconds`, `cleared`, `verdict`, `praises`."""
    return RowsModel(
        {
            "advice": lambda past: past.cue.text,
            "why": lambda past: past.cue.why,
            "avoid": lambda past: past.cue.avoid,
            "pillar": lambda past: past.cue.pillar,
            "seconds": lambda past: int(seconds(past.cue.at)),
            "cleared": lambda past: past.cleared,
            "verdict": lambda past: past.verdict or "",
            "praises": lambda past: past.cue.positive,
        },
        _cue_key,
        parent,
    )


def lines_model(parent: QObject) -> RowsModel:
    """Lines of the transcript: `speaker`, `text`, `seconds` (of the call), `final`."""
    return RowsModel(
        {
            "speaker": lambda line: line.speaker,
            "text": lambda line: line.text,
            "seconds": lambda line: int(seconds(line.at)),
            "final": lambda line: line.final,
        },
        _line_key,
        parent,
    )


def _cue_key(past: PastCue) -> Key:
    return past.cue.rule, past.cue.at


def _line_key(line: Line) -> Key:
    # Where the final words put a line elsewhere than its partial text was, it is another row.
    return line.utterance, line.at
