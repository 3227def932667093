"""A player whose device, clock and recording are in the test's hands."""

import threading

import numpy as np

from callmon.audio.player import Player
from callmon.errors import DeviceError, RecordingError

RATE = 16_000
LATENCY_S = 0.05
PATIENCE_S = 20.0


def until(met):
    """Wait for what another thread does."""
    for _ in range(round(PATIENCE_S * 500)):
        if met():
            return
        threading.Event().wait(0.002)
    raise AssertionError("it never came about")


class Ramp:
    """A call in which each sample tells its position; the customer's side is the agent's upside down."""

    def __init__(self, seconds):
        self.length = round(seconds * RATE)
        self.broken = self.closed = False

    def value(self, positions):
        return np.where((positions >= 0) & (positions < self.length), positions / 2**21 + 0.1, 0)

    def read(self, start, count):
        if self.broken:
            raise RecordingError("The recording is not where it was.")
        row = self.value(np.arange(start, start + count)).astype(np.float32)
        return np.stack((row, -row))

    def close(self):
        self.closed = True


class Device:
    """An output that asks when the test says so; what it is given sounds `LATENCY_S` later."""

    def __init__(self, refuses=""):
        self.refuses = refuses
        self.time = 1_000.0
        self.fill = None
        self.stopped = self.lost = False

    def start(self, fill):
        if self.refuses:
            raise DeviceError(self.refuses)
        self.fill = fill

    def now(self):
        return self.time

    @property
    def alive(self):
        return self.fill is not None and not self.lost

    def stop(self):
        self.stopped = True

    def ask(self, count):
        out = np.full((count, 2), np.nan, np.float32)
        self.fill(out, self.time + LATENCY_S)
        self.time += count / RATE
        return out


class Room:
    """A player in a room with one device, or with none that works."""

    def __init__(self, seconds=60.0, refuses=""):
        self.refuses = refuses
        self.call = Ramp(seconds)
        self.devices, self.silences = [], []
        self.player = Player(self.call, seconds, self._device, self._silence)

    def _device(self):
        self.devices.append(Device(self.refuses))
        return self.devices[-1]

    def _silence(self):
        self.silences.append(Device())
        return self.silences[-1]

    @property
    def output(self):
        """What asks at this moment."""
        until(lambda: self.player._output is not None)
        return self.player._output

    def hear(self, count, block=160):
        """What sounds next, of shape (n, 2), asked for as soon as it is ready, block by block."""
        blocks = []
        for at in range(0, count, block):
            size = min(block, count - at)
            output = self.output
            until(lambda size=size: self._ready(size))
            blocks.append(output.ask(size))
        return np.concatenate(blocks)

    def _ready(self, size):
        player = self.player
        with player._lock:
            waiting = sum(piece.samples.shape[1] for piece in player._ahead)
            over = player._loop is None and player._next >= player._end
            return waiting >= size or over or not player._playing

    def positions(self, heard, ear=0):
        """Which samples of the call these are, once they have faded in."""
        return np.round((np.abs(heard[:, ear]) - 0.1) * 2**21).astype(int)
