"""A baseline: what is usual for one feature of one voice. Robust, known late, adapting slowly."""

from collections import deque
from collections.abc import Iterable

_REMEMBERED = 256
"""Utterances that a usual rests on; at 2 s each, two of its half-lives."""
_MAD_TO_SD = 1.4826
"""A median absolute deviation times this estimates a standard deviation (Rousseeuw and Croux 1993)."""


class Baseline:
    """Values of a feature in, their usual out. Speech is in seconds.

    Args:
        floor: least spread.
        half_life: speech after which a value counts half.
        enough: speech, of this call and of earlier ones, from which the usual is known.
        values: values of this call that are needed where earlier calls do not bring enough.
    """

    def __init__(self, floor: float, half_life: float, enough: float, values: int) -> None:
        self._floor = floor
        self._half_life = half_life
        self._enough = enough
        self._needed = values
        self._values: deque[tuple[float, float, float]] = deque(maxlen=_REMEMBERED)
        self._spoken = 0.0
        self._earlier = (0.0, 0.0, 0.0)

    def earlier(self, centre: float, spread: float, speech: float) -> None:
        """Take `centre` and `spread` from earlier calls; they count like `speech` of this one."""
        self._earlier = (centre, spread, speech)

    def add(self, value: float, speech: float, weight: float = 1.0) -> None:
        """Count a value that was measured over `speech`, `weight` times."""
        self._spoken += speech
        self._values.append((value, speech * weight, self._spoken))

    @property
    def usual(self) -> tuple[float, float] | None:
        """Centre and spread; None before there is enough speech.

        Within the call they are the weighted median and 1.4826 times the weighted median absolute deviation
        from it. Those of earlier calls are mixed in by speech.
        """
        before, before_spread, speech = self._earlier
        if self._spoken + speech < self._enough:
            return None
        if speech < self._enough and len(self._values) < self._needed:
            return None
        if not self._values:
            return before, max(before_spread, self._floor)
        aged = [
            (value, weight * 2.0 ** ((spoken - self._spoken) / self._half_life))
            for value, weight, spoken in self._values
        ]
        centre = weighted_median(aged)
        deviations = ((abs(value - centre), weight) for value, weight in aged)
        spread = _MAD_TO_SD * weighted_median(deviations)
        heard = sum(weight for _, weight in aged)
        earlier = speech / (heard + speech)
        return (
            centre + earlier * (before - centre),
            max(spread + earlier * (before_spread - spread), self._floor),
        )


def weighted_median(weighted: Iterable[tuple[float, float]]) -> float:
    """The value with half of the weight on either side; of two that halve it, their mean.

    Args:
        weighted: values with their weights above 0; at least one.
    """
    ordered = sorted(weighted)
    half = sum(weight for _, weight in ordered) / 2
    below = 0.0
    for index, (value, weight) in enumerate(ordered[:-1]):
        below += weight
        if below == half:
            return (value + ordered[index + 1][0]) / 2
        if below > half:
            return value
    return ordered[-1][0]
