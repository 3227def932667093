"""Ring: what an audio callback hands to the thread that listens, without a lock and without waiting."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

STAMPS_PER_SECOND = 1000
"""Blocks a second that a ring has stamps for: no sound system's period is shorter than 1 ms."""


class Ring:
    """Blocks of frames with their times, from exactly one producer thread to exactly one consumer thread.

    Each side alone moves its own counters, and moves them after the samples they stand for are in place; the
    other side only reads them. Neither ever waits.

    Args:
        seconds: how much fits; must be longer than the longest pause between two reads.
        rate: frames a second.
        channels: samples a frame.
    """

    def __init__(self, seconds: float, rate: int, channels: int) -> None:
        self._frames: Samples = np.zeros((max(1, round(seconds * rate)), channels), np.float32)
        stamps = max(1, round(seconds * STAMPS_PER_SECOND))
        self._times = np.zeros(stamps, np.float64)
        self._ends = np.zeros(stamps, np.int64)
        self._lost = 0
        self._frames_in = self._blocks_in = 0
        self._frames_out = self._blocks_out = 0

    @property
    def written(self) -> int:
        """Frames ever taken in."""
        return self._frames_in

    @property
    def lost(self) -> int:
        """Frames ever dropped for want of room."""
        return self._lost

    def write(self, frames: NDArray[np.generic], time: float) -> None:
        """Take a block in; of a block that does not fit, its first frames. For the producer.

        Args:
            frames: shape (n, channels), of any type that float32 holds; copied.
            time: when the first frame was at the converter, in seconds of any clock.
        """
        size, start, blocks = len(frames), self._frames_in, self._blocks_in
        room = len(self._frames) - (start - self._frames_out)
        if blocks - self._blocks_out == len(self._times):
            room = 0
        fitting = min(size, room)
        if fitting < size:
            self._lost += size - fitting
        if fitting == 0:
            return
        at = start % len(self._frames)
        before_end = min(fitting, len(self._frames) - at)
        self._frames[at : at + before_end] = frames[:before_end]
        self._frames[: fitting - before_end] = frames[before_end:fitting]
        slot = blocks % len(self._times)
        self._times[slot] = time
        self._ends[slot] = start + fitting
        self._frames_in = start + fitting
        self._blocks_in = blocks + 1

    def read(self) -> list[tuple[float, Samples]]:
        """Every block that came since the last read, in order. For the consumer.

        Returns:
            For each block the time of its first frame, and its frames: a copy of shape (n, channels).
        """
        blocks: list[tuple[float, Samples]] = []
        start = self._frames_out
        for block in range(self._blocks_out, self._blocks_in):
            slot = block % len(self._times)
            end = int(self._ends[slot])
            blocks.append((float(self._times[slot]), self._copy(start, end)))
            start = end
            self._frames_out, self._blocks_out = end, block + 1
        return blocks

    def clear(self) -> None:
        """Forget what was not read. For the consumer; the counts of frames written and lost stay."""
        blocks = self._blocks_in
        if blocks != self._blocks_out:
            self._frames_out = int(self._ends[(blocks - 1) % len(self._times)])
            self._blocks_out = blocks

    def _copy(self, start: int, end: int) -> Samples:
        at, size = start % len(self._frames), end - start
        before_end = min(size, len(self._frames) - at)
        first = self._frames[at : at + before_end]
        return np.concatenate((first, self._frames[: size - before_end]))
