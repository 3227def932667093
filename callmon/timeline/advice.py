"""Advice: how the call is going (Measure) and what to say about it (Cue)."""

from dataclasses import dataclass
from typing import Literal

from callmon.timeline.segment import Segment, Speaker

Pillar = Literal["open_mind", "care", "active_listening"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number about a speaker (or the call, where `speaker` is None) as of `at`.

    `value` is None where there was not enough to measure.
    """

    name: str
    speaker: Speaker | None
    value: float | None
    unit: str
    at: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a cue rests on: where in the call, the value measured and the threshold it crossed.

    `baseline` is the speaker's usual value where the rule compares with it, `words` what was said there.
    """

    segment: Segment
    value: float
    threshold: float
    unit: str
    count: int = 1
    baseline: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of advice to the agent.

    `at` is when its condition became true, `why` one line for a person, `avoid` what would have avoided it.
    A positive cue says what went well; then `avoid` says what to keep.
    """

    rule: str
    version: int
    pillar: Pillar
    text: str
    why: str
    avoid: str
    urgency: int
    at: int
    evidence: Evidence
    positive: bool = False


@dataclass(frozen=True, slots=True)
class Suppression:
    """A cue that was held back, and why."""

    cue: Cue
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that somebody brought along has failed and stays off for the rest of the call."""

    rule: str
    at: int
    reason: str
