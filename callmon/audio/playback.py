"""Playback: a recording in place of the two devices, heard at the pace of a clock."""

from collections import deque
from collections.abc import Callable, Iterator

from callmon.audio.recording import Recording
from callmon.audio.source import Chunk, Fault, Samples
from callmon.timeline import SAMPLE_RATE

_BLOCK = 320


class Playback:
    """Plays a recording once, both sides in step; `sides` are the sources of the agent and the customer.

    Args:
        recording: what is played.
        now: the clock, in seconds; the recording begins when its first side is opened.
        repeat: how often it is played in all.
    """

    def __init__(self, recording: Recording, now: Callable[[], float], repeat: int = 1) -> None:
        self._blocks = self._played(recording, repeat)
        self._name = recording.name
        self._now = now
        self._start: float | None = None
        self._read = 0
        self._waiting: tuple[deque[Chunk], deque[Chunk]] = (deque(), deque())
        self.over = False
        """Whether all of it was handed over."""
        self.sides = (_Side(self, 0), _Side(self, 1))

    @property
    def name(self) -> str:
        """The recording's name."""
        return self._name

    def start(self) -> None:
        """The recording begins now, unless it has begun."""
        if self._start is None:
            self._start = self._now()

    def read(self, row: int) -> list[Chunk]:
        """What was played of one side since it was last asked for."""
        if self._start is not None:
            due = (self._now() - self._start) * SAMPLE_RATE
            while not self.over and self._read + _BLOCK <= due:
                self._hear(next(self._blocks, None))
        waiting = self._waiting[row]
        found = list(waiting)
        waiting.clear()
        return found

    def forget(self, row: int) -> None:
        """What was played of one side and not asked for is gone."""
        self.read(row)

    def _hear(self, block: Samples | None) -> None:
        if block is None or self._start is None:
            self.over = True
            return
        at = self._start + self._read / SAMPLE_RATE
        for row, waiting in enumerate(self._waiting):
            waiting.append(Chunk(at, block[row]))
        self._read += block.shape[1]

    @staticmethod
    def _played(recording: Recording, repeat: int) -> Iterator[Samples]:
        for _ in range(repeat):
            yield from recording.blocks(_BLOCK)


class _Side:
    """One side of a playback as a source."""

    silent_when_idle = False
    trouble = None

    def __init__(self, playback: Playback, row: int) -> None:
        self._playback = playback
        self._row = row

    @property
    def name(self) -> str:
        return self._playback.name

    def open(self) -> None:
        self._playback.start()
        self._playback.forget(self._row)

    def read(self) -> list[Chunk]:
        return self._playback.read(self._row)

    def fault(self) -> Fault | None:
        return None

    def meter(self) -> float | None:
        return None

    def close(self) -> None:
        """Nothing to let go of."""
