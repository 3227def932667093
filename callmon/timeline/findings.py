"""Findings: what a report says happened, each under a key by which people can point at it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from callmon.timeline.segment import Segment, Speaker, samples


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found in a call.

    Attributes:
        key: unique in its report: `overlap/3`, `act/12`, `moment/2`, `shift/5`, `silent/1`, `cue/7`; the
            number is the finding's own, or else its place in its list.
        label: what was found, the same in every report: `overlap/interruption`, `act/validation`,
            `moment/worry`, `shift/loud`, `silent/interruption`, `cue/hold_the_but`.
        segment: where; of a cue, from its evidence's start to when it was known.
        speaker: who did it or whose it is; None where it is both's. A cue is the agent's.
        said: the words it rests on; empty where there are none.
        confidence: 0..1, where it has one.
        shown: False of a cue that was held back.
    """

    key: str
    label: str
    segment: Segment
    speaker: Speaker | None
    said: str = ""
    confidence: float | None = None
    shown: bool = True


def findings(report: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Everything in `report` (`docs/report.md`) that a person may agree with or not, by start."""
    return tuple(sorted(_all(report), key=lambda each: (each.segment, each.key)))


def _all(report: Mapping[str, Any]) -> Iterator[Finding]:
    for row in report["overlaps"]:
        yield Finding(f"overlap/{row['id']}", f"overlap/{row['kind']}", _span(row), row["by"])
    for row in report["acts"]:
        yield Finding(
            f"act/{row['id']}",
            f"act/{row['kind']}",
            _span(row),
            row["speaker"],
            row["said"],
            row["confidence"],
        )
    for row in report["moments"]:
        yield Finding(
            f"moment/{row['id']}",
            f"moment/{row['kind']}",
            _span(row),
            "customer",
            row["said"],
            row["confidence"],
        )
    for place, row in enumerate(report["tone"]["shifts"]):
        yield Finding(f"shift/{place}", f"shift/{row['word']}", _span(row), row["speaker"])
    for place, row in enumerate(report["silent_interruptions"]):
        at = samples(row["at"])
        before = max(0, at - samples(row["pause"]))
        yield Finding(
            f"silent/{place}", "silent/interruption", Segment(before, at), row["by"], row["last_words"]
        )
    for place, row in enumerate(report["cues"]):
        start, at = samples(row["evidence"]["start"]), samples(row["at"])
        yield Finding(
            f"cue/{place}",
            f"cue/{row['rule']}",
            Segment(min(start, at), at),
            "agent",
            row["evidence"]["words"],
            shown=row["shown"],
        )


def _span(row: Mapping[str, Any]) -> Segment:
    return Segment(samples(row["start"]), samples(row["end"]))
