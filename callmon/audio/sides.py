"""Sides: one channel and who speaks when in, a row for each side out; together they are the channel."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from callmon.audio.recording import MonoRecording
from callmon.timeline import Segment

Samples = NDArray[np.float32]

_FRAME = 160
"""Samples (10 ms) that belong to the same side."""


class Sides:
    """Gives what is heard to the side that speaks; what both say, or nobody, in equal parts to each.

    Args:
        agent, customer: where each of them speaks.
    """

    def __init__(self, agent: Sequence[Segment], customer: Sequence[Segment]) -> None:
        frames = max((each.end for each in (*agent, *customer)), default=0) // _FRAME + 1
        ours, theirs = _covered(agent, frames), _covered(customer, frames)
        self._agent = np.where(ours == theirs, np.float32(0.5), ours.astype(np.float32))

    def split(self, audio: Samples, start: int) -> Samples:
        """Both rows, shape (2, n), of the samples `audio`, shape (n,), from sample `start` of the call on."""
        frames = np.arange(start, start + len(audio)) // _FRAME
        share = np.full(len(audio), 0.5, np.float32)
        known = (frames >= 0) & (frames < len(self._agent))
        share[known] = self._agent[frames[known]]
        return np.stack([audio * share, audio * (1 - share)])


class SplitRecording:
    """A recording of one channel as one of two.

    Args:
        recording: both sides on one channel.
        sides: who speaks when.
    """

    def __init__(self, recording: MonoRecording, sides: Sides) -> None:
        self._recording = recording
        self._sides = sides

    @property
    def name(self) -> str:
        """The file's name."""
        return self._recording.name

    @property
    def sample_rate(self) -> int:
        """Samples per second in the file."""
        return self._recording.sample_rate

    @property
    def channels(self) -> int:
        """Channels in the file: one."""
        return 1

    @property
    def expected_seconds(self) -> float | None:
        """Length that the file declares, where it declares one."""
        return self._recording.expected_seconds

    def blocks(self, size: int) -> Iterator[Samples]:
        """The call in blocks of shape (2, size); see `Recording.blocks`."""
        at = 0
        for block in self._recording.blocks(size):
            yield self._sides.split(block[0], at)
            at += block.shape[1]


def _covered(segments: Iterable[Segment], frames: int) -> NDArray[np.bool_]:
    covered = np.zeros(frames, np.bool_)
    for each in segments:
        covered[each.start // _FRAME : -(-each.end // _FRAME)] = True
    return covered
