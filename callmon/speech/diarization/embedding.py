"""Voices: features of somebody who speaks alone in, 192 numbers out that are alike for the same voice.

The model is CAM++ of 3D-Speaker; see `models/campplus`. What it says of a voice lives in memory for a run
and is not stored.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callmon.speech.graph import open_graph

SIZE = 192
LEAST = 20
"""Frames (0.2 s) under which a voice cannot be told."""


class EmbeddingModel:
    """CAM++ on ONNX Runtime; each call runs on the thread that makes it.

    Args:
        path: the graph of `models/campplus`.
    """

    def __init__(self, path: Path) -> None:
        self._session = open_graph(path)

    def __call__(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """A vector of length 1, shape (192,).

        Args:
            features: frames of `fbank` of shape (n, 80), at least `LEAST` of them, all of one voice.

        Raises:
            ValueError: there are fewer.
        """
        if len(features) < LEAST:
            raise ValueError(f"{len(features)} frames are too few to tell a voice")
        centred = features - features.mean(axis=0, keepdims=True)
        voice = self._session.run(None, {"feats": centred[None]})[0][0]
        found: NDArray[np.float32] = voice / np.linalg.norm(voice)
        return found
