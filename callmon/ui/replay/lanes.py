"""Lanes: what lies where on the screen. Items in, boxes in pixels out, to draw and to point at. No Qt."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from callmon.ui.replay.shown import LANES, Item, LaneName
from callmon.ui.replay.view import View

ACCUSING = frozenset({"interruption", "silent", "rebuttal", "assumption", "jargon", "repetition"})
"""Kinds of overlaps and acts that a coach looks for first."""
ORDINARY = frozenset({"terminal", "crosstalk", "greeting", "closing", "name"})
HIGHER = frozenset({"loud", "lively", "high", "fast"})
"""Shifts of a voice that went up."""

SIGNS: Mapping[LaneName, float] = {
    "turns": 0.0,
    "overlaps": 0.76,
    "tone": 0.26,
    "acts": 0.36,
    "moments": 0.5,
    "cues": 0.56,
    "marks": 0.5,
}
"""How wide the sign of an item is, as a share of its lane's height; a turn has none."""

_REACH = 4.0
"""Pixels beside a thing that still hit it."""
_CLOSE = 1.15
"""Signs nearer than this share of a sign would lie upon each other."""
_LONG = 3.0
"""From so many signs on there is room to set one beside the other."""
_ROOMY = 20.0
"""Pixels a second from which on all are set side by side: nothing comes apart by zooming much further."""
_THIN = 3.0
"""Turns below this, in pixels, and less than one apart are drawn as one."""
_CHOSEN = 9

Order = tuple[float, int, float, str]


@dataclass(frozen=True, slots=True)
class Box:
    """Where an item is drawn, in pixels of its lane.

    Attributes:
        item: what is drawn; of several the one that matters most.
        x: left edge of its sign.
        width: of all that is drawn of it.
        sign: width of its sign.
        more: how many others lie below it.
    """

    item: Item
    x: float
    width: float
    sign: float = 0.0
    more: int = 0


class Lanes:
    """The items of a call by lane.

    Args:
        items: of the call.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        by_lane: dict[LaneName, list[Item]] = {lane: [] for lane in LANES}
        for item in items:
            by_lane[item.lane].append(item)
        self._orders: dict[LaneName, list[Order]] = {}
        self._items: dict[LaneName, list[Item]] = {}
        self._rows: dict[LaneName, tuple[_Row, ...]] = {}
        for lane in LANES:
            self.replace(lane, by_lane[lane])

    def replace(self, lane: LaneName, items: Sequence[Item]) -> None:
        """Other items on a lane."""
        self._items[lane] = sorted(items, key=_order)
        self._orders[lane] = [_order(item) for item in self._items[lane]]
        rows = (0, 1) if lane in ("turns", "tone") else (0,)
        self._rows[lane] = tuple(
            _Row([item for item in items if _row(item) == row], lane == "cues") for row in rows
        )

    def count(self, lane: LaneName) -> int:
        """How many items a lane has."""
        return len(self._items[lane])

    def boxes(
        self, lane: LaneName, view: View, width: float, height: float, chosen: str = ""
    ) -> Sequence[Box]:
        """What to draw of a lane of that size; what cannot be told apart is one box.

        `chosen` is the key of an item that is drawn rather than what lies beside it.
        """
        sign = SIGNS[lane] * height
        return [box for row in self._rows[lane] for box in row.boxes(view, width, sign, chosen)]

    def at(self, lane: LaneName, x: float, y: float, view: View, width: float, height: float) -> Box | None:
        """What is drawn below the pointer: a sign before a line, and of several the shortest.

        Where a lane has two rows, the one at `y` comes first.
        """
        sign, rows = SIGNS[lane] * height, self._rows[lane]
        for row in reversed(rows) if y >= height / 2 else rows:
            near = [box for box in row.boxes(view, width, sign) if _beside(x, box.x, box.width) <= _REACH]
            if near:
                return min(near, key=lambda box: (_beside(x, box.x, box.sign) > 1, box.width, abs(x - box.x)))
        return None

    def beside(self, place: Item | float, lanes: Iterable[LaneName], *, later: bool) -> Item | None:
        """The item of these lanes that follows an item or a time in seconds, or goes before it.

        Each is followed by exactly one: what begins at once goes from the upper lane to the lower.
        """
        pivot = _order(place) if isinstance(place, Item) else (place, -1, 0.0, "")
        best: Order | None = None
        found: Item | None = None
        for lane in lanes:
            orders = self._orders[lane]
            at = bisect_right(orders, pivot) if later else bisect_left(orders, pivot) - 1
            if not 0 <= at < len(orders):
                continue
            if best is None or (orders[at] < best if later else orders[at] > best):
                best, found = orders[at], self._items[lane][at]
        return found


class _Row:
    """Items that are drawn at one height, by the time at which they are drawn."""

    def __init__(self, items: Iterable[Item], at_end: bool) -> None:
        self._at_end = at_end
        self._items = sorted(items, key=lambda item: (item.end if at_end else item.start, _order(item)))
        self._times = [item.end if at_end else item.start for item in self._items]
        self._lengths = [0.0 if at_end else item.end - item.start for item in self._items]
        self._longest = max(self._lengths, default=0.0)
        self._weights = [_weight(item) for item in self._items]
        self._places = {item.key: place for place, item in enumerate(self._items)}

    def boxes(self, view: View, width: float, sign: float, chosen: str = "") -> Sequence[Box]:
        """What to draw of the row."""
        scale = width / view.length
        start, back, least = view.start, sign / 2 if self._at_end else 0.0, max(1.0, sign)
        close, far = (_CLOSE * sign, _LONG * sign) if scale < _ROOMY else (0.0, 0.0)
        first = bisect_left(self._times, start - self._longest - sign / scale)
        last = bisect_right(self._times, view.end + back / scale)
        picked = self._places.get(chosen, -1)
        boxes: list[Box] = []
        place, weight, left, right, more = -1, 0, 0.0, 0.0, 0
        # There can be thousands of them for each frame that is drawn.
        for n in range(first, last):
            x = (self._times[n] - start) * scale - back
            long = self._lengths[n] * scale
            end = x + (long if long > least else least)
            if end < 0:
                continue
            weighs = _CHOSEN if n == picked else self._weights[n]
            if place >= 0:
                if sign:
                    joins = x - left < close and long <= far and right - left <= far
                else:
                    joins = x - right < 1 and long < _THIN
                if joins:
                    more += 1
                    if not sign and end > right:
                        right = end
                    if weighs > weight:
                        place, weight = n, weighs
                    continue
                boxes.append(Box(self._items[place], left, right - left, sign, more))
                if sign and x - left <= sign:
                    x = left + sign + 1
                    end = max(end, x + sign)
            place, weight, left, right, more = n, weighs, x, end, 0
        if place >= 0:
            boxes.append(Box(self._items[place], left, right - left, sign, more))
        return boxes


def _order(item: Item) -> Order:
    return (item.start, LANES.index(item.lane), item.end, item.key)


def _row(item: Item) -> int:
    """0 above, 1 below: who speaks, or whether a voice went up or down."""
    if item.lane == "turns":
        return int(item.speaker == "customer")
    return int(item.lane == "tone" and item.kind not in HIGHER)


def _weight(item: Item) -> int:
    """How much it would be missed if only its neighbour were drawn."""
    if item.held_back or item.kind in ORDINARY:
        return 0
    if item.positive:
        return 1
    return 2 + (item.kind in ACCUSING)


def _beside(x: float, left: float, width: float) -> float:
    """How far a place lies outside of a stretch, in pixels."""
    return max(left - x, x - left - width, 0.0)
