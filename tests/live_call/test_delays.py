from callmon.live.delays import Delays


def test_nothing_is_said_about_delays_before_there_is_one():
    delays = Delays()
    assert (delays.p50, delays.p95) == (None, None)


def test_what_was_late_long_ago_is_forgotten():
    delays = Delays()
    for _ in range(50):
        delays.add(5000.0)
    for number in range(200):
        delays.add(100.0 + number % 10)
    assert 100.0 <= delays.p50 <= 110.0
    assert delays.p50 <= delays.p95 <= 110.0
