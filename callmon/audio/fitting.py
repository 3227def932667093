"""Fitting: blocks of two channels at 16 kHz in, blocks of the form that a device takes out."""

from collections.abc import Callable

import numpy as np
import soxr
from numpy.typing import NDArray

from callmon.timeline import SAMPLE_RATE

Fill = Callable[[NDArray[np.float32], float], None]
"""Fills a block of shape (n, 2) whose first frame sounds at the given time of the output's clock."""


def fitted(fill: Fill, rate: int, channels: int) -> Fill:
    """What fills blocks of shape (n, channels) at `rate` from blocks of two channels at 16 kHz.

    Args:
        fill: gives the blocks at 16 kHz.
        rate: in hertz, 16 kHz or more.
        channels: one or two; one is the mean of both.
    """
    wide = fill if rate == SAMPLE_RATE else _Upsampled(fill, rate)
    if channels == 2:
        return wide

    def narrow(out: NDArray[np.float32], heard_at: float) -> None:
        both = np.zeros((len(out), 2), np.float32)
        wide(both, heard_at)
        out[:, 0] = both.mean(axis=1)

    return narrow


class _Upsampled:
    """Fills blocks of a higher rate."""

    def __init__(self, fill: Fill, rate: int) -> None:
        self._fill = fill
        self._rate = rate
        self._stream = soxr.ResampleStream(SAMPLE_RATE, rate, 2, dtype="float32", quality="MQ")
        self._waiting = np.zeros((0, 2), np.float32)

    def __call__(self, out: NDArray[np.float32], heard_at: float) -> None:
        while len(self._waiting) < len(out):
            lacking = len(out) - len(self._waiting)
            block = np.zeros((-(-lacking * SAMPLE_RATE // self._rate), 2), np.float32)
            # The filter holds some back, and what comes out of it stands behind what waits.
            behind = len(self._waiting) + self._stream.delay()
            self._fill(block, heard_at + behind / self._rate)
            self._waiting = np.concatenate((self._waiting, self._stream.resample_chunk(block)))
        out[:] = self._waiting[: len(out)]
        self._waiting = self._waiting[len(out) :]
