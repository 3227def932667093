"""A lane: one side's chunks with their times in, samples at positions of the call out.

Samples count, times are evidence: a chunk whose time lies near where the samples have got to follows them
without a seam. Where several in a row do not, or nothing comes, the lane holds silence and says so.
"""

import logging
from collections import deque
from dataclasses import dataclass, field
from statistics import median_low

import numpy as np

from callmon.audio.drift import Drift, DriftSettings
from callmon.audio.source import Chunk, Samples
from callmon.timeline import SAMPLE_RATE, Segment, samples

_log = logging.getLogger(__name__)

_FRAME = 160
"""Samples (10 ms) by which speech is counted: a gap ends on a whole frame, so that no speech begins in it."""


@dataclass(frozen=True, slots=True)
class LaneSettings:
    """How chunks are placed; seconds."""

    contiguous_s: float = 0.07
    """A chunk this close to where it is expected follows without a seam (OBS uses the same 70 ms)."""
    confirmed_s: float = 0.06
    """Audio that has to agree before a seam is believed: on a busy computer single times are far off."""
    idle_s: float = 0.2
    """A loopback that delivers nothing is silent after this."""
    late_s: float = 0.5
    """Any other device's audio is given up after this."""
    always_late_s: float = 1.0
    """A device whose times were too late for this long without a break has wrong times."""
    drift: DriftSettings = field(default_factory=DriftSettings)


