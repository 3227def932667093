"""Figures: a measure of the scorecard with the counts behind it, so that no ratio stands alone.

Units say how value and counts belong together:

* `count`: the value is the sum of the counts.
* `of`: the value is the first count, of which the second is the whole.
* `share`: the first count as part of the second, 0..1.
* `per ten minutes`: the first count for every 600 of the second, which are seconds.
* `s`, `wpm`: a length or a pace; the counts say what it rests on.
"""

from dataclasses import dataclass
from typing import Any

Count = tuple[str, float | None]
"""What is counted, and how many; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure, ready to be shown; `value` is None where it is not known or rests on too little."""

    name: str
    label: str
    value: float | None
    unit: str
    counts: tuple[tuple[str, int], ...]
    definition: str

    def table(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "name": self.name,
            "label": self.label,
            "value": self.value,
            "unit": self.unit,
            "counts": [{"label": label, "count": count} for label, count in self.counts],
            "definition": self.definition,
        }


def count(name: str, label: str, definition: str, *parts: Count) -> Figure:
    """How many there were of the parts together."""
    known = _known(parts)
    return Figure(name, label, _sum(known), "count", known, definition)


def part_of(name: str, label: str, definition: str, some: Count, whole: Count) -> Figure:
    """How many of a whole; no ratio is made of them."""
    known = _known((some, whole))
    return Figure(name, label, known[0][1] if known else None, "of", known, definition)


def share(
    name: str, label: str, definition: str, some: Count, whole: Count, *, least: int, enough: bool
) -> Figure:
    """A part of a whole of at least `least`; where that, or the speech, is not enough, the counts alone."""
    known = _known((some, whole))
    value = None
    if known and enough and known[1][1] >= max(1, least):
        value = round(known[0][1] / known[1][1], 3)
    return Figure(name, label, value, "share", known, definition)


def rate(name: str, label: str, definition: str, some: Count, seconds: Count, *, enough: bool) -> Figure:
    """How many in ten minutes; where the speech is not enough, the counts alone."""
    known = _known((some, seconds))
    value = None
    if known and enough and known[1][1]:
        value = round(known[0][1] / known[1][1] * 600, 1)
    return Figure(name, label, value, "per ten minutes", known, definition)


def amount(
    name: str, label: str, definition: str, value: float | None, unit: str, *rests_on: Count
) -> Figure:
    """A number that was measured as it is, and what it rests on."""
    known = _known(rests_on)
    return Figure(name, label, value if known else None, unit, known, definition)


def _known(parts: tuple[Count, ...]) -> tuple[tuple[str, int], ...]:
    """The counts as whole numbers; none where one of them is not known."""
    found = [(label, round(value)) for label, value in parts if value is not None]
    return tuple(found) if len(found) == len(parts) else ()


def _sum(known: tuple[tuple[str, int], ...]) -> int | None:
    return sum(value for _, value in known) if known else None
