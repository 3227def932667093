"""A channel on a fake clock, and what was heard of it."""

import numpy as np

from callmon.audio.channel import Channel
from callmon.audio.worker import Worker
from callmon.timeline import Segment
from fakes.line import AtOnce, Line, LineSource


class Driven:
    """A channel on a fake clock, and what was heard of it."""

    def __init__(self, line: Line, worker: Worker | None = None) -> None:
        self.clock, self.line = line.clock, line
        self.channel = Channel(self.made, line.clock.now, worker=worker or AtOnce())
        self.states: list[tuple[float, str]] = []
        self.parts: list[np.ndarray] = []
        self.gaps: list[Segment] = []
        self.channel.open(self.clock.now)

    def made(self) -> LineSource:
        return self.line.source()

    def run(self, seconds: float) -> "Driven":
        for _ in range(round(seconds * 50)):
            self.clock.now += 0.02
            self.channel.advance(self.clock.now)
            if not self.states or self.states[-1][1] != self.channel.state:
                self.states.append((self.clock.now - self.clock.origin, self.channel.state))
            self.parts.append(self.channel.take(self.channel.end))
            self.gaps += self.channel.gaps()
        return self

    @property
    def heard(self) -> np.ndarray:
        return np.concatenate(self.parts)
