"""Trends: values of one agent's calls in, how the last ones differ from that agent's own past out.

Nobody is compared with anybody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

LATEST = 5
"""Calls that count as the last ones: fewer are chance."""
_LEAST_PAST = 5
"""Calls before them that make a past."""
_SCALE = 1.4826
"""Median absolute deviation as a standard deviation, for values that lie as in a normal distribution."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of one call; `held` is a time of ISO 8601."""

    call: str
    held: str
    value: float


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over an agent's calls.

    Attributes:
        speaker, name: of the measure.
        points: oldest first.
        past: median of the calls before the last ones; of all where there are too few to tell apart.
        spread: their median absolute deviation, scaled to a standard deviation.
        calls: how many calls that rests on.
        latest: median of the last ones; None where there are too few calls.
        differs: whether the last ones differ from the past by more than its spread.
    """

    speaker: str
    name: str
    points: tuple[Point, ...]
    past: float
    spread: float
    calls: int
    latest: float | None = None
    differs: bool = False


def trend(speaker: str, name: str, points: Sequence[Point]) -> Trend | None:
    """How a measure goes over an agent's calls; None where there is no call."""
    ordered = tuple(sorted(points, key=lambda point: (point.held, point.call)))
    if not ordered:
        return None
    enough = len(ordered) >= LATEST + _LEAST_PAST
    before = [point.value for point in (ordered[:-LATEST] if enough else ordered)]
    past = median(before)
    spread = _SCALE * median(abs(value - past) for value in before)
    if not enough:
        return Trend(speaker, name, ordered, past, spread, len(before))
    latest = median(point.value for point in ordered[-LATEST:])
    return Trend(
        speaker, name, ordered, past, spread, len(before), latest, differs=abs(latest - past) > spread
    )
