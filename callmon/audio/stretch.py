"""Stretch: a stretch of the call in, the same at another speed and with the same pitch out."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callmon.timeline import SAMPLE_RATE

Samples = NDArray[np.float32]

HOP = SAMPLE_RATE // 50
"""Samples of one piece that comes out: 20 ms."""
_FRAME = 2 * HOP
_SEARCH = SAMPLE_RATE // 125
"""How far from its place a frame may be taken: 8 ms each way find any voice's next period (from 62 Hz on)."""

_DOUBT = 1e-7
"""Likeness that a sample further from the middle must bring: in silence all places are alike."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """Samples of shape (2, n) that sound the call from `position` on, `speed` times as fast."""

    samples: Samples
    position: float
    speed: float

    @property
    def end(self) -> float:
        """The position in the call that has been reached when all of it has sounded."""
        count: int = self.samples.shape[1]
        return self.position + count * self.speed

    def split(self, count: int) -> tuple["Sounding", "Sounding | None"]:
        """Its first `count` samples, and what is left of it."""
        first = Sounding(self.samples[:, :count], self.position, self.speed)
        if count >= self.samples.shape[1]:
            return first, None
        return first, Sounding(self.samples[:, count:], first.end, self.speed)


class Stretcher:
    """Plays a call from a place on at another speed: waveform similarity overlap-add.

    Frames are laid over each other at a steady pace; each is taken from near its place in the call, where it
    continues the one before best. Both sides are cut at the same places, so that they stay together, and what
    sounds is never further than `_SEARCH` from its place. Where two frames overlap, the call is said to sound
    midway between them, so each piece has a speed of its own around the one that is wanted. (W. Verhelst,
    M. Roelands: An overlap-add technique based on waveform similarity (WSOLA) for high quality time-scale
    modification of speech, 1993.)

    Args:
        read: gives `count` samples from a position on, of shape (2, count).
        start: where it begins.
        speed: how much faster than the call, above 0.
    """

    def __init__(self, read: Callable[[int, int], Samples], start: int, speed: float) -> None:
        self._read = read
        self._start = start
        self._speed = speed
        self._hops = 0
        self._natural = start
        self._tail = np.zeros((2, HOP), np.float32)
        # Two of these windows, half a frame apart, add up to one.
        self._window = (0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(_FRAME) + 0.5) / _FRAME)).astype(np.float32)

    def next(self) -> Sounding:
        """The next `HOP` samples; what follows them best lies at their `end`."""
        if self._hops == 0:
            # The first frame has nothing to be laid over: it begins as it is.
            frame = self._read(self._start, _FRAME)
            found = frame[:, :HOP]
            begun, self._natural = self._start, self._start + HOP
        else:
            wanted = self._start + round(self._hops * HOP * self._speed)
            near = self._read(wanted - _SEARCH, _FRAME + 2 * _SEARCH)
            at = self._most_alike(near)
            frame = near[:, at : at + _FRAME]
            found = self._tail + frame[:, :HOP] * self._window[:HOP]
            begun, self._natural = self._natural, wanted - _SEARCH + at + HOP
        self._tail = frame[:, HOP:] * self._window[HOP:]
        self._hops += 1
        return Sounding(found.astype(np.float32), begun, (self._natural - begun) / HOP)

    def _most_alike(self, near: Samples) -> int:
        """Where in `near` the frame lies that continues best what sounded last; in doubt the middle one."""
        wanted = self._read(self._natural, _FRAME).sum(axis=0)
        heard = near.sum(axis=0)
        alike = np.correlate(heard, wanted, "valid")
        # Loud frames are not better ones: likeness is divided by their energy.
        squares = np.concatenate(([0.0], np.cumsum(heard.astype(np.float64) ** 2)))
        energy = squares[_FRAME:] - squares[:-_FRAME]
        score = alike / np.sqrt(np.maximum(energy, 0) + 1e-9)
        off = np.abs(np.arange(len(score)) - _SEARCH)
        return int(np.argmax(score - _DOUBT * off))
