import made_audio as made
import numpy as np
import pytest

pytest.importorskip("swift_f0", reason="the package with the pitch model is not installed")

from made_voice import voice

from callmon.speech.catalogue import find_model
from callmon.speech.locate import locate
from callmon.speech.voice import VoiceReader, band_powers
from callmon.speech.voice_features import FEATURES, LEAST_VOICED, voice_features

MODEL = find_model("swift-f0")
LISTEN = VoiceReader(locate(MODEL) / MODEL.files[0].name)


def features(audio):
    found = voice_features(LISTEN(np.asarray(audio, np.float32)))
    assert found is not None
    return dict(zip(FEATURES, found.values, strict=True))


@pytest.mark.parametrize(
    ("more", "less", "names"),
    [
        ({"hz": 220}, {"hz": 150}, ["pitch", "pitch_top"]),
        ({"wobble": 3.0}, {"wobble": 0.3}, ["pitch_range", "pitch_movement", "pitch_top"]),
        ({"rise": 6.0}, {"rise": -6.0}, ["pitch_slope"]),
        ({"tilt": 0.3}, {"tilt": 1.3}, ["tilt", "centroid", "high", "centroid_top"]),
        ({"tilt": 1.3}, {"tilt": 0.3}, ["low"]),
        ({"wobble": 4.0}, {"wobble": 0.0}, ["spectral_flux"]),
        ({"rate": 5.0}, {"rate": 1.0}, ["level_movement"]),
    ],
)
def test_a_feature_follows_what_it_is_named_after(more, less, names):
    high, low = features(voice(**more)), features(voice(**less))
    for name in names:
        assert high[name] > low[name] + 0.1, name


def test_the_voiced_share_is_of_the_speech():
    noise = 0.1 * np.random.default_rng(1).standard_normal(32_000)
    silence = np.zeros(32_000)
    whole, half = (features(np.concatenate([voice(), more])) for more in (silence, noise))
    assert whole["voiced_share"] > 0.8
    assert half["voiced_share"] == pytest.approx(0.5 * whole["voiced_share"], rel=0.2)


@pytest.mark.parametrize("gain_db", [-20, -12, 12])
def test_no_feature_depends_on_the_level(gain_db):
    speech = 0.2 * made.demo_start(6)[0]
    plain, other = features(speech), features(speech * 10 ** (gain_db / 20))
    assert other == pytest.approx(plain, abs=2e-3)


@pytest.mark.parametrize(
    "audio",
    [
        np.zeros(16_000),
        np.zeros(0),
        0.1 * np.random.default_rng(2).standard_normal(48_000),
        voice(syllables=1, rate=3.0),
        voice(level=1e-5),
    ],
)
def test_with_too_little_voice_there_are_none(audio):
    assert voice_features(LISTEN(audio.astype(np.float32))) is None


def test_it_is_known_how_much_voice_they_rest_on():
    short, long = (voice_features(LISTEN(voice(n).astype(np.float32))) for n in (4, 12))
    assert short.voiced >= LEAST_VOICED
    assert long.voiced == pytest.approx(3 * short.voiced, rel=0.1)
    assert long.voiced < 3.0


def test_the_bands_add_up_to_the_power_of_the_samples():
    at = np.arange(16_000) / 16_000
    tones = sum(np.sin(2 * np.pi * hz * at) for hz in (450, 1100, 2350)) / 10
    powers = band_powers(tones.astype(np.float32))[4:-4]
    assert powers.sum(axis=1) == pytest.approx(3 * 0.01 / 2, rel=0.02)
    assert (powers[:, [1, 6, 11]] > 0.0045).all()
