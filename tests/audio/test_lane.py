import itertools

import numpy as np
import pytest
from fakes.lane_feed import MS, ORIGIN, chunk, heard_live
from fakes.line import BLOCK, RATE, counted, late_by
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.audio.lane import Lane
from callmon.timeline import Segment


@settings(deadline=None)
@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=30))
def test_any_chunking_of_the_same_audio_gives_the_same_samples(sizes: list[int]) -> None:
    total = 40_000
    lane, start = Lane(ORIGIN), 0
    for size in [*sizes, total]:
        size = min(size, total - start)
        lane.push(chunk(start, size))
        start += size
    lane.finish(total)
    heard = lane.take(total)
    # Fewer samples than a seam needs, at the very end, are not waited for.
    known = np.flatnonzero(heard)
    np.testing.assert_array_equal(heard[known], counted(np.arange(total))[known])
    assert total - len(known) < 60 * MS
    assert lane.gaps() == []


def test_times_that_jitter_and_stray_by_60_ms_make_no_seam() -> None:
    luck = np.random.default_rng(1)
    wrong = [luck.normal(0, 0.005) + luck.choice([0, 0.06, -0.06], p=[0.98, 0.01, 0.01]) for _ in range(3000)]
    lane = Lane(ORIGIN)
    heard = heard_live(lane, 60 * RATE, wrong=lambda start: wrong[start // BLOCK])
    assert lane.gaps() == []
    assert lane.corrections == 0
    late = late_by(heard)
    assert set(late) == {late[0]}
    assert abs(late[0]) < 15 * MS


@pytest.mark.parametrize("stray_s", [0.08, 0.2, 1.0, -0.2, -1.0])
def test_single_stray_times_of_any_size_make_no_seam(stray_s: float) -> None:
    lane = Lane(ORIGIN)
    heard = heard_live(lane, 4 * RATE, wrong=lambda start: stray_s * (start // BLOCK % 10 == 5))
    assert (lane.gaps(), set(late_by(heard)), len(heard)) == ([], {0}, 4 * RATE)


@pytest.mark.parametrize("stray_s", [0.06, -0.06])
def test_a_stray_time_at_the_very_start_does_not_misplace_the_call(stray_s: float) -> None:
    lane = Lane(ORIGIN)
    heard = heard_live(lane, RATE, wrong=lambda start: stray_s * (start == 0))
    assert set(late_by(heard)) == {0}


def test_what_did_not_come_is_an_explicit_gap_and_what_follows_lies_where_it_sounded() -> None:
    lane = Lane(ORIGIN)
    heard = heard_live(lane, 3 * RATE, missing=[range(RATE, RATE + 15 * BLOCK)])
    assert lane.gaps() == [Segment(RATE, RATE + 15 * BLOCK)]
    assert set(late_by(heard)) == {0}
    assert set(np.flatnonzero(heard == 0)) == set(range(RATE, RATE + 15 * BLOCK))


def test_a_loopback_is_silent_after_200_ms_without_a_word_about_it() -> None:
    lane = Lane(ORIGIN)
    lane.idle = True
    lane.push(chunk(0, RATE))
    lane.pass_time(ORIGIN + 1.19)
    assert lane.end == RATE
    lane.pass_time(ORIGIN + 3.0)
    assert lane.end == RATE + round(1.8 * RATE)
    lane.push(chunk(3 * RATE, RATE))
    assert lane.end == 4 * RATE
    heard = lane.take(4 * RATE)
    assert set(late_by(heard)) == {0}
    assert lane.gaps() == []


def test_other_devices_are_waited_for_half_a_second_unless_they_are_known_to_be_gone() -> None:
    lane = Lane(ORIGIN)
    lane.push(chunk(0, RATE))
    lane.pass_time(ORIGIN + 1.4)
    assert lane.end == RATE
    lane.pass_time(ORIGIN + 1.4, lost=True)
    assert lane.end == round(1.2 * RATE)


def test_what_comes_after_it_was_told_as_silence_is_dropped() -> None:
    lane = Lane(ORIGIN)
    lane.push(chunk(0, RATE))
    lane.pass_time(ORIGIN + 2.0)
    assert lane.end == round(1.5 * RATE)
    lane.push(chunk(RATE, RATE))
    heard = lane.take(2 * RATE)
    assert set(late_by(heard)) == {0}
    assert lane.gaps() == [Segment(RATE, round(1.5 * RATE))]
    assert not heard[RATE : round(1.5 * RATE)].any()


def test_after_a_stall_of_three_seconds_everything_comes_at_once_and_nothing_is_missing() -> None:
    lane = Lane(ORIGIN)
    heard = [heard_live(lane, RATE)]
    for start in range(RATE, 4 * RATE, BLOCK):
        lane.push(chunk(start))
    lane.pass_time(ORIGIN + 4.0)
    heard.append(lane.take(lane.end))
    assert lane.end == 4 * RATE
    assert set(late_by(np.concatenate(heard))) == {0}
    assert lane.gaps() == []


def test_what_was_not_taken_of_a_moved_device_is_forgotten_and_told_with_what_follows() -> None:
    lane = Lane(ORIGIN)
    lane.push(chunk(0, RATE))
    lane.take(RATE // 2)
    lane.forget()
    lane.pass_time(ORIGIN + 3.0, lost=True)
    lane.push(chunk(3 * RATE, RATE))
    heard = lane.take(4 * RATE - RATE // 2)
    assert not heard[: 3 * RATE - RATE // 2].any()
    assert lane.gaps() == [Segment(RATE // 2, 3 * RATE)]


def test_what_was_not_taken_of_a_device_that_stalls_was_heard() -> None:
    lane = Lane(ORIGIN)
    lane.push(chunk(0, RATE))
    lane.take(RATE // 2)
    lane.lose()
    lane.pass_time(ORIGIN + 3.0, lost=True)
    lane.push(chunk(3 * RATE, RATE))
    heard = lane.take(4 * RATE - RATE // 2)
    assert heard[: RATE // 2].all()
    assert lane.gaps() == [Segment(RATE, 3 * RATE)]


def test_a_loopback_that_was_idle_before_it_was_lost_was_heard_until_then() -> None:
    lane = Lane(ORIGIN)
    lane.idle = True
    lane.pass_time(ORIGIN + 60.0)
    lane.take(lane.end)
    lane.lose()
    lost_at = lane.end
    lane.pass_time(ORIGIN + 70.0, lost=True)
    lane.found(ORIGIN + 70.0)
    lane.take(lane.end)
    assert lane.gaps() == [Segment(lost_at, 70 * RATE)]
    lane.pass_time(ORIGIN + 80.0)
    lane.push(chunk(80 * RATE, RATE))
    lane.take(lane.end)
    assert lane.gaps() == []


def test_a_gap_that_was_not_told_yet_becomes_a_part_of_the_next_where_that_begins_before_its_end() -> None:
    lane = Lane(ORIGIN)
    lane.push(chunk(0, RATE))
    lane.push(chunk(2 * RATE, RATE))
    lane.take(round(1.5 * RATE))
    lane.forget()
    lane.pass_time(ORIGIN + 5.0, lost=True)
    lane.push(chunk(5 * RATE, RATE))
    lane.take(lane.end)
    assert lane.gaps() == [Segment(RATE, 5 * RATE)]


def test_a_gap_is_told_once_its_end_was_taken_and_an_edge_before() -> None:
    lane = Lane(ORIGIN)
    lane.push(chunk(0, RATE))
    lane.push(chunk(2 * RATE, RATE))
    assert (lane.gaps(), lane.missing, lane.next_edge(3 * RATE)) == ([], True, 2 * RATE)
    lane.take(2 * RATE)
    assert (lane.gaps(), lane.missing) == ([Segment(RATE, 2 * RATE)], False)


@pytest.mark.parametrize("later", [0, 1, 70, 159])
def test_a_gap_ends_on_a_whole_hundredth_of_a_second_and_all_after_it_lies_where_it_sounded(
    later: int,
) -> None:
    lane, again = Lane(ORIGIN), 2 * RATE + later
    lane.push(chunk(0, RATE))
    lane.push(chunk(again, RATE))
    heard = lane.take(lane.end)
    (gap,) = lane.gaps()
    assert gap == Segment(RATE, 2 * RATE + (10 * MS if later else 0))
    assert len(heard) == again + RATE
    np.testing.assert_array_equal(heard[gap.end :], counted(np.arange(gap.end, len(heard))))


def test_a_device_that_is_found_ends_its_gap_on_a_whole_hundredth_of_a_second() -> None:
    lane = Lane(ORIGIN)
    lane.push(chunk(0, RATE))
    lane.lose()
    lane.found(ORIGIN + 2 + 3 / RATE)
    lane.take(lane.end)
    assert lane.gaps() == [Segment(RATE, 2 * RATE + 10 * MS)]


_STEP = st.tuples(
    st.sampled_from(
        ["chunk", "chunk", "chunk", "chunk", "nothing", "lose", "forget", "found", "held", "take"]
    ),
    st.integers(1, 40),
    st.floats(-0.03, 0.03),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_STEP, max_size=40), st.booleans())
def test_whatever_comes_gaps_never_overlap_are_silent_and_the_lane_keeps_to_the_clock(
    steps: list[tuple[str, int, float]], idle: bool
) -> None:
    lane, gaps, parts, now = Lane(ORIGIN), [], [], 0
    lane.idle = idle
    for kind, count, wrong_s in steps:
        for _ in range(count):
            now += BLOCK
            if kind == "chunk":
                lane.push(chunk(now - BLOCK, wrong_s=wrong_s))
            elif kind == "lose":
                lane.lose()
            elif kind == "forget":
                lane.forget()
            elif kind == "found":
                lane.found(ORIGIN + now / RATE)
            if kind != "held":
                lane.pass_time(ORIGIN + now / RATE)
                patience = (200 if idle else 500) * MS
                assert now - patience <= lane.end <= now + 140 * MS
            if kind == "take":
                parts.append(lane.take(lane.end))
                gaps += lane.gaps()
    end = max(now, lane.end)
    lane.finish(end)
    parts.append(lane.take(end))
    gaps += lane.gaps()
    heard = np.concatenate(parts)
    assert len(heard) == end == lane.end
    assert not lane.missing
    assert all(before.end <= after.start for before, after in itertools.pairwise(gaps))
    assert all(len(gap) and not heard[gap.start : gap.end].any() for gap in gaps)
    assert all(gap.end % (10 * MS) == 0 or gap.end == end for gap in gaps)
