"""Voice features: the voice of an utterance in, thirteen numbers about its sound out.

None depends on the level, and each changes smoothly with the frames: one at the edge of voicing, or near the
noise of a telephone codec, counts a little rather than wholly or not at all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callmon.speech.pitch import HOP
from callmon.speech.voice import EDGES_HZ, Voice
from callmon.timeline import SAMPLE_RATE

FEATURES = (
    "pitch",  # mean of the middle of the pitch (30th to 70th percentile), semitones above 100 Hz
    "pitch_top",  # mean of its top (80th to 98th percentile)
    "pitch_range",  # its top less its bottom (2nd to 20th percentile), semitones
    "pitch_movement",  # how far it moves within 32 ms, semitones (20th to 80th percentile)
    "pitch_slope",  # where it heads over the utterance, semitones per second
    "tilt",  # level above 1 kHz less that below, dB
    "centroid",  # centre of the spectrum, octaves above 1 kHz
    "low",  # share of what lies below 600 Hz, dB
    "high",  # share of what lies above 2.2 kHz, dB
    "centroid_top",  # centre of the spectrum in the brightest frames, octaves above 1 kHz
    "spectral_flux",  # how far the bands move within 16 ms, dB (5th to 90th percentile)
    "level_movement",  # how far the level moves within 64 ms, dB
    "voiced_share",  # share of the speech that is voiced
)
LEAST_VOICED = 0.5
"""Seconds of voiced speech without which an utterance has no features."""

# The bands from 400 to 3200 Hz: what filters cut at either edge differs from telephone to telephone.
_FIRST, _LAST = EDGES_HZ.index(400), EDGES_HZ.index(3200)
_BANDS = slice(_FIRST, _LAST)
_CENTRES = np.log2(np.sqrt(np.multiply(EDGES_HZ[_FIRST:_LAST], EDGES_HZ[_FIRST + 1 : _LAST + 1])) / 1000)
_600, _1000, _2200 = (EDGES_HZ.index(edge) - _FIRST for edge in (600, 1000, 2200))
_FLOOR_DB = -25.0
"""Added to every frame, under the loud ones: what is softer counts as this much, its noise for nothing."""
_SPECTRUM_FLOOR_DB = -20.0
"""Added to the mean spectrum, for the same reason."""
_FRAME_S = HOP / SAMPLE_RATE
_LITTLE = 0.05
"""Keeps the slope of a short utterance small, frames times square seconds."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class VoiceFeatures:
    """How an utterance sounds.

    Attributes:
        values: float64 of shape (13,), in the order of FEATURES.
        voiced: seconds of voiced speech that they rest on.
    """

    values: Array
    voiced: float


def voice_features(voice: Voice) -> VoiceFeatures | None:
    """How the utterance of `voice` sounds; None where less than LEAST_VOICED of it is voiced."""
    relative = voice.level_db - voice.loud_db
    voiced = _ramp(voice.track.confidence, 0.3, 0.8) * _ramp(relative, -22, -14)
    seconds = float(voiced.sum()) * _FRAME_S
    if seconds < LEAST_VOICED:
        return None
    level = 10 * np.log10(10 ** (relative / 10) + 10 ** (_FLOOR_DB / 10))
    bands = voice.bands[:, _BANDS] / 10 ** (voice.loud_db / 10)
    values = (
        *_pitch(voice.semitones, voiced),
        *_spectrum(bands, voiced),
        *_colour(bands, voiced),
        float(np.abs(level[4:] - level[:-4]).mean()),
        float(voiced.sum() / _ramp(relative, -26, -18).sum()),
    )
    return VoiceFeatures(np.array(values), seconds)


def _pitch(semitones: Array, voiced: Array) -> tuple[float, ...]:
    off = np.abs(semitones - _between(semitones, voiced, 0.45, 0.55))
    # What is an octave away is an error more often than speech; so is a leap of more than half of one.
    weight = voiced * _ramp(-off, -10, -7)
    bottom, middle, top = (
        _between(semitones, weight, low, high) for low, high in ((0.02, 0.2), (0.3, 0.7), (0.8, 0.98))
    )
    moved = np.abs(semitones[2:] - semitones[:-2])
    steady = np.minimum(np.minimum(voiced[2:], voiced[1:-1]), voiced[:-2]) * _ramp(-moved, -8, -4)
    time = np.arange(len(semitones)) * _FRAME_S
    time = time - weight @ time / weight.sum()
    slope = (weight * time) @ (semitones - middle) / ((weight * time) @ time + _LITTLE)
    return middle, top, top - bottom, _between(moved, steady, 0.2, 0.8), float(slope)


def _spectrum(bands: Array, voiced: Array) -> tuple[float, ...]:
    # The root of a frame's power is its weight, between all frames alike and only the loudest.
    weight = voiced / np.sqrt(bands.sum(axis=1) + 1e-9)
    mean = weight @ bands
    share = mean / mean.sum() + 10 ** (_SPECTRUM_FLOOR_DB / 10) / len(mean)
    share = share / share.sum()
    tilt = share[_1000:].sum() / share[:_1000].sum()
    ratios = 10 * np.log10([tilt, share[:_600].sum(), share[_2200:].sum()])
    return float(ratios[0]), float(share @ _CENTRES), float(ratios[1]), float(ratios[2])


def _colour(bands: Array, voiced: Array) -> tuple[float, float]:
    bands = bands + 10 ** (_FLOOR_DB / 10) / bands.shape[1]
    centroid = bands @ _CENTRES / bands.sum(axis=1)
    moved = np.abs(np.diff(10 * np.log10(bands), axis=0)).mean(axis=1)
    steady = np.minimum(voiced[1:], voiced[:-1])
    return _between(centroid, voiced, 0.8, 0.98), _between(moved, steady, 0.05, 0.9)


def _ramp(values: NDArray[np.floating], low: float, high: float) -> Array:
    ramp: Array = np.clip((values.astype(np.float64) - low) / (high - low), 0, 1)
    return ramp


def _between(values: Array, weights: Array, low: float, high: float) -> float:
    """Weighted mean of `values` between two shares (0..1) of their distribution."""
    order = np.argsort(values, kind="stable")
    # A trace of weight everywhere gives an answer where nothing has any.
    ends = np.cumsum(weights[order] + 1e-6)
    ends = ends / ends[-1]
    starts = np.concatenate(([0.0], ends[:-1]))
    inside = np.clip(ends, low, high) - np.clip(starts, low, high)
    return float(values[order] @ inside / inside.sum())
