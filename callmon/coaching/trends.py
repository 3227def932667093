"""Trends: values of one agent's calls in, how the last ones differ from that agent's own past out.

Nobody is compared with anybody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from callmon.coaching.comparison import HABITS

LATEST = 5
"""Calls that count as the last ones: fewer are chance."""
_LEAST_PAST = 5
"""Calls before them that make a past."""
_SCALE = 1.4826
"""Median absolute deviation as a standard deviation, for values that lie as in a normal distribution."""
_MEAN_SCALE = 1.2533
"""Mean absolute deviation as one (Iglewicz and Hoaglin 1993, who take it where the median one is none)."""


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
        spread: their median absolute deviation, scaled to a standard deviation; where more than half of them
            are alike, as counts often are, their mean one.
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
    spread = _spread([abs(value - past) for value in before])
    if not enough:
        return Trend(speaker, name, ordered, past, spread, len(before))
    latest = median(point.value for point in ordered[-LATEST:])
    return Trend(
        speaker, name, ordered, past, spread, len(before), latest, differs=abs(latest - past) > spread
    )


def towards(found: Trend) -> bool | None:
    """Whether the last calls are nearer to the habit than the past.

    None where they do not differ, or the habit asks for neither less nor more.
    """
    wanted = next((each[3] for each in HABITS if each[1:3] == (found.speaker, found.name)), "")
    if not found.differs or found.latest is None or not wanted:
        return None
    return (found.latest < found.past) == (wanted == "less")


def _spread(deviations: Sequence[float]) -> float:
    return _SCALE * median(deviations) or _MEAN_SCALE * fmean(deviations)
