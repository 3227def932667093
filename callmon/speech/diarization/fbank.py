"""Features of a voice: 16 kHz samples in, the logarithm of 80 mel bands out, as Kaldi computes them.

The settings are those that CAM++ was trained with: windows of 25 ms every 10 ms, Povey's window, no dither,
no padding at the edges, a first-order emphasis of 0.97, and bands from 20 Hz to 8 kHz.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

BANDS = 80
FRAME = 400
"""Samples (25 ms) that one frame sees."""
HOP = 160
"""Samples (10 ms) from one frame to the next; frame i sees the samples from i * HOP on."""

_LENGTH = 512
_EMPHASIS = 0.97
_LOWEST_HZ, _HIGHEST_HZ = 20.0, 8_000.0
_LEAST = float(np.finfo(np.float32).eps)
_AT_ONCE = 2_000
"""Frames that are computed together: the memory that is taken does not grow with the audio."""


def frames_of(samples: int) -> int:
    """How many frames `samples` give."""
    return max(0, 1 + (samples - FRAME) // HOP)


def fbank(samples: NDArray[np.float32], chosen: NDArray[np.intp] | None = None) -> NDArray[np.float32]:
    """Log mel energies of shape (n, 80).

    Args:
        samples: in -1..1, of shape (m,).
        chosen: which of the `frames_of(m)` frames are wanted; by default all.
    """
    count = frames_of(len(samples))
    wanted = np.arange(count) if chosen is None else chosen
    found = np.empty((len(wanted), BANDS), np.float32)
    if count:
        frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[::HOP]
        for first in range(0, len(wanted), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            found[part] = _log_mel(frames[wanted[part]])
    return found


def _log_mel(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    centred = frames - frames.mean(axis=1, keepdims=True)
    emphasised = centred.copy()
    emphasised[:, 1:] -= np.float32(_EMPHASIS) * centred[:, :-1]
    emphasised[:, 0] -= np.float32(_EMPHASIS) * centred[:, 0]
    spectrum = np.fft.rfft(emphasised * _window(), _LENGTH)[:, : _LENGTH // 2]
    power = spectrum.real**2 + spectrum.imag**2
    found: NDArray[np.float32] = np.log(np.maximum(power.astype(np.float32) @ _bands(), np.float32(_LEAST)))
    return found


@cache
def _window() -> NDArray[np.float32]:
    """A Hann window to the power of 0.85."""
    at = 2 * np.pi * np.arange(FRAME) / (FRAME - 1)
    return ((0.5 - 0.5 * np.cos(at)) ** 0.85).astype(np.float32)


@cache
def _bands() -> NDArray[np.float32]:
    """Triangles that are evenly spaced in mel, shape (256, 80)."""

    def mel(hz: NDArray[np.float64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = 1127.0 * np.log(1.0 + hz / 700.0)
        return found

    lowest, highest = mel(np.array([_LOWEST_HZ, _HIGHEST_HZ]))
    width = (highest - lowest) / (BANDS + 1)
    bins = mel(np.arange(_LENGTH // 2) * 16_000 / _LENGTH)[:, None]
    left = lowest + width * np.arange(BANDS)[None]
    rising, falling = (bins - left) / width, (left + 2 * width - bins) / width
    found: NDArray[np.float32] = np.maximum(0.0, np.minimum(rising, falling)).astype(np.float32)
    return found
