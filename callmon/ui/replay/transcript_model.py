"""The transcript of a replay as a Qt model: what was said, what was found in it and what was corrected."""

# ruff: noqa: N802 - properties and slots are named as QML names them

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from callmon.timeline import Mark
from callmon.ui.replay.shown import Item, LaneName, Said, ShownCall

Index = QModelIndex | QPersistentModelIndex

_CHIPS: tuple[LaneName, ...] = ("overlaps", "acts", "moments", "cues")
_WHERE_IT_ENDS = frozenset({"cues"})
"""A cue belongs to the line in which it is known, everything else to that in which it begins."""


class TranscriptModel(QAbstractListModel):
    """What was said, a row each utterance.

    Roles: `key`, `speaker`, `fixed` (somebody said that it is the other), `seconds`, `start`, `end`, `words`,
    `chips`, `text`. A word is a map of `key`, `text`, `start`, `was` (what was recognised, where it was
    corrected); a chip one of `key`, `name`, `lane`, `kind`, `good`.

    Args:
        call: what is shown.
        parent: the owner.
    """

    found_changed = Signal()

    def __init__(self, call: ShownCall, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = call.lines
        self._starts = [line.start for line in call.lines]
        self._rows = {line.key: row for row, line in enumerate(call.lines)}
        self._chips = _chips(call.lines, self._starts, call.items)
        self._words: dict[str, Mark] = {}
        self._speakers: dict[str, Mark] = {}
        self._found: list[int] = []
        reads = ("key", "speaker", "fixed", "seconds", "words", "chips", "text", "start", "end")
        self._names = {Qt.ItemDataRole.UserRole + n: name.encode() for n, name in enumerate(reads, 1)}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Number of lines; none below a line."""
        return 0 if parent.isValid() else len(self._lines)

    def roleNames(self) -> dict[int, Any]:
        """The roles by number."""
        return dict(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The value of one role in one line."""
        if not 0 <= index.row() < len(self._lines) or role not in self._names:
            return None
        line = self._lines[index.row()]
        match self._names[role].decode():
            case "key":
                return line.key
            case "speaker":
                fixed = self._speakers.get(line.key)
                return line.speaker if fixed is None or fixed.speaker is None else fixed.speaker
            case "fixed":
                return line.key in self._speakers
            case "seconds":
                return int(line.start)
            case "start":
                return line.start
            case "end":
                return line.end
            case "words":
                return [self._word(word.key, word.text, word.start) for word in line.words]
            case "text":
                return self._text(line)
        return self._chips[index.row()]

    def correct(self, marks: Sequence[Mark]) -> None:
        """Show what was corrected: words, and who spoke."""
        self._words = {mark.target: mark for mark in marks if mark.kind == "word"}
        self._speakers = {mark.target: mark for mark in marks if mark.kind == "speaker"}
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    @Slot(float, result=int)
    def rowAt(self, seconds: float) -> int:
        """The line that is or was last said at a time; -1 before the first."""
        return bisect_right(self._starts, seconds + 0.02) - 1

    @Slot(str, result=int)
    def rowOf(self, key: str) -> int:
        """The line of this key; -1 where it is no line's."""
        return self._rows.get(key, -1)

    @Slot(str)
    def find(self, text: str) -> None:
        """Look for a text in what was said."""
        wanted = text.casefold().strip()
        self._found = [
            row for row, line in enumerate(self._lines) if wanted and wanted in self._text(line).casefold()
        ]
        self.found_changed.emit()

    found = Property(list, lambda self: list(self._found), notify=found_changed)

    def line(self, key: str) -> Said | None:
        """The line of this key."""
        row = self._rows.get(key)
        return None if row is None else self._lines[row]

    def line_at(self, seconds: float) -> Said | None:
        """The line that is or was last said at a time."""
        row = self.rowAt(seconds)
        return None if row < 0 else self._lines[row]

    def _text(self, line: Said) -> str:
        return " ".join(filter(None, (self._word(w.key, w.text, w.start)["text"] for w in line.words)))

    def _word(self, key: str, text: str, start: float) -> dict[str, Any]:
        mark = self._words.get(key)
        return {
            "key": key,
            "text": text if mark is None else mark.text,
            "start": start,
            "was": "" if mark is None else text,
        }


def _chips(
    lines: Sequence[Said], starts: Sequence[float], items: Sequence[Item]
) -> list[list[dict[str, Any]]]:
    found: list[list[dict[str, Any]]] = [[] for _ in lines]
    for item in items:
        if item.lane not in _CHIPS or item.held_back or not lines:
            continue
        at = item.end if item.lane in _WHERE_IT_ENDS else item.start
        row = max(0, bisect_right(starts, at + 0.15) - 1)
        # What one says lies in one's own line, also where the other began to speak since.
        while row > 0 and item.speaker and item.lane != "cues" and lines[row].speaker != item.speaker:
            row -= 1
        found[row].append(
            {
                "key": item.key,
                "name": item.name,
                "lane": item.lane,
                "kind": item.kind,
                "good": item.positive,
            }
        )
    return found
