"""Tone: prosody in, shifts against each speaker's own usual out. The same signal words for both sides."""

from collections import deque
from math import isfinite
from typing import NamedTuple

from callmon.conversation.feature import Feature
from callmon.conversation.tone_settings import ToneSettings
from callmon.timeline import (
    Observation,
    Prosody,
    SignalWord,
    Speaker,
    ToneShift,
    Usual,
    Utterance,
    reached,
    seconds,
)

_REMEMBERED = 64
"""Utterances whose prosody may still come; it is late by seconds."""
_FROM_EARLIER = ("spread", "rate")
"""Features whose usual earlier calls know: how lively and how fast someone speaks is theirs. Loudness belongs
to the headset and its distance, and the level of the pitch to the hour and a cold, so a call has its own."""


class _Words(NamedTuple):
    less: SignalWord
    more: SignalWord
    unit: str


_WORDS = {
    "pitch": _Words("low", "high", "st"),
    "spread": _Words("flat", "lively", "st"),
    "loudness": _Words("quiet", "loud", "dB"),
    "rate": _Words("slow", "fast", "syllables/s"),
}


class Tone:
    """The fold of the voices of one call.

    An utterance is read when its prosody comes, which counts once and only after the utterance itself. A
    shift is told once, and nothing more of that feature until it is `steady` again.

    Args:
        settings: thresholds.
    """

    def __init__(self, settings: ToneSettings | None = None) -> None:
        settings = settings or ToneSettings()
        self._voices: dict[Speaker, _Voice] = {"agent": _Voice(settings), "customer": _Voice(settings)}
        self._utterances: dict[int, Utterance] = {}
        self._at = 0

    def observe(self, observation: Observation) -> list[ToneShift]:
        """The shifts that `observation` makes certain, in the order pitch, spread, loudness, rate."""
        self._at = max(self._at, reached(observation))
        match observation:
            case Utterance(id=number):
                self._utterances[number] = observation
                if len(self._utterances) > _REMEMBERED:
                    del self._utterances[next(iter(self._utterances))]
            case Usual(speaker="agent"):
                self._voices["agent"].earlier(observation)
            case Prosody(utterance=number) if number in self._utterances:
                utterance = self._utterances.pop(number)
                return self._voices[utterance.speaker].heard(utterance, observation, self._at)
        return []


class _Voice:
    """One speaker."""

    def __init__(self, settings: ToneSettings) -> None:
        self._settings = settings
        self._tilt = Feature(settings, settings.tilt_floor_db, least=0.0)
        self._effort: deque[float] = deque(maxlen=_REMEMBERED)
        self._features = {
            "pitch": Feature(settings, settings.pitch_floor_st, settings.pitch_least_st),
            "spread": Feature(settings, settings.spread_floor_st, settings.spread_least_st),
            "loudness": Feature(settings, settings.loudness_floor_db, settings.loudness_least_db),
            "rate": Feature(settings, settings.rate_floor, settings.rate_least_share, relative=True),
        }

    def earlier(self, usual: Usual) -> None:
        """Take what earlier calls know of this voice."""
        speech = self._settings.earlier_calls_s * min(1.0, usual.calls / max(1, self._settings.earlier_calls))
        for name, centre, spread in usual.features:
            if name in _FROM_EARLIER and isfinite(centre) and isfinite(spread):
                self._features[name].baseline.earlier(centre, spread, speech)

    def heard(self, utterance: Utterance, prosody: Prosody, at: int) -> list[ToneShift]:
        """Read the utterance against what was usual before it, then let it count for what is usual."""
        speech = seconds(len(utterance.segment)) * (1 - prosody.pause_share)
        if speech < self._settings.counted_s or seconds(prosody.voiced) < self._settings.voiced_s:
            return []
        values = {
            "pitch": prosody.pitch_st,
            "spread": prosody.spread_st,
            "loudness": prosody.loudness_db,
            "rate": prosody.rate,
        }
        found = []
        for name, feature in self._features.items():
            reading = feature.read(values[name], speech, utterance.segment)
            if reading is not None and reading.changed:
                words = _WORDS[name]
                found.append(
                    ToneShift(
                        at=at,
                        speaker=utterance.speaker,
                        utterance=utterance.id,
                        segment=utterance.segment,
                        word=words.more if feature.side > 0 else words.less if feature.side else "steady",
                        feature=name,
                        value=reading.lately,
                        usual=reading.usual,
                        unit=words.unit,
                    )
                )
        self._tilt.read(prosody.tilt_db, speech, utterance.segment)
        for name, feature in self._features.items():
            gain = name == "loudness" and self._is_gain()
            feature.learn(values[name], speech, self._settings.gain_weight if gain else None)
        self._tilt.learn(prosody.tilt_db, speech)
        return found

    def _is_gain(self) -> bool:
        """Whether the level has shifted, and nothing that a voice moves with it has since."""
        side, pitch = self._features["loudness"].side, self._features["pitch"]
        if not side:
            self._effort.clear()
            return False
        self._effort.append(max(side * pitch.z, side * self._tilt.z))
        return sum(self._effort) < self._settings.gain_z * len(self._effort)
