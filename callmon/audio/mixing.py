"""Mixing: both sides of a call in, what the two ears hear out, without a click at any change."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from callmon.timeline import SAMPLE_RATE

Samples = NDArray[np.float32]
Side = Literal["", "agent", "customer"]

RAMP = SAMPLE_RATE // 200
"""Samples (5 ms) over which loudness changes: shorter is heard as a click, longer as a fade."""
_MIX: dict[Side, tuple[tuple[float, float], tuple[float, float]]] = {
    "": ((1.0, 0.0), (0.0, 1.0)),
    "agent": ((1.0, 0.0), (1.0, 0.0)),
    "customer": ((0.0, 1.0), (0.0, 1.0)),
}
"""For the left and the right ear, how much of the agent and of the customer: one side alone is in both."""
_RISING = (np.arange(RAMP, dtype=np.float32) + 1) / RAMP


class Mixer:
    """Mixes the sides of a call; a change of what is wanted takes `RAMP` samples to be heard in full."""

    def __init__(self) -> None:
        self._wanted = _gains("", 1.0)
        self._before = self._wanted
        self._ramped = RAMP
        """Samples of the last change that have sounded."""

    def want(self, solo: Side, volume: float) -> None:
        """Hear one side alone or both, at a loudness from 0 to 1."""
        wanted = _gains(solo, volume)
        if not np.array_equal(wanted, self._wanted):
            self._before = self._now()
            self._wanted, self._ramped = wanted, 0

    def enter(self) -> None:
        """Begin from silence."""
        self._before, self._ramped = np.zeros_like(self._wanted), 0

    def mixed(self, samples: Samples) -> Samples:
        """Samples of shape (2 sides, n) as both ears hear them, of shape (n, 2)."""
        heard = self._wanted @ samples
        rising = _RISING[self._ramped : self._ramped + samples.shape[1]]
        if len(rising):
            early = samples[:, : len(rising)]
            heard[:, : len(rising)] = (self._before @ early) * (1 - rising) + (self._wanted @ early) * rising
            self._ramped += len(rising)
        return heard.T

    def left(self, samples: Samples) -> Samples:
        """What would have sounded next, of shape (2 sides, n), as it fades away: at most `RAMP` samples."""
        heard = self.mixed(samples[:, :RAMP])
        return heard * np.linspace(1, 0, len(heard) + 1, dtype=np.float32)[1:, None]

    def _now(self) -> Samples:
        if self._ramped == RAMP:
            return self._wanted
        share = np.float32(self._ramped / RAMP)
        return self._before * (1 - share) + self._wanted * share


def _gains(solo: Side, volume: float) -> Samples:
    return np.array(_MIX[solo], np.float32) * np.float32(volume)
