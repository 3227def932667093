"""Pacing: when the next audio is heard. The only wall clock of a call."""

import time
from typing import Protocol


class Clock(Protocol):
    """Passing time, as the capture of a call sees it."""

    def now(self) -> float:
        """Seconds of a monotonic clock; only differences mean anything."""
        ...

    def wait(self, seconds: float) -> None:
        """Let `seconds` of this clock pass."""
        ...


class RealClock:
    """The computer's own monotonic clock."""

    def now(self) -> float:
        """Seconds of `time.monotonic()`."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)


class FastClock:
    """A clock that runs `speed` times as fast as the real one, to play recordings.

    Args:
        speed: factor; None as fast as whoever waits for it works.
    """

    def __init__(self, speed: float | None = None) -> None:
        self._speed = speed
        self._start = time.monotonic()
        self._now = 0.0

    def now(self) -> float:
        """Seconds since this clock was made."""
        if self._speed is not None:
            return (time.monotonic() - self._start) * self._speed
        return self._now

    def wait(self, seconds: float) -> None:
        """Let `seconds` of this clock pass; without a speed they are over at once."""
        if self._speed is not None:
            time.sleep(seconds / self._speed)
        self._now += seconds
