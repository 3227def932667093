import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.calibration.kappa import kappa, plain_kappa
from callmon.errors import CallmonError

counts = st.integers(1, 60)
tables = st.tuples(st.tuples(counts, counts), st.tuples(counts, counts))


@pytest.mark.parametrize(
    ("table", "value"),
    [
        # Cohen 1960, Educational and Psychological Measurement 20, table 1: two judges, three diagnoses, 200.
        (((88, 14, 18), (10, 40, 10), (2, 6, 12)), 0.492),
        # Bakeman and Gottman; the example of the article on Cohen's kappa in Wikipedia: 50 proposals.
        (((20, 5), (10, 15)), 0.400),
        # The two tables of the same article with like agreement and unlike chance: 0.1304 and 0.2593.
        (((45, 15), (25, 15)), 0.130),
        (((25, 35), (5, 35)), 0.259),
        # scikit-learn's documentation: y1 = neg, pos, neg, neut, pos; y2 = neg, pos, neg, neut, neg.
        (((2, 0, 0), (0, 1, 0), (1, 0, 1)), 0.6875),
    ],
)
def test_kappa_agrees_with_published_examples(table, value):
    assert kappa(table).value == pytest.approx(value, abs=0.0005)


def test_its_interval_agrees_with_a_published_example():
    # Fleiss, Cohen and Everitt 1969, Psychological Bulletin 72, 323-327; Fleiss, Levin and Paik 2003, table
    # 18.1: 100 patients, kappa 0.676, standard error 0.088.
    found = kappa(((75, 1, 4), (5, 4, 1), (0, 0, 10)))
    assert found.value == pytest.approx(0.676, abs=0.0005)
    assert (found.high - found.low) / 2 / 1.96 == pytest.approx(0.088, abs=0.0005)


@given(tables)
@settings(deadline=None)
def test_it_does_not_matter_who_is_the_first(table):
    turned = tuple(zip(*table, strict=True))
    one, two = kappa(table), kappa(turned)
    assert (one.value, one.low, one.high) == pytest.approx((two.value, two.low, two.high))


@given(tables)
@settings(deadline=None)
def test_it_lies_within_its_interval_and_that_within_its_bounds(table):
    found = kappa(table)
    assert -1 <= found.low <= found.value <= found.high <= 1


@given(tables)
@settings(deadline=None)
def test_it_does_not_matter_what_is_called_yes(table):
    (both, first), (second, none) = table
    assert kappa(((none, second), (first, both))).value == pytest.approx(kappa(table).value)


@given(st.tuples(*[st.integers(0, 40)] * 4))
@settings(deadline=None)
def test_without_its_interval_it_is_the_same(counts):
    both, first, second, none = counts
    assert plain_kappa(*counts) == pytest.approx(kappa(((both, first), (second, none))).value or 0.0)


def test_where_it_is_not_defined_it_says_why():
    assert kappa(((0, 0), (0, 0))).text == "there is nothing to compare"
    assert kappa(((0, 0), (0, 9))).text == "both sides say the same everywhere"


def test_one_side_that_says_the_same_everywhere_agrees_by_chance():
    found = kappa(((0, 4), (0, 6)))
    assert (found.value, found.low) == (0.0, None)


def test_sides_that_never_differ_agree_fully_without_an_interval():
    found = kappa(((4, 0), (0, 6)))
    assert (found.value, found.low, found.text) == (1.0, None, "1.00")


def test_without_the_extra_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "statsmodels", None)
    with pytest.raises(CallmonError, match=r"pip install 'callmon\[calibration\]'"):
        kappa(((20, 5), (10, 15)))
