import numpy as np
import pytest

from callmon.speech.likeness import Likeness, lag_frames, same_lag

RATE = 16_000


def voice(seed, seconds=2.0):
    """Noise with the slow swing of syllables: like nothing else but itself."""
    random = np.random.default_rng(seed)
    at = np.arange(round(seconds * RATE)) / RATE
    return random.standard_normal(len(at)) * (0.2 + np.clip(np.sin(2 * np.pi * 3.7 * at + seed), 0, 1))


def later(audio, seconds):
    count = round(seconds * RATE)
    return np.concatenate([np.zeros(count), audio[: len(audio) - count]])


def look(original, copy, lag=None):
    likeness = Likeness()
    audio = np.stack([original, copy]).astype(np.float32)
    for start in range(0, audio.shape[1] // 2560 * 2560, 2560):
        likeness.push(audio[:, start : start + 2560])
    return likeness.look(0, 1, lag)


@pytest.mark.parametrize("delay", [0.0, 0.013, 0.2, 0.45])
@pytest.mark.parametrize("level_db", [-6.0, -30.0])
def test_a_copy_is_found_with_its_lag_and_level(delay, level_db):
    found = look(voice(1), later(voice(1), delay) * 10 ** (level_db / 20))
    assert found.correlation > 0.95
    assert found.lag == pytest.approx(delay * 4000, abs=1)
    assert found.level_db == pytest.approx(level_db, abs=0.5)
    assert lag_frames(found.lag) == pytest.approx(delay * 100, abs=1)


def test_a_copy_that_comes_first_has_a_negative_lag():
    found = look(later(voice(1), 0.03), voice(1) * 0.1)
    assert found.correlation > 0.95
    assert found.lag == pytest.approx(-120, abs=1)


def test_other_voices_are_unlike():
    assert all(look(voice(seed), voice(seed + 50)).correlation < 0.3 for seed in range(8))


def test_a_known_lag_is_asked_about_apart():
    both = later(voice(1), 0.1) * 0.1 + voice(2)
    assert look(voice(1), both, lag=400).held < 0.3
    assert look(voice(1), later(voice(1), 0.1) * 0.1, lag=400).held > 0.95
    assert look(voice(1), later(voice(1), 0.1) * 0.1, lag=900).held < 0.5


def test_the_latest_audio_is_compared_apart():
    copy = later(voice(1), 0.1) * 0.1
    at = len(copy) - 4800
    own = np.concatenate([voice(2)[:at] * 0.1, copy[at:]])
    over = look(voice(1), own, lag=400)
    assert over.held < 0.7
    assert over.latest > 0.95
    begun = look(voice(1), np.concatenate([copy[:at], voice(2)[at:] * 0.1]), lag=400)
    assert begun.latest < 0.35


def test_silence_and_a_click_are_nothing_to_compare():
    click = np.zeros(2 * RATE)
    click[-RATE // 4] = 1.0
    assert look(voice(1), np.zeros(2 * RATE)) is None
    assert look(voice(1), click) is None


def test_lags_of_one_leak_lie_close():
    assert same_lag(100, 148)
    assert not same_lag(100, 149)
