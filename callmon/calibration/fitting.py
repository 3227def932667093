"""Fits a threshold to what a coach calls right: values of candidates by call in, a threshold out.

A threshold is chosen on some calls and tried on others that it has not seen (folds over calls, for what is
said in one call is alike), so that the gain that is told is one that new calls may be expected to show. It is
chosen by kappa: by F1, telling everything would win wherever nothing can be told from the values.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from callmon.calibration.agreement import counted
from callmon.calibration.estimate import Estimate
from callmon.calibration.extra import require
from callmon.calibration.kappa import kappa, plain_kappa

Scored = tuple[float, bool]
"""A candidate's value, and whether the coach calls it right."""

_LEAST_CALLS = 3
"""Calls in which something is right and something wrong; a threshold from fewer would fit those alone."""
_FOLDS = 5
_LEAST_GAIN = 0.05
"""Gain of kappa on calls that were not fitted to, below which a change is not worth having."""
_CHANCE = 0.05
"""Probability from which what two thresholds do differently is taken for chance (McNemar's exact test)."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a threshold tells right from wrong: F1 is 0..1, kappa Cohen's."""

    f1: float
    kappa: Estimate

    @property
    def point(self) -> float:
        """Kappa without its interval; 0 where it is not defined."""
        return self.kappa.value or 0.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """What the marks say about a threshold.

    Attributes:
        today: the threshold in use.
        then: the threshold that the marks speak for; None where they speak for no other.
        before: how well the one in use does.
        after: how well thresholds that were fitted to other calls do.
        calls: how many were judged.
        judged: how many candidates were judged.
        because: the figures in words, or why there is no other threshold.
    """

    today: float
    then: float | None
    before: Quality | None
    after: Quality | None
    calls: int
    judged: int
    because: str


def fitted(calls: Sequence[Sequence[Scored]], today: float, steps: Sequence[float]) -> Fitted:
    """The threshold from which candidates are told, fitted to what a coach calls right.

    Args:
        calls: the judged candidates of each call.
        today: the threshold in use.
        steps: thresholds to choose from, in ascending order.

    Raises:
        CallmonError: the extra `calibration` is not installed.
    """
    known = [call for call in calls if call]
    judged = sum(len(call) for call in known)
    mixed = sum(len({right for _, right in call}) == 2 for call in known)
    if mixed < _LEAST_CALLS:
        why = f"too few calls with both right and wrong ones ({mixed}; {_LEAST_CALLS} are needed)"
        return Fitted(today, None, None, None, len(known), judged, why)
    require()
    everything = [scored for call in known for scored in call]
    before = _quality([(value >= today, right) for value, right in everything])
    unseen = _held_out(known, today, steps)
    after = _quality([(told, right) for _, told, right in unseen])
    then = _best(everything, today, steps)
    figures = (
        f"kappa {before.point:.2f} at {today:g} and {after.point:.2f} held out, on {judged} judgements of "
        f"{len(known)} calls"
    )
    why = ""
    if then == today or after.point - before.point < _LEAST_GAIN:
        why = f"no other threshold does better on calls that it was not fitted to: {figures}"
    elif _by_chance(unseen) >= _CHANCE:
        why = f"another threshold does better, but that may be chance: {figures}"
    if why:
        return Fitted(today, None, before, after, len(known), judged, why)
    return Fitted(today, then, before, after, len(known), judged, figures)


def _held_out(
    calls: Sequence[Sequence[Scored]], today: float, steps: Sequence[float]
) -> list[tuple[bool, bool, bool]]:
    """What is told today, what by a threshold that was fitted to other calls, and what is right."""
    from sklearn.model_selection import GroupKFold

    everything = [scored for call in calls for scored in call]
    groups = [number for number, call in enumerate(calls) for _ in call]
    unseen = []
    for fit_on, try_on in GroupKFold(min(_FOLDS, len(calls))).split(everything, groups=groups):
        threshold = _best([everything[place] for place in fit_on], today, steps)
        for value, right in (everything[place] for place in try_on):
            unseen.append((value >= today, value >= threshold, right))
    return unseen


def _by_chance(unseen: Sequence[tuple[bool, bool, bool]]) -> float:
    """How probable it is that two thresholds that do equally well differ as much."""
    from statsmodels.stats.contingency_tables import mcnemar

    better = sum(was != right and told == right for was, told, right in unseen)
    worse = sum(was == right and told != right for was, told, right in unseen)
    return float(mcnemar([[0, better], [worse, 0]], exact=True).pvalue)


def _best(scored: Sequence[Scored], today: float, steps: Sequence[float]) -> float:
    """The threshold of the highest kappa; of equal ones the nearest to today's, then the higher."""
    choices = sorted({today, *steps})
    return max(
        choices,
        key=lambda threshold: (
            plain_kappa(*counted([(value >= threshold, right) for value, right in scored])),
            -abs(threshold - today),
            threshold,
        ),
    )


def _quality(pairs: Sequence[tuple[bool, bool]]) -> Quality:
    both, first, second, none = counted(pairs)
    # Harmonic mean of precision and recall; 0 where nothing is told or right.
    f1 = 2 * both / max(1, 2 * both + first + second)
    return Quality(f1, kappa(((both, first), (second, none))))
