"""The transcript of a replay as a Qt model: what was said, what was found in it and what was corrected."""

# ruff: noqa: N802, N815 - properties and slots are named as QML names them

from bisect import bisect_left, bisect_right
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
_EARLY_S = 0.15
"""How much earlier than its line a finding may begin."""
_BOTH_S = 0.05
"""Least time for which two lines are said at once."""


class TranscriptModel(QAbstractListModel):
    """What was said, a row each utterance.

    Roles: `key`, `speaker`, `fixed` (somebody said that it is the other), `over` (it begins while the other
    speaks), `seconds`, `start`, `end`, `words`, `chips`, `text`. A word is a map of `key`, `text`, `start`,
    `was` (what was recognised, where it was corrected); a chip one of `key`, `name`, `lane`, `kind`, `good`.

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
        self._over = _over(call.lines)
        self._places: dict[str, int] = {}
        self._chips = self._chips_of(call.items)
        self._words: dict[str, Mark] = {}
        self._speakers: dict[str, Mark] = {}
        self._texts = [self._said(line) for line in call.lines]
        self._wanted = ""
        self._found: list[int] = []
        reads = ("key", "speaker", "fixed", "over", "seconds", "words", "chips", "text", "start", "end")
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
            case "over":
                return index.row() in self._over
            case "seconds":
                return int(line.start)
            case "start":
                return line.start
            case "end":
                return line.end
            case "words":
                return [self._word(word.key, word.text, word.start) for word in line.words]
            case "text":
                return " ".join(filter(None, self._texts[index.row()]))
        return self._chips[index.row()]

    def correct(self, marks: Sequence[Mark]) -> None:
        """Show what was corrected: words, and who spoke."""
        before = self._words, self._speakers
        self._words = {mark.target: mark for mark in marks if mark.kind == "word"}
        self._speakers = {mark.target: mark for mark in marks if mark.kind == "speaker"}
        if before == (self._words, self._speakers) or not self._lines:
            return
        self._texts = [self._said(line) for line in self._lines]
        self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))
        self.find(self._wanted)

    def _get_wordless(self) -> str:
        """Why there is nothing to read; empty where there is."""
        if not self._lines:
            return "Nobody speaks in this call."
        if any(line.words for line in self._lines):
            return ""
        return (
            "No words of this call are known: it was analysed without them, or they were not kept. Who spoke "
            "when stands below; analyse the recording again with words to read it here."
        )

    wordless = Property(str, _get_wordless, constant=True)

    @Slot(float, result=int)
    def rowAt(self, seconds: float) -> int:
        """The line that is or was last said at a time; -1 before the first."""
        return bisect_right(self._starts, seconds + 0.02) - 1

    @Slot(str, result=int)
    def rowOf(self, key: str) -> int:
        """The line of this key, or the one in which the finding of this key begins; -1 without one."""
        return self._rows.get(key, self._places.get(key, -1))

    @Slot(int, float, result=int)
    def wordAt(self, row: int, seconds: float) -> int:
        """The place of the word that is said in a line at a time; -1 where none is."""
        if not 0 <= row < len(self._lines):
            return -1
        words = self._lines[row].words
        place = bisect_right(words, seconds + 0.02, key=lambda word: word.start) - 1
        return place if place >= 0 and seconds < words[place].end else -1

    @Slot(str)
    def find(self, text: str) -> None:
        """Look for a text in what was said."""
        self._wanted = " ".join(text.casefold().split())
        self._found = [
            row
            for row, said in enumerate(self._texts)
            if self._wanted and self._wanted in " ".join(filter(None, said)).casefold()
        ]
        self.found_changed.emit()

    found = Property(list, lambda self: list(self._found), notify=found_changed)
    foundCount = Property(int, lambda self: len(self._found), notify=found_changed)

    @Slot(int, int, result=int)
    def foundBeside(self, row: int, by: int) -> int:
        """The line with a hit after `row` (`by` 1) or before it (-1), round the ends; -1 without any."""
        if not self._found:
            return -1
        place = bisect_right(self._found, row) if by > 0 else bisect_left(self._found, row) - 1
        return self._found[place % len(self._found)]

    @Slot(int, result=int)
    def foundPlace(self, row: int) -> int:
        """Which of the hits a line is, from 1; 0 where it is none."""
        place = bisect_left(self._found, row)
        return place + 1 if place < len(self._found) and self._found[place] == row else 0

    @Slot(int, result=list)
    def foundWords(self, row: int) -> list[int]:
        """The places of the words of a line that are part of what is looked for."""
        if not self.foundPlace(row):
            return []
        return _hit(self._texts[row], self._wanted)

    def line(self, key: str) -> Said | None:
        """The line of this key, or else the one in which the word or the finding of this key lies."""
        row = self._rows.get(key, self._places.get(key))
        if row is None and key.startswith("word/"):
            row = self._rows.get(f"utterance/{key.split('/')[1]}")
        return None if row is None else self._lines[row]

    def line_at(self, seconds: float) -> Said | None:
        """The line that is or was last said at a time."""
        row = self.rowAt(seconds)
        return None if row < 0 else self._lines[row]

    def texts(self, line: Said) -> list[str]:
        """Its words as they are shown, corrected; empty where nothing was said."""
        return list(self._texts[self._rows[line.key]])

    def _said(self, line: Said) -> list[str]:
        found = [(word, self._words.get(word.key)) for word in line.words]
        return [word.text if mark is None else mark.text for word, mark in found]

    def _word(self, key: str, text: str, start: float) -> dict[str, Any]:
        mark = self._words.get(key)
        return {
            "key": key,
            "text": text if mark is None else mark.text,
            "start": start,
            "was": "" if mark is None else text,
        }

    def _chips_of(self, items: Sequence[Item]) -> list[list[dict[str, Any]]]:
        found: list[list[dict[str, Any]]] = [[] for _ in self._lines]
        for item in items if self._lines else ():
            self._places[item.key] = self._place(item, item.start)
            if item.lane not in _CHIPS or item.held_back:
                continue
            at = item.end if item.lane in _WHERE_IT_ENDS else item.start
            found[self._place(item, at)].append(
                {
                    "key": item.key,
                    "name": item.name,
                    "lane": item.lane,
                    "kind": item.kind,
                    "good": item.positive,
                }
            )
        return found

    def _place(self, item: Item, at: float) -> int:
        """The line that an item lies in at a time."""
        row = max(0, bisect_right(self._starts, at + _EARLY_S) - 1)
        # What one says lies in one's own line, also where the other began to speak since.
        while row > 0 and item.speaker and item.lane != "cues" and self._lines[row].speaker != item.speaker:
            row -= 1
        return row


def _over(lines: Sequence[Said]) -> frozenset[int]:
    """The lines that begin while the other speaks."""
    ends: dict[str, float] = {}
    found = set()
    for row, line in enumerate(lines):
        others = (end for speaker, end in ends.items() if speaker != line.speaker)
        if max(others, default=0.0) - line.start > _BOTH_S:
            found.add(row)
        ends[line.speaker] = max(line.end, ends.get(line.speaker, 0.0))
    return frozenset(found)


def _hit(texts: Sequence[str], wanted: str) -> list[int]:
    """The places of the words that `wanted` covers, wherever it stands in their sentence."""
    ends: list[tuple[int, int, int]] = []
    said = ""
    for place, text in enumerate(texts):
        if text:
            said += " " if said else ""
            ends.append((place, len(said), len(said) + len(text.casefold())))
            said += text.casefold()
    hits: set[int] = set()
    at = said.find(wanted)
    while at >= 0:
        hits.update(place for place, start, end in ends if start < at + len(wanted) and end > at)
        at = said.find(wanted, at + 1)
    return sorted(hits)
