"""Powerset: the model's seven classes of who speaks in, the probability that each of three speakers does out.

The classes are the sets of at most two of three local speakers: nobody, each alone, and each pair.
"""

import numpy as np
from numpy.typing import NDArray

SPEAKERS = 3
"""Local speakers that a window tells apart; who is which holds within that window alone."""
SETS = ((), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2))
"""Who speaks in each class, in the order of the model's output."""

_MEMBERS = np.array([[speaker in each for speaker in range(SPEAKERS)] for each in SETS], np.float32)


def activities(classes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probability (0..1) that each local speaker speaks, alone or not, and that any does; shape (..., 4).

    Args:
        classes: logarithms of the probabilities of the seven classes, shape (..., 7).
    """
    chance = np.exp(classes)
    anyone = 1.0 - chance[..., :1]
    found: NDArray[np.float32] = np.concatenate([chance @ _MEMBERS, anyone], axis=-1)
    return np.clip(found, 0.0, 1.0)
