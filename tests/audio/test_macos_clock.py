import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.audio.macos_tap import ArrivalClock

RATE, BLOCK = 48_000.0, 480


def times(late: list[float], *, off: float = 0.0, counted: bool = True) -> np.ndarray:
    """Errors (s) of the times of blocks that arrive this late, from a device whose clock is off by `off`."""
    clock = ArrivalClock(RATE)
    errors = []
    for number, delay in enumerate(late):
        true = 100.0 + number * BLOCK / RATE * (1 + off)
        arrived = true + BLOCK / RATE * (1 + off) + delay
        position = 5_000.0 + number * BLOCK if counted else None
        errors.append(clock.heard_at(position, BLOCK, arrived) - true)
    return np.array(errors)


@given(st.lists(st.floats(0.0, 0.15), min_size=1, max_size=200))
def test_a_late_arrival_moves_no_time_by_more_than_the_least_late_so_far(late: list[float]) -> None:
    errors = times(late)
    least = np.minimum.accumulate(late)
    let_go = ArrivalClock.LETTING_GO * BLOCK / RATE * np.arange(len(late))
    assert np.all(errors >= -1e-9)
    assert np.all(errors <= least + let_go + 1e-9)


@pytest.mark.parametrize("off", [100e-6, -100e-6])
def test_ten_minutes_of_a_clock_that_is_off_are_followed(off: float) -> None:
    delays = np.random.default_rng(1).exponential(0.002, 60_000)
    errors = times(delays.tolist(), off=off)
    assert np.max(np.abs(errors)) < 0.02
    assert np.max(np.abs(errors[1000:])) < 0.005


def test_a_device_without_a_count_is_counted() -> None:
    assert times([0.0, 0.05, 0.0], counted=False) == pytest.approx([0.0, 0.0, 0.0], abs=1e-4)


def test_a_count_that_stood_still_while_nothing_played_starts_anew() -> None:
    clock = ArrivalClock(RATE)
    clock.heard_at(0.0, BLOCK, 10.0)
    assert clock.heard_at(float(BLOCK), BLOCK, 15.0) == pytest.approx(15.0 - BLOCK / RATE)


def test_a_count_that_was_set_back_starts_anew() -> None:
    clock = ArrivalClock(RATE)
    clock.heard_at(900_000.0, BLOCK, 10.0)
    assert clock.heard_at(0.0, BLOCK, 10.01) == pytest.approx(10.0)
