import pytest

from callmon.metrics.spread import percentile


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.5, None),
        ([2.0], 0.5, 2.0),
        ([2.0], 0.9, 2.0),
        ([3.0, 1.0, 2.0], 0.5, 2.0),
        ([4.0, 1.0], 0.5, 2.5),
        ([0.0, 10.0], 0.9, 9.0),
        ([-0.4, 0.2, 0.2, 5.0], 0.5, 0.2),
        ([1.0, 2.0, 3.0], 0.0, 1.0),
        ([1.0, 2.0, 3.0], 1.0, 3.0),
    ],
)
def test_it_is_linear_between_neighbours_in_order_of_size(values, share, expected):
    assert percentile(values, share) == (None if expected is None else pytest.approx(expected))


def test_it_leaves_the_values_as_they_were():
    values = [3.0, 1.0, 2.0]
    percentile(values, 0.5)
    assert values == [3.0, 1.0, 2.0]
