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


@dataclass(frozen=True, slots=True)
class Sounding:
    """Samples of shape (2, n) that sound the call from `position` on, `speed` times as fast."""

    samples: Samples
    position: int
    speed: float


class Stretcher:
    """Plays a call from a place on at another speed: waveform similarity overlap-add.

    Frames are laid over each other at a steady pace; each is taken from near its place in the call, where it
    continues the one before best. Both sides are cut at the same places, so that they stay together, and what
    sounds is never further than `_SEARCH` from its place. (W. Verhelst, M. Roelands: An overlap-add technique
    based on waveform similarity (WSOLA) for high quality time-scale modification of speech, 1993.)

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

    @property
    def at(self) -> int:
        """Where in the call the next piece begins, or up to `_SEARCH` beside it."""
        return self._start + round(self._hops * HOP * self._speed)

    def next(self) -> Sounding:
        """The next `HOP` samples."""
        wanted = self.at
        near = self._read(wanted - _SEARCH, _FRAME + 2 * _SEARCH)
        at = _SEARCH if self._hops == 0 else self._most_alike(near)
        frame = near[:, at : at + _FRAME]
        position = wanted - _SEARCH + at
        # The first frame has nothing to be laid over: it begins as it is.
        rising = frame[:, :HOP] if self._hops == 0 else frame[:, :HOP] * self._window[:HOP]
        found = (self._tail + rising).astype(np.float32)
        self._tail = frame[:, HOP:] * self._window[HOP:]
        self._natural = position + HOP
        self._hops += 1
        return Sounding(found, position, self._speed)

    def _most_alike(self, near: Samples) -> int:
        """Where in `near` the frame lies that continues best what sounded last."""
        wanted = self._read(self._natural, _FRAME).sum(axis=0)
        heard = near.sum(axis=0)
        alike = np.correlate(heard, wanted, "valid")
        # Loud frames are not better ones: likeness is divided by their energy.
        squares = np.concatenate(([0.0], np.cumsum(heard.astype(np.float64) ** 2)))
        energy = squares[_FRAME:] - squares[:-_FRAME]
        score = alike / np.sqrt(energy + 1e-9)
        if not wanted.any():
            return _SEARCH
        return int(np.argmax(score))
