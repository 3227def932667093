import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.metrics.talk import Talk
from callmon.timeline import Segment, Utterance, samples


def talk_of(*lines, window_s=300.0):
    talk = Talk(window_s)
    for number, (side, start, end) in enumerate(lines):
        talk.add(Utterance(number, side, Segment(samples(start), samples(end))))
    return talk


def test_nothing_said_has_no_share():
    talk = talk_of()
    assert (talk.time("agent"), talk.share("agent"), talk.overlap) == (0, None, 0)
    assert talk.recent(samples(10)) == (0, 0)


def test_time_share_and_overlap_are_exact():
    talk = talk_of(("agent", 0, 3), ("customer", 2, 4), ("agent", 5, 6))
    assert talk.time("agent") == samples(4)
    assert talk.time("customer") == samples(2)
    assert talk.share("agent") == pytest.approx(4 / 6)
    assert talk.overlap == samples(1)


def test_one_may_speak_over_several_and_within_one():
    talk = talk_of(("agent", 1, 2), ("agent", 3, 4), ("customer", 0, 10), ("agent", 9, 11))
    assert talk.overlap == samples(1 + 1 + 1)


def test_overlap_is_found_however_long_ago_it_began():
    # The short answer leaves the window of the recent share before the long utterance is complete.
    talk = Talk(window_s=5.0)
    talk.add(Utterance(1, "customer", Segment(samples(1), samples(2))))
    assert talk.recent(samples(20)) == (0, 0)
    talk.add(Utterance(2, "agent", Segment(0, samples(30))))
    assert talk.overlap == samples(1)


def test_the_recent_share_cuts_at_both_ends_of_the_window():
    talk = talk_of(("agent", 0, 4), ("customer", 6, 9), ("agent", 9, 12), window_s=8.0)
    # At 10 s the window is 2..10 s: 2 s of the first, 3 s of the customer, 1 s of the last.
    assert talk.recent(samples(10)) == (samples(2 + 1), samples(2 + 3 + 1))
    # At 13 s it is 5..13 s, and the first is forgotten.
    assert talk.recent(samples(13)) == (samples(3), samples(6))
    assert talk.recent(samples(10)) == (samples(1), samples(4))


def test_what_ends_where_the_window_begins_counts_nothing():
    talk = talk_of(("agent", 0, 2), window_s=8.0)
    assert talk.recent(samples(10)) == (0, 0)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40), st.integers(1, 40)), max_size=30))
def test_overlap_is_the_meeting_of_the_two_sides(steps):
    ends = {"agent": 0, "customer": 0}
    lines = []
    for agent, gap, length in steps:
        side = "agent" if agent else "customer"
        start = ends[side] + gap
        ends[side] = start + length
        lines.append((side, start, start + length))
    covered = {"agent": set(), "customer": set()}
    for side, start, end in lines:
        covered[side].update(range(start, end))
    talk = Talk(1.0)
    for number, (side, start, end) in enumerate(sorted(lines, key=lambda line: line[2])):
        talk.add(Utterance(number, side, Segment(start, end)))
    assert talk.overlap == len(covered["agent"] & covered["customer"])
    assert talk.time("agent") == len(covered["agent"])
