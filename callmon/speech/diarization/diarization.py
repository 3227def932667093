"""Diarization: what is known of who speaks when once a call has ended."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FRAME = 160
"""Samples (10 ms) of a frame: frame i is what is heard from sample i * FRAME on."""


@dataclass(frozen=True, slots=True)
class Diarization:
    """Who speaks in each frame of 10 ms.

    The voices of the call come first, in the order in which they are first heard alone; behind them, from
    `main` on, those that are set apart: announcements, music, somebody who is only passed by.

    Attributes:
        frame: samples of a frame at 16 kHz, 160.
        activity: probability 0..1 that each speaks, overlap included, float32 of shape (frames, speakers).
        speaks: whether each is taken to speak, shape (frames, speakers).
        exclusive: the one speaker of each frame, -1 where nobody speaks, int8 of shape (frames,).
        voices: what each sounds like, vectors of length 1, float32 of shape (speakers, 192). For the run
            alone: they are personal data and are not stored.
        apart: how well each is told from the others, 0..1, float32 of shape (speakers,): of what it says
            alone, weighted by length, the mean lead in likeness over the next voice, where a lead of 0.5
            counts as 1. It is 1 where there is no other voice.
        main: how many voices the call has without those that are set apart.
    """

    frame: int
    activity: NDArray[np.float32]
    speaks: NDArray[np.bool_]
    exclusive: NDArray[np.int8]
    voices: NDArray[np.float32]
    apart: NDArray[np.float32]
    main: int
