"""Compares two calls: reports in, what differs between them out. It ranks nobody."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from callmon.timeline import Pillar

Report = Mapping[str, Any]
Wanted = Literal["less", "more", ""]


PER_S = 600.0
"""Counts of calls of different length are held against each other in as many seconds."""
_LEAST_RATE = 0.5
"""A smaller difference of counts in ten minutes leads nowhere: it is one find in twenty minutes."""
_LEAST_FINDS = 0.99
"""Nor does one that is less than a whole find in the shorter call; rounding takes a hair off one."""
_LEAST_S = 2.0
"""Nor does a smaller one of the longest turn, which is a breath."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of the agent's in two calls.

    Attributes:
        pillar: the habit that it belongs to.
        speaker, name: of the measure.
        first, second: its values; None where there was not enough to measure.
        lengths: seconds of both calls, of what is counted in them; None of times, shares and pace.
        wanted: whether the habit asks for less or more of it; empty where it asks for neither.
    """

    pillar: Pillar
    speaker: str
    name: str
    first: float | None
    second: float | None
    wanted: Wanted
    lengths: tuple[float, float] | None = None

    @property
    def rates(self) -> tuple[float, float] | None:
        """How often in ten minutes of each call; None of what is not counted, or not known of both."""
        if self.lengths is None or self.first is None or self.second is None:
            return None
        return rate(self.first, self.lengths[0]), rate(self.second, self.lengths[1])

    @property
    def change(self) -> float | None:
        """By how much the second is more; None where one of them is not known."""
        return None if self.first is None or self.second is None else self.second - self.first

    @property
    def towards(self) -> bool | None:
        """Whether the second is nearer to the habit; None where it is about as near or nothing is asked for.

        Counts are told apart by how often they come in ten minutes: a longer call has more of everything.
        """
        if self.rates is not None and self.lengths is not None:
            apart = self.rates[1] - self.rates[0]
            least = max(_LEAST_RATE, rate(_LEAST_FINDS, min(self.lengths)))
        else:
            apart, least = self.change or 0.0, _LEAST_S
        if not self.wanted or abs(apart) < least:
            return None
        return (apart < 0) == (self.wanted == "less")


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something was found in two calls: `what` is as findings have it, such as `act/validation`."""

    what: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two calls side by side; both lists are in a fixed order, `lengths` are seconds."""

    measures: tuple[Compared, ...]
    counts: tuple[Counted, ...]
    lengths: tuple[float, float] | None = None


HABITS: Sequence[tuple[Pillar, str, str, Wanted]] = (
    ("open_mind", "agent", "questions_open", "more"),
    ("open_mind", "agent", "questions_closed", ""),
    ("open_mind", "agent", "questions_follow_up", "more"),
    ("open_mind", "agent", "assumptions", "less"),
    ("care", "agent", "interruptions", "less"),
    ("care", "customer", "attempted_interruptions", "less"),
    ("care", "agent", "rebuttals", "less"),
    ("care", "agent", "validations", "more"),
    ("care", "agent", "empathy", "more"),
    ("care", "agent", "offers_specific", "more"),
    ("care", "call", "non_talk_time", ""),
    ("active_listening", "agent", "talk_share_of_speech", ""),
    ("active_listening", "agent", "longest_turn", "less"),
    ("active_listening", "agent", "response_time_median", ""),
    ("active_listening", "agent", "pace", ""),
    ("active_listening", "agent", "paraphrases", "more"),
    ("active_listening", "agent", "acknowledgements", "more"),
    ("active_listening", "agent", "backchannels", "more"),
    ("active_listening", "customer", "repetitions", "less"),
    ("active_listening", "call", "moments_passed_over", "less"),
)
"""Pillar, speaker and name of what is compared, and what the habit asks for (definitions, the three pillars).
Shares, times and pace have no better side: they are right in between."""


_NOT_COUNTED = ("non_talk_time", "talk_share_of_speech", "longest_turn", "response_time_median", "pace")


def rate(count: float, length: float) -> float:
    """How often something is in ten minutes of a call of so many seconds."""
    return count * PER_S / length


def compare(first: Report, second: Report) -> Comparison:
    """Two reports (`docs/report.md`) side by side."""
    one_s, two_s = (float((report.get("call") or {}).get("duration") or 0.0) for report in (first, second))
    lengths = (one_s, two_s) if one_s and two_s else None
    measures = tuple(
        Compared(
            pillar,
            speaker,
            name,
            _value(first, speaker, name),
            _value(second, speaker, name),
            wanted,
            None if name in _NOT_COUNTED else lengths,
        )
        for pillar, speaker, name, wanted in HABITS
    )
    one, two = Counter(_found(first)), Counter(_found(second))
    return Comparison(
        tuple(each for each in measures if each.first is not None or each.second is not None),
        tuple(Counted(what, one[what], two[what]) for what in sorted({*one, *two})),
        lengths,
    )


def _value(report: Report, speaker: str, name: str) -> float | None:
    value: float | None = report["measures"][speaker].get(name)
    return value


def _found(report: Report) -> Iterator[str]:
    """Cues that were shown, the agent's acts, and what became of moments."""
    yield from (f"cue/{cue['rule']}" for cue in report["cues"] if cue["shown"])
    yield from (f"act/{act['kind']}" for act in report["acts"] if act["speaker"] == "agent")
    yield from (f"moment/{moment['outcome']}" for moment in report["moments"])
