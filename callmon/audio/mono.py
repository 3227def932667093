"""Frames of any rate and number of channels to the chunks of a source: mono, 16 kHz, each with its time."""

import numpy as np

from callmon.audio.resample import Resampler
from callmon.audio.source import Chunk, Samples
from callmon.timeline import SAMPLE_RATE

JUMP_S = 0.07
"""A block further than this from the end of the last one starts anew; OBS smooths times within 70 ms."""
IDLE_S = 0.1
"""After this long without a block nothing more is awaited: twice the longest block that hosts deliver."""


class Mono:
    """Mixes down and resamples in a stream, and keeps to the times of the blocks.

    A resampler gives a sample some 10 to 40 ms after what it is made of came in. Chunks carry the times of
    what they are made of, so that delay moves nothing; what is held back is given when the stream pauses.

    Args:
        rate: frames a second of what is pushed.
        channels: samples a frame of what is pushed: of two the mean, of more half the sum, as the speakers
            round about are silent in a call.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self._rate = rate
        self._channels = channels
        self._stream: Resampler | None = None
        self._origin = self._end = 0.0
        self._taken = self._given = 0

    def push(self, time: float, frames: Samples) -> list[Chunk]:
        """What is ready after this block.

        Args:
            time: when its first frame was heard, in seconds.
            frames: shape (n, channels).
        """
        chunks: list[Chunk] = []
        if self._stream is not None and abs(time - self._end) > JUMP_S:
            chunks = self.flush()
        if self._stream is None:
            self._stream, self._taken, self._given = Resampler(self._rate, 1), 0, 0
        self._origin = time - self._taken / self._rate
        self._taken += len(frames)
        self._end = time + len(frames) / self._rate
        mixed = (frames.sum(axis=1) / np.float32(min(self._channels, 2)))[np.newaxis, :]
        return chunks + self._chunks(self._stream.push(mixed))

    def rest(self, now: float) -> list[Chunk]:
        """What is held back, if the stream has paused.

        Args:
            now: in seconds of the same clock as the blocks' times.
        """
        return self.flush() if self._stream is not None and now - self._end > IDLE_S else []

    def flush(self) -> list[Chunk]:
        """What is held back; the next block starts anew."""
        stream, self._stream = self._stream, None
        return [] if stream is None else self._chunks(stream.flush())

    def _chunks(self, samples: Samples) -> list[Chunk]:
        if samples.shape[1] == 0:
            return []
        time = self._origin + self._given / SAMPLE_RATE
        self._given += samples.shape[1]
        return [Chunk(time, np.clip(samples[0], -1.0, 1.0))]
