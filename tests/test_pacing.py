import time

from callmon.pacing import FastClock, RealClock


def test_the_real_clock_is_the_computers_own() -> None:
    before = time.monotonic()
    now = RealClock().now()
    assert before <= now <= time.monotonic()
    RealClock().wait(0.01)
    assert time.monotonic() >= now + 0.01


def test_a_clock_without_a_speed_moves_only_where_it_is_waited_for() -> None:
    clock = FastClock()
    assert clock.now() == 0
    before = time.monotonic()
    for _ in range(1000):
        clock.wait(3600)
    assert clock.now() == 3_600_000
    assert time.monotonic() - before < 3600


def test_a_fast_clock_runs_its_speed_times_as_fast_as_the_real_one() -> None:
    before = time.monotonic()
    clock = FastClock(1000)
    made = time.monotonic()
    clock.wait(10)
    earliest, now, latest = time.monotonic(), clock.now(), time.monotonic()
    assert now >= 10
    assert 1000 * (earliest - made) <= now <= 1000 * (latest - before)
