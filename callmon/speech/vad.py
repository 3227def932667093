"""Voice activity: 16 kHz samples in, one speech probability for every 32 ms out."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WINDOW = 512
"""Samples (32 ms) that one probability covers; fixed by the model."""

_CONTEXT = 64


class SileroVad:
    """Silero VAD v6 on ONNX Runtime, one thread, its state carried from call to call.

    The result for a window depends on the samples before it only, never on how they were cut into calls.
    """

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            str(path), providers=["CPUExecutionProvider"], sess_options=options
        )
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
