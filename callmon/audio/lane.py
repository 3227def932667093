"""A lane: one side's chunks with their times in, samples at positions of the call out.

Samples count, times are evidence: a chunk whose time lies near where the samples have got to follows them
without a seam. Where it does not, or nothing comes, the lane holds silence and says so.
"""

import logging
from collections import deque
from dataclasses import dataclass

import numpy as np

from callmon.audio.source import Chunk, Samples
from callmon.timeline import SAMPLE_RATE, Segment, samples

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LaneSettings:
    """How chunks are placed; seconds."""

    contiguous_s: float = 0.07
    """A chunk this close to where it is expected follows without a seam (OBS uses the same 70 ms)."""
    idle_s: float = 0.2
    """A loopback that delivers nothing is silent after this."""
    late_s: float = 0.5
    """Any other device's audio is given up after this."""
    drift_s: float = 0.02
    """Drift of the device's clock that is corrected; 50 ppm make it in seven minutes."""
    correction_s: float = 0.01
    """What one correction adds or drops, in silence."""
    window_s: float = 30.0
    """Times over which drift is measured; each alone is wrong by up to 10 ms."""
    quiet_share: float = 0.3
    """Chunks that are no louder than this share of the last ones are silence enough for a correction."""


class Lane:
    """One side of the call on the call's timeline.

    Args:
        origin: when the call began, on the clock of the chunks.
        settings: how chunks are placed.
    """

    def __init__(self, origin: float, settings: LaneSettings | None = None) -> None:
        self._settings = settings or LaneSettings()
        self._origin = origin
        self._pieces: deque[Samples] = deque()
        self._taken = 0
        self._end = 0
        self._unheard_from: int | None = 0
        self._told = False
        self._offsets: deque[int] = deque(maxlen=round(self._settings.window_s / 0.02))
        self._levels: deque[float] = deque(maxlen=self._offsets.maxlen)
        self._since_look = 0
        self._due = 0
        self._gaps: list[Segment] = []
        self.idle = False
        """Whether the device delivers nothing while nothing plays, so that this says nothing about it."""
        self.corrections = 0
        """Corrections of drift so far."""

    @property
    def end(self) -> int:
        """Position up to which this side is known."""
        return self._end

    def push(self, chunk: Chunk) -> None:
        """Place a chunk."""
        audio, at = chunk.samples, self._position(chunk.time)
        offset = at - self._end
        if self._unheard_from is not None:
            # What is late by now was told as silence already.
            audio = audio[max(0, -offset) :]
            if len(audio):
                self._silence(at)
                self._heard_again()
        elif offset > samples(self._settings.contiguous_s):
            self._unheard_from, self._told = self._end, not self.idle
            self._forget_times()
            self._silence(at)
            self._heard_again()
        else:
            self._time(offset, audio)
            audio = self._corrected(audio)
        if len(audio):
            self._add(audio)

    def pass_time(self, now: float, *, lost: bool = False) -> None:
        """Where nothing has come for too long, what lies before `now` is silence.

        Args:
            now: on the clock of the chunks.
            lost: whether the device is known to be gone, so that it is not waited for.
        """
        patience = self._settings.idle_s if self.idle or lost else self._settings.late_s
        at = self._position(now - patience)
        if at > self._end:
            if self._unheard_from is None:
                self._unheard_from, self._told = self._end, not self.idle
                self._forget_times()
            self._silence(at)

    def take(self, until: int) -> Samples:
        """Samples from where the last call ended up to `until`, which must be known."""
        parts: list[Samples] = []
        while self._taken < until:
            piece = self._pieces.popleft()
            if self._taken + len(piece) > until:
                cut = until - self._taken
                self._pieces.appendleft(piece[cut:])
                piece = piece[:cut]
            parts.append(piece)
            self._taken += len(piece)
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def lose(self) -> None:
        """Nothing that was not taken, or comes before the next chunk, was heard of this side."""
        self._pieces.clear()
        if self._end > self._taken:
            self._pieces.append(np.zeros(self._end - self._taken, np.float32))
        if self._unheard_from is None:
            self._unheard_from = self._taken
        self._told = True
        self._forget_times()

    def finish(self) -> None:
        """No chunk follows: a gap that is still open ends here."""
        if self._unheard_from is not None:
            self._heard_again()

    def gaps(self) -> list[Segment]:
        """Where a device that should be heard was not, each told once it is over."""
        found, self._gaps = self._gaps, []
        return found

    def _heard_again(self) -> None:
        start, self._unheard_from = self._unheard_from, None
        if start is not None and self._told and self._end > start:
            self._gaps.append(Segment(start, self._end))
        self._told = False

    def _silence(self, until: int) -> None:
        if until > self._end:
            self._add(np.zeros(until - self._end, np.float32))

    def _position(self, time: float) -> int:
        return round((time - self._origin) * SAMPLE_RATE)

    def _add(self, audio: Samples) -> None:
        self._pieces.append(audio)
        self._end += len(audio)

    def _forget_times(self) -> None:
        self._offsets.clear()
        self._levels.clear()
        self._since_look = self._due = 0

    def _time(self, offset: int, audio: Samples) -> None:
        """Learn from how far a chunk's time is from where it is placed."""
        self._offsets.append(offset)
        self._levels.append(_level(audio))
        self._since_look += len(audio)
        if self._since_look < SAMPLE_RATE or len(self._offsets) < 50:
            return
        self._since_look = 0
        drift = float(np.median(self._offsets))
        if abs(drift) > samples(self._settings.drift_s):
            self._due = samples(self._settings.correction_s) * (1 if drift > 0 else -1)

    def _corrected(self, audio: Samples) -> Samples:
        """`audio`, longer or shorter by a correction that is due, where it is quiet enough."""
        size = abs(self._due)
        if size == 0 or len(audio) < size:
            return audio
        if _level(audio) > float(np.quantile(self._levels, self._settings.quiet_share)):
            return audio
        longer = self._due > 0
        _log.info("drift: %s 10 ms at %.1f s", "added" if longer else "dropped", self._end / SAMPLE_RATE)
        self._offsets = deque((each - self._due for each in self._offsets), self._offsets.maxlen)
        self._due = 0
        self.corrections += 1
        return np.concatenate([audio, audio[-size:][::-1]]) if longer else audio[size:]


def _level(audio: Samples) -> float:
    return float(np.mean(np.abs(audio))) if len(audio) else 0.0
