"""Levels: samples in, decibels a frame out; and a running distribution of them."""

import numpy as np
from numpy.typing import NDArray

FLOOR_DB = -100.0


def frame_levels(samples: NDArray[np.float32], frame: int) -> NDArray[np.float32]:
    """Level of each `frame` samples in dB full scale, its mean removed, never under -100."""
    frames = samples.reshape(-1, frame)
    power = np.var(frames, axis=1, dtype=np.float64)
    levels: NDArray[np.float32] = (10 * np.log10(np.maximum(power, 1e-10))).astype(np.float32)
    return levels


class LevelHistogram:
    """How often each whole decibel from -100 to 0 occurred: a running median in constant memory."""

    def __init__(self) -> None:
        self._bins = [0] * 101
        self.count = 0

    def add(self, level_db: float) -> None:
        """Count one level."""
        self._bins[min(100, max(0, int(level_db - FLOOR_DB)))] += 1
        self.count += 1

    def quantile(self, share: float) -> float:
        """Level under which `share` (0..1) of the counted ones lie, dB; -100 where none was counted."""
        left = share * self.count
        for index, count in enumerate(self._bins):
            left -= count
            if left <= 0 and count:
                return FLOOR_DB + index + 0.5
        return FLOOR_DB
