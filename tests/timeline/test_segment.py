import doctest
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

import callmon.timeline
from callmon.timeline import Segment, Step, Tick, other, samples, seconds, segment

SEGMENTS = st.tuples(st.integers(0, 10**9), st.integers(0, 10**6)).map(lambda p: Segment(p[0], sum(p)))


def test_the_examples_hold():
    assert doctest.testmod(segment).failed == 0


def test_a_segment_cannot_run_backwards():
    with pytest.raises(ValueError, match="cannot end"):
        Segment(2, 1)


def test_a_segment_is_half_open_and_frozen():
    stretch = Segment(10, 20)
    assert [at in stretch for at in (9, 10, 19, 20)] == [False, True, True, False]
    assert len(stretch) == 10
    assert not Segment(5, 5)
    with pytest.raises(FrozenInstanceError):
        stretch.start = 3


@given(SEGMENTS, SEGMENTS)
def test_algebra(one, two):
    both, cover = one & two, one | two
    assert bool(both) == bool(two & one)
    assert len(both) <= min(len(one), len(two))
    assert cover == two | one
    assert (cover & one, cover & two) == (one, two)
    assert one.gap_to(two) == two.start - one.end
    if both:
        assert both == two & one
        assert one.gap_to(two) < 0


@given(SEGMENTS, SEGMENTS)
def test_what_is_taken_away_and_what_is_left_are_the_whole(one, two):
    left = one - two
    assert len(one & two) + sum(map(len, left)) == len(one)
    assert all(left)
    assert not any(part & two for part in left)
    assert all(part & one == part for part in left)
    assert list(left) == sorted(left)


def test_taking_away_leaves_none_one_or_two():
    whole = Segment(10, 20)
    assert whole - Segment(5, 25) == ()
    assert whole - Segment(20, 30) == (whole,)
    assert whole - Segment(12, 15) == (Segment(10, 12), Segment(15, 20))
    assert Segment(5, 5) - whole == ()


@given(st.integers(0, 4 * 3600 * 16_000))
def test_seconds_and_back(count):
    assert samples(seconds(count)) == count


def test_the_two_sides():
    assert (other("agent"), other("customer")) == ("customer", "agent")
    tick = Tick(5, agent=3)
    assert (tick.voiced("agent"), tick.voiced("customer")) == (3, None)
    assert Step(tick).events == ()


def test_every_exported_name_is_there_once():
    names = callmon.timeline.__all__
    assert len(names) == len(set(names))
    assert all(hasattr(callmon.timeline, name) for name in names)
