"""Telephone: 16 kHz samples in, the same samples as a telephone delivers them out."""

import numpy as np
import soxr

_MU_LAW = [((8 * step + 132) << chord) - 132 for chord in range(8) for step in range(16)]
_A_LAW = [16 * step + 8 for step in range(16)]
_A_LAW += [(16 * step + 264) << (chord - 1) for chord in range(1, 8) for step in range(16)]
LAWS = {
    name: np.array(sorted({-level for level in levels} | set(levels))) / 32768
    for name, levels in (("mu", _MU_LAW), ("a", _A_LAW))
}
"""Every value that a G.711 decoder can give, of 1."""


def g711(samples: np.ndarray, law: str) -> np.ndarray:
    """`samples` in -1..1 as G.711 leaves them: each at the nearest value of the law, `mu` or `a`."""
    values = LAWS[law]
    return values[np.searchsorted((values[1:] + values[:-1]) / 2, samples)]


def cut_below_300(samples: np.ndarray) -> np.ndarray:
    """8 kHz `samples` without what lies below 300 Hz, as an analogue line cuts it: 24 dB an octave."""
    length = len(samples) + 8000
    frequency = np.fft.rfftfreq(length, 1 / 8000)
    response = 1 / np.sqrt(1 + (280 / np.maximum(frequency, 1)) ** 8)
    return np.fft.irfft(np.fft.rfft(samples, length) * response, length)[: len(samples)]


def telephone(audio: np.ndarray, law: str = "", gain_db: float = 0.0, cut: bool = False) -> np.ndarray:
    """`audio` through a telephone, as float32 at 16 kHz.

    Args:
        audio: mono at 16 kHz in -1..1, far enough below full scale for the gain.
        law: `mu` or `a` for G.711, otherwise 16 linear bits.
        gain_db: taken before coding, for quiet and loud speakers use the steps of the law differently.
        cut: whether what lies below 300 Hz is lost as well.
    """
    narrow = soxr.resample(audio.astype(np.float64), 16_000, 8_000)
    if cut:
        narrow = cut_below_300(narrow)
    narrow = narrow * 10 ** (gain_db / 20)
    if np.abs(narrow).max(initial=0) > 1:
        raise ValueError("the gain would clip this audio")
    coded = g711(narrow, law) if law else np.round(narrow * 32768) / 32768
    return soxr.resample(coded, 8_000, 16_000).astype(np.float32)
