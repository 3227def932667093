"""What is selected in a replay, as QML sees it: its evidence, and of a cue the card that the agent saw."""

# ruff: noqa: N815 - properties are named as QML names them

from PySide6.QtCore import Property, QObject, Signal

from callmon.ui.replay.replay_model import ReplayModel
from callmon.ui.replay.shown import Item, Said


class Selected(QObject):
    """The selected item, or line of the transcript as one of `turns`; every text is empty where nothing is.

    Args:
        replay: knows what is selected.
        parent: the owner.
    """

    changed = Signal()

    def __init__(self, replay: ReplayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._replay = replay
        self._lines = {line.key: line for line in replay.call.lines}
        replay.selection_changed.connect(self.changed)
        replay.lanes_changed.connect(self.changed)

    @property
    def item(self) -> Item | None:
        """The selected item, or the selected line as one."""
        key = self._replay.property("selectedKey")
        line = self._lines.get(key)
        return self._replay.item(key) if line is None else _of_line(line)

    def _text(self, name: str) -> str:
        item = self.item
        return "" if item is None else str(getattr(item, name))

    there = Property(bool, lambda self: self.item is not None, notify=changed)
    isLine = Property(bool, lambda self: self._text("key") in self._lines, notify=changed)
    key = Property(str, lambda self: self._text("key"), notify=changed)
    lane = Property(str, lambda self: self._text("lane"), notify=changed)
    name = Property(str, lambda self: self._text("name"), notify=changed)
    kind = Property(str, lambda self: self._text("kind"), notify=changed)
    speaker = Property(str, lambda self: self._text("speaker"), notify=changed)
    said = Property(str, lambda self: self._text("said"), notify=changed)
    why = Property(str, lambda self: self._text("why"), notify=changed)
    text = Property(str, lambda self: self._text("text"), notify=changed)
    avoid = Property(str, lambda self: self._text("avoid"), notify=changed)
    heldBack = Property(str, lambda self: self._text("held_back"), notify=changed)
    isCue = Property(bool, lambda self: self.item is not None and self.item.lane == "cues", notify=changed)
    judged = Property(bool, lambda self: self.item is not None and self.item.label != "", notify=changed)
    positive = Property(bool, lambda self: self.item is not None and self.item.positive, notify=changed)
    start = Property(float, lambda self: self.item.start if self.item else 0.0, notify=changed)
    end = Property(float, lambda self: self.item.end if self.item else 0.0, notify=changed)

    def _get_shown_at(self) -> float:
        item = self.item
        return -1.0 if item is None or item.shown_at is None else item.shown_at

    shownAt = Property(float, _get_shown_at, notify=changed)

    def _get_after(self) -> float:
        """Seconds from when a cue was known to when it was shown; 0 where it was not shown."""
        item = self.item
        return 0.0 if item is None or item.shown_at is None else max(0.0, item.shown_at - item.end)

    after = Property(float, _get_after, notify=changed)

    def _get_facts(self) -> list[dict[str, str]]:
        item = self.item
        return [] if item is None else [{"name": fact.name, "value": fact.value} for fact in item.facts]

    facts = Property(list, _get_facts, notify=changed)


def _of_line(line: Said) -> Item:
    said = " ".join(word.text for word in line.words)
    return Item(
        line.key, "turns", "", line.speaker, "", line.start, line.end, speaker=line.speaker, said=said
    )
