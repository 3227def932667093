"""Drift: how far a device's clock has run away from the call's, and its correction where nobody speaks.

Each chunk's time is wrong by some milliseconds, so only the median over many says anything.
"""

import logging
from collections import deque
from dataclasses import dataclass

import numpy as np

from callmon.audio.source import Samples
from callmon.timeline import samples

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DriftSettings:
    """What drift is, and how it is corrected; seconds."""

    limit_s: float = 0.02
    """Drift that is corrected; 50 parts in a million make it in seven minutes."""
    correction_s: float = 0.01
    """What one correction adds or drops."""
    jump_s: float = 0.07
    """No clock drifts this far before it is corrected: the times have jumped, and mean nothing."""
    window_s: float = 30.0
    """Chunks that are looked at: long enough for a pause in any speech, short against any drift."""
    evidence_s: float = 1.0
    """Chunks that are needed to say anything, and how often it is said."""
    floor_share: float = 0.05
    """The quietest of the chunks, which lie in pauses."""
    floor_factor: float = 2.0
    """A chunk at most this much louder than those lies in a pause as well."""


@dataclass(slots=True)
class _Heard:
    offset: int
    level: float
    size: int


class Drift:
    """Learns from where chunks lie and where their times say; lengthens or shortens quiet ones.

    Args:
        settings: what is corrected.
    """

    def __init__(self, settings: DriftSettings) -> None:
        self._settings = settings
        self._heard: deque[_Heard] = deque()
        self._size = 0
        self._since_look = 0
        self._due = 0
        self.corrections = 0
        """Corrections so far."""

    def forget(self) -> None:
        """What comes next has nothing to do with what came before."""
        self._heard.clear()
        self._size = self._since_look = self._due = 0

    def learn(self, offset: int, audio: Samples) -> int:
        """Take note of a chunk that has samples.

        Args:
            offset: by how many samples its time lies after its place.
            audio: its samples.

        Returns:
            By how much the times have jumped, in samples; mostly 0.
        """
        self._heard.append(_Heard(offset, _level(audio), len(audio)))
        self._size += len(audio)
        self._since_look += len(audio)
        while self._size - self._heard[0].size >= samples(self._settings.window_s):
            self._size -= self._heard.popleft().size
        enough = samples(self._settings.evidence_s)
        if self._since_look < enough or self._size < enough:
            return 0
        self._since_look = 0
        drift = round(float(np.median([each.offset for each in self._heard])))
        if abs(drift) > samples(self._settings.jump_s):
            self.forget()
            return drift
        if not self._due and abs(drift) > samples(self._settings.limit_s):
            self._due = samples(self._settings.correction_s) * (1 if drift > 0 else -1)
        return 0

    def corrected(self, audio: Samples) -> Samples:
        """`audio`, longer or shorter by what is due of a correction, where it is quiet enough."""
        if not self._due or not self._quiet(audio):
            return audio
        longer, size = self._due > 0, min(abs(self._due), len(audio))
        moved = size if longer else -size
        self._due -= moved
        for each in self._heard:
            each.offset -= moved
        if not self._due:
            self.corrections += 1
        # Mirrored, so that what is added begins where the chunk ends.
        return np.concatenate([audio, audio[-size:][::-1]]) if longer else audio[size:]

    def _quiet(self, audio: Samples) -> bool:
        floor = float(np.quantile([each.level for each in self._heard], self._settings.floor_share))
        return _level(audio) <= self._settings.floor_factor * floor


def _level(audio: Samples) -> float:
    return float(np.mean(np.abs(audio)))
