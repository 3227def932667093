"""Whether the two sides of a recording are one: mono saved as stereo."""

import numpy as np
from numpy.typing import NDArray

_ACTIVE_POWER = 1e-6
"""Mean square (-60 dB full scale) from which a block tells something."""
_CORRELATION = 0.98
_LEVEL_DB = 6.0
"""A leaked copy is further below its original than this."""


class Sameness:
    """Blocks of shape (2, n) in; whether both rows carried the same audio out."""

    def __init__(self) -> None:
        self._sums = np.zeros(3)
        self._peaks = np.zeros(2)

    def add(self, block: NDArray[np.float32]) -> None:
        """Take a block into account."""
        left, right = block.astype(np.float64)
        # Not `@`: the threads of BLAS cost a hundred times more than these sums.
        products = np.array(
            [np.einsum("i,i", *pair) for pair in ((left, left), (right, right), (left, right))]
        )
        self._peaks = np.maximum(self._peaks, np.abs(block).max(axis=1, initial=0.0))
        if max(products[:2]) >= _ACTIVE_POWER * block.shape[1]:
            self._sums += products

    @property
    def same(self) -> bool:
        """Whether the two sides are the same audio, apart from a small difference in level."""
        left, right, cross = self._sums
        if min(left, right) <= 0:
            return False
        level_db = abs(10 * np.log10(left / right))
        return bool(cross / np.sqrt(left * right) > _CORRELATION and level_db < _LEVEL_DB)

    def silent(self, side: int) -> bool:
        """Whether row `side` held nothing audible (never above -60 dB full scale)."""
        return bool(self._peaks[side] < 1e-3)
