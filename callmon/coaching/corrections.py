"""What a coder holds to be true of a call: report and marks in, a corrected copy out.

The report that is handed in stays as it is. Who said an utterance and what was said in it are corrected in
the copy; times, turns, overlaps and measures are not counted anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from callmon.coaching.judged import Report, is_same, judged, touch
from callmon.timeline import Finding, Mark, Segment, samples

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A call as one coder holds it to be.

    Attributes:
        report: a copy in which utterances have the speakers and words that were really heard.
        findings: what was found and not disagreed with, and what was missed, by start.
        orphaned: marks of what is not in the report any more; they changed nothing.
    """

    report: dict[str, Any]
    findings: tuple[Finding, ...]
    orphaned: tuple[Mark, ...]


def corrected(report: Report, marks: Iterable[Mark]) -> Corrected:
    """What one coder's marks make of `report` (`docs/report.md`)."""
    ordered = sorted(marks, key=lambda mark: (mark.segment, mark.id))
    verdicts = judged(report, ordered)
    utterances = {f"utterance/{row['id']}": _span(row) for row in report["utterances"]}
    words = dict(_words(report))
    speakers, texts, orphaned = {}, {}, list(verdicts.orphaned)
    for mark in ordered:
        if mark.kind not in ("speaker", "word"):
            continue
        key = _place(mark, utterances if mark.kind == "speaker" else words)
        if key is None:
            orphaned.append(mark)
        elif mark.kind == "speaker":
            speakers[key] = mark.speaker
        else:
            texts[key] = mark.text
    said = [
        _utterance(row, speakers.get(f"utterance/{row['id']}") or row["speaker"], texts)
        for row in report["utterances"]
    ]
    return Corrected({**report, "utterances": said}, verdicts.held_true(), tuple(orphaned))


def _utterance(row: Row, speaker: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """A copy of an utterance; a word of which nothing was said is left out."""
    keys = [f"word/{row['id']}/{place}" for place in range(len(row["words"]))]
    if not any(key in texts for key in keys):
        return {**row, "speaker": speaker, "words": [dict(word) for word in row["words"]]}
    told = [
        {**word, "text": texts.get(key, word["text"])} for key, word in zip(keys, row["words"], strict=True)
    ]
    words = [word for key, word in zip(keys, told, strict=True) if word["text"] or key not in texts]
    text = " ".join(word["text"] for word in words if word["text"])
    return {**row, "speaker": speaker, "words": words, "text": text}


def _words(report: Report) -> Iterator[tuple[str, Segment]]:
    for row in report["utterances"]:
        for place, word in enumerate(row["words"]):
            yield f"word/{row['id']}/{place}", _span(word)


def _place(mark: Mark, places: Mapping[str, Segment]) -> str | None:
    """The key of what a mark is about; where that has another place by now, of what lies where it lay."""
    known = places.get(mark.target)
    if known is not None and touch(known, mark.segment):
        return mark.target
    same = [key for key, place in places.items() if is_same(place, mark.segment)]
    return max(same, key=lambda key: len(places[key] & mark.segment), default=None)


def _span(row: Row) -> Segment:
    start = samples(row["start"])
    return Segment(start, max(start, samples(row["end"])))
