"""What a coach hands over with a report: words of their own, and what they marked, habit by habit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from callmon.export import acts, words
from callmon.export.snippets import Snippet
from callmon.timeline import Finding, Mark, findings, seconds

_AROUND_S = 1.5
"""Seconds before and after a mark whose lines are quoted with it."""
_MOST_LINES = 4
_NOTES = "notes"
_OVERLAP_PILLARS = {"backchannel": "active_listening", "supportive": "active_listening"}
"""Of kinds of overlap that are no matter of care."""


@dataclass(frozen=True, slots=True)
class Handover:
    """What is handed over.

    Attributes:
        agent: whose call it is; empty where nobody said.
        coach: who hands it over.
        message: the coach's own words, paragraphs apart by an empty line.
        marks: of the coach.
        snippets: sound by the id of its mark.
        left_out: why some sound is missing, in one sentence; empty where none is.
    """

    agent: str = ""
    coach: str = ""
    message: str = ""
    marks: Sequence[Mark] = ()
    snippets: Mapping[str, Snippet] = field(default_factory=dict)
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One line that was said around a mark."""

    speaker: str
    start: float
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark for a reader.

    Attributes:
        title: what it is about.
        verdict: what the coach says of it: `agree`, `disagree`, `missed` or `note`.
        start: seconds.
        found: why callmon found it; empty where it did not.
        text: the coach's words.
        lines: what was said around it.
        snippet: how it sounds.
    """

    title: str
    verdict: str
    start: float
    found: str
    text: str
    lines: Sequence[Quoted]
    snippet: Snippet | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """The marks that belong to one habit, by time."""

    label: str
    entries: Sequence[Entry]


def paragraphs(message: str) -> list[str]:
    """The coach's words in paragraphs."""
    return [part for each in message.replace("\r\n", "\n").split("\n\n") if (part := words.plain(each))]


def chapters(report: Mapping[str, Any], handover: Handover) -> list[Chapter]:
    """What was marked, by habit, notes that belong to none last; corrections of words are none of it."""
    known = {finding.key: finding for finding in findings(report)}
    rows = {f"cue/{place}": cue for place, cue in enumerate(report["cues"])}
    whys = _whys(report)
    held: dict[str, list[Entry]] = {name: [] for name in (*words.PILLARS, _NOTES)}
    for mark in sorted(handover.marks, key=lambda mark: mark.segment):
        if mark.kind in ("word", "speaker"):
            continue
        finding = known.get(mark.target)
        held[_pillar(mark.label, rows.get(mark.target))].append(
            Entry(
                title=_title(mark, finding, rows),
                verdict=mark.kind,
                start=seconds(mark.segment.start),
                found=whys.get(mark.target, ""),
                text=words.plain(mark.text),
                lines=list(_around(report, mark)),
                snippet=handover.snippets.get(mark.id),
            )
        )
    labels = {**words.PILLARS, _NOTES: "Notes"}
    return [Chapter(labels[name], entries) for name, entries in held.items() if entries]


def corrections(marks: Iterable[Mark]) -> str:
    """One sentence about words and speakers that were put right; empty where none were."""
    told: list[str] = [mark.kind for mark in marks]
    parts = [
        f"{count} {one if count == 1 else many}"
        for kind, one, many in (("word", "word", "words"), ("speaker", "speaker", "speakers"))
        if (count := told.count(kind))
    ]
    return f"In the transcript {' and '.join(parts)} were put right by the coach." if parts else ""


def _pillar(label: str, cue: Mapping[str, Any] | None) -> str:
    kind, _, name = label.partition("/")
    match kind:
        case "cue":
            return _NOTES if cue is None else str(cue["pillar"])
        case "act":
            return next((each.pillar for (act, _), each in acts.KINDS.items() if act == name), "") or _NOTES
        case "overlap" | "silent":
            return _OVERLAP_PILLARS.get(name, "care")
        case "moment" | "shift":
            return "active_listening"
    return _NOTES


def _title(mark: Mark, finding: Finding | None, cues: Mapping[str, Mapping[str, Any]]) -> str:
    if mark.target in cues:
        return f"Cue “{words.plain(cues[mark.target]['text'])}”"
    kind, _, name = (finding.label if finding else mark.label).partition("/")
    if kind == "overlap":
        return words.kind_of(name).label
    if kind == "act":
        return next(
            (each.label for (act, _), each in acts.KINDS.items() if act == name), words.sentence_case(name)
        )
    return words.sentence_case(name) if name else "Note"


def _whys(report: Mapping[str, Any]) -> dict[str, str]:
    return {
        **{f"overlap/{row['id']}": row["reason"] for row in report["overlaps"]},
        **{f"act/{row['id']}": row["why"] for row in report["acts"]},
        **{f"moment/{row['id']}": row["why"] for row in report["moments"]},
        **{f"cue/{place}": row["why"] for place, row in enumerate(report["cues"])},
    }


def _around(report: Mapping[str, Any], mark: Mark) -> Iterator[Quoted]:
    start, end = seconds(mark.segment.start) - _AROUND_S, seconds(mark.segment.end) + _AROUND_S
    near = [each for each in report["utterances"] if each["end"] >= start and each["start"] <= end]
    said = [each for each in near if (each["text"] or "").strip()]
    for each in said[:_MOST_LINES]:
        yield Quoted(each["speaker"], each["start"], words.plain(each["text"]))
