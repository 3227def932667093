"""Windows: blocks of samples of any size in, windows of 10 s that overlap out."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.segmentation import WINDOW


@dataclass(frozen=True, slots=True)
class Window:
    """10 s of a call.

    Attributes:
        start: sample of the call on which it begins.
        length: how many of its samples are of the call; the others are silence behind its end.
        samples: float32 of shape (160000,).
    """

    start: int
    length: int
    samples: NDArray[np.float32]


class Windows:
    """Cuts a stream into windows, one every `step` samples; any size of block gives the same.

    The last window begins where the one before leaves audio unseen, and is filled up with silence.

    Args:
        step: samples from one window to the next, at most a window.
    """

    def __init__(self, step: int) -> None:
        if not 0 < step <= WINDOW:
            raise ValueError(f"a step of {step} samples leaves gaps between windows")
        self._step = step
        self._start = 0
        self._kept: list[NDArray[np.float32]] = []
        self._held = 0

    @property
    def heard(self) -> int:
        """Samples so far."""
        return self._start + self._held

    def push(self, block: NDArray[np.float32]) -> Iterator[Window]:
        """The windows that `block`, of shape (n,), completes."""
        self._kept.append(np.array(block, np.float32))
        self._held += len(block)
        if self._held < WINDOW:
            return
        held = np.concatenate(self._kept)
        first = 0
        while len(held) - first >= WINDOW:
            yield Window(self._start, WINDOW, held[first : first + WINDOW].copy())
            first += self._step
            self._start += self._step
        self._kept = [held[first:].copy()]
        self._held = len(self._kept[0])

    def flush(self) -> Iterator[Window]:
        """The last window, where audio is left that no whole one has seen."""
        seen = WINDOW - self._step if self._start else 0
        if self._held > seen:
            held = np.concatenate(self._kept)
            yield Window(self._start, len(held), np.pad(held, (0, WINDOW - len(held))))
