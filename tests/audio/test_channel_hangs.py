import threading

import pytest
from fakes.driven import Driven
from fakes.line import RATE, Clock, Line, LineSource, Slow

from callmon.audio.channel import Channel, ChannelSettings
from callmon.errors import DeviceError


@pytest.fixture
def driven() -> Driven:
    return Driven(Line(Clock()))


def test_a_hanging_opening_stalls_nothing_and_what_it_opens_after_the_end_is_closed() -> None:
    line, worker = Line(Clock()), Slow()
    channel = Channel(line.source, line.clock.now, ChannelSettings(open_s=0.01), worker)
    with pytest.raises(DeviceError, match="does not answer"):
        channel.open(line.clock.now)
    for _ in range(100):
        line.clock.now += 0.02
        channel.advance(line.clock.now)
    assert channel.end == pytest.approx(1.8 * RATE)
    channel.close(channel.end)
    worker.work()
    assert (line.opened, line.closed) == (1, 1)


def test_a_hanging_closing_stalls_nothing_and_the_device_is_opened_once_it_is_over(driven: Driven) -> None:
    slow = Slow()
    driven.channel._worker = slow
    driven.run(1)
    driven.line.fault = "lost"
    driven.run(0.02)
    driven.line.fault = None
    driven.run(5)
    assert driven.channel.state == "lost"
    assert driven.channel.end == pytest.approx(6.02 * RATE, abs=0.21 * RATE)
    slow.work()
    driven.run(1)
    assert driven.channel.state == "ok"
    assert (driven.line.opened, driven.line.closed) == (2, 1)


def test_a_device_that_hangs_does_not_keep_the_end_of_a_call_waiting(announced: list[str]) -> None:
    line, hangs = Line(Clock()), threading.Event()

    class Hanging(LineSource):
        def close(self) -> None:
            hangs.wait()

    channel = Channel(lambda: Hanging(line), line.clock.now)
    channel.open(line.clock.now)
    channel.close(0)
    assert not channel.closed(0.01)
    hangs.set()
    assert channel.closed(10)
    assert "device" not in [thread.name for thread in threading.enumerate()]


def test_a_pause_while_a_device_is_being_opened_ends_that_opening(driven: Driven) -> None:
    driven.run(1)
    driven.channel._worker = slow = Slow()
    driven.line.fault = "lost"
    driven.run(0.5)
    driven.line.fault = None
    driven.channel.pause()
    slow.work()
    assert driven.line.opened == driven.line.closed == 2
    driven.run(1)
    assert driven.line.opened == 2
