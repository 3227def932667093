"""Voice: the audio of an utterance in, its power in the telephone band and its pitch out, every 16 ms."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callmon.speech.pitch import HOP, PitchTracker, Track
from callmon.timeline import SAMPLE_RATE

LONGEST = 30 * SAMPLE_RATE
"""Samples of an utterance that are measured: of a longer one, its last 30 s."""
EDGES_HZ = (300, 400, 500, 600, 750, 900, 1000, 1200, 1400, 1650, 1900, 2200, 2500, 2800, 3200, 3400)
"""Edges of the bands, of about like width to the ear, over what every telephone carries."""

SILENCE_DB = -75.0
"""An utterance whose loud frames are below this is silent: a telephone's own noise is louder."""

_WINDOW = 2 * HOP
_EDGES = np.searchsorted(np.fft.rfftfreq(_WINDOW, 1 / SAMPLE_RATE), EDGES_HZ)
_HANN = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
# Both halves of the spectrum over the window's own mean square: the bands add up to that of the samples.
_SCALE = 2 / (_WINDOW * float(np.sum(_HANN.astype(np.float64) ** 2)))
_WORKING_LEVEL = 0.1


@dataclass(frozen=True, slots=True)
class Voice:
    """What is audible of an utterance, frame by frame; frame i is centred on sample i * HOP.

    Attributes:
        bands: mean square of the samples in each band of EDGES_HZ, float64 of shape (frames, 15).
        level_db: level from 300 to 3400 Hz in dB full scale, never under -140, shape (frames,).
        loud_db: level of the loud frames, the 95th percentile; -140 without frames.
        track: the pitch; its confidence is 0 throughout where everything is silent.
    """

    bands: NDArray[np.float64]
    level_db: NDArray[np.float64]
    loud_db: float
    track: Track

    @property
    def semitones(self) -> NDArray[np.float64]:
        """Pitch in semitones above 100 Hz of each frame, voiced or not."""
        pitch: NDArray[np.float64] = 12 * np.log2(self.track.hz.astype(np.float64) / 100)
        return pitch


class VoiceReader:
    """Listens to utterances one by one; nothing is remembered from one to the next.

    Args:
        pitch_model: the graph of SwiftF0.
    """

    def __init__(self, pitch_model: Path) -> None:
        self._pitch = PitchTracker(pitch_model)

    def __call__(self, audio: NDArray[np.float32]) -> Voice:
        """The voice in `audio`: all of an utterance and nothing else, mono at 16 kHz in -1..1, shape (n,).

        Of more than 30 s the last 30 s are heard.
        """
        audio = audio[-LONGEST:]
        bands = band_powers(audio)
        level_db = decibels(bands.sum(axis=1))
        loud_db = float(np.percentile(level_db, 95)) if len(level_db) else -140.0
        if loud_db < SILENCE_DB:
            nothing = np.zeros(len(bands), np.float32)
            return Voice(bands, level_db, loud_db, Track(nothing + 100, nothing))
        # The tracker's answer depends a little on the level: it hears every utterance equally loud.
        gain = _WORKING_LEVEL / 10 ** (loud_db / 20)
        track = self._pitch(((audio - audio.mean()) * gain).astype(np.float32))
        return Voice(bands, level_db, loud_db, track)


def band_powers(audio: NDArray[np.float32]) -> NDArray[np.float64]:
    """Mean square in each band of EDGES_HZ, shape (n // HOP, 15), of frames of 32 ms."""
    count = len(audio) // HOP
    if not count:
        return np.zeros((0, len(EDGES_HZ) - 1))
    padded = np.pad(audio[: count * HOP], (HOP, 0))
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::HOP]
    spectrum = np.abs(np.fft.rfft(windows * _HANN, axis=1)) ** 2
    powers: NDArray[np.float64] = (
        np.add.reduceat(spectrum, _EDGES, axis=1)[:, :-1].astype(np.float64) * _SCALE
    )
    return powers


def decibels(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """10 log10 of `power`, never under -140 dB."""
    level: NDArray[np.float64] = 10 * np.log10(np.maximum(power, 1e-14))
    return level
