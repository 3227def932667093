"""Wishes: what the person at the screen did. Journalled, since what is shown depends on it."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["dismissed", "not_helpful"]


@dataclass(frozen=True, slots=True)
class Snooze:
    """No cue is shown from `at` to `until`; at once again where `until` is not later than `at`."""

    at: int
    until: int


@dataclass(frozen=True, slots=True)
class Painted:
    """The cue that rule `rule` gave at `cue` was on the screen at `at`."""

    at: int
    rule: str
    cue: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the person thinks of the cue that rule `rule` gave at `cue`, said at `at`."""

    at: int
    rule: str
    cue: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """The person confirmed at `at` that both sides were told: from here on the audio may be kept."""

    at: int
