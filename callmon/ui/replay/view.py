"""View: which stretch of a call is seen, and how it moves. Plain values, seconds."""

from dataclasses import dataclass

LEAST_S = 1.0
"""Shortest stretch that is shown."""


@dataclass(frozen=True, slots=True)
class View:
    """From `start` to `end` of a call of `duration` seconds; it never leaves the call."""

    start: float
    end: float
    duration: float

    @property
    def length(self) -> float:
        """How much is seen."""
        return self.end - self.start

    def zoomed(self, factor: float, at: float) -> "View":
        """Nearer by `factor` (below 1: further away); what lies at `at` stays where it is seen.

        Where that is not seen, the middle stays.
        """
        length = min(self.duration, max(min(LEAST_S, self.duration), self.length / factor))
        if not self.start <= at <= self.end:
            at = (self.start + self.end) / 2
        return self._from(at - (at - self.start) / self.length * length, length)

    def moved(self, by: float) -> "View":
        """Later, or earlier where `by` is below 0."""
        return self._from(self.start + by, self.length)

    def showing(self, start: float, end: float | None = None) -> "View":
        """Moved no further than needed to see what lies at `start`..`end` with some room on both sides."""
        last = start if end is None else end
        room = self.length / 10
        if self.start + room <= start and last <= self.end - room:
            return self
        if last - start > self.length - 2 * room:
            return self._from(start - room, self.length)
        return self._from((start + last - self.length) / 2, self.length)

    def turned(self, to: float) -> "View":
        """The page on which `to` lies: as it is where that is seen, else with `to` near its left edge."""
        if self.start <= to <= self.end:
            return self
        return self._from(to - self.length / 20, self.length)

    def _from(self, start: float, length: float) -> "View":
        start = max(0.0, min(start, self.duration - length))
        return View(start, start + length, self.duration)


def whole(duration: float) -> View:
    """All of a call."""
    return View(0.0, max(duration, 0.001), max(duration, 0.001))
