import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.calibration.intraclass import absolute_agreement, consistency

SHROUT_AND_FLEISS = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
"""Six targets, four judges: Shrout and Fleiss 1979, table 2."""

calls = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=12)


def test_absolute_agreement_is_that_of_shrout_and_fleiss():
    # Table 4 there: ICC(2,1) = .29. More digits and the interval: R's psych and irr on the same data.
    found = absolute_agreement(SHROUT_AND_FLEISS)
    assert (found.value, found.low, found.high) == pytest.approx((0.290, 0.019, 0.761), abs=0.0005)


def test_consistency_is_that_of_shrout_and_fleiss():
    # Table 4 there: ICC(3,1) = .71; McGraw and Wong 1996 name it ICC(C,1).
    found = consistency(SHROUT_AND_FLEISS)
    assert (found.value, found.low, found.high) == pytest.approx((0.715, 0.342, 0.946), abs=0.0005)


def test_a_side_that_always_counts_one_more_is_consistent_and_does_not_agree():
    table = [(1, 2), (3, 4), (5, 6), (2, 3)]
    assert consistency(table).value == 1.0
    assert absolute_agreement(table).value == pytest.approx(35 / 41)


def test_sides_that_count_alike_agree_fully_without_an_interval():
    found = absolute_agreement([(1, 1), (4, 4), (2, 2)])
    assert (found.value, found.low) == (1.0, None)


def test_sides_that_differ_more_than_the_calls_do_have_a_figure_without_an_interval():
    found = absolute_agreement([(3, 3), (0, 5)])
    assert (found.value, found.low) == (pytest.approx(-12 / 13), None)
    assert "too little" in found.why


@pytest.mark.parametrize("figure", [absolute_agreement, consistency])
@pytest.mark.parametrize(
    ("table", "why"),
    [
        ([], "fewer than two calls"),
        ([(1, 2)], "fewer than two calls"),
        ([(1, 2), (1, 2), (1, 2)], "every call has as many"),
        ([(1, 2), (2, 1), (0, 3)], "every call has as many"),
    ],
)
def test_where_nothing_varies_it_says_why_there_is_no_figure(figure, table, why):
    assert figure(table).value is None
    assert why in figure(table).text


@pytest.mark.parametrize("figure", [absolute_agreement, consistency])
@given(table=calls)
@settings(deadline=None)
def test_it_does_not_matter_who_is_the_first_nor_in_which_order_the_calls_are(figure, table):
    one, two = figure(table), figure([(second, first) for first, second in reversed(table)])
    assert (one.value is None) == (two.value is None)
    if one.value is not None:
        assert one.value == pytest.approx(two.value, abs=1e-9)


@pytest.mark.parametrize("figure", [absolute_agreement, consistency])
@given(table=calls)
@settings(deadline=None)
def test_it_lies_within_its_interval(figure, table):
    found = figure(table)
    if found.low is not None:
        assert found.low - 1e-9 <= found.value <= found.high + 1e-9
        assert found.high <= 1 + 1e-9


@given(table=calls)
@settings(deadline=None)
def test_counts_that_are_all_higher_by_as_much_are_as_consistent(table):
    one, two = consistency(table), consistency([(first, second + 3) for first, second in table])
    if one.value is not None:
        assert one.value == pytest.approx(two.value, abs=1e-9)
