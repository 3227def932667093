"""Levels of a call: blocks of samples of any size in, decibels for each frame of 10 ms out."""

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.diarization import FRAME
from callmon.speech.levels import FLOOR_DB, frame_levels


class FrameLevels:
    """Two bytes for each frame of 10 ms of a call."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.float32)
        self._levels: list[NDArray[np.float16]] = []

    def push(self, block: NDArray[np.float32]) -> None:
        """The next samples, of shape (n,), any n."""
        samples = np.concatenate([self._rest, block]).astype(np.float32, copy=False)
        whole = len(samples) // FRAME * FRAME
        self._rest = samples[whole:].copy()
        if whole:
            self._levels.append(frame_levels(samples[:whole], FRAME).astype(np.float16))

    def all(self, frames: int) -> NDArray[np.float32]:
        """Decibels full scale of shape (frames,), each the mean power of a frame and its neighbours."""
        levels = np.concatenate([*self._levels, np.zeros(0, np.float16)]).astype(np.float32)
        levels = np.concatenate([levels, np.full(max(0, frames - len(levels)), FLOOR_DB, np.float32)])[
            :frames
        ]
        power = 10 ** (np.pad(levels, 1, constant_values=FLOOR_DB) / 10)
        found: NDArray[np.float32] = 10 * np.log10((power[:-2] + power[1:-1] + power[2:]) / 3)
        return found
