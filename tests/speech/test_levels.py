import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.speech.levels import FLOOR_DB, LevelHistogram, frame_levels


def test_levels_are_those_of_a_sine():
    sine = np.sin(2 * np.pi * 400 * np.arange(1600) / 16_000).astype(np.float32)
    assert frame_levels(sine, 160) == pytest.approx(np.full(10, -3.01), abs=0.01)
    assert frame_levels(sine / 10, 160) == pytest.approx(np.full(10, -23.01), abs=0.01)


def test_a_constant_is_silence():
    assert frame_levels(np.full(320, 0.5, np.float32), 160).tolist() == [FLOOR_DB, FLOOR_DB]
    assert frame_levels(np.zeros(160, np.float32), 160).tolist() == [FLOOR_DB]
    assert frame_levels(np.zeros(0, np.float32), 160).tolist() == []


@given(st.lists(st.floats(-100, 0), min_size=1, max_size=200), st.floats(0.01, 1))
def test_a_quantile_is_that_of_the_sorted_levels(levels, share):
    found = LevelHistogram()
    for level in levels:
        found.add(level)
    assert found.count == len(levels)
    exact = float(np.quantile(levels, share, method="inverted_cdf"))
    assert found.quantile(share) == pytest.approx(exact, abs=0.5 + 1e-6)


def test_levels_out_of_range_are_counted_at_the_border():
    found = LevelHistogram()
    assert found.quantile(0.5) == FLOOR_DB
    found.add(20.0)
    assert found.quantile(0.5) == 0.5
    found.add(-250.0)
    assert found.quantile(0.5) == FLOOR_DB + 0.5
