import numpy as np
import pytest
from fakes.lane_feed import MS, ORIGIN, heard_live
from fakes.line import BLOCK, RATE, counted, late_by

from callmon.audio.lane import Lane
from callmon.audio.source import Chunk


def talk() -> np.ndarray:
    """Two seconds of a call: somebody speaks for 1.7 s, then the noise of a quiet room."""
    noise = np.random.default_rng(3).normal(0, 1, 2 * RATE)
    return (noise * np.where(np.arange(2 * RATE) < 1.7 * RATE, 0.1, 0.001)).astype(np.float32)


@pytest.mark.parametrize(("ppm", "size"), [(200, BLOCK), (-200, 2 * BLOCK)])
def test_a_clock_that_is_200_ppm_off_stays_within_25_ms_for_an_hour_and_is_corrected_in_pauses_alone(
    ppm: int, size: int
) -> None:
    luck, lane, call = np.random.default_rng(2), Lane(ORIGIN), talk()
    period, corrections, worst = size / RATE * (1 + ppm * 1e-6), 0, 0.0
    for number in range(3600 * RATE // size):
        begun = number * period
        samples = call[number * size % len(call) :][:size]
        lane.push(Chunk(ORIGIN + begun + luck.normal(0, 0.005), samples))
        lane.pass_time(ORIGIN + begun + period)
        if lane.corrections > corrections:
            corrections = lane.corrections
            assert np.abs(samples).max() < 0.01, "corrected while somebody spoke"
        if begun > 1:
            worst = max(worst, abs(lane.end / RATE - begun - period))
        lane.take(lane.end)
    assert worst < 0.025
    assert corrections == pytest.approx(3600 * 200e-6 / 0.01, abs=3)
    assert lane.gaps() == []


def test_chunks_shorter_than_a_correction_are_corrected_too() -> None:
    lane, size = Lane(ORIGIN), 40
    for number in range(4000):
        # 30 ms later from the first second on, as after a lost buffer.
        lane.push(
            Chunk(ORIGIN + number * size / RATE + 0.03 * (number > 400), np.full(size, 0.001, np.float32))
        )
    lane.finish(lane.end)
    assert lane.corrections == 1
    assert lane.end == 4000 * size + 10 * MS


def test_one_correction_is_enough_for_what_one_correction_mends() -> None:
    lane = Lane(ORIGIN)
    heard = heard_live(lane, 20 * RATE, wrong=lambda start: -0.028 * (start < 3 * BLOCK))
    assert lane.corrections == 1
    assert abs(late_by(heard)[-1]) == 18 * MS


@pytest.mark.parametrize("jump_s", [1.0, -1.0])
def test_times_that_jump_by_a_second_for_good_never_move_the_call_away_from_the_clock(jump_s: float) -> None:
    lane = Lane(ORIGIN)
    heard = heard_live(lane, 20 * RATE, wrong=lambda start: jump_s * (start >= 5 * RATE))
    assert len(heard) == pytest.approx(20 * RATE, abs=70 * MS)
    assert abs(late_by(heard)[-1]) < 70 * MS
    assert lane.corrections == 0
    gaps = lane.gaps()
    if jump_s < 0:
        assert gaps == []
        assert set(late_by(heard)) == {0}
    else:
        # A time that lies ahead cannot be told from audio that is missing; it costs its length once.
        assert [len(gap) for gap in gaps] == [pytest.approx(RATE, abs=70 * MS)]


def test_after_times_have_jumped_what_is_missing_is_still_a_gap_and_drift_is_still_corrected() -> None:
    def wrong(start: int) -> float:
        return (start >= 2 * RATE) * (-1.0 + 0.03 * (start >= 20 * RATE))

    lane = Lane(ORIGIN)
    heard = heard_live(lane, 60 * RATE, missing=[range(8 * RATE, 8 * RATE + 15 * BLOCK)], wrong=wrong)
    (gap,) = lane.gaps()
    assert gap.start == 8 * RATE
    assert len(gap) >= 15 * BLOCK
    assert not heard[gap.start : gap.end].any()
    assert set(late_by(heard[: 19 * RATE])) == {0}
    assert lane.corrections > 0


def test_a_device_whose_times_are_always_too_late_is_heard_after_a_second() -> None:
    lane = Lane(ORIGIN)
    heard = heard_live(lane, 6 * RATE, latency=2 * RATE)
    assert np.count_nonzero(heard) == pytest.approx(3 * RATE, abs=100 * MS)
    assert len(set(late_by(heard))) == 1
    assert lane.gaps() == []


def test_a_device_that_delivers_too_much_does_not_run_ahead_of_the_clock() -> None:
    lane = Lane(ORIGIN)
    for number in range(500):
        lane.push(Chunk(ORIGIN + number * 0.01, counted(np.arange(number * BLOCK, (number + 1) * BLOCK))))
        lane.pass_time(ORIGIN + (number + 1) * 0.01)
        assert lane.end <= (number + 1) * 160 + 100 * MS
    assert lane.end == pytest.approx(5 * RATE, abs=100 * MS)
