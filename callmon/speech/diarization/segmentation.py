"""Segmentation: 10 s of 16 kHz samples in, who of at most three local speakers speaks out, every 17 ms.

The model is pyannote's segmentation-3.0; see `models/segmentation`.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callmon.speech.graph import open_graph

WINDOW = 160_000
"""Samples (10 s) that the model sees at once, the length that it was trained on."""
FRAMES = 589
"""Frames that it gives for a window."""
HOP = 270
"""Samples (16.9 ms) from one frame to the next."""
FIRST = 495
"""Sample on which the first frame is centred: the middle of the 991 samples that it sees."""


class SegmentationModel:
    """segmentation-3.0 on ONNX Runtime; each call runs on the thread that makes it.

    Args:
        path: the graph of `models/segmentation`.
    """

    def __init__(self, path: Path) -> None:
        self._session = open_graph(path)

    def __call__(self, window: NDArray[np.float32]) -> NDArray[np.float32]:
        """Logarithms of the probabilities of the classes of `powerset`, shape (589, 7).

        Args:
            window: samples in -1..1 of shape (160000,); silence where there is no more audio.
        """
        found: NDArray[np.float32] = self._session.run(None, {"samples": window[None, None]})[0][0]
        return found
