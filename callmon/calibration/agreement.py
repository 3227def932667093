"""Agreement of two sides on one thing: what each says of every stretch in, figures with intervals out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from callmon.calibration.estimate import Estimate
from callmon.calibration.extra import require
from callmon.calibration.intraclass import absolute_agreement, consistency
from callmon.calibration.kappa import kappa

LEAST_MARKED = 10
"""Stretches of which one side says so that a judgement of the figures rests on: fewer are an anecdote."""
LEAST_CALLS = 3
"""Calls that it rests on: one call may be like no other."""

Stretch = tuple[bool, bool]
"""Whether the first and whether the second side says that it happened there."""


class Counts(NamedTuple):
    """How many stretches there are on which both, the first alone, the second alone or none say so."""

    both: int
    first: int
    second: int
    none: int

    @property
    def marked(self) -> int:
        """Stretches of which at least one side says so."""
        return self.both + self.first + self.second


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two sides agree on one thing.

    Attributes:
        counts: stretches. Where the first side is the machine and the second a coach: found rightly, found
            wrongly, missed, and rightly not found.
        precision: share of what the first says that the second says too, with Wilson's interval.
        recall: share of what the second says that the first says too, with Wilson's interval.
        kappa: agreement beyond chance (Cohen); not given of one call, nor of few stretches where it has no
            interval.
        absolute: whether both count the same in each call: ICC(2,1).
        consistent: whether both order the calls alike: ICC(3,1).
        calls: how many the figures rest on.
    """

    counts: Counts
    precision: Estimate
    recall: Estimate
    kappa: Estimate
    absolute: Estimate
    consistent: Estimate
    calls: int

    @property
    def stretches(self) -> int:
        """How many stretches the figures rest on."""
        return sum(self.counts)


def agreement(calls: Sequence[Sequence[Stretch]], counts: Sequence[tuple[int, int]]) -> Agreement:
    """How far two sides agree.

    Args:
        calls: the stretches of each call.
        counts: how often each side says so in each call, in the same order.

    Raises:
        CallmonError: the extra `calibration` is not installed.
    """
    require()
    found = counted([stretch for call in calls for stretch in call])
    return Agreement(
        counts=found,
        precision=share(found.both, found.both + found.first, "the first side finds it nowhere"),
        recall=share(found.both, found.both + found.second, "the second side finds it nowhere"),
        kappa=_founded(kappa(((found.both, found.first), (found.second, found.none))), found, len(calls)),
        absolute=absolute_agreement(counts),
        consistent=consistency(counts),
        calls=len(calls),
    )


def _founded(figure: Estimate, found: Counts, calls: int) -> Estimate:
    """A figure, or why so little is known that it would only look like one."""
    if figure.value is None:
        return figure
    if calls == 1:
        return Estimate(None, why="one call is too few")
    if figure.low is None and (found.marked < LEAST_MARKED or calls < LEAST_CALLS):
        marked = "1 stretch is" if found.marked == 1 else f"{found.marked} stretches are"
        calls_marked = f"{marked} marked in {calls} calls"
        why = "the two sides never differ" if figure.value else "one side says the same everywhere"
        return Estimate(None, why=f"{why}, and only {calls_marked}")
    return figure


def counted(stretches: Sequence[Stretch]) -> Counts:
    """How many stretches there are of each kind."""
    kinds = ((True, True), (True, False), (False, True), (False, False))
    return Counts(*(stretches.count(kind) for kind in kinds))


def share(part: int, whole: int, why: str = "") -> Estimate:
    """A part of a whole with Wilson's score interval; not defined, because of `why`, where the whole is none.

    Raises:
        CallmonError: the extra `calibration` is not installed.
    """
    if not whole:
        return Estimate(None, why=why)
    require()
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(part, whole, method="wilson")
    return Estimate(part / whole, float(low), float(high))
