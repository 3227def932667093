"""What a coach hands over with a report: words of their own, what they marked, and how it sounded."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from callmon.export import words
from callmon.export.snippets import Snippet
from callmon.timeline import Mark, Segment, samples

# The C library's names of months change with the language of the desktop; the report's do not.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ANSWERED_S = 40.0
"""What a moment answers began no longer ago."""
_EMPTY_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Handover:
    """What is handed over.

    Attributes:
        agent: whose call it is; empty where nobody said.
        coach: who hands it over.
        message: the coach's own words, paragraphs apart by an empty line.
        marks: of the coach.
        snippets: sound by the id of its mark, or by the key of its moment (`quoted_moments`).
        left_out: what sound is missing and why, in sentences; empty where none is.
        held: when the call was recorded, as ISO 8601; empty where nobody knows.
        finished: whether the coach has judged the whole call.
        cues: text and pillar of each cue that a coach may have missed, by the name of its rule.
        before: the report before the coach put words and speakers right; None where it is the same.
        of_file: whether `held` is only when the file was last written.
    """

    agent: str = ""
    coach: str = ""
    message: str = ""
    marks: Sequence[Mark] = ()
    snippets: Mapping[str, Snippet] = field(default_factory=dict)
    left_out: str = ""
    held: str = ""
    finished: bool = False
    cues: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    before: Mapping[str, Any] | None = None
    of_file: bool = False


def recorded(held: str, *, of_file: bool = False) -> str:
    """When a call was recorded: `recorded on 26 November 2026`; empty where nobody knows."""
    told = day(held)
    return told and (f"the file is of {told}" if of_file else f"recorded on {told}")


def day(held: str) -> str:
    """A time of ISO 8601 as a day: `26 November 2026`; empty where it is none."""
    try:
        time = datetime.fromisoformat(held)
    except ValueError:
        return ""
    return f"{time.day} {_MONTHS[time.month - 1]} {time.year}"


def paragraphs(message: str) -> list[list[str]]:
    """A person's words in paragraphs of lines."""
    told = _EMPTY_LINE.split("\n".join(message.splitlines()))
    held = ([line for each in part.split("\n") if (line := words.plain(each))] for part in told)
    return [lines for lines in held if lines]


def corrections(marks: Iterable[Mark]) -> str:
    """One sentence about words and speakers that were put right; empty where none were."""
    told: list[str] = [mark.kind for mark in marks]
    counts = [
        (count, one if count == 1 else many)
        for kind, one, many in (("word", "word", "words"), ("speaker", "speaker", "speakers"))
        if (count := told.count(kind))
    ]
    if not counts:
        return ""
    were = "was" if sum(count for count, _ in counts) == 1 else "were"
    return (
        f"In the transcript {' and '.join(f'{count} {name}' for count, name in counts)} {were} put right by "
        "the coach; what was counted stays as callmon counted it."
    )


def judged_whole(handover: Handover) -> str:
    """One sentence where the coach has judged the whole call; else empty."""
    if not handover.finished:
        return ""
    return (
        "Your coach has judged the whole call: what callmon found and the coach did not mark is agreed with."
    )


def corrected_lines(report: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[int, str]:
    """What callmon took an utterance for that the coach has put right, by the utterance's id."""
    heard = {row["id"]: row for row in before["utterances"]} if before else {}
    told = {
        row["id"]: " and ".join(_differences(row, heard[row["id"]]))
        for row in report["utterances"]
        if row["id"] in heard
    }
    return {number: difference for number, difference in told.items() if difference}


def quoted_moments(report: Mapping[str, Any]) -> dict[str, Segment]:
    """Where the best and the missed moment of each pillar are heard, by key: `best/care`, `missed/care`."""
    return {
        f"{which}/{pillar['pillar']}": _heard(report, quote)
        for pillar in (report.get("scorecard") or {"pillars": []})["pillars"]
        for which in ("best", "missed")
        if (quote := pillar[which]) is not None
    }


def _heard(report: Mapping[str, Any], quote: Mapping[str, Any]) -> Segment:
    """A moment, from the beginning of the line on that it answers, where that is quoted too."""
    place = Segment(samples(quote["start"]), samples(quote["end"]))
    answered = words.plain(quote["answered"] or "").strip("… ")
    for each in report["utterances"] if answered else ():
        text = words.plain(each["text"] or "")
        before = quote["start"] - _ANSWERED_S < each["start"] < quote["start"]
        if before and each["speaker"] != quote["speaker"] and text and (text in answered or answered in text):
            place |= Segment(samples(each["start"]), samples(each["end"]))
    return place


def _differences(row: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    told = []
    if row["speaker"] != before["speaker"]:
        told.append(f"took the {words.speaker_label(before['speaker']).lower()} for the speaker")
    if row["text"] != before["text"]:
        text = words.plain(before["text"] or "")
        told.append(f"heard “{text}”" if text else "heard no words")
    return told
