import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from callmon.speech.diarization.assembly import assembled, matched
from callmon.speech.diarization.decision import decided, silences


@given(st.integers(1, 3), st.integers(1, 6), st.data())
def test_the_best_choice_of_voices_is_taken(speakers, voices, data):
    scores = data.draw(arrays(np.float32, (speakers, voices), elements=st.floats(-50, 50, width=16)))
    choice = matched(scores)
    assert len(choice) == speakers
    if voices >= speakers:
        assert len(set(choice)) == speakers
        best = max(
            sum(scores[index, voice] for index, voice in enumerate(each))
            for each in itertools.permutations(range(voices), speakers)
        )
        assert abs(sum(scores[index, voice] for index, voice in enumerate(choice)) - best) < 1e-3
    else:
        assert set(choice) <= set(range(voices))


def test_who_is_left_over_joins_the_voice_that_it_is_most_like():
    assert matched(np.array([[9, 1], [1, 9], [5, 4]], np.float32)) == (0, 1, 0)
    assert matched(np.array([[3], [7]], np.float32)) == (0, 0)
    assert matched(np.zeros((2, 0), np.float32)) == ()


def windowed(truth, length, step):
    """Windows over a known activity, the local speakers of each in another order."""
    found = []
    for number, start in enumerate(range(0, len(truth) - length + 1, step)):
        part = truth[start : start + length]
        order = np.roll(np.arange(3), number)
        local = np.concatenate([part, np.zeros((length, 3 - part.shape[1]), bool)], axis=1)[:, order]
        found.append((start, (np.column_stack([local, part.any(axis=1)]) * 255).astype(np.uint8)))
    return found


@given(st.integers(0, 200))
def test_local_speakers_of_any_order_come_together(seed):
    chance = np.random.default_rng(seed)
    truth = np.repeat(chance.random((40, 2)) < 0.6, 50, axis=0)
    alone = truth & (truth.sum(axis=1, keepdims=True) == 1)
    likeness = np.where(alone, 0.8, np.where(alone[:, ::-1], 0.1, 0.0)).astype(np.float32)
    activity, anyone = assembled(len(truth), windowed(truth, 1000, 100), likeness, {})
    heard = [part for part in windowed(alone, 1000, 100) if part[1][:, :3].any()]
    if len(heard) == 11 and alone.any(axis=0).all():
        share = np.mean((activity > 0.5) == truth)
        assert share > 0.9
    np.testing.assert_allclose(anyone, truth.any(axis=1), atol=1e-6)
    assert ((activity >= 0) & (activity <= 1)).all()


def test_a_window_that_says_nothing_new_follows_the_others():
    truth = np.zeros((1200, 2), bool)
    truth[:600, 0] = truth[600:, 1] = True
    likeness = np.zeros((1200, 2), np.float32)
    likeness[:100, 0] = likeness[1100:, 1] = 0.8
    activity, _ = assembled(1200, windowed(truth, 1000, 100), likeness, {})
    np.testing.assert_array_equal(activity > 0.5, truth)


def test_what_a_window_sounds_like_counts_where_nobody_is_alone():
    truth = np.ones((1000, 2), bool)
    none = np.zeros((1000, 2), np.float32)
    heard = {0: np.array([[0.1, 0.9], [0.2, 0.1], [0, 0]], np.float32)}
    windows = windowed(truth, 1000, 100)
    windows[0][1][:500, 0] = 0
    activity, _ = assembled(1000, windows, none, heard)
    assert activity[100].tolist() == [1, 0]
    assert activity[900].tolist() == [1, 1]


probabilities = arrays(np.float32, (30, 3), elements=st.floats(0, 1, width=16))


@given(probabilities, st.floats(0.1, 0.9), st.floats(0.1, 0.9))
def test_nobody_one_or_two_speak(activity, speech, overlap):
    anyone = activity.max(axis=1)
    speaks = decided(activity, anyone, speech, overlap)
    count = speaks.sum(axis=1)
    assert (count <= 2).all()
    np.testing.assert_array_equal(count > 0, anyone > speech)
    rows = np.flatnonzero(count == 1)
    assert (activity[rows, speaks[rows].argmax(axis=1)] == activity[rows].max(axis=1)).all()
    assert decided(activity[:, :0], anyone, speech, overlap).shape == (30, 0)


def test_two_voices_that_are_as_likely_are_somebody():
    speaks = decided(np.array([[0.45, 0.45]], np.float32), np.array([0.9], np.float32), 0.5, 0.35)
    assert speaks.sum() == 1


def test_a_pause_is_long_and_far_under_the_voice():
    levels = np.full(300, -20.0, np.float32)
    levels[50:80] = -60
    levels[120:130] = -60
    levels[200:240] = -50
    activity = np.ones((300, 1), np.float32)
    silent = silences(levels, activity > 0.5, activity, 35.0, 25)
    assert np.flatnonzero(silent).tolist() == list(range(50, 80))
    assert not silences(levels, activity > 2, activity, 35.0, 25).any()
    assert not silences(levels, activity[:, :0] > 0, activity[:, :0], 35.0, 25).any()
