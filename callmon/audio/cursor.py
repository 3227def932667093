"""Cursor: what was given to the device and when it sounds in, what of the call is heard at a moment out."""

from collections import deque
from dataclasses import dataclass

from callmon.audio.stretch import Sounding
from callmon.timeline import SAMPLE_RATE

_REMEMBERED_S = 3.0
"""How long what was given is remembered: longer than the latency of any device."""
_WOBBLE = SAMPLE_RATE // 50
"""Samples by which a cursor at another speed could step back: it stands still for as long instead."""


@dataclass(frozen=True, slots=True)
class _Given:
    """From `time` on sounds what lies at `position` (samples), `speed` times as fast, for `seconds`."""

    time: float
    position: float
    speed: float
    seconds: float

    @property
    def over(self) -> float:
        return self.time + self.seconds

    def at(self, now: float) -> float:
        return self.position + min(now - self.time, self.seconds) * self.speed * SAMPLE_RATE


class Cursor:
    """A position in a call, in samples, that follows what is heard."""

    def __init__(self) -> None:
        self.position = 0
        self._given: deque[_Given] = deque()

    def put(self, position: int) -> None:
        """Stand there; what was given before is heard no more."""
        self.position = position
        self._given.clear()

    def give(self, sounding: Sounding, time: float) -> None:
        """A piece of the call sounds from `time` on, in seconds of the device's clock."""
        count = sounding.samples.shape[1]
        self._given.append(_Given(time, sounding.position, sounding.speed, count / SAMPLE_RATE))
        while self._given[0].over < time - _REMEMBERED_S:
            self._given.popleft()

    def follow(self, now: float) -> None:
        """Go where the call is heard at `now`; what would be a little step back is none."""
        heard = next((each for each in reversed(self._given) if each.time <= now), None)
        if heard is None:
            return
        position = round(heard.at(now))
        if not 0 < self.position - position < _WOBBLE:
            self.position = position

    def silent(self, now: float) -> bool:
        """Whether all that was given has sounded."""
        return not self._given or now >= self._given[-1].over
