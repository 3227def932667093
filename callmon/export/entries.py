"""A coach's marks for a reader: report and marks in; what each is about, what was said, how it sounds out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from callmon.export import acts, moments, tone, words
from callmon.export.handover import Handover, paragraphs
from callmon.export.snippets import Snippet
from callmon.timeline import Finding, Mark, Segment, findings, samples, seconds

NOTES = "notes"
"""In place of a pillar, where a mark belongs to none."""

_BESIDE_S = 8.0
"""Seconds before and after a mark within which the nearest line is quoted with it."""
_MOST_LINES = 4
"""Of what was said in a mark: what is longer is read in the transcript."""
_NO_CARE = {"backchannel": "active_listening", "supportive": "active_listening"}
"""Of kinds of overlap, the pillar of those that are signs of listening."""
_JUDGED = {"agree": "the coach agrees", "disagree": "the coach sees this differently"}
_VERDICTS = {**_JUDGED, "missed": "missed"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """One line that was said in or beside a mark."""

    speaker: str
    start: float
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark for a reader.

    Attributes:
        anchor: unique on the page.
        pillar: that it belongs to, or `NOTES`.
        key: of the finding of this report that it is about; empty where it is about none.
        title: what it is about.
        kind: `agree`, `disagree`, `missed` or `note`.
        verdict: what the coach says of it, in words; empty of a note.
        explained: what that verdict means, as a sentence; empty where it says all.
        start, end: seconds.
        found: why callmon found it; empty where it did not.
        text: the coach's words, paragraphs of lines.
        lines: what was said.
        more: lines that were said in it besides.
        snippet: how it sounds.
    """

    anchor: str
    pillar: str
    key: str
    title: str
    kind: str
    verdict: str
    explained: str
    start: float
    end: float
    found: str
    text: Sequence[Sequence[str]]
    lines: Sequence[Quoted]
    more: int
    snippet: Snippet | None


@dataclass(frozen=True, slots=True)
class _About:
    """What a mark is about: its pillar, its name, and why it was found."""

    pillar: str
    title: str
    found: str = ""


def entries(report: Mapping[str, Any], handover: Handover) -> list[Entry]:
    """The marks by time, but for words and speakers that were put right."""
    known = findings(report)
    rows = _rows(report)
    told = [mark for mark in handover.marks if mark.kind not in ("word", "speaker")]
    lines = _lines(report)
    made = []
    for mark in sorted(told, key=lambda mark: (mark.segment, mark.id)):
        finding = _meant(mark, known)
        key = finding.key if finding else ""
        about = _about(mark.label, rows.get(key), report, handover.cues)
        said, more = _said(lines, mark.segment)
        # A cue stands where it came; what led to it lies before.
        came = min(rows[key]["at"], seconds(mark.segment.end)) if key.startswith("cue/") else None
        made.append(
            Entry(
                anchor="",
                pillar=about.pillar,
                key=key,
                title=about.title,
                kind=mark.kind,
                verdict=_VERDICTS.get(mark.kind, ""),
                explained=_explained(mark),
                start=came if came is not None else seconds(mark.segment.start),
                end=seconds(mark.segment.end),
                found=about.found,
                text=paragraphs(mark.text),
                lines=[Quoted(each["speaker"], each["start"], words.plain(each["text"])) for each in said],
                more=more,
                snippet=handover.snippets.get(mark.id),
            )
        )
    made.sort(key=lambda each: each.start)
    return [replace(each, anchor=f"entry-{number}") for number, each in enumerate(made, start=1)]


def _meant(mark: Mark, known: Sequence[Finding]) -> Finding | None:
    """The finding that a judgement is about; where a report numbers anew, the one that lies where it lay."""
    if mark.kind not in _JUDGED:
        return None
    same = [each for each in known if each.label == mark.label]
    for each in same:
        if each.key == mark.target and (each.segment & mark.segment or each.segment == mark.segment):
            return each
    near = [
        each
        for each in same
        if 2 * len(each.segment & mark.segment) >= max(len(each.segment), len(mark.segment))
    ]
    return max(near, key=lambda each: len(each.segment & mark.segment), default=None)


