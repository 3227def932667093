"""The time axis: seconds in, places on a line, ticks, and places moved apart out."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from callmon.export import words


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns seconds into places between `left` and `right`."""

    start: float
    seconds: float
    left: float
    right: float

    def x(self, at: float) -> float:
        """Place of a time, held inside the row."""
        part = (at - self.start) / self.seconds
        return round(self.left + min(1.0, max(0.0, part)) * (self.right - self.left), 2)


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of the time axis, with a label when it is a main one."""

    x: float
    label: str | None


def overview_step(duration: float) -> float:
    """Seconds between main ticks of the overview, so that there are at most about a dozen."""
    for step in (10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0):
        if duration / step <= 13:
            return step
    return 1800.0 * math.ceil(duration / 13 / 1800)


def ticks(start: float, end: float, scale: Scale, step: float) -> list[Tick]:
    """Ticks twice per step, labelled once per step."""
    first = math.ceil(start / step * 2)
    last = math.floor(end / step * 2)
    return [
        Tick(scale.x(n * step / 2), words.short_clock(n * step / 2) if n % 2 == 0 else None)
        for n in range(first, last + 1)
    ]


def spread(places: Sequence[float], spacing: float, left: float, right: float) -> list[float]:
    """Moves sorted places apart so that they do not touch, as little as possible and inside the borders.

    Where there are more than fit, they share the width evenly.
    """
    if not places:
        return []
    gap = min(spacing, (right - left) / max(1, len(places) - 1))
    moved = []
    floor = left
    for place in places:
        floor = max(place, floor)
        moved.append(floor)
        floor += gap
    ceiling = right
    for index in range(len(moved) - 1, -1, -1):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return [round(max(left, place), 2) for place in moved]
