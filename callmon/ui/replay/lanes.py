"""Lanes: what lies where on the screen, for drawing and for the pointer. No Qt."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from callmon.ui.replay.shown import LANES, Item, LaneName
from callmon.ui.replay.view import View

_REACH = 4.0
"""Pixels beside a thing that still hit it."""
_SAME = 3.0
"""Starts nearer than this, in pixels, are drawn as one where little is seen of each."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where an item is drawn, in pixels of its lane; `more` others lie below it."""

    item: Item
    x: float
    width: float
    more: int = 0


class Lanes:
    """The items of a call by lane.

    Args:
        items: of the call.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._items: dict[LaneName, list[Item]] = {lane: [] for lane in LANES}
        for item in items:
            self._items[item.lane].append(item)
        for lane in LANES:
            self._items[lane].sort(key=lambda item: (item.start, item.end, item.key))
        self._index()

    def _index(self) -> None:
        self._starts = {lane: [item.start for item in self._items[lane]] for lane in LANES}
        self._longest = {
            lane: max((item.end - item.start for item in self._items[lane]), default=0.0) for lane in LANES
        }

    def replace(self, lane: LaneName, items: Sequence[Item]) -> None:
        """Other items on a lane."""
        self._items[lane] = sorted(items, key=lambda item: (item.start, item.end, item.key))
        self._index()

    def count(self, lane: LaneName) -> int:
        """How many items a lane has."""
        return len(self._items[lane])

    def within(self, lane: LaneName, start: float, end: float) -> Sequence[Item]:
        """The items of a lane of which something lies in `start`..`end`, by start."""
        starts = self._starts[lane]
        first = bisect_left(starts, start - self._longest[lane])
        last = bisect_right(starts, end)
        return [item for item in self._items[lane][first:last] if item.end >= start]

    def boxes(self, lane: LaneName, view: View, width: float) -> Iterator[Box]:
        """What to draw of a lane that is `width` pixels wide; what cannot be told apart is one box."""
        scale = width / view.length
        waiting: Box | None = None
        for item in self.within(lane, view.start, view.end):
            x = (item.start - view.start) * scale
            long = max(1.0, (item.end - item.start) * scale)
            if waiting is not None:
                if x - waiting.x < _SAME and long < _SAME and waiting.width < _SAME:
                    waiting = Box(waiting.item, waiting.x, waiting.width, waiting.more + 1)
                    continue
                yield waiting
            waiting = Box(item, x, long)
        if waiting is not None:
            yield waiting

    def at(self, lane: LaneName, seconds: float, view: View, width: float) -> Item | None:
        """What lies below the pointer: of several, the shortest, for it is the hardest to hit."""
        reach = _REACH * view.length / max(1.0, width)
        near = self.within(lane, seconds - reach, seconds + reach)
        return min(near, key=lambda item: (item.end - item.start, abs(item.start - seconds)), default=None)

    def beside(self, seconds: float, lanes: Iterable[LaneName], *, later: bool) -> Item | None:
        """The next item of these lanes that starts later than `seconds`, or the last that starts earlier."""
        best: Item | None = None
        for lane in lanes:
            starts = self._starts[lane]
            place = bisect_right(starts, seconds + 1e-6) if later else bisect_left(starts, seconds - 1e-6) - 1
            if not 0 <= place < len(starts):
                continue
            item = self._items[lane][place]
            if best is None or (item.start < best.start if later else item.start > best.start):
                best = item
        return best
