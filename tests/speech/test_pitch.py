import numpy as np
import pytest

pytest.importorskip("swift_f0", reason="the package with the pitch model is not installed")

from callmon.speech.catalogue import find_model
from callmon.speech.locate import locate
from callmon.speech.pitch import HIGHEST_HZ, HOP, LOWEST_HZ, PitchTracker


@pytest.fixture(scope="module")
def tracker():
    model = find_model("swift-f0")
    return PitchTracker(locate(model) / model.files[0].name)


def vowel(hz, seconds=1.0, lowest=1):
    """A tone with the harmonics of a voice, from the harmonic `lowest` on."""
    at = np.arange(round(seconds * 16_000)) / 16_000
    harmonics = [np.sin(2 * np.pi * hz * k * at + k) / k for k in range(lowest, 1 + int(3400 // hz))]
    return (0.1 * np.sum(harmonics, axis=0)).astype(np.float32)


@pytest.mark.parametrize("hz", [80, 120, 180, 260, 380, 500])
def test_the_pitch_of_a_voice_is_found(tracker, hz):
    track = tracker(vowel(hz))
    middle = slice(8, -8)
    assert (track.confidence[middle] > 0.5).all()
    assert track.hz[middle] == pytest.approx(hz, rel=0.02)


@pytest.mark.parametrize("hz", [110, 160, 220])
def test_a_pitch_that_the_telephone_cuts_off_is_found_by_its_harmonics(tracker, hz):
    track = tracker(vowel(hz, lowest=300 // hz + 1))
    voiced = track.confidence > 0.5
    assert voiced.mean() > 0.8
    assert np.median(track.hz[voiced]) == pytest.approx(hz, rel=0.02)


def test_noise_is_not_voiced(tracker):
    noise = 0.1 * np.random.default_rng(1).standard_normal(32_000).astype(np.float32)
    assert (tracker(noise).confidence < 0.5).mean() > 0.95


@pytest.mark.parametrize("length", [0, 1, HOP - 1, HOP, HOP + 1, 1920, 16_000])
def test_there_is_one_frame_a_hop(tracker, length):
    track = tracker(vowel(150)[:length])
    assert len(track.hz) == len(track.confidence) == length // HOP


@pytest.mark.parametrize("audio", [np.zeros(16_000), np.ones(16_000), np.eye(1, 16_000, 8000)[0]])
def test_whatever_is_heard_the_answer_is_a_number_within_bounds(tracker, audio):
    track = tracker(audio.astype(np.float32))
    assert ((track.hz >= LOWEST_HZ) & (track.hz <= HIGHEST_HZ)).all()
    assert ((track.confidence >= 0) & (track.confidence <= 1)).all()
