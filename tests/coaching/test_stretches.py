from hypothesis import given
from hypothesis import strategies as st

from callmon.coaching.stretches import NEAR, Stretches
from callmon.timeline import Segment, samples

segments = st.tuples(st.integers(0, 60), st.integers(0, 40)).map(
    lambda pair: Segment(samples(pair[0]), samples(pair[0] + pair[1]))
)


def test_something_lies_in_the_stretch_that_it_shares_most_with_else_in_the_nearest():
    stretches = Stretches([Segment(0, 10_000), Segment(20_000, 60_000), Segment(90_000, 99_000)])
    assert stretches.place(Segment(5_000, 30_000)) == 1
    assert stretches.place(Segment(0, 30_000)) == 0
    assert stretches.place(Segment(62_000, 64_000)) == 1
    assert stretches.place(Segment(70_000, 80_000)) is None
    assert len(stretches) == 3


def test_a_stretch_without_length_shares_nothing():
    assert Stretches([Segment(16_000, 16_000), Segment(0, 16_000)]).place(Segment(0, 32_000)) == 1


def test_half_a_second_is_near_and_more_is_not():
    stretches = Stretches([Segment(samples(10), samples(12))])
    assert stretches.place(Segment(samples(12) + NEAR, samples(13))) == 0
    assert stretches.place(Segment(samples(12) + NEAR + 1, samples(13))) is None
    assert Stretches([]).place(Segment(0, 5)) is None


@given(st.lists(segments, max_size=8), segments)
def test_looking_nearby_finds_what_looking_everywhere_would(stretches, segment):
    shares = [len(segment & each) for each in stretches]
    found = Stretches(stretches).place(segment)
    if any(shares):
        assert found == shares.index(max(shares))
    else:
        gaps = [max(0, segment.gap_to(each), each.gap_to(segment)) for each in stretches]
        near = [gap for gap in gaps if gap <= NEAR]
        assert found == (gaps.index(min(near)) if near else None)


@given(st.lists(segments, max_size=8), st.lists(segments, max_size=8))
def test_those_that_share_something_are_found_wherever_they_lie(stretches, others):
    shared = {place for place, each in enumerate(stretches) if any(each & other for other in others)}
    assert Stretches(stretches).shared_with(others) == shared
