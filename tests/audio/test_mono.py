import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.audio.mono import Mono
from callmon.audio.source import Chunk


def clicks(rate: int, seconds: float, at: float) -> np.ndarray:
    frames = np.zeros((round(rate * seconds), 2), np.float32)
    frames[round(at * rate)] = 0.9
    return frames


def pushed(mono: Mono, frames: np.ndarray, sizes: list[int], start: float, rate: int) -> list[Chunk]:
    chunks: list[Chunk] = []
    at = turn = 0
    while at < len(frames):
        size = sizes[turn % len(sizes)]
        chunks += mono.push(start + at / rate, frames[at : at + size])
        at, turn = at + size, turn + 1
    return chunks + mono.flush()


@settings(deadline=None)
@given(
    st.sampled_from([8_000, 16_000, 24_000, 44_100, 48_000]),
    st.lists(st.integers(1, 1500), min_size=1, max_size=6),
)
def test_a_click_keeps_its_time_at_any_rate_and_block_size(rate: int, sizes: list[int]) -> None:
    chunks = pushed(Mono(rate, 2), clicks(rate, 0.5, 0.3), sizes, 50.0, rate)
    samples = np.concatenate([chunk.samples for chunk in chunks])
    assert abs(len(samples) - 8_000) <= 1
    [chunk] = [one for one in chunks if np.max(np.abs(one.samples)) == np.max(np.abs(samples))]
    heard = chunk.time + int(np.argmax(np.abs(chunk.samples))) / 16_000
    assert heard == pytest.approx(50.3, abs=1.5 / 16_000)


def test_chunks_of_an_unbroken_stream_follow_each_other_without_a_gap() -> None:
    chunks = pushed(Mono(44_100, 2), clicks(44_100, 2.0, 1.0), [441, 882], 7.0, 44_100)
    ends = [chunk.time + len(chunk.samples) / 16_000 for chunk in chunks[:-1]]
    assert [chunk.time for chunk in chunks[1:]] == pytest.approx(ends, abs=1e-6)
    assert chunks[0].time == pytest.approx(7.0)


def test_what_is_held_back_is_given_once_the_stream_has_paused_and_not_before() -> None:
    mono = Mono(48_000, 1)
    given = mono.push(1.0, np.full((4800, 1), 0.5, np.float32))
    assert mono.rest(1.15) == []
    given += mono.rest(1.3)
    assert sum(len(chunk.samples) for chunk in given) == 1600
    assert mono.rest(9.0) == []


def test_samples_beyond_full_scale_are_clipped() -> None:
    mono = Mono(16_000, 2)
    [chunk] = mono.push(0.0, np.full((160, 2), 1.7, np.float32))
    assert np.max(chunk.samples) == 1.0


@pytest.mark.parametrize("later", [2.0, 0.5])
def test_what_was_heard_before_a_jump_in_time_keeps_its_place_and_its_length(later: float) -> None:
    mono = Mono(48_000, 1)
    chunks = mono.push(1.0, np.full((4800, 1), 0.5, np.float32))
    chunks += mono.push(later, np.full((4800, 1), -0.5, np.float32))
    chunks += mono.flush()
    before = [chunk for chunk in chunks if float(np.mean(chunk.samples)) > 0]
    after = [chunk for chunk in chunks if float(np.mean(chunk.samples)) < 0]
    assert [sum(len(chunk.samples) for chunk in side) for side in (before, after)] == [1600, 1600]
    assert (before[0].time, after[0].time) == pytest.approx((1.0, later))
    assert before[-1].time + len(before[-1].samples) / 16_000 == pytest.approx(1.1)
