"""Devices that are heard on a clock of the test's, without a thread."""

from collections.abc import Callable

import numpy as np

from callmon.audio.source import Chunk, Fault, Samples
from callmon.audio.worker import Job, Worker
from callmon.errors import DeviceError

RATE = 16_000
BLOCK = 320
CYCLE = 30_011
"""After so many samples (1.9 s) `counted` begins again."""


def counted(positions: np.ndarray) -> Samples:
    """Samples that tell at which position of the call they sounded; none is zero."""
    return ((positions % CYCLE + 1) / (CYCLE + 1)).astype(np.float32)


def late_by(heard: Samples, start: int = 0) -> np.ndarray:
    """How many samples later each sample of `counted` lies than it sounded; silence is left out."""
    at = np.flatnonzero(heard)
    sounded = np.rint(heard[at] * (CYCLE + 1)).astype(int) - 1
    return (at + start - sounded + CYCLE // 2) % CYCLE - CYCLE // 2


class Clock:
    """Time that passes where the test says so."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = self.origin = now

    @property
    def position(self) -> int:
        return round((self.now - self.origin) * RATE)


class Line:
    """A device that is plugged in and always sounds; `source` is what hears it.

    Args:
        clock: what time it is.
        name: the device's.
        sound: its samples at positions of the call.
    """

    def __init__(
        self, clock: Clock, name: str = "Headset", sound: Callable[[np.ndarray], Samples] = counted
    ) -> None:
        self.clock, self.name, self.sound = clock, name, sound
        self.plugged, self.delivers, self.silent_when_idle = True, True, False
        self.fault: Fault | None = None
        self.meter: float | None = None
        self.opened = self.closed = self.tried = 0

    def source(self) -> "LineSource":
        return LineSource(self)


class LineSource:
    """One opening of a line."""

    trouble: str | None = None

    def __init__(self, line: Line) -> None:
        self._line = line
        self._next = 0

    @property
    def name(self) -> str:
        return self._line.name

    @property
    def silent_when_idle(self) -> bool:
        return self._line.silent_when_idle

    def open(self) -> None:
        self._line.tried += 1
        if not self._line.plugged:
            raise DeviceError(f"{self.name} is not connected; connect it.")
        self._line.opened += 1
        self._next = self._line.clock.position

    def read(self) -> list[Chunk]:
        chunks: list[Chunk] = []
        clock = self._line.clock
        while self._next + BLOCK <= clock.position:
            if self._line.delivers:
                samples = self._line.sound(np.arange(self._next, self._next + BLOCK))
                chunks.append(Chunk(clock.origin + self._next / RATE, samples))
            self._next += BLOCK
        return chunks

    def fault(self) -> Fault | None:
        return self._line.fault if self._line.plugged else "lost"

    def meter(self) -> float | None:
        return self._line.meter

    def close(self) -> None:
        self._line.closed += 1


class AtOnce(Worker):
    """Does each job where it is given."""

    def __init__(self) -> None:
        super().__init__("at once")

    def do(self, job: Job) -> None:
        job()


class Slow(Worker):
    """Keeps its jobs until the test does the next one."""

    def __init__(self) -> None:
        super().__init__("slow")
        self.jobs: list[Job] = []

    def do(self, job: Job) -> None:
        self.jobs.append(job)

    def work(self) -> None:
        while self.jobs:
            self.jobs.pop(0)()
