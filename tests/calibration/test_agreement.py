import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.calibration.agreement import Counts, agreement, share
from callmon.calibration.reliability import unreliable

YES, FALSE, MISSED, NO = (True, True), (True, False), (False, True), (False, False)

stretches = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30)


def test_a_machine_and_a_coach_are_held_against_each_other():
    found = agreement([[YES, FALSE, NO, NO], [YES, YES, MISSED, NO, NO]], [(2, 1), (2, 3)])
    assert found.counts == Counts(3, 1, 1, 4)
    assert (found.stretches, found.calls, found.counts.marked) == (9, 2, 5)
    assert (found.precision.value, found.recall.value) == (0.75, 0.75)
    assert found.kappa.value == pytest.approx(0.55)


def test_shares_have_wilsons_interval():
    # Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3: 81 of 263, 15 of 148, 0 of 20.
    for part, whole, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611)):
        found = share(part, whole)
        assert (found.low, found.high) == pytest.approx((low, high), abs=0.00005)


def test_what_nobody_found_has_neither_precision_nor_recall():
    found = agreement([[NO, NO]], [(0, 0)])
    assert (found.precision.value, found.recall.value, found.kappa.value) == (None, None, None)
    assert "first side" in found.precision.text
    assert "second side" in found.recall.text
    assert "two calls" in found.absolute.text


def test_no_call_is_no_figure():
    found = agreement([], [])
    assert (found.calls, found.stretches, found.kappa.text) == (0, 0, "there is nothing to compare")


@given(st.lists(stretches, max_size=6))
@settings(deadline=None)
def test_who_is_first_turns_precision_and_recall_round(calls):
    counts = [(sum(one for one, _ in call), sum(two for _, two in call)) for call in calls]
    turned = agreement([[(two, one) for one, two in call] for call in calls], [(b, a) for a, b in counts])
    found = agreement(calls, counts)
    assert (found.precision.value, found.recall.value) == (turned.recall.value, turned.precision.value)
    assert found.stretches == turned.stretches


def test_one_call_is_no_kappa():
    found = agreement([[YES, YES, FALSE, MISSED, NO]], [(3, 3)])
    assert (found.kappa.value, found.kappa.text) == (None, "one call is too few")
    assert found.precision.value is not None


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ([YES, NO, NO], "the two sides never differ, and only 2 stretches are marked in 2 calls"),
        ([MISSED, NO], "one side says the same everywhere, and only 2 stretches are marked in 2 calls"),
    ],
)
def test_a_kappa_without_an_interval_on_few_stretches_is_none(call, why):
    found = agreement([call, call], [(1, 1), (1, 1)])
    assert (found.kappa.value, found.kappa.text) == (None, why)
    assert not unreliable(found)


def test_on_enough_stretches_and_calls_a_kappa_without_an_interval_counts():
    found = agreement([[MISSED] * 4 + [NO]] * 3, [(0, 4)] * 3)
    assert found.kappa.value == 0
    assert unreliable(found)


def test_few_stretches_are_not_called_too_low():
    found = agreement([[YES, FALSE, MISSED, NO], [FALSE, NO]], [(2, 2), (1, 0)])
    assert found.kappa.value < 0.4
    assert not unreliable(found)
