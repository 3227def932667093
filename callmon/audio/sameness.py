"""Whether the two sides of a recording are one: mono saved as stereo."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_ACTIVE_POWER = 1e-6
"""Mean square (-60 dB full scale) from which a block tells something."""
_CORRELATION = 0.98
_LEVEL_DB = 6.0
"""A leaked copy is further below its original than this."""
_ENOUGH = 160_000
"""Audible samples (10 s) after which a whole recording is worth a look."""


class Sameness:
    """Blocks of shape (2, n) in; whether both rows carried the same audio out."""

    def __init__(self) -> None:
        self._sums = np.zeros(3)
        self._active = 0

    def add(self, block: NDArray[np.float32]) -> None:
        """Take a block into account."""
        left, right = block.astype(np.float64)
        # Not `@`: the threads of BLAS cost a hundred times more than these sums.
        products = np.array(
            [np.einsum("i,i", *pair) for pair in ((left, left), (right, right), (left, right))]
        )
        if max(products[:2]) >= _ACTIVE_POWER * block.shape[1]:
            self._sums += products
            self._active += block.shape[1]

    @property
    def enough(self) -> bool:
        """Whether there was enough to hear to suspect something."""
        return self._active >= _ENOUGH

    @property
    def same(self) -> bool:
        """Whether the two sides are the same audio, apart from a small difference in level."""
        left, right, cross = self._sums
        if min(left, right) <= 0:
            return False
        level_db = abs(10 * np.log10(left / right))
        return bool(cross / np.sqrt(left * right) > _CORRELATION and level_db < _LEVEL_DB)


def all_same(blocks: Iterable[NDArray[np.float32]]) -> bool:
    """Whether the two rows of all blocks together are the same audio."""
    sameness = Sameness()
    for block in blocks:
        sameness.add(block)
    return sameness.same
