"""Bleed: levels of both sides in, whether the customer comes out of a loudspeaker that the microphone hears.

Speech rises and falls a few times a second, and sound from a loudspeaker rises and falls with it, a little
later and always by as much. Unrelated voices agree by chance for a second, not for ten seconds at one lag.
"""

from collections import deque
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from callmon.speech.levels import FLOOR_DB

Verdict = Literal["unknown", "ok", "bleed"]
"""`unknown` has not been measured, which is not clean; `ok` is a headset; `bleed` a loudspeaker."""

_Frames = NDArray[np.intp]
_Levels = NDArray[np.float64]

_FRAMES = 100
"""Frames of 10 ms in a second."""
_DEAF_DB = -90.0
"""A microphone that is never louder than this is muted and says nothing about bleed."""


@dataclass(frozen=True, slots=True)
class BleedSettings:
    """When the customer's sound counts as being in the microphone; times in seconds."""

    window_s: float = 10.0
    """Audio that is compared at once (meeting-transcriber, set on 86 recordings)."""
    step_s: float = 5.0
    """How often a window is compared: each second one shares no audio with the one before it."""
    speech_s: float = 3.0
    """Customer's speech without which a window is not measured: a dozen syllables, fewer agree by chance."""
    longest_lag_s: float = 0.4
    """Latest echo that is looked for; a loudspeaker and its buffers make 5 to 200 ms."""
    correlation: float = 0.7
    """What the levels must exceed (meeting-transcriber). Unrelated voices of two calls whose sides were moved
    against each other reached 0.3; an echo's median on the telephone call was 0.87 to 1.0."""
    lag_tolerance_s: float = 0.03
    """How far lags of one echo lie apart: rooms move its peak by 10 ms, chance by 150."""
    confirmed_s: float = 1.0
    """Audio of a window whose waveform a known leak explains, from which the window counts by itself."""
    hits: int = 2
    """Windows that must count, of the latest `of`, before it is bleed (meeting-transcriber)."""
    of: int = 3
    misses_first: int = 2
    """Measured windows in a row that do not count before an unmeasured call is a headset's."""
    misses: int = 4
    """The same where it was bleed, so that an agent who speaks for long changes nothing."""


class BleedDetector:
    """Frames of both sides in, the verdict out; it never looks ahead.

    Args:
        settings: thresholds.
    """

    def __init__(self, settings: BleedSettings | None = None) -> None:
        self._settings = settings = settings or BleedSettings()
        self._window = round(settings.window_s * _FRAMES)
        self._step = round(settings.step_s * _FRAMES)
        self._longest_lag = round(settings.longest_lag_s * _FRAMES)
        kept = self._window + self._longest_lag
        self._agent: deque[float] = deque([FLOOR_DB] * self._longest_lag, maxlen=kept)
        self._customer: deque[float] = deque([FLOOR_DB] * self._longest_lag, maxlen=kept)
        self._speaks: deque[bool] = deque([False] * self._longest_lag, maxlen=kept)
        self._confirmed: deque[bool] = deque(maxlen=self._window)
        self._frame = 0
        self._counts: deque[bool] = deque(maxlen=settings.of)
        self._misses = 0
        self._lag: int | None = None
        self.verdict: Verdict = "unknown"

    def push(
        self, agent_db: list[float], customer_db: list[float], customer_speaks: list[bool], *, confirmed: bool
    ) -> bool:
        """Take frames of 10 ms; whether the verdict is another than before.

        Args:
            agent_db: level of each frame of the microphone, dB full scale.
            customer_db: level of each frame of the customer's side, dB full scale.
            customer_speaks: whether the customer speaks in each frame.
            confirmed: whether the waveform of these frames holds a known leak of the customer.
        """
        before = self.verdict
        for agent, customer, speaks in zip(agent_db, customer_db, customer_speaks, strict=True):
            self._agent.append(agent)
            self._customer.append(customer)
            self._speaks.append(speaks)
            self._confirmed.append(confirmed)
            self._frame += 1
            if self._frame >= self._window and self._frame % self._step == 0:
                self._measure()
        return self.verdict != before

    def _measure(self) -> None:
        counts = self._window_counts()
        if counts is None:
            return
        self._counts.append(counts)
        self._misses = 0 if counts else self._misses + 1
        if counts and (self._is_confirmed() or sum(self._counts) >= self._settings.hits):
            self.verdict = "bleed"
        elif self._misses >= self._patience:
            self.verdict, self._lag = "ok", None

    @property
    def _patience(self) -> int:
        settings = self._settings
        return settings.misses_first if self.verdict == "unknown" else settings.misses

    def _is_confirmed(self) -> bool:
        return sum(self._confirmed) >= self._settings.confirmed_s * _FRAMES

    def _window_counts(self) -> bool | None:
        """Whether the latest window shows bleed; None where it measures nothing."""
        speech = np.flatnonzero(np.array(self._speaks)[: self._window])
        agent = np.maximum(np.array(self._agent), _DEAF_DB)
        if len(speech) < self._settings.speech_s * _FRAMES or agent.max() <= _DEAF_DB:
            return None
        if self._is_confirmed():
            return True
        customer = np.maximum(np.array(self._customer), _DEAF_DB)
        correlation, lag = _best(agent, customer, speech, self._longest_lag)
        if correlation <= self._settings.correlation or not self._is_stable(agent, customer, speech, lag):
            return False
        self._lag = lag
        return True

    def _is_stable(self, agent: _Levels, customer: _Levels, speech: _Frames, lag: int) -> bool:
        """Whether an earlier window had this lag, or both halves of the customer's speech have it."""
        tolerance = self._settings.lag_tolerance_s * _FRAMES
        if self._lag is not None and abs(self._lag - lag) <= tolerance:
            return True
        middle = len(speech) // 2
        halves = (speech[:middle], speech[middle:])
        lags = [_best(agent, customer, half, self._longest_lag)[1] for half in halves]
        return all(abs(each - lag) <= tolerance for each in lags)


def _best(copy: _Levels, original: _Levels, speech: _Frames, longest_lag: int) -> tuple[float, int]:
    """Highest correlation of the levels (-1..1) and its lag in frames; (0, 0) where a side never changes.

    Only frames in which the original speaks are compared with what follows them: where it is silent, the own
    speech of the other side says nothing about a copy.

    Args:
        copy: level of each frame of the side that may hold a copy, dB.
        original: level of each frame of the other side, dB.
        speech: frames in which the original speaks, at least `longest_lag` before the end.
        longest_lag: of the copy behind its original, in frames.
    """
    own = original[speech] - original[speech].mean()
    later = copy[speech + np.arange(longest_lag + 1)[:, None]]
    later = later - later.mean(axis=1, keepdims=True)
    scale = np.sqrt(np.square(own).sum() * np.square(later).sum(axis=1))
    correlations = np.divide(later @ own, scale, out=np.zeros(len(later)), where=scale > 1e-6)
    lag = int(np.argmax(correlations))
    return float(correlations[lag]), lag
