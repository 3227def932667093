"""Voice activity: 16 kHz samples in, one speech probability for every 16 ms out.

Silero sees windows of 32 ms, and what it says of soft speech depends on where they begin. Two of them, half a
window apart, are averaged: the same audio heard a few milliseconds later then keeps its edges.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callmon.speech.graph import open_graph

WINDOW = 512
"""Samples (32 ms) that the model sees at once."""
STEP = WINDOW // 2
"""Samples (16 ms) that one probability covers."""
HOP = 5 * WINDOW
"""Samples (160 ms) that are heard at once; divides into windows and into the level's frames of 10 ms."""

_CONTEXT = 64


class SileroVad:
    """Silero VAD v6 on ONNX Runtime, one thread, its state carried from call to call.

    The result for a window depends on the samples before it only, never on how they were cut into calls.
    """

    def __init__(self, path: Path) -> None:
        self._session = open_graph(path)
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)

    def __call__(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities (0..1) of shape (n,) for `samples` of shape (n * WINDOW,)."""
        windows = samples.reshape(-1, WINDOW)
        before = np.concatenate([self._context[None], windows[:-1, -_CONTEXT:]])
        self._context = windows[-1, -_CONTEXT:].copy()
        probabilities, self._h, self._c = self._session.run(
            None,
            {"input": np.concatenate([before, windows], axis=1), "h": self._h, "c": self._c},
        )
        found: NDArray[np.float32] = probabilities
        return found


class SteadyVad:
    """Two models half a window apart; the state of both is carried from call to call.

    Args:
        early: sees windows that begin with the audio.
        late: sees windows that begin half a window before it.
    """

    def __init__(self, early: SileroVad, late: SileroVad) -> None:
        self._early = early
        self._late = late
        self._rest = np.zeros(STEP, np.float32)

    def __call__(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities (0..1) of shape (10 * n,) for `samples` of shape (n * HOP,).

        Of the last step of a hop the late model has heard half; what it said of the step before stands in, so
        that hops may come one by one or many at once.
        """
        early = np.repeat(self._early(samples), 2)
        shifted = np.concatenate([self._rest, samples])
        self._rest = shifted[-STEP:].copy()
        windows = self._late(shifted[:-STEP])
        late = np.concatenate([np.repeat(windows, 2)[1:], windows[-1:]])
        steps = HOP // STEP
        late[steps - 1 :: steps] = late[steps - 2 :: steps]
        found: NDArray[np.float32] = (early + late) / 2
        return found
