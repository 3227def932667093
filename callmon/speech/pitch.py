"""Pitch: 16 kHz samples in, fundamental frequency and a confidence out, one of each for every 16 ms."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callmon.speech.graph import open_graph

HOP = 256
"""Samples (16 ms) from one frame to the next; frame i is centred on sample i * HOP."""
LOWEST_HZ, HIGHEST_HZ = 65.0, 600.0
"""The pitch of speaking voices; what lies outside is singing, a tone or an error by octaves."""


@dataclass(frozen=True, slots=True)
class Track:
    """Pitch over time: `hz` (65..600) and `confidence` (0..1), float32 of shape (frames,) each.

    A frame is voiced where its confidence is at least 0.5; where it is low, its `hz` means nothing.
    """

    hz: NDArray[np.float32]
    confidence: NDArray[np.float32]


class PitchTracker:
    """SwiftF0 on ONNX Runtime, one thread, without memory of what it heard before.

    Args:
        path: its graph, with the inputs `audio`, `fmin`, `fmax` and the outputs `pitch`, `confidence`.
    """

    def __init__(self, path: Path) -> None:
        self._session = open_graph(path)

    def __call__(self, audio: NDArray[np.float32]) -> Track:
        """The track of `audio` of shape (n,), n // HOP frames; none for less than one frame.

        The graph's answer depends a little on the level and is random on digital silence: bring the audio to
        one level before, and ask nothing about silent frames.
        """
        if len(audio) < HOP:
            return Track(np.zeros(0, np.float32), np.zeros(0, np.float32))
        pitch, confidence = self._session.run(
            ["pitch", "confidence"],
            {
                "audio": audio[None],
                "fmin": np.asarray(LOWEST_HZ, np.float32),
                "fmax": np.asarray(HIGHEST_HZ, np.float32),
            },
        )
        return Track(np.clip(np.nan_to_num(pitch[0], nan=LOWEST_HZ), LOWEST_HZ, HIGHEST_HZ), confidence[0])
