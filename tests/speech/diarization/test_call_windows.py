import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.speech.diarization.frame_levels import FrameLevels
from callmon.speech.diarization.segmentation import WINDOW
from callmon.speech.diarization.windows import Windows

STEP = 24_000


def cut(samples, sizes, step=STEP):
    windows, found, at = Windows(step), [], 0
    for size in [*sizes, len(samples)]:
        found += windows.push(samples[at : at + size])
        at += size
    return [*found, *windows.flush()], windows.heard


@given(st.integers(0, 500_000), st.lists(st.integers(0, 200_000), max_size=6))
def test_any_size_of_block_gives_the_same_windows(length, sizes):
    samples = np.arange(length, dtype=np.float32)
    found, heard = cut(samples, sizes)
    assert heard == length
    expected, _ = cut(samples, [])
    assert [(each.start, each.length) for each in found] == [(each.start, each.length) for each in expected]
    for each in found:
        assert each.samples.shape == (WINDOW,)
        np.testing.assert_array_equal(
            each.samples[: each.length], samples[each.start : each.start + each.length]
        )
        assert not each.samples[each.length :].any()


@given(st.integers(1, 500_000), st.sampled_from([16_000, STEP, WINDOW]))
def test_every_sample_is_seen(length, step):
    found, _ = cut(np.zeros(length, np.float32), [], step)
    seen = np.zeros(length, bool)
    for each in found:
        seen[each.start : each.start + each.length] = True
    assert seen.all()
    assert all(each.length == WINDOW for each in found[:-1])


@pytest.mark.parametrize("step", [0, -1, WINDOW + 1])
def test_a_step_that_leaves_gaps_is_refused(step):
    with pytest.raises(ValueError, match="gaps"):
        Windows(step)


@given(st.integers(0, 5_000), st.lists(st.integers(0, 2_000), max_size=6))
def test_levels_do_not_depend_on_the_blocks(length, sizes):
    samples = np.random.default_rng(length).standard_normal(length).astype(np.float32)
    levels, at = FrameLevels(), 0
    for size in [*sizes, length]:
        levels.push(samples[at : at + size])
        at += size
    whole = FrameLevels()
    whole.push(samples)
    frames = -(-length // 160)
    np.testing.assert_array_equal(levels.all(frames), whole.all(frames))
    assert levels.all(frames).shape == (frames,)
