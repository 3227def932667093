import numpy as np

from callmon.audio.cursor import Cursor
from callmon.audio.stretch import Sounding

RATE = 16_000


def piece(position, seconds=0.02, speed=1.0):
    return Sounding(np.zeros((2, round(seconds * RATE)), np.float32), position, speed)


def followed(cursor, *times):
    found = []
    for now in times:
        cursor.follow(now)
        found.append(cursor.position)
    return found


def test_it_stands_where_it_was_put_until_the_first_piece_sounds():
    cursor = Cursor()
    cursor.put(48_000)
    cursor.give(piece(48_000), 10.0)
    assert followed(cursor, 9.9, 10.0, 10.01) == [48_000, 48_000, 48_160]


def test_it_goes_as_fast_as_the_call_sounds():
    cursor = Cursor()
    cursor.give(piece(0, 0.5, 2.0), 10.0)
    cursor.give(piece(16_000, 0.5, 0.5), 10.5)
    assert followed(cursor, 10.25, 10.5, 10.75, 11.0) == [8_000, 16_000, 18_000, 20_000]


def test_it_stands_still_while_nothing_is_given():
    cursor = Cursor()
    cursor.give(piece(0, 0.5), 10.0)
    cursor.give(piece(8_000, 0.5), 11.0)
    assert followed(cursor, 10.6, 10.9, 11.1) == [8_000, 8_000, 9_600]


def test_it_does_not_step_back_by_a_little_but_by_a_loop():
    cursor = Cursor()
    cursor.give(piece(1_000), 10.0)
    cursor.give(piece(1_220), 10.02)
    cursor.give(piece(1_540), 10.04)
    cursor.give(piece(100), 10.06)
    assert followed(cursor, 10.019, 10.021, 10.03, 10.05, 10.065) == [1_304, 1_304, 1_380, 1_700, 180]


def test_what_was_given_before_it_was_put_elsewhere_is_heard_no_more():
    cursor = Cursor()
    cursor.give(piece(0, 5.0), 10.0)
    cursor.put(99)
    assert cursor.silent(10.0)
    assert followed(cursor, 12.0) == [99]


def test_it_is_silent_once_the_last_piece_has_sounded():
    cursor = Cursor()
    cursor.give(piece(0, 0.5), 10.0)
    assert [cursor.silent(now) for now in (9.0, 10.4, 10.5)] == [False, False, True]


def test_a_device_that_is_late_by_two_seconds_is_followed_too():
    cursor = Cursor()
    for number in range(1_000):
        cursor.give(piece(number * 320), 10.0 + number * 0.02)
    assert followed(cursor, 10.0 + 999 * 0.02 - 2.0) == [899 * 320]
    assert len(cursor._given) < 200
