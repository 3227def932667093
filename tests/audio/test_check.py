import made_audio as made
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.audio.check import (
    FLOOR_DB,
    Meter,
    find_sound,
    judge_headset,
    judge_voice,
    on_scale,
)
from callmon.audio.test_sound import SECONDS, waveform

RATE = 16_000
DEMO = made.demo_start(20.0).astype(np.float32)
SOUND = waveform(RATE)


def silence(seconds):
    return np.zeros(round(seconds * RATE), np.float32)


def noise(seconds, db, seed=1):
    made_up = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    return (made_up * 10 ** (db / 20)).astype(np.float32)


def with_sound(samples, at, db):
    heard = samples.copy()
    first = round(at * RATE)
    part = SOUND[: max(0, len(heard) - first)]
    heard[first : first + len(part)] += part * np.float32(10 ** (db / 20))
    return heard


@settings(deadline=None, max_examples=40)
@given(st.floats(0, 2.9), st.floats(-45, 0), st.sampled_from([-90, -70, -60]), st.integers(0, 99))
def test_the_test_sound_is_found_where_it_is_in_noise(at, db, hiss, seed):
    found = find_sound(with_sound(noise(5, hiss, seed), at, db))
    assert found is not None
    assert found.at == pytest.approx(at, abs=0.05)
    assert found.db == pytest.approx(db - 18.2, abs=3)


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("first", range(0, 15, 3))
def test_speech_neither_is_the_test_sound_nor_hides_it(side, first):
    speech = DEMO[side, first * RATE : (first + 5) * RATE]
    assert find_sound(speech) is None
    found = find_sound(with_sound(speech, 1.3, -20))
    assert found is not None
    assert found.at == pytest.approx(1.3, abs=0.05)


@pytest.mark.parametrize("samples", [silence(0), silence(1), silence(5), noise(5, -20), SOUND[:-10]])
def test_no_test_sound_is_found_where_none_was_played_whole(samples):
    assert find_sound(samples) is None


def test_a_device_that_wakes_up_late_swallows_a_tone_and_the_sound_is_still_found():
    heard = with_sound(silence(5), 1.0, 0)
    heard[: round(1.4 * RATE)] = 0
    assert find_sound(heard) is not None


@pytest.mark.parametrize(
    ("leak_db", "late_s", "verdict"),
    [(-3, 0.01, "loudspeaker"), (-12, 0.2, "loudspeaker"), (-30, 0.6, "loudspeaker"), (-60, 0.1, "headset")],
)
def test_a_microphone_that_hears_the_speaker_is_at_a_loudspeaker(leak_db, late_s, verdict):
    speaker = with_sound(silence(5), 0.7, 0)
    microphone = with_sound(noise(5, -65), 0.7 + late_s, leak_db)
    assert judge_headset(microphone, speaker) == verdict


def test_own_speech_over_the_test_sound_is_no_leak():
    speaker = with_sound(silence(5), 0.7, 0)
    assert judge_headset(DEMO[0, : 5 * RATE], speaker) == "headset"


def test_nothing_is_said_about_the_microphone_where_the_speaker_was_not_heard():
    assert judge_headset(with_sound(silence(5), 1.0, -20), silence(5)) == "unknown"


def test_what_sounded_at_another_time_is_no_leak():
    speaker = with_sound(silence(9), 0.5, 0)
    assert judge_headset(with_sound(noise(9, -65), 6.0, -20), speaker) == "headset"


@pytest.mark.parametrize(
    ("samples", "verdict"),
    [
        (DEMO[0, : 8 * RATE], "heard"),
        (np.concatenate((silence(3), DEMO[0, : 8 * RATE])), "heard"),
        (np.clip(DEMO[0, : 8 * RATE] * 40, -1, 1), "too_loud"),
        (DEMO[0, : 8 * RATE] * np.float32(0.01), "quiet"),
        (noise(6, -40), "quiet"),
        (np.concatenate((silence(3), noise(6, -40))), "quiet"),
        (silence(6), "silent"),
        (silence(0), "silent"),
    ],
)
def test_a_voice_is_told_from_noise_and_from_silence(samples, verdict):
    assert judge_voice(samples) == verdict


def test_a_meter_shows_the_level_holds_the_peak_and_falls():
    meter = Meter()
    assert meter.level.db == meter.level.peak_db == FLOOR_DB
    meter.take(np.full(RATE // 10, 0.1, np.float32))
    assert meter.level.db == pytest.approx(-20)
    assert meter.level.peak_db == pytest.approx(-20)
    meter.take(silence(1.0))
    assert meter.level.db < -40
    assert meter.level.peak_db == pytest.approx(-20)
    meter.fall(1.0)
    assert FLOOR_DB < meter.level.peak_db < -35
    meter.fall(60.0)
    assert meter.level.db == meter.level.peak_db == FLOOR_DB


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=30))
def test_a_meter_ends_alike_in_blocks_of_any_size(sizes):
    whole, pieces = Meter(), Meter()
    tail = silence(sum(sizes) / RATE)
    for meter in (whole, pieces):
        meter.take(np.full(1600, 0.5, np.float32))
    whole.take(tail)
    for size in sizes:
        pieces.take(silence(size / RATE))
    assert pieces.level.db == pytest.approx(whole.level.db, abs=1e-6)
    assert pieces.level.peak_db == pytest.approx(whole.level.peak_db, abs=1e-6)


def test_the_scale_of_a_meter_goes_from_a_quiet_room_to_full_scale():
    assert [on_scale(db) for db in (FLOOR_DB, -60, -30, 0, 3)] == [0, 0, 0.5, 1, 1]


def test_the_test_sound_is_soft_and_does_not_click():
    sound = waveform(48_000)
    assert len(sound) == round(SECONDS * 48_000)
    assert 0.19 < np.max(np.abs(sound)) <= 0.2
    assert np.max(np.abs(np.diff(sound))) < 0.025
    assert sound[0] == pytest.approx(0)
    assert sound[-1] == pytest.approx(0, abs=1e-3)
