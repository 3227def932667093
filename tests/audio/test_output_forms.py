"""Sound in the form that a device takes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.audio.fitting import fitted

RATE = 16_000


class Tone:
    """Fills with a tone of 440 Hz in both ears, and remembers when each block sounds."""

    def __init__(self):
        self.count = 0
        self.told = []

    def __call__(self, out, heard_at):
        at = (self.count + np.arange(len(out))) / RATE
        out[:] = np.stack((np.sin(2 * np.pi * 440 * at), np.cos(2 * np.pi * 440 * at)), axis=1) * 0.5
        self.told.append((self.count, heard_at))
        self.count += len(out)


def filled(give, sizes, rate, channels):
    """What the device gets, block by block at its own pace from 100 s on."""
    blocks, done = [], 0
    for size in sizes:
        out = np.full((size, channels), np.nan, np.float32)
        give(out, 100 + done / rate)
        blocks.append(out)
        done += size
    return np.concatenate(blocks)


def test_a_device_that_takes_it_is_given_it_as_it_is():
    tone = Tone()
    assert fitted(tone, RATE, 2) is tone


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 2_000), min_size=20, max_size=40))
def test_at_three_times_the_rate_the_same_is_heard_when_it_is_told(sizes):
    tone = Tone()
    heard = filled(fitted(tone, 48_000, 2), [*sizes, 4_000], 48_000, 2)
    assert np.isfinite(heard).all()
    # The first sample of the tone sounds when it was told to; from there on the tone is where it belongs.
    at = np.arange(len(heard)) / 48_000
    first = tone.told[0][1] - 100
    wanted = np.sin(2 * np.pi * 440 * (at - first)) * 0.5
    settled = round((first + 0.01) * 48_000)
    assert np.abs(heard[settled:, 0] - wanted[settled:]).max() < 0.02
    for count, heard_at in tone.told:
        assert heard_at == pytest.approx(100 + first + count / RATE, abs=1e-3)


def test_one_ear_hears_the_mean_of_both():
    both, one = Tone(), Tone()
    wide = filled(fitted(both, 48_000, 2), [480] * 10, 48_000, 2)
    narrow = filled(fitted(one, 48_000, 1), [480] * 10, 48_000, 1)
    assert np.allclose(narrow[:, 0], wide.mean(axis=1), atol=1e-6)
