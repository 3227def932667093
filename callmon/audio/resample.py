"""Resampling of any rate to the timeline's 16 kHz, in a stream."""

import numpy as np
import soxr
from numpy.typing import NDArray

from callmon.timeline import SAMPLE_RATE

Samples = NDArray[np.float32]


class Resampler:
    """Samples of shape (channels, n) at `rate` in, (channels, m) at 16 kHz out."""

    def __init__(self, rate: int, channels: int) -> None:
        self._channels = channels
        self._stream = (
            None
            if rate == SAMPLE_RATE
            else soxr.ResampleStream(rate, SAMPLE_RATE, channels, dtype="float32", quality="HQ")
        )

    def push(self, audio: Samples) -> Samples:
        """What is ready after `audio`."""
        return self._run(audio, last=False)

    def flush(self) -> Samples:
        """What the filter still holds; nothing may be pushed afterwards."""
        return self._run(np.zeros((self._channels, 0), np.float32), last=True)

    def _run(self, audio: Samples, *, last: bool) -> Samples:
        if self._stream is None:
            return audio
        interleaved = np.ascontiguousarray(audio.T)
        out = self._stream.resample_chunk(interleaved, last=last)
        return np.ascontiguousarray(out.reshape(-1, self._channels).T)
