"""Intraclass correlation: a table of counts by call and side in, how alike the sides count out.

No package under a licence that callmon may use has it, so it is written out here from the papers: Shrout and
Fleiss 1979 (Psychological Bulletin 86, 420-428), McGraw and Wong 1996 (Psychological Methods 1, 30-46).
"""

from collections.abc import Sequence

from callmon.calibration.estimate import Estimate

_TAIL = 0.975
"""Both tails of a 95 % interval are as large."""
_LEAST = 2
"""Rows and columns below which nothing varies."""


def absolute_agreement(table: Sequence[Sequence[float]]) -> Estimate:
    """Whether the sides give the same counts: ICC(2,1) of Shrout and Fleiss, ICC(A,1) of McGraw and Wong.

    Args:
        table: a row a call, in it a number a side.

    Raises:
        CallmonError: the extra `calibration` is not installed.
    """
    return _estimate(table, absolute=True)


def consistency(table: Sequence[Sequence[float]]) -> Estimate:
    """Whether the sides order the calls alike, though one may count more: ICC(3,1), or ICC(C,1).

    Args:
        table: a row a call, in it a number a side.

    Raises:
        CallmonError: the extra `calibration` is not installed.
    """
    return _estimate(table, absolute=False)


def _estimate(table: Sequence[Sequence[float]], *, absolute: bool) -> Estimate:
    if len(table) < _LEAST or len(table[0]) < _LEAST:
        return Estimate(None, why="fewer than two calls were judged whole")
    if len({sum(row) for row in table}) == 1:
        return Estimate(None, why="every call has as many, so there is nothing to tell calls apart by")
    from callmon.calibration.extra import require

    require()
    between, sides, rest = _mean_squares(table)
    calls, count = len(table), len(table[0])
    if rest == 0 and (sides == 0 or not absolute):
        return Estimate(1.0, why="the sides never differ, so the figure has no interval")
    if absolute:
        return _absolute(between, sides, rest, calls, count)
    return _consistent(between, rest, calls, count)


def _mean_squares(table: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Mean squares between calls, between sides and of the rest: two-way analysis of variance, one a cell."""
    import numpy as np

    values = np.asarray(table, dtype=np.float64)
    calls, count = values.shape
    mean = values.mean()
    by_call, by_side = values.mean(axis=1), values.mean(axis=0)
    residue = values - by_call[:, None] - by_side[None, :] + mean
    between = count * float(((by_call - mean) ** 2).sum()) / (calls - 1)
    sides = calls * float(((by_side - mean) ** 2).sum()) / (count - 1)
    rest = float((residue**2).sum()) / ((calls - 1) * (count - 1))
    # Counts are whole, so that a rest this small is the rounding of the machine.
    return between, sides, 0.0 if rest < 1e-12 * max(between, sides, 1.0) else rest


def _consistent(between: float, rest: float, calls: int, count: int) -> Estimate:
    """ICC(3,1) with the interval of Shrout and Fleiss."""
    value = (between - rest) / (between + (count - 1) * rest)
    free, inner = calls - 1, (calls - 1) * (count - 1)
    ratio = between / rest
    low, high = ratio / _quantile(free, inner), ratio * _quantile(inner, free)
    return Estimate(value, (low - 1) / (low + count - 1), (high - 1) / (high + count - 1))


def _absolute(between: float, sides: float, rest: float, calls: int, count: int) -> Estimate:
    """ICC(2,1) with the interval of Shrout and Fleiss, whose degrees of freedom are Satterthwaite's."""
    spread = count * (sides - rest) / calls
    value = (between - rest) / (between + (count - 1) * rest + spread)
    by_side = count * value / (calls * (1 - value))
    by_rest = 1 + count * value * (calls - 1) / (calls * (1 - value))
    free = calls - 1
    parts = (by_side * sides) ** 2 / (count - 1) + (by_rest * rest) ** 2 / (free * (count - 1))
    inner = (by_side * sides + by_rest * rest) ** 2 / parts
    upper, lower = _quantile(free, inner), _quantile(inner, free)
    others = count * sides + (count * calls - count - calls) * rest
    low = calls * (between - upper * rest) / (upper * others + calls * between)
    high = calls * (lower * between - rest) / (others + calls * lower * between)
    if not low <= value <= high:
        # The approximation fails where calls differ less than the sides do within them.
        return Estimate(value, why="the calls differ too little for an interval")
    return Estimate(value, low, high)


def _quantile(one: float, two: float) -> float:
    from scipy.stats import f  # type: ignore[import-untyped]  # it ships no types

    return float(f.ppf(_TAIL, one, two))
