"""Close-up: what is looked at in, the samples themselves out, read on a thread of its own."""

import math
import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from callmon.audio.passages import Passages
from callmon.errors import RecordingError
from callmon.timeline import SAMPLE_RATE

Samples = NDArray[np.float32]

_KEPT = 96
"""Seconds that are kept: some 12 MB, more than are ever looked at or expected at once."""


class CloseUp:
    """The samples near what is looked at; every method returns at once.

    Args:
        passages: where they are read from; used and closed by this alone.
        length: samples of the call; behind them is silence, for which nothing is read.
    """

    def __init__(self, passages: Passages, length: int) -> None:
        self._passages = passages
        self._length = length
        self._seconds: OrderedDict[int, Samples] = OrderedDict()
        self._needed: tuple[int, ...] = ()
        self._beside: tuple[int, ...] = ()
        self._closed = self._gone = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="close-up", daemon=True)
        self._thread.start()

    @property
    def complete(self) -> bool:
        """Whether all that was looked at last is there, or never will be."""
        with self._changed:
            return self._gone or all(second in self._seconds for second in self._needed)

    def look(self, start: float, end: float) -> None:
        """Have what lies in `start`..`end` seconds read before all else, and its surroundings next."""
        with self._changed:
            self._needed = self._seconds_of(start, end)
        self.expect(start - (end - start), end + (end - start))

    def expect(self, start: float, end: float) -> None:
        """Have this read once there is time, from the middle on: one looks closer where one looks."""
        middle = (start + end - 1) / 2
        nearest = sorted(self._seconds_of(start, end), key=lambda second: abs(second - middle))
        with self._changed:
            self._beside = tuple(nearest)
            for second in (*self._beside, *self._needed):
                if second in self._seconds:
                    self._seconds.move_to_end(second)
            self._changed.notify()

    def samples(self, start: int, count: int) -> Samples | None:
        """Samples of shape (2, count) from a position on; None while they are not all there."""
        begin, until = max(0, start), min(start + count, self._length)
        found = np.zeros((2, count), np.float32)
        with self._changed:
            for second in range(begin // SAMPLE_RATE, -(-until // SAMPLE_RATE)):
                read, first = self._seconds.get(second), second * SAMPLE_RATE
                if read is None:
                    return None
                one, two = max(begin, first), min(until, first + SAMPLE_RATE)
                found[:, one - start : two - start] = read[:, one - first : two - first]
        return found

    def close(self) -> None:
        """Nothing follows."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _work(self) -> None:
        while (second := self._next()) is not None:
            try:
                read = self._passages.read(second * SAMPLE_RATE, SAMPLE_RATE)
            except RecordingError:
                # It went away while it was looked at; its peaks are still there.
                with self._changed:
                    self._gone = True
                break
            with self._changed:
                self._seconds[second] = read
                while len(self._seconds) > _KEPT:
                    self._seconds.popitem(last=False)
        self._passages.close()

    def _next(self) -> int | None:
        """The next second to read, once there is one; None when nothing follows."""
        with self._changed:
            while not self._closed:
                for second in (*self._needed, *self._beside)[:_KEPT]:
                    if second not in self._seconds:
                        return second
                self._changed.wait()
        return None

    def _seconds_of(self, start: float, end: float) -> tuple[int, ...]:
        last = min(math.ceil(end), -(-self._length // SAMPLE_RATE))
        return tuple(range(max(0, math.floor(start)), last))
