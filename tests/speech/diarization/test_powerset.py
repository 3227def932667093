import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from callmon.speech.diarization.powerset import SETS, SPEAKERS, activities

odds = arrays(np.float32, (5, 7), elements=st.floats(-20, 20, width=32))


def normal(values):
    return values - np.log(np.exp(values.astype(np.float64)).sum(axis=1, keepdims=True)).astype(np.float32)


@given(odds)
def test_activities_are_the_sums_of_the_classes(values):
    classes = normal(values)
    found = activities(classes)
    chance = np.exp(classes)
    assert found.shape == (5, SPEAKERS + 1)
    assert ((found >= 0) & (found <= 1)).all()
    for speaker in range(SPEAKERS):
        of = sum(chance[:, index] for index, each in enumerate(SETS) if speaker in each)
        np.testing.assert_allclose(found[:, speaker], of, atol=1e-5)
    np.testing.assert_allclose(found[:, SPEAKERS], 1 - chance[:, 0], atol=1e-5)


@given(odds)
def test_never_more_than_two_speak_at_once_and_anybody_is_at_least_each(values):
    found = activities(normal(values))
    assert (found[:, :SPEAKERS].sum(axis=1) <= 2 * found[:, SPEAKERS] + 1e-4).all()
    assert (found[:, :SPEAKERS].max(axis=1) <= found[:, SPEAKERS] + 1e-4).all()


def test_a_sure_class_is_its_members():
    for index, members in enumerate(SETS):
        classes = np.full((1, 7), -30.0, np.float32)
        classes[0, index] = 0.0
        found = activities(classes)[0]
        assert set(np.flatnonzero(found[:SPEAKERS] > 0.5)) == set(members)
        assert (found[SPEAKERS] > 0.5) == bool(members)
