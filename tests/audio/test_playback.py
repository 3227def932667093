import threading
import tracemalloc
from collections.abc import Iterator

import numpy as np
import pytest
from fakes.line import BLOCK, RATE, Clock, counted, late_by

from callmon.audio.intake import Intake
from callmon.audio.playback import Playback
from callmon.audio.source import Samples
from callmon.pacing import FastClock


class Tape:
    """A recording of any length that lies nowhere."""

    name, sample_rate, channels = "tape", RATE, 2

    def __init__(self, length: int, silent: bool = False) -> None:
        self.expected_seconds = length / RATE
        self._length = length
        self._silence = np.zeros((2, BLOCK), np.float32) if silent else None

    def blocks(self, size: int) -> Iterator[Samples]:
        for start in range(0, self._length, size):
            if self._silence is not None:
                yield self._silence
                continue
            at = np.arange(start, min(start + size, self._length))
            yield np.stack([counted(at), -counted(at)])


def played(playback: Playback, row: int) -> np.ndarray:
    chunks = playback.sides[row].read()
    return np.concatenate([chunk.samples for chunk in chunks]) if chunks else np.zeros(0, np.float32)


def test_each_side_hears_its_row_once_at_the_pace_of_the_clock() -> None:
    clock = Clock()
    playback = Playback(Tape(2 * RATE + 100), lambda: clock.now)
    agent, customer = playback.sides
    agent.open()
    customer.open()
    assert agent.read() == []
    clock.now += 0.1
    chunks = agent.read()
    assert [chunk.time for chunk in chunks] == pytest.approx([clock.origin + n * 0.02 for n in range(5)])
    clock.now += 0.9
    np.testing.assert_array_equal(played(playback, 0), counted(np.arange(5 * BLOCK, RATE)))
    np.testing.assert_array_equal(played(playback, 1), -counted(np.arange(RATE)))
    assert not playback.over
    clock.now += 2
    assert len(played(playback, 0)) == RATE + 100
    assert not playback.over, "one side was not handed over"
    assert len(played(playback, 1)) == RATE + 100
    assert playback.over
    assert (agent.read(), customer.fault(), agent.meter()) == ([], None, None)


@pytest.mark.parametrize("speed", [None, 500.0])
def test_at_any_speed_a_call_is_heard_whole(speed: float | None) -> None:
    clock = FastClock(speed)
    playback = Playback(Tape(20 * RATE), clock.now, repeat=2)
    agent, customer = playback.sides
    intake = Intake((lambda: agent, lambda: customer), clock.now())
    intake.open(clock.now())
    blocks = []
    while not playback.over:
        blocks += intake.pull(clock.now())
        clock.wait(0.02)
    blocks += intake.close()
    heard = np.concatenate([block for block in blocks if isinstance(block, np.ndarray)], axis=1)
    assert np.count_nonzero(heard[0]) == 40 * RATE
    np.testing.assert_array_equal(heard[0], -heard[1])
    if speed is None:
        assert heard.shape[1] == 40 * RATE
        assert set(late_by(heard[0, : 20 * RATE])) == {0}


def test_a_side_that_is_opened_after_the_other_hears_the_call_from_its_beginning() -> None:
    clock = Clock()
    playback = Playback(Tape(2 * RATE), lambda: clock.now)
    playback.sides[0].open()
    clock.now += 1
    assert len(played(playback, 0)) == RATE
    playback.sides[1].open()
    np.testing.assert_array_equal(played(playback, 1), -counted(np.arange(RATE)))


def test_what_is_played_while_a_side_is_closed_is_gone_and_kept_nowhere() -> None:
    clock = Clock()
    playback = Playback(Tape(3600 * RATE, silent=True), lambda: clock.now)
    agent, customer = playback.sides
    agent.open()
    customer.open()
    agent.close()
    customer.close()
    clock.now += 1800
    tracemalloc.start()
    agent.open()
    customer.open()
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()
    assert customer.read() == []
    clock.now += 0.02
    (chunk,) = customer.read()
    assert chunk.time == pytest.approx(clock.now - 0.02)
    agent.close()
    assert agent.read() == []


def test_a_long_call_is_played_without_growing() -> None:
    clock = Clock()
    playback = Playback(Tape(600 * RATE, silent=True), lambda: clock.now, repeat=3)
    for side in playback.sides:
        side.open()
    heard = 0
    tracemalloc.start()
    while not playback.over:
        clock.now += 1
        heard += sum(len(chunk.samples) for side in playback.sides for chunk in side.read())
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()
    assert heard == 2 * 1800 * RATE


def test_both_sides_may_be_opened_again_while_the_other_is_read() -> None:
    clock = Clock()
    playback = Playback(Tape(400 * RATE), lambda: clock.now)
    agent, customer = playback.sides
    agent.open()
    customer.open()
    clock.now += 300
    thread = threading.Thread(target=agent.open)
    thread.start()
    heard = played(playback, 1)
    thread.join()
    heard = np.concatenate([heard, played(playback, 1)])
    np.testing.assert_array_equal(heard, -counted(np.arange(300 * RATE)))
