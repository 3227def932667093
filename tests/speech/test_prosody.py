from dataclasses import astuple, replace

import made_audio as made
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

pytest.importorskip("swift_f0", reason="the package with the pitch model is not installed")

from made_voice import voice

from callmon.speech.catalogue import find_model
from callmon.speech.locate import locate
from callmon.speech.prosody import prosody_of
from callmon.speech.syllables import nuclei
from callmon.speech.voice import VoiceReader
from callmon.timeline import Segment, Utterance

MODEL = find_model("swift-f0")
LISTEN = VoiceReader(locate(MODEL) / MODEL.files[0].name)


def read(audio):
    audio = np.asarray(audio, np.float32)
    return prosody_of(Utterance(7, "agent", Segment(0, len(audio))), LISTEN(audio))


@pytest.mark.parametrize("hz", [90, 150, 230])
def test_pitch_is_in_semitones_above_100_hertz(hz):
    prosody = read(voice(hz=hz))
    assert prosody.pitch_st == pytest.approx(12 * np.log2(hz / 100), abs=0.3)
    assert prosody.spread_st < 0.5


@pytest.mark.parametrize("rise", [6, 10])
def test_spread_is_what_lies_between_the_outer_tenths_of_the_pitch(rise):
    assert read(voice(rise=rise)).spread_st == pytest.approx(0.8 * rise, abs=0.8)


@pytest.mark.parametrize(("rate", "syllables"), [(2.5, 5), (4.0, 8), (5.5, 22)])
def test_the_rate_counts_syllables(rate, syllables):
    assert read(voice(syllables, rate)).rate == pytest.approx(rate, rel=0.1)


def test_pauses_do_not_slow_the_rate_and_have_their_share():
    even, broken = read(voice(16)), read(np.insert(voice(16), 32_000, np.zeros(32_000)))
    assert even.pause_share == 0
    assert broken.pause_share == pytest.approx(2 / 6, abs=0.05)
    assert broken.rate == pytest.approx(even.rate, rel=0.12)


def test_a_brighter_voice_has_more_tilt():
    assert read(voice(tilt=0.5)).tilt_db > read(voice(tilt=1.5)).tilt_db + 6


def test_half_of_it_in_noise_is_half_voiced():
    noise = 0.05 * np.random.default_rng(3).standard_normal(32_000)
    prosody = read(np.concatenate([voice(8, 4.0), noise]))
    assert 0.3 < prosody.voiced_share < 0.6
    assert prosody.voiced == pytest.approx(32_000, rel=0.2)


def test_leaps_of_an_octave_do_not_widen_the_spread():
    leaps = voice(16, 4.0)
    leaps[12_000:16_000] = voice(16, 4.0, hz=300)[12_000:16_000]
    prosody = read(leaps)
    assert prosody.pitch_st == pytest.approx(12 * np.log2(1.5), abs=0.3)
    assert prosody.spread_st < 2


@pytest.mark.parametrize("gain_db", [-24, -12, 12])
def test_gain_moves_the_loudness_and_nothing_else(gain_db):
    speech = 0.2 * made.demo_start(8)[0]
    plain, other = read(speech), read(speech * 10 ** (gain_db / 20))
    assert plain.pitch_st is not None
    assert other.loudness_db - plain.loudness_db == pytest.approx(gain_db, abs=0.01)
    levelled = replace(other, loudness_db=plain.loudness_db)
    assert astuple(levelled) == pytest.approx(astuple(plain), abs=0.01)


@pytest.mark.parametrize("length", [0, 100, 256, 1920, 16_000])
def test_silence_has_no_pitch_and_no_rate(length):
    prosody = read(np.zeros(length))
    assert (prosody.pitch_st, prosody.spread_st, prosody.rate) == (None, None, None)
    assert (prosody.voiced, prosody.voiced_share, prosody.pause_share) == (0, 0, 1)
    assert (prosody.loudness_db, prosody.tilt_db) == (-100, 0)


def test_what_nobody_hears_is_silence():
    assert read(voice(level=5e-5)).voiced == 0


def test_the_shortest_utterance_has_a_loudness_and_no_rate():
    prosody = read(voice()[4000:5920])
    assert prosody.loudness_db > -40
    assert prosody.rate is None


def test_whispering_has_a_loudness_and_neither_pitch_nor_rate():
    prosody = read(0.05 * np.random.default_rng(5).standard_normal(16_000))
    assert (prosody.pitch_st, prosody.rate) == (None, None)
    # What lies from 300 to 3400 Hz of white noise: 3.1 of 8 kHz.
    assert prosody.loudness_db == pytest.approx(20 * np.log10(0.05) + 10 * np.log10(3.1 / 8), abs=0.7)


def test_of_a_long_utterance_the_last_30_seconds_count():
    long = np.concatenate([voice(120, 4.0, hz=110), voice(120, 4.0, hz=220)])
    assert len(long) == 60 * 16_000
    assert read(long) == read(long[-30 * 16_000 :])
    assert read(long).pitch_st == pytest.approx(12 * np.log2(2.2), abs=0.3)


def test_it_carries_the_id_of_its_utterance():
    assert read(voice()).utterance == 7


@settings(max_examples=40, deadline=None)
@given(
    kind=some.sampled_from(["noise", "clicks", "constant", "square", "speech"]),
    length=some.integers(1, 24_000),
    level=some.floats(1e-6, 1.0),
)
def test_whatever_is_heard_each_reading_is_a_number_in_its_range(kind, length, level):
    draw = np.random.default_rng(length)
    audio = {
        "noise": lambda: draw.standard_normal(length),
        "clicks": lambda: (draw.random(length) > 0.999).astype(float),
        "constant": lambda: np.ones(length),
        "square": lambda: np.sign(np.sin(np.arange(length) / 20)),
        "speech": lambda: made.speechlike(2.0)[0][:length],
    }[kind]()
    prosody = read(np.clip(level * audio, -1, 1))
    assert all(np.isfinite(each) for each in astuple(prosody) if each is not None)
    assert 0 <= prosody.voiced <= length
    assert 0 <= prosody.voiced_share <= 1
    assert 0 <= prosody.pause_share <= 1
    assert -100 <= prosody.loudness_db <= 0.1
    assert prosody.rate is None or 0 <= prosody.rate < 15


def test_nuclei_are_peaks_between_dips():
    level = np.array([-30, -20, -30, -29.5, -30, -18, -18.5, -30, -60, -50, -60.0])
    voiced = np.ones(11, bool)
    assert nuclei(level, voiced) == [1, 5]
    voiced[3:8] = False
    assert nuclei(level, voiced) == [1]
    assert nuclei(level[:2], voiced[:2]) == [1]
    assert nuclei(level[:0], voiced[:0]) == []
