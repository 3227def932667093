import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.conversation.baseline import Baseline, weighted_median

VALUES = st.floats(-100, 100)
WEIGHTED = st.lists(st.tuples(VALUES, st.floats(0.1, 30)), min_size=1, max_size=40)


def baseline(floor=1.0, half_life=240.0, enough=60.0, values=8):
    return Baseline(floor, half_life, enough, values)


def filled(values, speech=10.0, **how):
    made = baseline(**how)
    for value in values:
        made.add(value, speech)
    return made


def test_nothing_is_usual_before_there_is_enough_speech():
    made = baseline()
    for _ in range(11):
        made.add(5.0, 5.0)
    assert made.usual is None
    made.add(5.0, 5.0)
    assert made.usual == (5.0, 1.0)


def test_nothing_is_usual_of_a_few_long_utterances():
    assert filled([1, 2, 3], speech=30.0).usual is None


def test_one_wild_value_moves_neither_centre_nor_spread():
    calm = [10, 11, 12, 10, 11, 12, 10, 11, 12]
    centre, spread = filled(calm).usual
    assert filled([*calm, 500]).usual == pytest.approx((centre, spread), abs=0.75)


def test_the_spread_of_normal_values_is_their_standard_deviation():
    # Quantiles of a normal distribution with mean 20 and standard deviation 2.
    deviations = (-1.645, -1.036, -0.674, -0.385, -0.126, 0.126, 0.385, 0.674, 1.036, 1.645)
    centre, spread = filled([20 + 2 * each for each in deviations], half_life=1e9).usual
    assert centre == pytest.approx(20, abs=0.3)
    assert spread == pytest.approx(2, rel=0.25)


def test_an_even_voice_has_the_least_spread():
    assert filled([7.0] * 20, floor=1.5).usual == (7.0, 1.5)


def test_what_was_said_half_a_life_ago_counts_half():
    made = baseline(half_life=100.0, values=2)
    made.add(0.0, 100.0)
    made.add(10.0, 50.0)
    made.add(20.0, 50.0)
    # By then the first counts 50, like each of the two others for its 50 s; the middle one is in the middle.
    assert made.usual[0] == 10.0


def test_a_value_of_little_weight_counts_little():
    made = filled([0.0] * 10, half_life=1e9)
    for _ in range(30):
        made.add(10.0, 10.0, weight=0.25)
    assert made.usual[0] == 0.0
    for _ in range(20):
        made.add(10.0, 10.0, weight=0.25)
    assert made.usual[0] == 10.0


def test_it_forgets_what_was_long_ago():
    made = filled([0.0] * 300, half_life=1e9)
    for _ in range(129):
        made.add(10.0, 10.0)
    assert made.usual[0] == 10.0


def test_earlier_calls_are_the_usual_until_this_one_is_known():
    made = baseline()
    made.earlier(4.5, 0.5, 180.0)
    assert made.usual == (4.5, 1.0)
    made.earlier(4.5, 2.0, 180.0)
    assert made.usual == (4.5, 2.0)


def test_earlier_calls_and_this_one_are_mixed_by_speech():
    made = baseline(half_life=1e9)
    made.earlier(4.0, 3.0, 100.0)
    for _ in range(10):
        made.add(6.0, 10.0)
    assert made.usual == pytest.approx((5.0, 1.5))


def test_too_few_earlier_calls_still_need_speech_and_utterances_of_this_one():
    made = baseline()
    made.earlier(4.0, 2.0, 18.0)
    for _ in range(6):
        made.add(4.0, 10.0)
    assert made.usual is None
    made.add(4.0, 10.0)
    made.add(4.0, 10.0)
    assert made.usual[0] == 4.0


@pytest.mark.parametrize(
    ("weighted", "middle"),
    [
        ([(3.0, 1.0)], 3.0),
        ([(1.0, 1.0), (2.0, 1.0)], 1.5),
        ([(1.0, 1.0), (9.0, 1.0), (2.0, 1.0)], 2.0),
        ([(1.0, 5.0), (9.0, 1.0), (2.0, 1.0)], 1.0),
        ([(1.0, 1.0), (2.0, 1.0), (9.0, 5.0)], 9.0),
    ],
)
def test_weighted_median(weighted, middle):
    assert weighted_median(weighted) == middle


@given(WEIGHTED)
def test_half_of_the_weight_lies_on_either_side_of_the_median(weighted):
    middle = weighted_median(weighted)
    half = sum(weight for _, weight in weighted) / 2
    assert sum(weight for value, weight in weighted if value < middle) <= half * (1 + 1e-9)
    assert sum(weight for value, weight in weighted if value > middle) <= half * (1 + 1e-9)


@given(WEIGHTED, st.floats(-50, 50))
def test_a_shifted_voice_has_a_shifted_centre_and_the_same_spread(weighted, off):
    one, other = (baseline(floor=0.0, enough=0.0, values=0) for _ in range(2))
    for value, speech in weighted:
        one.add(value, speech)
        other.add(value + off, speech)
    assert other.usual[0] == pytest.approx(one.usual[0] + off, abs=1e-6)
    assert other.usual[1] == pytest.approx(one.usual[1], abs=1e-6)
