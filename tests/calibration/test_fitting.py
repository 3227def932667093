import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.calibration.fitting import fitted

STEPS = [value / 100 for value in range(50, 99, 2)]
scored = st.tuples(st.integers(50, 99).map(lambda value: value / 100), st.booleans())


def calls(count, right_from, *, seed=1, wrong_share=0.0):
    """Calls of ten candidates each, right from a value on but for some."""
    chance = random.Random(seed)
    values = [[round(chance.uniform(0.5, 0.99), 2) for _ in range(10)] for _ in range(count)]
    return [
        [(value, (value >= right_from) != (chance.random() < wrong_share)) for value in call]
        for call in values
    ]


def test_a_threshold_moves_to_where_the_coach_draws_the_line():
    found = fitted(calls(12, 0.8), 0.7, STEPS)
    assert found.then == pytest.approx(0.8, abs=0.02)
    assert found.after.f1 > 0.97 > found.before.f1
    assert found.after.kappa.value > found.before.kappa.value
    assert (found.calls, found.judged) == (12, 120)
    assert found.because == "kappa 0.45 at 0.7 and 1.00 held out, on 120 judgements of 12 calls"


def test_it_moves_down_as_well():
    assert fitted(calls(12, 0.6), 0.8, STEPS).then == pytest.approx(0.6, abs=0.02)


def test_one_that_fits_already_stays():
    found = fitted(calls(12, 0.7, wrong_share=0.1), 0.7, STEPS)
    assert found.then is None
    assert "no other threshold does better" in found.because


def test_what_does_not_hold_on_other_calls_is_not_proposed():
    found = fitted(calls(12, 0.7, wrong_share=0.5), 0.7, STEPS)
    assert found.then is None
    assert found.after.point < 0.2


def test_a_gain_that_a_few_judgements_make_may_be_chance():
    call = [(0.72, False), (0.9, True), (0.6, False)]
    found = fitted([call] * 4, 0.7, STEPS)
    assert (found.then, found.after.point) == (None, 1.0)
    assert "may be chance" in found.because
    assert fitted([call] * 8, 0.7, STEPS).then == 0.74


def test_few_calls_fit_nothing():
    found = fitted(calls(2, 0.8), 0.7, STEPS)
    assert (found.then, found.before) == (None, None)
    assert found.because == "too few calls with both right and wrong ones (2; 3 are needed)"


def test_calls_in_which_all_is_right_teach_nothing():
    found = fitted([[(0.9, True), (0.8, True)]] * 9, 0.7, STEPS)
    assert (found.then, found.calls) == (None, 9)
    assert "wrong ones (0;" in found.because


def test_calls_without_a_judgement_do_not_count():
    assert fitted([*calls(12, 0.8), [], []], 0.7, STEPS).calls == 12


def test_what_was_missed_at_any_threshold_counts_against_all_of_them_alike():
    missed = [[*call, (0.0, True)] for call in calls(12, 0.8)]
    found = fitted(missed, 0.7, STEPS)
    assert found.then == pytest.approx(0.8, abs=0.02)
    assert found.after.f1 < fitted(calls(12, 0.8), 0.7, STEPS).after.f1


@given(st.lists(st.lists(scored, max_size=6), max_size=8))
@settings(deadline=None, max_examples=30)
def test_the_same_marks_lead_to_the_same_threshold_and_to_one_of_those_offered(judged):
    found = fitted(judged, 0.7, STEPS)
    assert found == fitted(judged, 0.7, STEPS)
    assert found.then is None or found.then in STEPS
    assert found.then != 0.7
