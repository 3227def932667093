"""Compares two calls: reports in, what differs between them out. It ranks nobody."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from callmon.timeline import Pillar

Report = Mapping[str, Any]
Wanted = Literal["less", "more", ""]


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of the agent's in two calls.

    Attributes:
        pillar: the habit that it belongs to.
        speaker, name: of the measure.
        first, second: its values; None where there was not enough to measure.
        wanted: whether the habit asks for less or more of it; empty where it asks for neither.
    """

    pillar: Pillar
    speaker: str
    name: str
    first: float | None
    second: float | None
    wanted: Wanted

    @property
    def change(self) -> float | None:
        """By how much the second is more; None where one of them is not known."""
        return None if self.first is None or self.second is None else self.second - self.first

    @property
    def towards(self) -> bool | None:
        """Whether the second is nearer to the habit; None where it is as near or nothing is asked for."""
        if not self.wanted or not self.change:
            return None
        return (self.change < 0) == (self.wanted == "less")


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something was found in two calls: `what` is as findings have it, such as `act/validation`."""

    what: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two calls side by side; both lists are in a fixed order."""

    measures: tuple[Compared, ...]
    counts: tuple[Counted, ...]


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


def compare(first: Report, second: Report) -> Comparison:
    """Two reports (`docs/report.md`) side by side."""
    measures = tuple(
        Compared(pillar, speaker, name, _value(first, speaker, name), _value(second, speaker, name), wanted)
        for pillar, speaker, name, wanted in HABITS
    )
    one, two = Counter(_found(first)), Counter(_found(second))
    return Comparison(
        tuple(each for each in measures if each.first is not None or each.second is not None),
        tuple(Counted(what, one[what], two[what]) for what in sorted({*one, *two})),
    )


def _value(report: Report, speaker: str, name: str) -> float | None:
    value: float | None = report["measures"][speaker].get(name)
    return value


def _found(report: Report) -> Iterator[str]:
    """Cues that were shown, the agent's acts, and what became of moments."""
    yield from (f"cue/{cue['rule']}" for cue in report["cues"] if cue["shown"])
    yield from (f"act/{act['kind']}" for act in report["acts"] if act["speaker"] == "agent")
    yield from (f"moment/{moment['outcome']}" for moment in report["moments"])
