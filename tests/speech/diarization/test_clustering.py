import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.speech.diarization.clustering import MOST, found_voices, groups, merges
from callmon.speech.diarization.settings import DiarizationSettings

SETTINGS = DiarizationSettings()


def utterances(counts, spread=0.4, seed=1, seconds=3.0):
    """Utterances of as many voices as there are counts: the vectors, how long each is, whose it is."""
    chance = np.random.default_rng(seed)
    centres = np.linalg.qr(chance.standard_normal((192, len(counts))))[0].T
    labels = np.repeat(np.arange(len(counts)), counts)
    chance.shuffle(labels)
    vectors = centres[labels] + spread / np.sqrt(192) * chance.standard_normal((len(labels), 192))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32), np.full(len(labels), seconds, np.float32), labels


def voices_of(vectors, weights, speakers, settings):
    return found_voices(vectors, weights, weights, speakers, settings)


def same(found, labels):
    return len(set(zip(found.tolist(), labels.tolist(), strict=True))) == len(set(labels.tolist()))


@given(st.lists(st.integers(3, 12), min_size=1, max_size=5), st.integers(0, 50))
def test_the_voices_of_a_call_are_found(counts, seed):
    vectors, weights, labels = utterances(counts, seed=seed)
    for speakers in (None, len(counts)):
        found = voices_of(vectors, weights, speakers, SETTINGS)
        assert found.main == len(found.voices) == len(counts)
        assert same(found.labels, labels)
        np.testing.assert_allclose(np.linalg.norm(found.voices, axis=1), 1, atol=1e-5)


def test_a_further_voice_is_set_apart():
    vectors, weights, labels = utterances([20, 15, 3])
    found = voices_of(vectors, weights, 2, SETTINGS)
    assert (found.main, len(found.voices)) == (2, 3)
    assert same(found.labels, labels)


def test_what_two_say_at_once_is_no_third_voice():
    vectors, weights, labels = utterances([20, 15, 3])
    alone = np.where(labels < 2, weights, np.float32(0.5))
    found = found_voices(vectors, weights, alone, 2, SETTINGS)
    assert (found.main, len(found.voices)) == (2, 2)
    assert len(found.labels) == len(vectors)


def test_a_short_slip_is_not():
    vectors, weights, _ = utterances([20, 15, 1], seconds=2.5)
    found = voices_of(vectors, weights, 2, SETTINGS)
    assert (found.main, len(found.voices)) == (2, 2)


def test_one_person_is_one_voice_though_two_were_expected():
    vectors, weights, _ = utterances([20])
    found = voices_of(vectors, weights, 2, SETTINGS)
    assert (found.main, len(found.voices)) == (1, 1)


@pytest.mark.parametrize("others", [0, 25])
def test_one_person_who_sounds_in_two_ways_is_one_voice(others):
    """Pairs of the two ways are less alike (0.42) than what is joined; their middles are not (0.7)."""
    chance = np.random.default_rng(3)
    basis = np.linalg.qr(chance.standard_normal((192, 192)))[0].T
    ways = np.stack([basis[0], 0.7 * basis[0] + np.sqrt(1 - 0.7**2) * basis[1], basis[2]])
    labels = np.repeat([0, 1, 2], [20, 20, others])
    vectors = np.sqrt(0.6) * ways[labels] + np.sqrt(0.4) * basis[3 : 3 + len(labels)]
    found = voices_of(vectors.astype(np.float32), np.full(len(labels), 3.0, np.float32), 2, SETTINGS)
    assert found.main == len(found.voices) == (2 if others else 1)
    assert len(set(found.labels[:40].tolist())) == 1


def test_asking_for_more_voices_than_there_are_utterances_gives_what_there_is():
    vectors, weights, _ = utterances([2, 1])
    found = voices_of(vectors, weights, 50, SETTINGS)
    assert found.main == len(found.voices) == 2
    assert voices_of(vectors[:0], weights[:0], 2, SETTINGS).voices.shape == (0, 192)
    assert len(voices_of(vectors[:1], weights[:1], None, SETTINGS).voices) == 1


def test_short_utterances_do_not_make_voices_but_have_one():
    vectors, weights, labels = utterances([20, 15, 9])
    weights[labels == 2] = 0.3
    found = voices_of(vectors, weights, None, SETTINGS)
    assert len(found.voices) == 2
    assert len(found.labels) == len(vectors)


def test_of_many_utterances_the_longest_are_compared():
    vectors, weights, labels = utterances([MOST, MOST])
    found = voices_of(vectors, weights, 2, SETTINGS)
    assert same(found.labels, labels)


@given(st.integers(2, 30), st.integers(0, 20))
def test_joining_goes_on_to_one_group_and_is_the_same_each_time(count, seed):
    vectors, weights, _ = utterances([count], spread=3.0, seed=seed)
    steps = merges(vectors, weights)
    assert len(steps) == count - 1
    assert not groups(count, steps).any()
    assert steps == merges(vectors, weights)
    assert len(set(groups(count, steps[: count // 2]).tolist())) == count - count // 2


def test_the_mean_likeness_of_pairs_decides():
    vectors, weights, _ = utterances([5, 4], spread=2.0)
    last = merges(vectors, weights)[-1]
    of = groups(9, merges(vectors, weights)[:-1])
    likeness = vectors[of == last.first] @ vectors[of == last.second].T
    assert last.likeness == pytest.approx(likeness.mean(), abs=1e-5)