class Lane:
    """One side of the call on the call's timeline.

    Args:
        origin: when the call began, on the clock of the chunks.
        settings: how chunks are placed.
    """

    def __init__(self, origin: float, settings: LaneSettings | None = None) -> None:
        self._settings = settings or LaneSettings()
        self._origin = origin
        self._now = origin
        self._pieces: deque[Samples] = deque()
        self._taken = 0
        self._end = 0
        self._end_before = 0
        self._surplus = 0
        self._held: list[tuple[int, Samples]] = []
        """Chunks that may begin after a seam, each with how far its time lies after its place without one."""
        self._silent = True
        """Nothing has come for too long: the next chunk lies where its time says."""
        self._missing_from: int | None = None
        self._gaps: deque[Segment] = deque()
        self._late_since: float | None = None
        self._shift = 0
        self._drift = Drift(self._settings.drift)
        self.idle = False
        """Whether the device delivers nothing while nothing plays, so that this says nothing about it."""

    @property
    def end(self) -> int:
        """Position up to which this side is known."""
        return self._end

    @property
    def corrections(self) -> int:
        """Corrections of drift so far."""
        return self._drift.corrections

    def push(self, chunk: Chunk) -> None:
        """Place a chunk."""
        audio = chunk.samples[self._surplus :]
        self._surplus -= len(chunk.samples) - len(audio)
        if not len(audio):
            return
        at = self._position(chunk.time) + self._shift + len(chunk.samples) - len(audio)
        offset = at - self._end - sum(len(held) for _, held in self._held)
        if not self._silent and offset <= samples(self._settings.contiguous_s):
            # What was held back had wrong times.
            for known in [*self._held, (offset, audio)]:
                self._follow(*known)
            self._held.clear()
            return
        self._held.append((offset, audio))
        if sum(len(held) for _, held in self._held) >= samples(self._settings.confirmed_s):
            self._place()

    def pass_time(self, now: float, *, lost: bool = False) -> None:
        """Where nothing has come for too long, what lies before `now` is silence.

        Args:
            now: on the clock of the chunks; what was pushed since the last call may be younger.
            lost: whether the device is known to be gone, so that it is not waited for.
        """
        self._now = now
        ahead = self._end_before - self._position(now)
        if ahead > samples(self._settings.contiguous_s) and not self._surplus:
            _log.info("a device is ahead of the clock; %d samples are left out", ahead)
            self._surplus = ahead
            self._shift -= ahead
        patience = self._settings.idle_s if self.idle or lost else self._settings.late_s
        at = self._position(now - patience)
        if at > self._end and self._held:
            self._place()
        if at > self._end:
            if not self._silent:
                self._fall_silent()
            self._silence(at)
        self._end_before = self._end

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
        """Nothing comes before the device is heard again; what was heard so far counts."""
        start = self._end if self._missing_from is None else self._missing_from
        self._fall_silent()
        self._missing_from = start

    def forget(self) -> None:
        """As `lose`, and what was not taken was not heard of this side."""
        self._pieces.clear()
        if self._end > self._taken:
            self._pieces.append(np.zeros(self._end - self._taken, np.float32))
        start = self._taken if self._missing_from is None else min(self._missing_from, self._taken)
        while self._gaps and self._gaps[-1].end > self._taken:
            start = min(start, self._gaps.pop().start)
        self._fall_silent()
        self._missing_from = start

    def found(self, now: float) -> None:
        """The device is heard again, whether or not anything plays on it: what is missing ends `now`."""
        self._silence(self._after_gap(self._position(now)))
        self._end_gap()

    def finish(self, until: int) -> None:
        """No chunk follows: the lane is silent up to `until`, where a gap that is still open ends."""
        self._held.clear()
        self._silence(until)
        self._end_gap()

    def next_edge(self, until: int) -> int:
        """Where the first gap ends that was not told yet, if that is before `until`; else `until`."""
        return min(until, self._gaps[0].end) if self._gaps else until

    def gaps(self) -> list[Segment]:
        """Where a device that should be heard was not, each told once it is over and taken."""
        found: list[Segment] = []
        while self._gaps and self._gaps[0].end <= self._taken:
            found.append(self._gaps.popleft())
        return found

    @property
    def missing(self) -> bool:
        """Whether a gap is open, or over and not told yet."""
        return self._missing_from is not None or bool(self._gaps)

    def _place(self) -> None:
        """Put what is held back where its times say."""
        start = self._end + median_low(offset for offset, _ in self._held)
        audio = np.concatenate([held for _, held in self._held])
        self._held.clear()
        late = self._end - start
        if late >= len(audio):
            # It was told as silence already.
            if self._late_since is None:
                self._late_since = self._now
            if self._now - self._late_since < self._settings.always_late_s:
                return
            start = max(self._end, self._position(self._now) - len(audio))
            self._shift += start + late - self._end
            _log.info("times are %d samples late without a break; the arrival counts", late)
        if not self._silent:
            self._fall_silent()
        self._silence(self._after_gap(start))
        self._end_gap()
        self._silent, self._late_since = False, None
        self._add(audio[self._end - start :])

    def _follow(self, offset: int, audio: Samples) -> None:
        jump = self._drift.learn(offset, audio)
        if jump:
            _log.info("times jumped by %d samples; the samples count", jump)
            self._shift -= jump
        before = self.corrections
        self._add(self._drift.corrected(audio))
        if self.corrections > before:
            _log.info("drift corrected at %.1f s", self._end / SAMPLE_RATE)

    def _fall_silent(self) -> None:
        self._silent = True
        self._missing_from = None if self.idle else self._end
        self._held.clear()
        self._late_since = None
        self._shift = 0
        self._drift.forget()

    def _after_gap(self, at: int) -> int:
        """From where what is heard again at `at` counts: from the next whole frame where a gap is open."""
        return at if self._missing_from is None else at + -at % _FRAME

    def _end_gap(self) -> None:
        start, self._missing_from = self._missing_from, None
        if start is not None and self._end > start:
            self._gaps.append(Segment(start, self._end))

    def _silence(self, until: int) -> None:
        if until > self._end:
            self._add(np.zeros(until - self._end, np.float32))

    def _add(self, audio: Samples) -> None:
        if len(audio):
            self._pieces.append(audio)
            self._end += len(audio)

    def _position(self, time: float) -> int:
        return round((time - self._origin) * SAMPLE_RATE)
