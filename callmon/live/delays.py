"""Delays: how late something was lately, as a median and a 95th percentile."""

from collections import deque

from callmon.metrics.spread import percentile

_REMEMBERED = 200


class Delays:
    """The last delays of one kind, in milliseconds."""

    def __init__(self) -> None:
        self._last: deque[float] = deque(maxlen=_REMEMBERED)

    def add(self, milliseconds: float) -> None:
        """One more."""
        self._last.append(milliseconds)

    @property
    def p50(self) -> float | None:
        """The median; None before there is one."""
        return percentile(list(self._last), 0.5)

    @property
    def p95(self) -> float | None:
        """The 95th percentile; None before there is one."""
        return percentile(list(self._last), 0.95)
