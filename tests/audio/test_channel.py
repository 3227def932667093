import numpy as np
import pytest
from fakes.driven import Driven
from fakes.line import BLOCK, RATE, Clock, Line, LineSource, late_by

from callmon.timeline import Segment


@pytest.fixture
def driven() -> Driven:
    return Driven(Line(Clock()))


def test_a_device_that_is_gone_and_back_after_ten_seconds_is_one_gap_with_the_right_edges(
    driven: Driven,
) -> None:
    driven.run(5)
    driven.line.plugged = False
    driven.run(10)
    driven.line.plugged = True
    driven.run(10)
    assert [state for _, state in driven.states] == ["ok", "lost", "ok"]
    assert driven.states[1][0] == pytest.approx(5.02)
    (gap,) = driven.gaps
    # The last wait before it came back was four seconds long.
    assert gap.start == pytest.approx(5 * RATE, abs=BLOCK)
    assert gap.end == pytest.approx(driven.states[2][0] * RATE, abs=5 * BLOCK)
    assert 15 < driven.states[2][0] < 20.1
    assert set(late_by(driven.heard)) == {0}
    assert not driven.heard[gap.start : gap.end].any()
    assert np.count_nonzero(driven.heard) == len(driven.heard) - len(gap)
    assert (driven.line.opened, driven.line.closed) == (2, 1)


def test_a_device_that_stays_away_is_tried_with_growing_waits_of_at_most_five_seconds(driven: Driven) -> None:
    driven.run(10)
    driven.line.plugged = False
    tried = []
    for _ in range(50 * 40):
        before = driven.line.tried
        driven.run(0.02)
        if driven.line.tried > before:
            tried.append(driven.clock.now - driven.clock.origin - 10)
    waits = np.diff([0, *tried])
    np.testing.assert_allclose(waits[:6], [0.26, 0.5, 1, 2, 4, 5], atol=0.05)
    assert max(waits) < 5.1
    assert "connect it" in driven.channel.problem


def test_a_device_that_fails_right_after_each_opening_is_not_opened_without_end(driven: Driven) -> None:
    driven.run(10)
    driven.line.fault = "lost"
    driven.run(30)
    assert driven.line.opened < 12
    driven.line.fault = None
    driven.run(10)
    assert driven.channel.state == "ok"


def test_a_device_that_stayed_for_long_is_tried_at_once_again(driven: Driven) -> None:
    for _ in range(2):
        driven.run(10)
        driven.line.plugged = False
        driven.run(20)
        driven.line.plugged = True
        driven.run(10)
        opened = driven.line.opened
        driven.line.fault = "lost"
        driven.run(0.02)
        driven.line.fault = None
        driven.run(0.3)
        assert driven.line.opened == opened + 1


def test_a_device_that_is_open_again_is_ill_until_something_is_heard(driven: Driven) -> None:
    driven.run(1)
    driven.line.plugged = driven.line.delivers = False
    driven.run(1)
    driven.line.plugged = True
    driven.run(1)
    assert (driven.line.opened, driven.channel.state) == (2, "lost")
    driven.line.delivers = True
    driven.run(0.1)
    assert driven.channel.state == "ok"


@pytest.mark.parametrize("fault", ["moved", "lost"])
def test_nothing_of_what_a_stream_brings_after_it_was_moved_enters(driven: Driven, fault: str) -> None:
    wrong = Line(driven.clock, "Microphone", lambda at: np.full(len(at), -1.0, np.float32))
    driven.run(2)
    driven.line.sound, driven.line.fault = wrong.sound, fault
    driven.run(0.02)
    assert driven.channel.state == fault
    driven.line.sound, driven.line.fault = Line(driven.clock).sound, None
    driven.run(3)
    assert driven.heard.min() >= 0
    assert [state for _, state in driven.states] == ["ok", fault, "ok"]
    assert len(driven.gaps) == 1


def test_nothing_for_two_seconds_is_no_frames_and_after_ten_the_device_is_opened_anew(driven: Driven) -> None:
    driven.run(3)
    driven.line.delivers = False
    driven.run(9)
    assert [state for _, state in driven.states] == ["ok", "no_frames"]
    assert driven.states[-1][0] == pytest.approx(5.02, abs=0.05)
    assert driven.line.opened == 1
    driven.run(2)
    assert driven.line.opened == 2
    driven.line.delivers = True
    driven.run(1)
    assert driven.channel.state == "ok"
    (gap,) = driven.gaps
    assert gap.start == pytest.approx(3 * RATE, abs=BLOCK)
    assert gap.end == pytest.approx(14 * RATE, abs=BLOCK)


