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
    """Probability (0..1) of shape (..., 3) that each speaks, alone or with another.

    Args:
        classes: logarithms of the probabilities of the seven classes, shape (..., 7).
    """
    found: NDArray[np.float32] = np.exp(classes) @ _MEMBERS
    return np.clip(found, 0.0, 1.0)


def decided(classes: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Who speaks by the likeliest class, shape (..., 3); never all three."""
    found: NDArray[np.bool_] = _MEMBERS[classes.argmax(axis=-1)] > 0
    return found
