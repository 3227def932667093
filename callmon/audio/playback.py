"""Playback: a recording in place of the two devices, heard at the pace of a clock."""

import threading
from collections.abc import Callable, Iterator

from callmon.audio.recording import Recording
from callmon.audio.source import Chunk, Fault, Samples
from callmon.timeline import SAMPLE_RATE

_BLOCK = 320


class Playback:
    """Plays a recording, both sides in step; `sides` are the sources of the agent and the customer.

    Args:
        recording: what is played; where both sides lie on one channel, there is one source.
        now: the clock, in seconds; the recording begins when its first side is opened.
        repeat: how often it is played in all.
    """

    def __init__(self, recording: Recording, now: Callable[[], float], repeat: int = 1) -> None:
        self._blocks = self._played(recording, repeat)
        self._name = recording.name
        self._now = now
        # The sides share the recording, and each may be opened in a thread of its own.
        self._lock = threading.Lock()
        self._start: float | None = None
        self._read = 0
        rows = range(recording.channels)
        self._waiting: dict[int, list[Chunk]] = {row: [] for row in rows}
        """What was played of each side and was not asked for yet; nothing is kept of one that was closed."""
        self._ended = False
        self.sides = tuple(_Side(self, row) for row in rows)

    @property
    def name(self) -> str:
        """The recording's name."""
        return self._name

    @property
    def over(self) -> bool:
        """Whether all of it was handed over."""
        with self._lock:
            return self._ended and not any(self._waiting.values())

    def open(self, row: int) -> None:
        """Hear one side from now on; the recording begins, unless it has begun."""
        with self._lock:
            if self._start is None:
                self._start = self._now()
            if row not in self._waiting:
                self._play(self._start)
                self._waiting[row] = []

    def read(self, row: int) -> list[Chunk]:
        """What was played of one side since it was last asked for."""
        with self._lock:
            if self._start is not None:
                self._play(self._start)
            if row not in self._waiting:
                return []
            found, self._waiting[row] = self._waiting[row], []
            return found

    def close(self, row: int) -> None:
        """Hear one side no longer; the recording goes on."""
        with self._lock:
            self._waiting.pop(row, None)

    def _play(self, start: float) -> None:
        due = (self._now() - start) * SAMPLE_RATE
        while not self._ended and self._read + _BLOCK <= due:
            block = next(self._blocks, None)
            if block is None:
                self._ended = True
                return
            for row, waiting in self._waiting.items():
                waiting.append(Chunk(start + self._read / SAMPLE_RATE, block[row]))
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
        self._playback.open(self._row)

    def read(self) -> list[Chunk]:
        return self._playback.read(self._row)

    def fault(self) -> Fault | None:
        return None

    def meter(self) -> float | None:
        return None

    def close(self) -> None:
        self._playback.close(self._row)
