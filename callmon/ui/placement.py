"""Where the overlay stands on a screen: plain numbers, so that it comes back where it was. No Qt."""

from dataclasses import dataclass

EDGE = 16
"""Logical pixels that stay free between the overlay and the edges of a screen's usable area."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in logical pixels."""

    x: int
    y: int
    width: int
    height: int

    def shrunk(self, by: int) -> "Box":
        """The box without `by` pixels at each side; never less than one pixel wide or high."""
        return Box(self.x + by, self.y + by, max(1, self.width - 2 * by), max(1, self.height - 2 * by))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bar stands on a screen: 0 is left and top, 1 right and bottom, of the room that it has."""

    x: float = 1.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the overlay's window goes, and whether it unfolds upwards."""

    box: Box
    up: bool


def stand(place: Place, usable: Box, width: int, bar: int, full: int, expanded: bool) -> Stand:
    """Put the overlay at `place` within `usable`, the bar in the same place folded and unfolded.

    Args:
        place: where the bar stands.
        usable: the screen's usable area.
        width: the overlay's width, in logical pixels as all sizes here.
        bar: height of the bar.
        full: height that it likes to have unfolded; it takes less where there is not as much.
        expanded: whether it is unfolded.
    """
    room = usable.shrunk(EDGE)
    x = room.x + round(_clamped(place.x) * max(0, room.width - width))
    y = room.y + round(_clamped(place.y) * max(0, room.height - bar))
    below, above = room.y + room.height - y, y + bar - room.y
    up = below < full and above > below
    if not expanded:
        return Stand(Box(x, y, width, bar), up)
    height = max(bar, min(full, above if up else below))
    return Stand(Box(x, y + bar - height if up else y, width, height), up)


def place_of(x: int, y: int, usable: Box, width: int, bar: int) -> Place:
    """The place of a bar whose top left corner is at `x`, `y`; within the screen even where that is not."""
    room = usable.shrunk(EDGE)
    return Place(
        _clamped((x - room.x) / max(1, room.width - width)),
        _clamped((y - room.y) / max(1, room.height - bar)),
    )


def _clamped(fraction: float) -> float:
    return min(1.0, max(0.0, fraction))
