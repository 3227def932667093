"""Exact zeros from the start on: how a system that withholds the sound looks like one that gives it."""

import numpy as np

from callmon.audio.source import Samples
from callmon.timeline import SAMPLE_RATE

WITHHELD_S = 5.0
"""No converter gives exact zeros this long; a withheld permission, or a microphone switched off, does."""


class Zeros:
    """Whether a source has given nothing but exact zeros since it was opened."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self.heard = False

    def take(self, samples: Samples) -> None:
        """Look at the next samples, 16 kHz."""
        if not self.heard:
            self.heard = bool(np.any(samples))
            self._seconds += len(samples) / SAMPLE_RATE

    def start_again(self) -> None:
        """Count from here: what came so far was rightly silent."""
        self._seconds = 0.0

    @property
    def withheld(self) -> bool:
        """Whether that has lasted too long to be silence."""
        return not self.heard and self._seconds >= WITHHELD_S
