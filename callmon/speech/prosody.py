"""Prosody: an utterance and its voice in, how it was said out."""

import numpy as np
from numpy.typing import NDArray

from callmon.speech.pitch import HOP
from callmon.speech.syllables import nuclei
from callmon.speech.voice import EDGES_HZ, SILENCE_DB, Voice
from callmon.timeline import SAMPLE_RATE, Prosody, Utterance

_VOICED = 0.5
"""Confidence from which a frame is voiced, as SwiftF0 calibrates it."""
_BELOW_LOUD_DB = 30.0
"""How far under the loud frames a voiced frame may lie; what is further down is an echo or the other side."""
_PAUSE_DB = 22.0
_PAUSE_FRAMES = 5
"""A pause within an utterance: at least 80 ms that lie 22 dB under the median of the voiced frames.

The closure of a stop is shorter, a fricative louder.
"""
_OCTAVE_GUARD_ST = 9.0
"""Frames further from the median are errors by octaves more often than speech."""
_LEAST_PITCHED = 8
"""Voiced frames (128 ms) without which an utterance has no pitch."""
_LEAST_SPEECH = 32
"""Frames of speech (0.5 s) without which an utterance has no rate."""
_KILOHERTZ = EDGES_HZ.index(1000)


def prosody_of(utterance: Utterance, voice: Voice) -> Prosody:
    """How `utterance` was said, from the voice in it.

    Levels and tilt are those from 300 to 3400 Hz, whatever else the channel carries. The gain of the channel
    moves `loudness_db` and nothing else. Silence has a loudness of -100 dB, no pitch and no rate.
    """
    if voice.loud_db < SILENCE_DB:
        return Prosody(utterance.id, 0, None, None, -100.0, None, 0.0, 1.0, 0.0)
    audible = voice.level_db >= voice.loud_db - _BELOW_LOUD_DB
    voiced = (voice.track.confidence >= _VOICED) & audible
    heard = voiced if voiced.any() else audible
    loudness = float(np.median(voice.level_db[heard]))
    pauses = _long_runs(voice.level_db < loudness - _PAUSE_DB, _PAUSE_FRAMES)
    speech = int((~pauses).sum())
    pitch, spread = _pitch(voice.semitones[voiced])
    rate = None
    if speech >= _LEAST_SPEECH and voiced.any():
        rate = len(nuclei(voice.level_db, voiced)) / (speech * HOP / SAMPLE_RATE)
    return Prosody(
        utterance=utterance.id,
        voiced=int(voiced.sum()) * HOP,
        pitch_st=pitch,
        spread_st=spread,
        loudness_db=loudness,
        rate=rate,
        voiced_share=int((voiced & ~pauses).sum()) / speech,
        pause_share=1 - speech / len(pauses),
        tilt_db=_tilt(voice.bands[heard]),
    )


def _pitch(semitones: NDArray[np.float64]) -> tuple[float | None, float | None]:
    if len(semitones) < _LEAST_PITCHED:
        return None, None
    kept = semitones[np.abs(semitones - np.median(semitones)) <= _OCTAVE_GUARD_ST]
    low, middle, high = (float(value) for value in np.percentile(kept, (10, 50, 90)))
    return middle, high - low


def _tilt(bands: NDArray[np.float64]) -> float:
    low, high = bands[:, :_KILOHERTZ].sum(axis=1), bands[:, _KILOHERTZ:].sum(axis=1)
    # What is added is far below any sound and keeps an empty band from having no ratio.
    return float(np.median(10 * np.log10((high + 1e-14) / (low + 1e-14))))


def _long_runs(quiet: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], quiet.astype(np.int8), [0]))))
    found = np.zeros(len(quiet), np.bool_)
    for start, end in edges.reshape(-1, 2):
        found[start:end] = end - start >= least
    return found
