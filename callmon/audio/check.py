"""Checks: sound in; a meter, whether somebody speaks, and whether the test sound is heard. No device.

The test sound is found by its tones: each is compared, in a band of some 2 Hz, with bands beside it, so that
it is found far below speech and noise, and at an unknown time.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from callmon.audio.source import Samples
from callmon.audio.test_sound import SECONDS, TONE_S, TONES
from callmon.timeline import SAMPLE_RATE

FLOOR_DB = -90.0
"""What counts as no sound at all; the noise of a 16-bit converter lies there."""
_SCALE_DB = 60.0
"""What a meter shows: from -60 dB full scale, a quiet room, to 0."""
_HOLD_S, _FALL_DB = 1.2, 24.0
"""How long a peak stays, and how far level and peak fall in a second after that, as in meters for speech."""

_VOICE_DB, _ABOVE_DB = -50.0, 10.0
"""A voice reaches this level, and rises this far above the quiet around it; into a headset it has -30 dB."""
_FULL = 0.99
"""Of full scale: where a converter clips."""
_CLIPPED = 0.002
"""Share of clipped samples that is heard as a rattle; a single knock has fewer."""

_BESIDE = (0.93, 0.965, 1.035, 1.07)
"""Bands beside a tone, as factors of its frequency: 20 Hz off and more, where the tone is 35 dB down."""
_CLEAR_DB = 10.0
"""How far tones stand above the bands beside them; noise and the speech of the demo call reach 3 dB."""
_AUDIBLE_DB = -65.0
"""The tones are some 10 dB louder than speech, whose leaks the analysis minds from -75 dB on."""
_EARLY_S, _LATE_S = 0.1, 0.8
"""When the sound may be in the microphone, counted from when the speaker was heard: the clocks of devices
differ by some 10 ms, and a wireless loudspeaker takes half a second."""

Voice = Literal["heard", "too_loud", "quiet", "silent"]
"""`quiet`: something is there, but no voice; `silent`: nothing at all, as from a muted device."""

Headset = Literal["headset", "loudspeaker", "unknown"]
"""Whether the microphone hears what the speaker plays; unknown where the speaker was not heard itself."""


@dataclass(frozen=True, slots=True)
class Level:
    """What a meter shows, in dB full scale from -90 to 0; `peak` is held for a while."""

    db: float = FLOOR_DB
    peak_db: float = FLOOR_DB


def on_scale(db: float) -> float:
    """Where a meter of 0..1 stands at this level (dB full scale)."""
    return min(1.0, max(0.0, 1 + db / _SCALE_DB))


class Meter:
    """Level and held peak of one side, told block by block."""

    def __init__(self) -> None:
        self._db = self._peak_db = FLOOR_DB
        self._held_s = 0.0

    @property
    def level(self) -> Level:
        """What to show now."""
        return Level(self._db, self._peak_db)

    def take(self, samples: Samples) -> None:
        """Hear a block: float32, mono, 16 kHz."""
        self.fall(len(samples) / SAMPLE_RATE)
        if len(samples):
            self._db = max(self._db, _db(float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))))
            peak = _db(float(np.max(np.abs(samples))))
            if peak >= self._peak_db:
                self._peak_db, self._held_s = peak, 0.0

    def fall(self, seconds: float) -> None:
        """Time passes in which nothing louder comes."""
        self._db = max(FLOOR_DB, self._db - _FALL_DB * seconds)
        self._held_s += seconds
        falling = min(seconds, max(0.0, self._held_s - _HOLD_S))
        self._peak_db = max(FLOOR_DB, self._peak_db - _FALL_DB * falling)


def judge_voice(samples: Samples) -> Voice:
    """Whether somebody speaks in some seconds of a microphone (float32, mono, 16 kHz)."""
    frame = SAMPLE_RATE // 10
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    levels = _db_all(np.sqrt(np.mean(np.square(frames, dtype=np.float64), axis=1)))
    # Before a device is open there is nothing, which is no quiet around a voice.
    levels = levels[levels > FLOOR_DB]
    if not len(levels):
        return "silent"
    quiet, loud = np.quantile(levels, (0.1, 0.9))
    if loud < _VOICE_DB or loud - quiet < _ABOVE_DB:
        return "quiet"
    return "too_loud" if np.mean(np.abs(samples) >= _FULL) > _CLIPPED else "heard"


@dataclass(frozen=True, slots=True)
class Found:
    """The test sound as it was heard: `at` (seconds from the first sample) and its level in dB full scale."""

    at: float
    db: float


def find_sound(samples: Samples) -> Found | None:
    """Where the test sound is in `samples` (float32, mono, 16 kHz); None where it is not, or not whole."""
    if len(samples) < round(SECONDS * SAMPLE_RATE):
        return None
    score = _tones(samples, 1.0)
    best = int(np.argmax(score))
    beside = max(float(np.max(_tones(samples, factor))) for factor in _BESIDE)
    if score[best] < max(FLOOR_DB, beside + _CLEAR_DB):
        return None
    return Found(best / SAMPLE_RATE, float(score[best]))


def judge_headset(microphone: Samples, speaker: Samples) -> Headset:
    """Whether the microphone hears what the speaker plays.

    Args:
        microphone: float32, mono, 16 kHz, from before the test sound until a second after it.
        speaker: the same time of the speaker's loopback.
    """
    played = find_sound(speaker)
    if played is None:
        return "unknown"
    first = max(0, round((played.at - _EARLY_S) * SAMPLE_RATE))
    heard = find_sound(microphone[first : round((played.at + _LATE_S + SECONDS) * SAMPLE_RATE)])
    return "loudspeaker" if heard is not None and heard.db >= _AUDIBLE_DB else "headset"


def _tones(samples: Samples, factor: float) -> NDArray[np.float64]:
    """Level in dB of the second weakest tone, for each start of the sound, at `factor` times its frequencies.

    The second weakest: devices that wake up late may swallow one.
    """
    length = round(TONE_S * SAMPLE_RATE)
    starts = len(samples) - round(SECONDS * SAMPLE_RATE) + 1
    at = np.arange(len(samples)) / SAMPLE_RATE
    bands: dict[float, NDArray[np.float64]] = {}
    for pitch in {pitch for _, pitch in TONES}:
        turned = samples * np.exp(-2j * np.pi * pitch * factor * at)
        sums = np.concatenate(([0], np.cumsum(turned)))
        # The mean over a tone's length is half its amplitude.
        bands[pitch] = _db_all(np.sqrt(2) * np.abs(sums[length:] - sums[:-length]) / length)
    tones = []
    for start, pitch in TONES:
        first = round(start * SAMPLE_RATE)
        tones.append(bands[pitch][first : first + starts])
    second: NDArray[np.float64] = np.sort(np.stack(tones), axis=0)[1]
    return second


def _db(amplitude: float) -> float:
    return float(_db_all(np.float64(amplitude)))


def _db_all(amplitude: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    found: NDArray[np.float64] = 20 * np.log10(np.maximum(amplitude, 10 ** (FLOOR_DB / 20)))
    return found
