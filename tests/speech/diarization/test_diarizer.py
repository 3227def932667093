import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from speech.diarization.made_calls import embed, said, segment, truth

from callmon.speech.diarization import hearing
from callmon.speech.diarization.diarizer import Diarizer
from callmon.speech.diarization.segmentation import FRAMES
from callmon.speech.diarization.settings import DiarizationSettings

TALK = [(0, 0.5, 4.0), (1, 4.6, 9.0), (0, 8.2, 12.0), (1, 13.0, 17.5), (0, 18.0, 22.0), (1, 21.0, 26.0)]
"""Two voices that overlap from 8.2 to 9 s and from 21 to 22 s."""


def heard(samples, sizes=(), speakers=2, **changed):
    diarizer = Diarizer(segment, embed, DiarizationSettings(**changed))
    at = 0
    for size in [*sizes, len(samples)]:
        diarizer.push(samples[at : at + size])
        at += size
    return diarizer.finish(speakers)


def wrong(found, expected):
    """Share of the speech that is not as it should be."""
    return np.abs(found.speaks.astype(int) - expected[: len(found.speaks)]).sum() / max(1, expected.sum())


def test_turns_and_overlaps_are_found():
    found = heard(said(27, TALK))
    assert found.frame == 160
    assert found.activity.shape == found.speaks.shape == (2700, 2)
    assert wrong(found, truth(27, TALK, 2)) < 0.02
    assert found.speaks.all(axis=1)[825:895].all()
    assert found.exclusive[200] == 0
    assert found.exclusive[700] == 1
    assert found.exclusive[420] == -1
    np.testing.assert_array_equal(found.exclusive >= 0, found.speaks.any(axis=1))
    assert found.voices.shape == (2, 192)
    assert (found.apart > 0.9).all()
    assert found.main == 2


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(0, 120_000), max_size=5))
def test_the_size_of_blocks_does_not_matter(sizes):
    samples = said(18, TALK[:4])
    one, other = heard(samples), heard(samples, sizes)
    for name in ("activity", "speaks", "exclusive", "voices", "apart"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_how_many_hear_at_once_does_not_matter():
    samples = said(60, [(voice, at + shift, end + shift) for shift in (0, 30) for voice, at, end in TALK])
    one, other = heard(samples, threads=1), heard(samples, threads=4)
    np.testing.assert_array_equal(one.activity, other.activity)


@pytest.mark.parametrize("length", [0, 1, 100, 160, 8_000, 16_000, 160_000, 160_001, 200_000])
@pytest.mark.parametrize("speakers", [1, 2, 50, None])
def test_calls_of_any_length(length, speakers):
    found = heard(said(length / 16_000, [(0, 0.1, 30)]), speakers=speakers)
    assert len(found.activity) == len(found.exclusive) == -(-length // 160)
    assert found.activity.shape[1] == len(found.voices) == len(found.apart) == (length >= 8_000)
    if length >= 16_000:
        assert found.speaks[15:-5].all()


@pytest.mark.parametrize("speakers", [1, 2, None])
def test_silence_has_no_voices(speakers):
    found = heard(np.zeros(480_000, np.float32), speakers=speakers)
    assert found.activity.shape == (3000, 0)
    assert (found.exclusive == -1).all()
    assert found.main == 0


@pytest.mark.parametrize("speakers", [1, 2, None])
def test_one_speaker_is_one_voice(speakers):
    turns = [(0, 1, 7), (0, 8, 16), (0, 18, 29)]
    found = heard(said(30, turns), speakers=speakers)
    assert found.activity.shape[1] == 1
    assert found.apart.tolist() == [1]
    assert wrong(found, truth(30, turns, 1)) < 0.02


def test_a_third_voice_is_set_apart():
    turns = [(2, 1, 6), *((voice, at + 10, end + 10) for voice, at, end in TALK)]
    found = heard(said(37, turns))
    assert found.main == 2
    assert wrong(found, truth(37, turns, 3)) < 0.03
    assert heard(said(37, turns), speakers=3).main == 3
    assert heard(said(37, turns), speakers=None).main == 3


@pytest.mark.parametrize("speakers", [0, -1])
def test_nobody_is_not_a_number_of_speakers(speakers):
    with pytest.raises(ValueError, match="nobody"):
        heard(said(1, []), speakers=speakers)


def test_a_pause_is_a_pause_whatever_the_model_says():
    samples = said(30, [(0, 1, 29)])
    samples[160_000:168_000] = 0

    def deaf(window):
        classes = np.full((FRAMES, 7), -9.0, np.float32)
        classes[:, 1] = -0.001
        return classes

    diarizer = Diarizer(deaf, embed)
    diarizer.push(samples)
    found = diarizer.finish()
    assert not found.speaks[1005:1045].any()
    assert found.speaks[900:995].all()


def test_four_hours_are_heard_in_bounded_memory(monkeypatch):
    """With models that cost nothing: what the engine itself keeps is measured."""
    hours = 4
    quiet = np.full((FRAMES, 7), -9.0, np.float32)
    mine, other = quiet.copy(), quiet.copy()
    mine[:, 1] = other[:, 2] = -0.001

    def quick(window):
        return mine if window[0] > 0.15 else other

    def sound(samples, chosen):
        return np.broadcast_to(samples[chosen[:1] * 160, None], (len(chosen), 80))

    def like(features):
        return np.eye(2, 192, dtype=np.float32)[int(features[0, 0] > 0.15)]

    monkeypatch.setattr(hearing, "fbank", sound)
    minute = np.concatenate([np.full(480_000, 0.1, np.float32), np.full(480_000, 0.2, np.float32)])
    tracemalloc.start()
    try:
        diarizer = Diarizer(quick, like)
        for _ in range(hours * 60):
            diarizer.push(minute)
        kept, _ = tracemalloc.get_traced_memory()
        found = diarizer.finish()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found.activity.shape == (hours * 360_000, 2)
    assert kept < 60e6
    assert most < 250e6
    assert found.speaks.mean() == pytest.approx(0.5, abs=0.1)
