"""How somebody sounded against their usual: points of utterances in, lines in pixels out. No Qt."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from callmon.ui.replay.shown import TonePoint
from callmon.ui.replay.view import View

_FEATURE = "loudness"
"""Drawn as a curve: of the three, the one that every utterance has and that a coach hears at once."""
_SILENCE_S = 30.0
"""After a longer silence a line begins anew."""
_BIN = 6.0
"""Pixels of which one mean is drawn where there are more utterances than can be told apart."""

Line = Sequence[tuple[float, float]]


class ToneCurve:
    """The curves of both sides.

    Args:
        points: of all features, in any order.
    """

    def __init__(self, points: Iterable[TonePoint]) -> None:
        self._points: dict[str, list[TonePoint]] = {"agent": [], "customer": []}
        for point in sorted(points, key=lambda point: point.start):
            if point.feature == _FEATURE:
                self._points[point.speaker].append(point)
        self._starts = {side: [point.start for point in own] for side, own in self._points.items()}

    def lines(self, side: str, view: View, width: float) -> Sequence[Line]:
        """Lines as pairs of x and spread; level while somebody speaks, sloped in between."""
        points, starts = self._points[side], self._starts[side]
        # One more on each side: its line leads into what is seen.
        first = max(0, bisect_left(starts, view.start) - 1)
        last = bisect_right(starts, view.end) + 1
        scale = width / view.length
        lines: list[list[tuple[float, float]]] = []
        spoken = float("-inf")
        bin_start, values = float("-inf"), 0
        for point in points[first:last]:
            left, right = (point.start - view.start) * scale, (point.end - view.start) * scale
            if not lines or point.start - spoken > _SILENCE_S:
                lines.append([])
                bin_start = float("-inf")
            spoken = point.end
            if right - bin_start < _BIN and values:
                x, mean = lines[-1][-1]
                lines[-1][-1] = (x, mean + (point.value - mean) / (values + 1))
                values += 1
                continue
            bin_start, values = left, 1
            if right - left < _BIN:
                lines[-1].append(((left + right) / 2, point.value))
            else:
                lines[-1].extend(((left, point.value), (right, point.value)))
                values = 0
        return lines