def test_a_loopback_that_delivers_nothing_is_well_and_misses_nothing() -> None:
    line = Line(Clock())
    line.silent_when_idle, line.delivers = True, False
    driven = Driven(line).run(30)
    line.delivers = True
    driven.run(1)
    assert ([state for _, state in driven.states], driven.gaps) == (["ok"], [])
    assert np.flatnonzero(driven.heard)[0] == 30 * RATE


def test_a_loopback_that_came_back_is_well_before_anything_plays() -> None:
    line = Line(Clock())
    line.silent_when_idle, line.delivers = True, False
    driven = Driven(line).run(5)
    line.plugged = False
    driven.run(1)
    line.plugged = True
    driven.run(2)
    assert [state for _, state in driven.states] == ["ok", "lost", "ok"]
    (gap,) = driven.gaps
    assert gap.start == pytest.approx(4.82 * RATE, abs=BLOCK)
    assert gap.end == pytest.approx(driven.states[-1][0] * RATE, abs=BLOCK)


def silence(at: np.ndarray) -> np.ndarray:
    return np.zeros(len(at), np.float32)


def test_zeros_while_the_meter_moves_are_flat_after_five_seconds_until_there_is_sound(driven: Driven) -> None:
    loud, driven.line.sound, driven.line.meter = driven.line.sound, silence, 0.5
    driven.run(4.9)
    assert driven.channel.state == "ok"
    driven.run(0.3)
    assert driven.channel.state == "flat"
    driven.line.meter = 0.0
    driven.run(1)
    assert driven.channel.state == "flat", "between two sentences the meter rests"
    driven.line.sound = loud
    driven.run(0.1)
    assert driven.channel.state == "ok"


def test_a_meter_that_shows_the_last_second_and_is_ahead_of_the_sound_makes_nothing_flat(
    driven: Driven,
) -> None:
    loud = driven.line.sound
    for _ in range(10):
        driven.line.sound, driven.line.meter = loud, 0.5
        driven.run(1)
        driven.line.sound = silence
        driven.run(1)
        driven.line.meter = 0.0
        driven.run(8)
        driven.line.meter = 0.5
        driven.run(0.1)
    assert [state for _, state in driven.states] == ["ok"]


def test_a_long_pause_is_one_gap_and_nothing_from_before_it_comes_after_it(driven: Driven) -> None:
    driven.run(2)
    driven.channel.pause()
    assert driven.line.closed == 1
    driven.clock.now += 600
    driven.run(1)
    driven.channel.resume(driven.clock.now)
    driven.run(1)
    # It is opened when it is next looked after.
    assert driven.gaps == [Segment(2 * RATE, 603 * RATE + BLOCK)]
    assert set(late_by(driven.heard)) == {0}
    assert [state for _, state in driven.states] == ["ok"]


def test_another_device_in_place_of_the_lost_one_is_named(driven: Driven) -> None:
    driven.run(1)
    driven.line.plugged = False
    driven.run(0.1)
    assert driven.channel.problem == "Headset is gone; connect it again."
    driven.line = Line(driven.clock, "Built-in")
    driven.run(1)
    assert (driven.channel.name, driven.channel.state) == ("Built-in", "ok")
    assert "Built-in is heard in place of Headset" in driven.channel.problem


def test_a_muted_device_is_heard_on_and_told(driven: Driven) -> None:
    driven.run(1)
    driven.line.fault = "muted"
    driven.run(1)
    driven.line.fault = None
    driven.run(1)
    assert [state for _, state in driven.states] == ["ok", "muted", "ok"]
    assert (driven.gaps, len(driven.heard)) == ([], 3 * RATE)


def test_a_defect_while_a_device_is_opened_ends_in_a_traceback(driven: Driven) -> None:
    def broken() -> LineSource:
        raise ZeroDivisionError

    driven.run(1)
    driven.made = broken
    driven.channel._make = broken
    driven.line.fault = "lost"
    with pytest.raises(ZeroDivisionError):
        driven.run(1)
