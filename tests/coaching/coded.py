"""A small call as a report, and marks on it."""

import itertools
from typing import Any

from made_call import made

from callmon.timeline import Mark, Segment, samples

LINES = [
    ("agent", 0.0, 5.0, "Northwind, how can I help you today?"),
    ("customer", 5.5, 20.0, "I was charged twice and I am worried about my rent"),
    ("agent", 19.0, 26.0, "But that is our policy and it is in the letter"),
    ("customer", 26.5, 40.0, "I told you that I have no letter"),
    ("agent", 40.5, 70.0, "I see, so you were charged twice and have no letter"),
    ("customer", 70.5, 80.0, "Yes"),
]

_numbers = itertools.count()


def report(**changes: Any) -> dict[str, Any]:
    """The call, with a rebuttal, a paraphrase, a moment and an interruption found in it."""
    found = made(
        LINES,
        acts=[
            {"kind": "rebuttal", "line": 2, "confidence": 0.8},
            {"kind": "paraphrase", "line": 4, "confidence": 0.9, "answers": 1},
        ],
        moments=[{"kind": "worry", "line": 1, "confidence": 0.8, "outcome": "passed_over"}],
        overlaps=[(2, "interruption", "clear")],
        end=80.0,
    )
    return {**found, **changes}


def cue(rule: str, start: float, end: float, at: float, *, value=0.8, shown=True) -> dict[str, Any]:
    """A row of the report's cues."""
    evidence = {"start": start, "end": end, "value": value, "threshold": 0.7, "unit": "", "words": ""}
    return {"rule": rule, "at": at, "shown": shown, "evidence": evidence}


def mark(kind, start, end, label="", target="", *, speaker=None, text="", coder="Ada") -> Mark:
    """A mark; times are in seconds."""
    place = Segment(samples(start), samples(end))
    return Mark(f"m{next(_numbers)}", coder, kind, place, label, target, speaker, text)
