"""What windows of figures show, as plain values, and what they ask of those who have the calls. No Qt.

Every text in them is ready for people, in the unit of its measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from callmon.timeline import Pillar

AgreementKind = Literal["cue", "act", "moment", "overlap", "shift", "silent"]
"""What a finding is, as its key has it."""


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """A measure in one call: `call` is the call's id, `held` when it took place."""

    call: str
    title: str
    held: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class ShownTrend:
    """One measure over an agent's calls.

    Attributes:
        pillar: the habit that it belongs to; empty for none.
        name: of the measure.
        points: oldest first.
        past, spread: median of the calls before the last ones, and their usual spread around it.
        past_text, spread_text: the same for people.
        calls: how many the past rests on.
        latest: how many calls are the last ones; 0 where there are too few to tell them from the past.
        latest_text: their median; empty where there are too few.
        change: -1 or 1 where the last ones are lower or higher than the past by more than its spread; else 0.
        towards: whether that is nearer to the habit; None where it asks for neither.
    """

    pillar: Pillar | Literal[""]
    name: str
    points: tuple[ShownPoint, ...]
    past: float
    spread: float
    past_text: str
    spread_text: str
    calls: int
    latest: int = 0
    latest_text: str = ""
    change: Literal[-1, 0, 1] = 0
    towards: bool | None = None


@dataclass(frozen=True, slots=True)
class ShownTrends:
    """An agent's measures over `calls` of their own calls."""

    agent: str
    calls: int
    trends: tuple[ShownTrend, ...]


@dataclass(frozen=True, slots=True)
class ShownHead:
    """A call that is compared; `call` is its id, empty where it is not in the library."""

    call: str
    title: str
    agent: str
    held: str
    length: str


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A measure in two calls.

    Attributes:
        pillar: the habit that it belongs to; empty for none.
        name: of the measure.
        first, second: its values; None where there was not enough to measure.
        first_text, second_text: the same for people.
        difference: how far they are apart, for people; empty where that is nothing or not known.
        towards: whether the second is nearer to the habit; None where it asks for neither, or is as near.
    """

    pillar: Pillar | Literal[""]
    name: str
    first: float | None
    second: float | None
    first_text: str
    second_text: str
    difference: str = ""
    towards: bool | None = None


def counted_pair(name: str, first: float, second: float, rates: tuple[float, float] | None) -> ShownPair:
    """Two counts; with `rates` they stand beside how often that is in ten minutes, which is what differs."""
    if rates is None:
        apart = f"{abs(second - first):g}" if first != second else ""
        return ShownPair("", name, first, second, f"{first:g}", f"{second:g}", apart)
    apart = f"{abs(rates[1] - rates[0]):.1f}"
    one, two = (
        f"{count:g} ({each:.1f} in 10 min)" if count else "0"
        for count, each in zip((first, second), rates, strict=True)
    )
    return ShownPair("", name, rates[0], rates[1], one, two, "" if apart == "0.0" else f"{apart} in 10 min")


@dataclass(frozen=True, slots=True)
class ShownCount:
    """How often something was found in two calls; `rates` is how often that is in ten minutes of each."""

    kind: AgreementKind
    name: str
    first: int
    second: int
    rates: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ShownComparison:
    """Two calls side by side; `rehearsal` where the second answers the customer of the first anew."""

    first: ShownHead
    second: ShownHead
    measures: tuple[ShownPair, ...]
    counts: tuple[ShownCount, ...]
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class ShownEstimate:
    """A figure with the ends of its 95 % interval; None where it is not defined, which `why` explains."""

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    """How far two sides agree on one thing.

    Attributes:
        kind, name: what is compared.
        both, first, second: stretches of which both, the first side alone or the second alone say so.
        agreed, disagreed: findings that were judged in so many words.
        precision, recall: shares of what the first, and of what the second says that the other says too.
        kappa: agreement beyond chance.
        icc: whether both count the same in each call.
        calls: how many the figures rest on.
        unreliable: whether enough was marked to say that agreement is lower than what is relied on.
    """

    kind: AgreementKind
    name: str
    both: int
    first: int
    second: int
    agreed: int
    disagreed: int
    precision: ShownEstimate
    recall: ShownEstimate
    kappa: ShownEstimate
    icc: ShownEstimate
    calls: int
    unreliable: bool = False


@dataclass(frozen=True, slots=True)
class ShownChange:
    """Something that a team may take over.

    Attributes:
        key: what `Calibrating.take_over` knows it by.
        hides: whether it hides a cue; else it sets a threshold.
        name: of the cue or the setting.
        today, then: its values; empty for cues to hide.
        because: the figures that speak for it.
    """

    key: str
    hides: bool
    name: str
    today: str
    then: str
    because: str


@dataclass(frozen=True, slots=True)
class ShownReason:
    """A cue, act or setting, and what is said of it."""

    name: str
    because: str


@dataclass(frozen=True, slots=True)
class ShownCalibration:
    """What marks say.

    Attributes:
        first, second: the sides: callmon or a coder, and a coder.
        calls: how many the figures rest on.
        least_kappa: agreement below which something is not relied on.
        rows: everything that was compared.
        changes: what a team may take over.
        warned: what cannot be hidden, but should be relied on less.
        kept: settings that the marks do not speak against, and why.
        in_effect: what the team has taken over so far; the last step can be taken back if there is any.
        notes: what else is to be known, a sentence each: calls and marks that were left out.
    """

    first: str
    second: str
    calls: int
    least_kappa: float
    rows: tuple[ShownAgreement, ...]
    changes: tuple[ShownChange, ...] = ()
    warned: tuple[ShownReason, ...] = ()
    kept: tuple[ShownReason, ...] = ()
    in_effect: tuple[ShownReason, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalibrationProgress:
    """How far a comparison is.

    Attributes:
        running: whether there is more to do.
        done, total: calls.
        found: what came of it; None before it is complete.
        problem: why nothing came of it, in a sentence.
    """

    running: bool = False
    done: int = 0
    total: int = 0
    found: ShownCalibration | None = None
    problem: str = ""


class Calibrating(Protocol):
    """Compares coders, on a thread of its own. What does not say otherwise comes back at once."""

    def coders(self) -> Sequence[str]:
        """Who has marked calls; the person at the screen first, even without marks."""
        ...

    def start(self, coder: str, against: str) -> None:
        """Compare a coder with another one, or with callmon where `against` is empty.

        It ends what runs, and forgets what was found.

        Raises:
            CallmonError: the comparison cannot begin.
        """
        ...

    def progress(self) -> CalibrationProgress:
        """How far it is."""
        ...

    def take_over(self, keys: Sequence[str]) -> str:
        """Write these changes into the team's settings, and say in a sentence what came of it.

        Raises:
            CallmonError: they cannot be written; nothing was changed.
        """
        ...

    def take_back(self) -> str:
        """Undo the last step that was taken over, and say in a sentence what came of it.

        Raises:
            CallmonError: it cannot be undone.
        """
        ...

    def stop(self) -> None:
        """End what runs."""
        ...


class CallDoor(Protocol):
    """Where calls can be heard."""

    def open(self, call: str, at: float | None) -> None:
        """The replay of a call, at a place in seconds where one is given; may raise a CallmonError."""
        ...
