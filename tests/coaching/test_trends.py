import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.coaching.trends import LATEST, Point, towards, trend


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


def test_counts_that_are_mostly_none_spread_as_well():
    found = trend("agent", "rebuttals", points(*[0, 0, 0, 0, 0, 0, 4, 5], *[1] * LATEST))
    assert (found.past, found.latest, found.differs) == (0, 1, False)
    assert found.spread == pytest.approx(1.2533 * 9 / 8)


def test_a_past_that_was_always_the_same_has_no_spread():
    found = trend("agent", "rebuttals", points(*[0] * 8, *[1] * LATEST))
    assert (found.spread, found.differs) == (0, True)


@pytest.mark.parametrize(
    ("speaker", "name", "latest", "nearer"),
    [
        ("agent", "interruptions", 1.0, True),
        ("agent", "interruptions", 9.0, False),
        ("agent", "questions_open", 9.0, True),
        ("agent", "questions_open", 5.0, None),
        ("agent", "pace", 9.0, None),
        ("customer", "interruptions", 1.0, None),
    ],
)
def test_what_is_nearer_to_the_habit_is_said_only_where_the_habit_asks(speaker, name, latest, nearer):
    found = trend(speaker, name, points(*[4.0, 5.0, 6.0] * 4, *[latest] * LATEST))
    assert towards(found) is nearer


def test_a_few_calls_lead_nowhere():
    assert towards(trend("agent", "interruptions", points(1, 2, 3))) is None


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
