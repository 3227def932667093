"""The sound of a call on one channel, as two rows that add up to it."""

import made_audio as made
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.audio.passages import RecordedPassages
from callmon.audio.recording import MonoRecording
from callmon.audio.sides import Sides, SplitRecording
from callmon.errors import RecordingError
from callmon.timeline import Segment

AGENT = [Segment(0, 16_000), Segment(40_000, 56_000)]
CUSTOMER = [Segment(24_000, 48_000)]
SIDES = Sides(AGENT, CUSTOMER)


def test_each_gets_what_is_said_alone_and_half_of_the_rest():
    rows = SIDES.split(np.ones(64_000, np.float32), 0)
    assert rows.shape == (2, 64_000)
    for at, agent in (
        (8_000, 1.0),
        (20_000, 0.5),
        (30_000, 0.0),
        (44_000, 0.5),
        (50_000, 1.0),
        (60_000, 0.5),
    ):
        assert rows[:, at].tolist() == [agent, 1 - agent]


@given(st.integers(-5_000, 80_000), st.integers(0, 5_000))
def test_together_they_are_the_channel(start, length):
    audio = np.linspace(-1, 1, length, dtype=np.float32)
    np.testing.assert_allclose(SIDES.split(audio, start).sum(axis=0), audio, atol=1e-6)


def test_nobody_speaks():
    assert (Sides([], []).split(np.ones(400, np.float32), 0) == 0.5).all()


@pytest.fixture
def mono(tmp_path):
    return made.riff(tmp_path / "one.wav", made.demo_start(5).mean(axis=0, keepdims=True))


def test_a_recording_of_one_channel_is_read_as_one_of_two(mono):
    recording = MonoRecording(mono)
    one = np.concatenate(list(recording.blocks(4_000)), axis=1)
    split = SplitRecording(recording, SIDES)
    assert (split.name, split.channels, split.sample_rate) == (recording.name, 1, 16_000)
    assert split.expected_seconds == recording.expected_seconds == 5.0
    for size in (1_000, 7_000):
        rows = np.concatenate(list(split.blocks(size)), axis=1)
        np.testing.assert_array_equal(rows, SIDES.split(one[0], 0))


def test_a_passage_is_what_was_analysed(mono):
    whole = np.concatenate(list(SplitRecording(MonoRecording(mono), SIDES).blocks(4_000)), axis=1)
    passages = RecordedPassages((mono,), "left", SIDES)
    np.testing.assert_allclose(passages.read(12_345, 30_000), whole[:, 12_345:42_345], atol=1e-5)
    passages.close()


def test_the_same_on_both_channels_is_one(tmp_path):
    side = made.demo_start(5)[:1]
    path = made.riff(tmp_path / "two.wav", np.concatenate([side, side]))
    (block,) = MonoRecording(path).blocks(80_000)
    np.testing.assert_allclose(block, side, atol=1e-4)


def test_more_than_two_channels_are_refused(tmp_path):
    path = made.riff(tmp_path / "three.wav", np.zeros((3, 16_000)))
    with pytest.raises(RecordingError, match="3 channels; callmon reads recordings of one or two"):
        MonoRecording(path)
