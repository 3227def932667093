"""Tiers: marks as the annotations of other tools, and back.

A coder has five tiers, `NAME: notes`, `NAME: judgements`, `NAME: missed`, `NAME: speakers` and `NAME: words`.
What a mark says stands in the annotation as a person writes it; behind it, in ⟦ ⟧, stands what other tools
would lose: the mark's id, its samples and what it is about. An annotation without that is a new mark.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from callmon.timeline import Mark, MarkKind, Segment, Speaker, findings, samples, seconds

_TIERS: Mapping[str, tuple[MarkKind, ...]] = {
    "notes": ("note",),
    "judgements": ("agree", "disagree"),
    "missed": ("missed",),
    "speakers": ("speaker",),
    "words": ("word",),
}
_NAMES = {kind: name for name, kinds in _TIERS.items() for kind in kinds}
_BEHIND = re.compile(r"\s*⟦(?P<id>\S+) (?P<start>\d+)-(?P<end>\d+)(?: (?P<target>\S+))?⟧\s*$")
_MACHINE = ("said", "found", "cue")
"""How the tiers begin that callmon fills; they are not read back."""
_NEAR_S = 0.0015
"""Other tools keep whole milliseconds: an annotation that moved by less was not moved."""
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch of a tier, in seconds, with its text."""

    tier: str
    start: float
    end: float
    text: str


def annotations_of_marks(marks: Iterable[Mark]) -> list[Annotation]:
    """Every mark as an annotation."""
    return [_written(mark) for mark in marks]


def annotations_of_report(report: Mapping[str, Any]) -> list[Annotation]:
    """What was said, and what callmon found."""
    said = [
        Annotation(f"said: {each['speaker']}", each["start"], each["end"], each["text"])
        for each in report["utterances"]
    ]
    found = []
    for each in findings(report):
        kind, _, name = each.label.partition("/")
        tier = f"cue: {'shown' if each.shown else 'held back'}" if kind == "cue" else f"found: {kind}"
        found.append(Annotation(tier, seconds(each.segment.start), seconds(each.segment.end), name))
    return [*said, *found]


def is_machine(tier: str) -> bool:
    """Whether callmon fills a tier itself."""
    return tier.partition(": ")[0] in _MACHINE


def mark_of(annotation: Annotation, new_id: Callable[[], str], last: int) -> Mark | None:
    """The mark that an annotation of a coder's tier is; None where the tier is no coder's or it says nothing.

    Args:
        annotation: as another tool gives it.
        new_id: gives the id of a mark that is new.
        last: samples of the call.
    """
    coder, _, name = annotation.tier.rpartition(": ")
    # A tier that is full goes on in another one, “… 2”.
    name = name.split(" ")[0]
    if not coder or name not in _TIERS or is_machine(annotation.tier):
        return None
    behind = _BEHIND.search(annotation.text)
    text = _BEHIND.sub("", annotation.text)
    segment, target = _where(annotation, behind, last)
    number = behind["id"] if behind else new_id()
    read = _READERS[name]
    return read(Mark(number, coder, "note", segment, target=target), text.strip())


def note_of(annotation: Annotation, coder: str, new_id: Callable[[], str], last: int) -> Mark:
    """An annotation of somebody else's tier, as a note."""
    segment, _ = _where(annotation, None, last)
    return Mark(new_id(), coder, "note", segment, text=f"{annotation.tier}: {annotation.text}".strip())


def _where(annotation: Annotation, behind: "re.Match[str] | None", last: int) -> tuple[Segment, str]:
    start, end = (min(last, max(0, samples(each))) for each in (annotation.start, annotation.end))
    if behind is None:
        return Segment(start, max(start, end)), ""
    first, until = int(behind["start"]), int(behind["end"])
    moved = (
        abs(annotation.start - seconds(first)) > _NEAR_S
        or abs(annotation.end - max(seconds(until), seconds(first) + 0.001)) > _NEAR_S
    )
    known = Segment(min(first, until), until)
    return (Segment(start, max(start, end)) if moved else known), behind["target"] or ""


def _written(mark: Mark) -> Annotation:
    match mark.kind:
        case "agree" | "disagree":
            said = f"{mark.kind} {mark.label}"
        case "missed":
            said = f"{mark.label} {mark.speaker or ''}".strip()
        case "speaker":
            said = mark.speaker or ""
        case "word":
            said = mark.text or _NOTHING
        case _:
            said = mark.text
    if mark.text and mark.kind not in ("note", "word"):
        said += f"; {mark.text}"
    target = f" {mark.target}" if mark.target else ""
    behind = f" ⟦{mark.id} {mark.segment.start}-{mark.segment.end}{target}⟧"
    start = seconds(mark.segment.start)
    return Annotation(
        f"{mark.coder}: {_NAMES[mark.kind]}",
        start,
        max(seconds(mark.segment.end), start + 0.001),
        said + behind,
    )


def _note(mark: Mark, text: str) -> Mark | None:
    return _with(mark, kind="note", text=text) if text else None


def _judgement(mark: Mark, text: str) -> Mark | None:
    head, _, remark = text.partition(";")
    kind, _, label = head.strip().partition(" ")
    if kind not in ("agree", "disagree"):
        return None
    return _with(mark, kind=kind, label=label.strip(), text=remark.strip())


def _missed(mark: Mark, text: str) -> Mark | None:
    head, _, remark = text.partition(";")
    label, _, speaker = head.strip().partition(" ")
    if not label:
        return None
    return _with(mark, kind="missed", label=label, speaker=_speaker(speaker.strip()), text=remark.strip())


def _side(mark: Mark, text: str) -> Mark | None:
    head, _, remark = text.partition(";")
    speaker = _speaker(head.strip())
    if speaker is None:
        return None
    return _with(mark, kind="speaker", label="utterance", speaker=speaker, text=remark.strip())


def _word(mark: Mark, text: str) -> Mark | None:
    return _with(mark, kind="word", label="word", text="" if text == _NOTHING else text) if text else None


def _speaker(name: str) -> Speaker | None:
    return cast(Speaker, name) if name in ("agent", "customer") else None


def _with(mark: Mark, **more: Any) -> Mark:
    return Mark(**{**{name: getattr(mark, name) for name in Mark.__slots__}, **more})


_READERS: Mapping[str, Callable[[Mark, str], Mark | None]] = {
    "notes": _note,
    "judgements": _judgement,
    "missed": _missed,
    "speakers": _side,
    "words": _word,
}
