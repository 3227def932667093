"""Likeness: the latest audio of both sides in, how far one is a copy of the other out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

LOOK_FRAMES = 69
"""Frames of 10 ms that one look reaches back over."""

_DOWN = 4
_RATE = 4_000
"""Samples per second at which waveforms are compared: the voice's strongest part, below 2 kHz."""
_WINDOW = round(0.64 * _RATE)
_EARLY = round(0.05 * _RATE)
"""How far a copy may precede its original: some recorders skew their channels."""
_LATE = round(0.5 * _RATE)
"""How far a copy may follow its original: the echo of a long line."""
_NEAR = round(0.012 * _RATE)
"""Lags that differ by less are the same: in a room the strongest of several reflections varies."""
LATER = round(0.002 * _RATE)
"""A copy with this lag comes clearly after its original."""
_FFT = 8_192
_TAPS = (np.sinc((np.arange(31) - 15) / (1.15 * _DOWN)) * np.hamming(31)).astype(np.float32)
_HISTORY = (_WINDOW + _EARLY + _LATE) * _DOWN + len(_TAPS)
_LATEST = round(0.16 * _RATE)
"""How far back the latest audio reaches that is compared by itself: a look as a whole sees a change late."""
_PART = 40
_LEAST_PARTS = 20
"""Parts of 10 ms that must be about as loud as the loudest; a click is like any other click."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a side compares with the other over the last 0.7 s.

    Attributes:
        correlation: of the waveforms at the lag where it is highest, 0..1.
        lag: of the copy behind its original there, in samples at 4 kHz.
        level_db: of the copy against its original there.
        held: the highest correlation near the lag that was asked for, 0..1; 0 where none was.
        latest: the same over the last 0.16 s alone.
    """

    correlation: float
    lag: int
    level_db: float
    held: float = 0.0
    latest: float = 0.0


def same_lag(one: int, two: int) -> bool:
    """Whether two lags are those of one leak."""
    return abs(one - two) <= _NEAR


def lag_frames(lag: int) -> int:
    """A lag in whole frames of 10 ms."""
    return round(lag * 100 / _RATE)


class Likeness:
    """The latest audio of both sides."""

    def __init__(self) -> None:
        self._audio: Samples = np.zeros((2, _HISTORY), np.float32)

    def push(self, hop: Samples) -> None:
        """Take the samples of a hop, shape (2, n) at 16 kHz."""
        self._audio = np.concatenate([self._audio[:, hop.shape[1] :], hop], axis=1)

    def look(self, original: int, copy: int, lag: int | None) -> Look | None:
        """How row `copy` compares with row `original`; None where there is too little to compare.

        Args:
            original: row of the side that may be heard on the other.
            copy: row of the side that may hold a copy.
            lag: of the leak that is known.
        """
        x = self._slow(copy)[_LATE : _LATE + _WINDOW]
        y = self._slow(original)
        parts = np.square(x).reshape(-1, _PART).mean(axis=1)
        loudest = float(parts.max())
        if loudest <= 1e-10 or np.count_nonzero(parts > loudest * 0.01) < _LEAST_PARTS:
            return None
        own = float(parts.sum(dtype=np.float64)) * _PART
        spectrum = np.conj(np.fft.rfft(x, _FFT)) * np.fft.rfft(y, _FFT)
        product = np.fft.irfft(spectrum, _FFT)[: _EARLY + _LATE + 1]
        sums = np.concatenate([[0.0], np.cumsum(np.square(y, dtype=np.float64))])
        energy = sums[_WINDOW : _WINDOW + _EARLY + _LATE + 1] - sums[: _EARLY + _LATE + 1]
        energy = np.maximum(energy, energy.max() * 1e-3 + 1e-12)
        likeness = np.minimum(np.abs(product) / np.sqrt(energy * own), 1.0)
        best = int(np.argmax(likeness))
        held = latest = 0.0
        if lag is not None:
            near = _LATE - lag
            held = float(likeness[max(0, near - _NEAR) : near + _NEAR + 1].max())
            latest = _latest(x, y, near)
        level = float(10 * np.log10(own / energy[best]))
        return Look(float(likeness[best]), _LATE - best, level, held, latest)

    def _slow(self, row: int) -> Samples:
        """The latest audio of a side at 4 kHz, its low tones taken down so that peaks are narrow."""
        # Only the samples that are kept are filtered.
        slow = np.lib.stride_tricks.sliding_window_view(self._audio[row], len(_TAPS))[::_DOWN] @ _TAPS
        whitened: Samples = np.diff(slow, prepend=slow[:1])[-(_WINDOW + _EARLY + _LATE) :]
        return whitened


def _latest(x: Samples, y: Samples, near: int) -> float:
    """Highest correlation of the end of `x` with `y` about `near` samples into it, 0..1."""
    x = x[-_LATEST:]
    y = y[max(0, near - _NEAR) + _WINDOW - _LATEST :][: _LATEST + 2 * _NEAR]
    sums = np.concatenate([[0.0], np.cumsum(np.square(y, dtype=np.float64))])
    energy = np.maximum(sums[_LATEST:] - sums[:-_LATEST], 1e-12)
    own = float(np.square(x, dtype=np.float64).sum()) + 1e-12
    return float(np.minimum(np.abs(np.correlate(y, x, "valid")) / np.sqrt(energy * own), 1.0).max())
