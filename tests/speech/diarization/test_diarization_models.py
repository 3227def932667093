"""The models that ship with callmon, on made sounds and, where the shared data lie, on people."""

import wave

import numpy as np
import pytest
from made_audio import SHARED
from speech.made_voice import voice

from callmon.speech.catalogue import SEGMENTATION_MODEL, VOICE_MODEL, find_model
from callmon.speech.diarization.embedding import LEAST, EmbeddingModel
from callmon.speech.diarization.fbank import fbank
from callmon.speech.diarization.load import load_diarizer
from callmon.speech.diarization.segmentation import FRAMES, WINDOW, SegmentationModel
from callmon.speech.locate import locate

PEOPLE = SHARED / "A_calls" / "azure-speech-sdk"


def graph(name):
    model = find_model(name)
    return locate(model) / model.files[0].name


@pytest.fixture(scope="module")
def make():
    return load_diarizer()


def heard(make, samples, speakers=2):
    diarizer = make()
    diarizer.push(samples.astype(np.float32))
    return diarizer.finish(speakers)


def recorded(name):
    path = PEOPLE / name
    if not path.is_file():
        pytest.skip(f"{path} is not here: the shared data are not laid beside the project")
    with wave.open(str(path)) as file:
        assert file.getframerate() == 16_000
        return (np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768).astype(np.float32)


def test_the_classes_of_a_frame_are_all_that_can_be():
    window = np.resize(voice(16), WINDOW).astype(np.float32)
    classes = SegmentationModel(graph(SEGMENTATION_MODEL))(window)
    assert classes.shape == (FRAMES, 7)
    np.testing.assert_allclose(np.exp(classes).sum(axis=1), 1, atol=1e-4)


def test_a_voice_is_a_direction_and_does_not_hang_on_loudness():
    embed = EmbeddingModel(graph(VOICE_MODEL))
    sound = voice(16).astype(np.float32)
    one, softer = embed(fbank(sound)), embed(fbank(sound * np.float32(0.25)))
    assert one.shape == (192,)
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-5)
    assert one @ softer > 0.99
    with pytest.raises(ValueError, match="too few"):
        embed(fbank(sound)[: LEAST - 1])


def test_silence_and_noise_have_no_voices(make):
    noise = 0.003 * np.random.default_rng(1).standard_normal(320_000)
    for samples in (np.zeros(320_000), noise):
        assert not heard(make, samples).speaks.any()


def test_music_is_nobody(make):
    at = np.arange(20 * 16_000) / 16_000
    chords = [(220, 277.2, 329.6), (246.9, 311.1, 370), (196, 246.9, 293.7), (220, 261.6, 329.6)]
    sound = np.zeros(len(at))
    for number in range(20):
        part = (at >= number) & (at < number + 1)
        fade = np.exp(-2 * (at[part] - number))
        for hz in chords[number % 4]:
            sound[part] += fade * sum(np.sin(2 * np.pi * hz * k * at[part]) / k for k in (1, 2, 3))
    found = heard(make, 0.1 * sound)
    assert found.speaks.any(axis=1).mean() < 0.1


def test_two_people_are_told_apart_and_known_again(make):
    found = heard(make, recorded("katiesteve_mono.wav"))
    assert found.main == 2
    assert float(found.voices[0] @ found.voices[1]) < 0.3
    assert (found.apart > 0.8).all()
    likeness = []
    for name in ("enrollment_audio_katie.wav", "enrollment_audio_steve.wav"):
        alone = heard(make, recorded(name))
        assert alone.main == len(alone.voices) == 1
        likeness.append(found.voices @ alone.voices[0])
    best = np.array(likeness).argmax(axis=1)
    assert set(best.tolist()) == {0, 1}
    assert np.array(likeness).max(axis=1).min() > 0.45


def test_the_same_call_gives_the_same(make):
    samples = recorded("katiesteve_mono.wav")[: 12 * 16_000]
    one, other = heard(make, samples), heard(make, samples)
    np.testing.assert_array_equal(one.activity, other.activity)
    np.testing.assert_array_equal(one.voices, other.voices)


def test_eight_bits_at_8_khz_still_tell_them_apart(make):
    import soxr

    narrow = soxr.resample(recorded("katiesteve_mono.wav"), 16_000, 8_000)
    coded = soxr.resample(np.round(narrow * 127) / 127, 8_000, 16_000)
    found = heard(make, coded)
    assert found.main == 2
    assert (found.apart > 0.5).all()
