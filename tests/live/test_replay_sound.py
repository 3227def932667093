"""What a replay says is heard, and what a real sound server hears."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from live.sound_server import SoundServer
from numpy.typing import NDArray

from callmon.audio.player import Player

RATE = 16_000
APART_S = 0.7
"""Between two bursts; no multiple of a frame, so that each lies elsewhere in one."""
BURST_S = 0.012
LOUD = 3_000
AGREED_S = 0.030
"""What is drawn and what is heard differ by at most this."""


class Bursts:
    """A call that is silent but for a short tone every `APART_S`."""

    def read(self, start: int, count: int) -> NDArray[np.float32]:
        at = (np.arange(start, start + count) % round(APART_S * RATE)) / RATE
        row = np.where(at < BURST_S, 0.9 * np.sin(2 * np.pi * 1_000 * at), 0.0).astype(np.float32)
        return np.stack((row, row))

    def close(self) -> None:
        pass


class Ear:
    """Listens to a monitor and notes when each burst begins."""

    def __init__(self, source: str) -> None:
        command = ["parec", f"--device={source}", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"]
        self._program = subprocess.Popen([*command, "--latency-msec=10"], stdout=subprocess.PIPE)
        self.bursts: list[float] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        assert self._program.stdout is not None
        while block := self._program.stdout.read(320):
            now = time.monotonic()
            loud = np.flatnonzero(np.abs(np.frombuffer(block, np.int16).astype(int)) > LOUD)
            if len(loud):
                heard = now - (160 - loud[0]) / RATE
                if not self.bursts or heard - self.bursts[-1] > 0.2:
                    self.bursts.append(heard)

    def close(self) -> None:
        self._program.kill()
        self._thread.join()
        assert self._program.stdout is not None
        self._program.stdout.close()
        self._program.wait()


@pytest.fixture
def ear(sound_server: SoundServer) -> Iterator[Ear]:
    made = Ear(f"{sound_server.speaker}.monitor")
    yield made
    made.close()


@pytest.mark.parametrize("speed", [1.0, 0.5, 2.0])
def test_the_cursor_is_at_a_burst_when_the_burst_is_heard(ear: Ear, speed: float) -> None:
    player = Player(Bursts(), 600.0)
    player.set_speed(speed)
    player.seek(5.0)
    player.play()
    times, places = [], []
    until = time.monotonic() + 30
    while len(ear.bursts) < 6 and time.monotonic() < until:
        places.append(player.position)
        times.append(time.monotonic())
        time.sleep(0.002)
    player.close()
    assert player.trouble == ""
    assert len(ear.bursts) >= 6
    # The first may be cut: a sink that was idle begins a little late.
    shown = np.interp(ear.bursts[1:6], times, places)
    late = (shown - np.round(shown / APART_S) * APART_S) / speed
    assert abs(np.median(late)) <= AGREED_S


def test_when_the_sound_server_ends_the_call_goes_on_and_says_why(sound_server: SoundServer) -> None:
    player = Player(Bursts(), 600.0)
    player.play()
    _await(lambda: player.position > 0.2)
    sound_server.kill()
    _await(lambda: player.trouble != "")
    at = player.position
    _await(lambda: player.position > at + 0.2)
    sound_server.start()
    player.pause()
    player.play()
    _await(lambda: player.trouble == "")
    player.close()


def _await(met: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not met():
        assert time.monotonic() < until
        time.sleep(0.01)
