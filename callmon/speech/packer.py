"""Packing: the audio of utterances kept until it is recognised, neighbours in one window."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callmon.speech.transcribe import Window
from callmon.timeline import Observation, Speaker, SpeechStarted, Utterance, samples

_SIDES: tuple[Speaker, Speaker] = ("agent", "customer")
_KEPT_S = 2.0
"""Audio kept while nobody speaks: an utterance is announced up to this long after it began."""


@dataclass(frozen=True, slots=True)
class PackerSettings:
    """When neighbours share a window; seconds."""

    gap_s: float = 1.0
    """Longest silence inside a window."""
    longest_s: float = 12.0
    """No utterance is added to a window that it would make longer."""
    margin_s: float = 0.1
    """Audio taken along on either side."""


class Packer:
    """Blocks and observations in, windows for the recogniser out, each side in order."""

    def __init__(self, settings: PackerSettings | None = None) -> None:
        self._settings = settings or PackerSettings()
        self._buffer = np.zeros((2, 0), np.float32)
        self._first = 0
        self._open: dict[Speaker, int | None] = {"agent": None, "customer": None}
        self._waiting: dict[Speaker, list[Utterance]] = {"agent": [], "customer": []}

    def push(self, block: NDArray[np.float32]) -> None:
        """Keep the samples of `block`, shape (2, n)."""
        self._buffer = np.concatenate([self._buffer, block], axis=1)

    def observe(self, observation: Observation) -> list[Window]:
        """Windows that `observation` completes."""
        if isinstance(observation, SpeechStarted):
            self._open[observation.speaker] = observation.at
            return self._released(observation.speaker, observation.at)
        if isinstance(observation, Utterance):
            side = observation.speaker
            self._open[side] = None
            done = self._released(side, observation.segment.start, observation.segment.end)
            self._waiting[side].append(observation)
            return done
        return []

    def passed(self, at: int) -> list[Window]:
        """Windows to which nothing can be added any more at position `at`; older audio is let go."""
        done = []
        for side in _SIDES:
            if self._open[side] is None:
                done += self._released(side, at - samples(_KEPT_S))
        needed = [at - samples(_KEPT_S)]
        needed += [start for start in self._open.values() if start is not None]
        needed += [waiting[0].segment.start for waiting in self._waiting.values() if waiting]
        keep = max(self._first, min(needed) - samples(self._settings.margin_s))
        if keep - self._first >= samples(1.0):
            self._buffer = self._buffer[:, keep - self._first :].copy()
            self._first = keep
        return done

    def flush(self) -> list[Window]:
        """All that is left, at the end of the call."""
        return [window for side in _SIDES for window in self._window(side)]

    def _released(self, side: Speaker, start: int, end: int | None = None) -> list[Window]:
        """The window of `side`, unless speech from `start` (to `end`) may join it."""
        waiting = self._waiting[side]
        if not waiting:
            return []
        near = start - waiting[-1].segment.end <= samples(self._settings.gap_s)
        short = (end or start) - waiting[0].segment.start <= samples(self._settings.longest_s)
        return [] if near and short else self._window(side)

    def _window(self, side: Speaker) -> list[Window]:
        waiting, self._waiting[side] = self._waiting[side], []
        if not waiting:
            return []
        margin = samples(self._settings.margin_s)
        start = max(self._first, waiting[0].segment.start - margin)
        row = self._buffer[_SIDES.index(side)]
        audio = row[start - self._first : waiting[-1].segment.end + margin - self._first].copy()
        return [Window(tuple(waiting), start, audio)]
