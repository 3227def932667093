import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.coaching.trends import LATEST, Point, trend


def points(*values):
    return [
        Point(f"c{n:03}", f"2026-11-{n // 20 + 1:02}T10:{n % 60:02}:00", value)
        for n, value in enumerate(values)
    ]


def test_the_last_calls_are_held_against_ones_own_past():
    found = trend("agent", "pace", points(*[150.0, 152.0, 148.0] * 4, *[170.0] * LATEST))
    assert (found.past, found.latest, found.calls, found.differs) == (150.0, 170.0, 12, True)
    assert found.spread == pytest.approx(1.4826 * 2)


def test_a_change_within_the_spread_is_none():
    found = trend("agent", "pace", points(*[100.0, 200.0] * 6, *[160.0] * LATEST))
    assert (found.differs, found.past) == (False, 150.0)


def test_a_few_calls_have_a_middle_and_no_direction():
    found = trend("agent", "pace", points(*[150.0] * 9))
    assert (found.latest, found.differs, found.calls, found.past) == (None, False, 9, 150.0)


def test_no_call_is_no_trend():
    assert trend("agent", "pace", []) is None


@given(st.lists(st.floats(0, 300), min_size=1, max_size=40), st.randoms())
def test_the_order_in_which_calls_are_handed_over_does_not_matter(values, chance: random.Random):
    told = points(*values)
    mixed = list(told)
    chance.shuffle(mixed)
    assert trend("agent", "pace", mixed) == trend("agent", "pace", told)
