"""Marks as a list and a lane show them: marks and what was found in, rows and items out. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callmon.timeline import Mark, seconds
from callmon.ui.replay.mark_words import label_words, mark_words
from callmon.ui.replay.shown import Fact, Item

Find = Callable[[str], Item | None]
"""The finding of a key; None where there is none."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One mark in the list.

    Attributes:
        id: the mark's.
        goes: what is selected where one chooses it: the finding or the line that it is about, or itself.
        kind, what, said: its kind, what it says, and the person's own words.
        start, end: seconds.
        coder: who says it.
        own: whether that is the one who looks.
    """

    id: str
    goes: str
    kind: str
    what: str
    said: str
    start: float
    end: float
    coder: str
    own: bool


def mark_row(mark: Mark, find: Find, *, own: bool) -> MarkRow:
    """The row of a mark."""
    place = _place(mark, find)
    return MarkRow(
        id=mark.id,
        goes=_about(mark, find),
        kind=mark.kind,
        what=_what(mark, find),
        said="" if mark.kind == "word" else mark.text,
        start=place[0],
        end=place[1],
        coder=mark.coder,
        own=own,
    )


def mark_item(mark: Mark, find: Find) -> Item:
    """The mark on its lane."""
    place = _place(mark, find)
    about = (Fact("About", label_words(mark.label)),) if "/" in mark.label else ()
    return Item(
        key=f"mark/{mark.id}",
        lane="marks",
        label="",
        kind=mark.kind,
        name=_what(mark, find),
        start=place[0],
        end=place[1],
        speaker=mark.speaker or "",
        why="" if mark.kind == "word" else mark.text,
        facts=(Fact("Coder", mark.coder), *about),
    )


def changed_mark(before: Mapping[str, Mark], after: Mapping[str, Mark], find: Find) -> str:
    """What the one mark is that is not in both as it was, as rows have it; empty where several are.

    Where one took the place of another, it is the one that is there no longer.
    """
    gone = [mark for name, mark in before.items() if after.get(name) != mark]
    new = [mark for name, mark in after.items() if before.get(name) != mark]
    if len(gone) > 1 or len(new) > 1:
        return ""
    return next((_what(mark, find) for mark in (*gone, *new)), "")


def _place(mark: Mark, find: Find) -> tuple[float, float]:
    """Where a mark stands; one on a cue where the cue came, for what led to it lies long before."""
    about = find(mark.target) if mark.target else None
    if about is not None and about.lane == "cues":
        at = about.end if about.shown_at is None else about.shown_at
        return at, at
    return seconds(mark.segment.start), seconds(mark.segment.end)


def _about(mark: Mark, find: Find) -> str:
    if mark.kind == "word":
        return f"utterance/{mark.target.split('/')[1]}" if mark.target.count("/") == 2 else f"mark/{mark.id}"
    if mark.kind == "speaker":
        return mark.target
    return mark.target if mark.target and find(mark.target) else f"mark/{mark.id}"


def _what(mark: Mark, find: Find) -> str:
    """What a mark is, with the name of what it is about as the lanes have it."""
    about = find(mark.target) if mark.kind in ("agree", "disagree") else None
    return mark_words(mark) if about is None else f"{mark.kind.capitalize()}: {about.name}"
