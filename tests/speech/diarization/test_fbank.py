from pathlib import Path

import numpy as np
import pytest

from callmon.speech.diarization.fbank import BANDS, fbank, frames_of

KALDI = Path(__file__).parents[2] / "data" / "fbank.npz"
"""A made sound with a silence in it, and some frames that kaldi-native-fbank 1.23.0 makes of it."""


def test_it_is_within_a_thousandth_of_kaldi():
    with np.load(KALDI) as known:
        samples, frames, mel = known["samples"], known["frames"], known["mel"]
    assert np.abs(fbank(samples)[frames] - mel).max() < 1e-3
    assert np.abs(fbank(samples, frames) - mel).max() < 1e-3


@pytest.mark.parametrize("length", [0, 1, 399, 400, 401, 559, 560, 16_000])
def test_only_whole_frames_count(length):
    samples = np.random.default_rng(1).standard_normal(length).astype(np.float32)
    assert fbank(samples).shape == (frames_of(length), BANDS)
    assert frames_of(length) == max(0, (length - 400) // 160 + 1)


def test_long_audio_gives_what_its_parts_give():
    samples = 0.1 * np.random.default_rng(2).standard_normal(500_000).astype(np.float32)
    whole = fbank(samples)
    np.testing.assert_array_equal(whole[2500:2510], fbank(samples, np.arange(2500, 2510)))
    np.testing.assert_allclose(whole[2500:2510], fbank(samples[400_000:402_000])[:10], atol=1e-5)


def test_loudness_moves_all_bands_alike():
    samples = 0.1 * np.random.default_rng(3).standard_normal(16_000).astype(np.float32)
    np.testing.assert_allclose(fbank(samples * 2) - fbank(samples), 2 * np.log(2), atol=1e-3)


def test_silence_is_a_number():
    assert np.isfinite(fbank(np.zeros(16_000, np.float32))).all()