def _rows(report: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Each finding's row of the report by its key."""
    numbered = (("overlap", "overlaps"), ("act", "acts"), ("moment", "moments"))
    placed = (
        ("cue", report["cues"]),
        ("shift", report["tone"]["shifts"]),
        ("silent", report["silent_interruptions"]),
    )
    return {
        **{f"{kind}/{row['id']}": row for kind, name in numbered for row in report[name]},
        **{f"{kind}/{place}": row for kind, rows in placed for place, row in enumerate(rows)},
    }


def _explained(mark: Mark) -> str:
    """What it means that something was missed: of a cue by the agent, of all else by callmon."""
    if mark.kind != "missed":
        return ""
    if mark.label.startswith("cue/"):
        return "Your coach would have given this cue here; callmon gave none."
    return "Your coach heard this here; callmon did not find it."


def _about(
    label: str,
    row: Mapping[str, Any] | None,
    report: Mapping[str, Any],
    cues: Mapping[str, tuple[str, str]],
) -> _About:
    kind, _, name = label.partition("/")
    match kind:
        case "cue":
            return _about_cue(name, row, report, cues)
        case "act":
            return _about_act(name, row)
        case "overlap":
            found = words.plain(row["reason"] or "") if row else ""
            return _About(_NO_CARE.get(name, "care"), words.kind_of(name).label, found)
        case "moment":
            title = moments.KINDS.get(name) or words.sentence_case(name)
            return _About("active_listening", title, acts.why(row) if row else "")
        case "shift":
            title = f"{words.speaker_label(row['speaker'])} {name}" if row else f"Voice {name}"
            return _About("active_listening", words.plain(title), tone.told(row) if row else "")
        case "silent":
            return _About("care", "Silent interruption", _why_silent(row) if row else "")
    return _About(NOTES, words.sentence_case(label) or "Note")


def _about_cue(
    name: str,
    row: Mapping[str, Any] | None,
    report: Mapping[str, Any],
    cues: Mapping[str, tuple[str, str]],
) -> _About:
    shown = row or next((cue for cue in report["cues"] if cue["rule"] == name), None)
    if shown is None and name in cues:
        text, pillar = cues[name]
        return _About(pillar, f"Cue “{words.plain(text)}”")
    if shown is None:
        return _About(NOTES, f"Cue “{words.sentence_case(name)}”")
    pillar = shown["pillar"] if shown["pillar"] in words.PILLARS else NOTES
    held_back = "" if row is None or row["shown"] else " It was held back."
    return _About(
        pillar, f"Cue “{words.plain(shown['text'])}”", words.plain(row["why"]) + held_back if row else ""
    )


def _about_act(name: str, row: Mapping[str, Any] | None) -> _About:
    if row is not None:
        return _About(acts.kind_of(row).pillar or NOTES, acts.label(row), acts.why(row))
    kinds = [kind for (act, _), kind in acts.KINDS.items() if act == name]
    if not kinds:
        return _About("active_listening", words.sentence_case(name))
    return _About(kinds[0].pillar or NOTES, kinds[0].label if len(kinds) == 1 else words.sentence_case(name))


def _why_silent(row: Mapping[str, Any]) -> str:
    said = words.plain(row["last_words"] or "")
    after = f" after “{said}”" if said else ""
    return f"{words.speaker_label(row['by'])} began {words.brief(row['pause'])} into a pause{after}"


def heard_with(report: Mapping[str, Any], segment: Segment) -> Segment:
    """Where a mark is heard: from the first to the last of the lines that are quoted with it."""
    said, _ = _said(_lines(report), segment)
    for each in said:
        segment |= Segment(samples(each["start"]), samples(each["end"]))
    return segment


def _lines(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    told = (each for each in report["utterances"] if (each["text"] or "").strip())
    return sorted(told, key=lambda each: each["start"])


def _said(lines: Sequence[Mapping[str, Any]], segment: Segment) -> tuple[list[Mapping[str, Any]], int]:
    """What was said in a mark, with the line before and the one after it; and how many lines more."""
    start, end = seconds(segment.start), seconds(segment.end)
    inside = [each for each in lines if each["end"] > start and each["start"] < end]
    before = [each for each in lines if start - _BESIDE_S < each["end"] <= start][-1:]
    after = [each for each in lines if end <= each["start"] < end + _BESIDE_S][:1]
    if len(inside) > _MOST_LINES:
        return inside[:_MOST_LINES], len(inside) - _MOST_LINES
    found = [*before, *inside, *after]
    if found:
        first, last = min(each["start"] for each in found), max(each["end"] for each in found)
        found = [each for each in lines if first <= each["start"] and each["end"] <= last]
    return found, 0
