"""Rehearsal: the customer of a recorded call as one side of a running one, played to the agent."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from callmon.audio.output import Output
from callmon.audio.passages import Passages
from callmon.audio.source import Chunk, Fault
from callmon.errors import RecordingError
from callmon.live.partner import Partner
from callmon.source import Source as Recorded
from callmon.timeline import SAMPLE_RATE

Samples = NDArray[np.float32]

_CUSTOMER = 1
_MOST_WAITING = SAMPLE_RATE // 5
"""Samples that may wait for the device: where its clock is the slower one, the oldest go."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The call that is rehearsed.

    Attributes:
        call: its id in the library.
        title: the name of its recording.
        source: where that lies.
        report: its report, which says when the customer spoke.
    """

    call: str
    title: str
    source: Recorded
    report: Mapping[str, Any]


class RehearsedCustomer:
    """The customer's side of a rehearsal as a source: what it gives is played to the agent at the same time.

    Args:
        passages: the recorded call.
        partner: says when the customer speaks.
        output: plays it.
        now: the clock of the call, in seconds.
        name: to show.
    """

    silent_when_idle = False

    def __init__(
        self, passages: Passages, partner: Partner, output: Output, now: Callable[[], float], name: str
    ) -> None:
        self._passages, self._partner, self._output = passages, partner, output
        self._now, self._name = now, name
        self._start: float | None = None
        self._read = 0
        self._waiting: deque[Samples] = deque()
        self._trouble: str | None = None

    @property
    def name(self) -> str:
        """The name of the recording."""
        return self._name

    @property
    def trouble(self) -> str | None:
        """Why the customer cannot be heard."""
        return self._trouble

    def open(self) -> None:
        """Begin, or go on after a pause."""
        self._output.start(self._fill)
        # What passed while it was closed is no time of the rehearsal.
        self._start = self._now() - self._read / SAMPLE_RATE

    def read(self) -> list[Chunk]:
        """What the customer said since the last call; it goes to the loudspeaker in the same moment."""
        if self._start is None:
            return []
        until = round((self._now() - self._start) * SAMPLE_RATE)
        found = []
        for piece in self._partner.advance(until):
            samples = np.zeros(piece.length, np.float32)
            if piece.start is not None:
                samples = self._passage(piece.start, piece.length)
            found.append(Chunk(self._start + self._read / SAMPLE_RATE, samples))
            self._read += piece.length
            self._waiting.append(samples)
        while sum(len(each) for each in self._waiting) > _MOST_WAITING:
            self._waiting.popleft()
        return found

    def fault(self) -> Fault | None:
        """None: it is no device."""
        return None

    def meter(self) -> float | None:
        """None: it has no meter of its own."""
        return None

    def close(self) -> None:
        """Stop to be heard."""
        self._start = None
        self._output.stop()

    def _passage(self, start: int, count: int) -> Samples:
        try:
            return np.ascontiguousarray(self._passages.read(start, count)[_CUSTOMER])
        except RecordingError as error:
            self._trouble = str(error)
            return np.zeros(count, np.float32)

    def _fill(self, out: Samples, _heard_at: float) -> None:
        done = 0
        while done < len(out) and self._waiting:
            samples = self._waiting.popleft()
            count = min(len(samples), len(out) - done)
            out[done : done + count] = samples[:count, None]
            done += count
            if count < len(samples):
                self._waiting.appendleft(samples[count:])
        out[done:] = 0
