"""Moments that need listening for a reader: what each was about, and what became of it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from callmon.export import words

KINDS = {
    "worry": "Worry",
    "loss": "Loss",
    "delay": "Delay",
    "repetition": "Had to say it again",
    "negative": "Negative words",
    "raised_voice": "Raised voice",
    "upset": "Upset",
}
"""What makes a moment one."""

OUTCOMES = {
    "acknowledged": "acknowledged",
    "paraphrased": "said back",
    "solved": "solved at once",
    "passed_over": "passed over",
    "open": "no turn of the agent followed",
}
"""What became of it, the best first."""

_ANSWERED = ("acknowledged", "paraphrased", "solved")


def kind(moment: Mapping[str, Any]) -> str:
    """What makes it one; an unknown kind is shown under its own name rather than lost."""
    return KINDS.get(moment["kind"]) or words.sentence_case(moment["kind"])


def outcome(moment: Mapping[str, Any]) -> str:
    """What became of it, and after what time: `acknowledged after 2.1 s`."""
    told = _named(moment["outcome"])
    if moment["after"] is None or moment["outcome"] not in _ANSWERED:
        return told
    told = told.removesuffix(" at once")
    return f"{told} after {words.seconds(moment['after'])}" if moment["after"] else f"{told}, straight away"


def sign(moment: Mapping[str, Any]) -> str:
    """Its mark: `answered`, `passed` or `left`."""
    if moment["outcome"] in _ANSWERED:
        return "answered"
    return "left" if moment["outcome"] == "open" else "passed"


def summary(report: Mapping[str, Any]) -> str:
    """How many there were, and what became of them."""
    counts = Counter(moment["outcome"] for moment in report["moments"])
    known = [*OUTCOMES, *(name for name in counts if name not in OUTCOMES)]
    parts = [f"{counts[name]} {_named(name)}" for name in known if counts[name]]
    whole = len(report["moments"])
    return f"{whole} {'moment' if whole == 1 else 'moments'}: {', '.join(parts)}."


def _named(outcome: str) -> str:
    return OUTCOMES.get(outcome) or words.sentence_case(outcome).lower()
