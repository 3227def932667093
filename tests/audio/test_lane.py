import itertools
from collections.abc import Callable, Iterable

import numpy as np
import pytest
from fakes.line import BLOCK, RATE, counted, late_by
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.audio.lane import Lane
from callmon.audio.source import Chunk
from callmon.timeline import Segment

ORIGIN = 5_000.0
MS = RATE // 1000


def chunk(start: int, size: int = BLOCK, wrong_s: float = 0.0) -> Chunk:
    """What sounded from position `start` on, with a time that may be wrong."""
    return Chunk(ORIGIN + start / RATE + wrong_s, counted(np.arange(start, start + size)))


def heard_live(
    lane: Lane,
    until: int,
    missing: Iterable[range] = (),
    wrong: Callable[[int], float] = lambda _: 0.0,
    latency: int = BLOCK,
) -> np.ndarray:
    """Every 20 ms one chunk, but none from within `missing`; what the lane makes of it."""
    parts = []
    for end in range(BLOCK, until + 1, BLOCK):
        start = end - latency
        if start >= 0 and not any(start in span for span in missing):
            lane.push(chunk(start, wrong_s=wrong(start)))
        lane.pass_time(ORIGIN + end / RATE)
        parts.append(lane.take(lane.end))
    return np.concatenate(parts)


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


def talk() -> np.ndarray:
    """Two seconds of a call: somebody speaks for 1.7 s, then the noise of a quiet room."""
    noise = np.random.default_rng(3).normal(0, 1, 2 * RATE)
    return (noise * np.where(np.arange(2 * RATE) < 1.7 * RATE, 0.1, 0.001)).astype(np.float32)


@pytest.mark.parametrize(("ppm", "size"), [(200, BLOCK), (-200, 2 * BLOCK)])
def test_a_clock_that_is_200_ppm_off_stays_within_25_ms_for_an_hour_and_is_corrected_in_pauses_alone(
    ppm: int, size: int
) -> None:
    luck, lane, call = np.random.default_rng(2), Lane(ORIGIN), talk()
    period, corrections, worst = size / RATE * (1 + ppm * 1e-6), 0, 0.0
    for number in range(3600 * RATE // size):
        begun = number * period
        samples = call[number * size % len(call) :][:size]
        lane.push(Chunk(ORIGIN + begun + luck.normal(0, 0.005), samples))
        lane.pass_time(ORIGIN + begun + period)
        if lane.corrections > corrections:
            corrections = lane.corrections
            assert np.abs(samples).max() < 0.01, "corrected while somebody spoke"
        if begun > 1:
            worst = max(worst, abs(lane.end / RATE - begun - period))
        lane.take(lane.end)
    assert worst < 0.025
    assert corrections == pytest.approx(3600 * 200e-6 / 0.01, abs=3)
    assert lane.gaps() == []


def test_chunks_shorter_than_a_correction_are_corrected_too() -> None:
    lane, size = Lane(ORIGIN), 40
    for number in range(4000):
        # 30 ms later from the first second on, as after a lost buffer.
        lane.push(
            Chunk(ORIGIN + number * size / RATE + 0.03 * (number > 400), np.full(size, 0.001, np.float32))
        )
    lane.finish(lane.end)
    assert lane.corrections == 1
    assert lane.end == 4000 * size + 10 * MS


@pytest.mark.parametrize("jump_s", [1.0, -1.0])
def test_times_that_jump_by_a_second_for_good_never_move_the_call_away_from_the_clock(jump_s: float) -> None:
    lane = Lane(ORIGIN)
    heard = heard_live(lane, 20 * RATE, wrong=lambda start: jump_s * (start >= 5 * RATE))
    assert len(heard) == pytest.approx(20 * RATE, abs=70 * MS)
    assert abs(late_by(heard)[-1]) < 70 * MS
    assert lane.corrections == 0
    gaps = lane.gaps()
    if jump_s < 0:
        assert gaps == []
        assert set(late_by(heard)) == {0}
    else:
        # A time that lies ahead cannot be told from audio that is missing; it costs its length once.
        assert [len(gap) for gap in gaps] == [pytest.approx(RATE, abs=70 * MS)]


def test_a_device_whose_times_are_always_too_late_is_heard_after_a_second() -> None:
    lane = Lane(ORIGIN)
    heard = heard_live(lane, 6 * RATE, latency=2 * RATE)
    assert np.count_nonzero(heard) == pytest.approx(3 * RATE, abs=100 * MS)
    assert len(set(late_by(heard))) == 1
    assert lane.gaps() == []


def test_a_device_that_delivers_too_much_does_not_run_ahead_of_the_clock() -> None:
    lane = Lane(ORIGIN)
    for number in range(500):
        lane.push(Chunk(ORIGIN + number * 0.01, counted(np.arange(number * BLOCK, (number + 1) * BLOCK))))
        lane.pass_time(ORIGIN + (number + 1) * 0.01)
        assert lane.end <= (number + 1) * 160 + 100 * MS
    assert lane.end == pytest.approx(5 * RATE, abs=100 * MS)


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


def test_a_gap_is_told_once_its_end_was_taken_and_an_edge_before() -> None:
    lane = Lane(ORIGIN)
    lane.push(chunk(0, RATE))
    lane.push(chunk(2 * RATE, RATE))
    assert (lane.gaps(), lane.missing, lane.next_edge(3 * RATE)) == ([], True, 2 * RATE)
    lane.take(2 * RATE)
    assert (lane.gaps(), lane.missing) == ([Segment(RATE, 2 * RATE)], False)


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
