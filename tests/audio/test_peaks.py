import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from callmon.audio.peaks import FINEST, PeakBuilder, load, save
from callmon.errors import OutputError

RATE = 16_000
STEP = 1 / 32_767
"""What rounding to 16 bits, always outwards, may add."""


def noise(samples, seed=0):
    return np.random.default_rng(seed).uniform(-0.9, 0.9, (2, samples)).astype(np.float32)


def peaks_of(call, expected=None, size=10_000):
    builder = PeakBuilder(call.shape[1] if expected is None else expected)
    for at in range(0, call.shape[1], size):
        builder.add(call[:, at : at + size])
    return builder.finish()


def same(one, two):
    return len(one.levels) == len(two.levels) and all(map(np.array_equal, one.levels, two.levels))


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(["agent", "customer"]),
    st.integers(0, 90_000),
    st.integers(1, 90_000),
    st.integers(1, 300),
)
def test_a_column_holds_all_samples_of_its_part_and_little_more(side, first, count, width):
    call = noise(100_000) * np.linspace(0.1, 1, 100_000, dtype=np.float32)
    columns = peaks_of(call).columns(side, first / RATE, (first + count) / RATE, width)
    row, per = call[0 if side == "agent" else 1], count / width
    unit = max(unit for unit in (FINEST * 4**level for level in range(8)) if unit <= max(per, FINEST))
    for number, (low, high) in enumerate(columns):
        start, end = first + number * per, first + (number + 1) * per
        inside = row[int(np.ceil(start)) : int(end)]
        around = row[max(0, int(start) - unit - 1) : int(end) + unit + 1]
        if start >= len(row) + unit:
            assert (low, high) == (0, 0)
        elif start < len(row):
            assert around.min() - 2 * STEP <= low <= inside.min(initial=high)
            assert inside.max(initial=low) <= high <= around.max() + 2 * STEP


@settings(max_examples=40, deadline=None)
@given(arrays(np.float32, (2, 3_000), elements=st.floats(-2, 2, width=32)), st.integers(1, 3_000))
def test_the_size_of_blocks_changes_nothing(call, size):
    assert same(peaks_of(call, size=size), peaks_of(call, size=3_000))


def test_the_two_sides_are_told_apart():
    call = np.zeros((2, 8_000), np.float32)
    call[0, 4_000] = 0.5
    peaks = peaks_of(call)
    assert max(high for _, high in peaks.columns("agent", 0, 0.5, 20)) == pytest.approx(0.5, abs=STEP)
    assert set(peaks.columns("customer", 0, 0.5, 20)) == {(0.0, 0.0)}


def test_what_is_outside_of_the_call_is_silent():
    columns = peaks_of(noise(100 * FINEST)).columns("agent", -3.2, 4.8, 5)
    assert (columns[0], columns[4]) == ((0, 0), (0, 0))
    assert columns[2][0] < -0.8 < 0.8 < columns[2][1]


def test_a_call_longer_than_expected_is_taken_whole():
    assert same(peaks_of(noise(50_000), expected=100), peaks_of(noise(50_000)))


def test_peaks_so_far_do_not_change_when_more_comes():
    builder = PeakBuilder(RATE * 10)
    builder.add(noise(100 * FINEST))
    early = builder.so_far()
    drawn = early.columns("agent", 0, 16, 10)
    builder.add(noise(RATE, 1))
    assert early.columns("agent", 0, 16, 10) == drawn
    assert drawn[0] != (0, 0)
    assert set(drawn[2:]) == {(0, 0)}


def test_a_call_without_a_sample_has_silent_peaks():
    empty = PeakBuilder(0).finish()
    assert empty.columns("agent", 0, 1, 4) == [(0, 0)] * 4


@pytest.mark.parametrize("samples", [0, 1, FINEST, 100_001])
def test_peaks_come_back_from_their_file(tmp_path, samples):
    peaks = peaks_of(noise(samples))
    save(peaks, tmp_path / "peaks")
    assert same(load(tmp_path / "peaks"), peaks)
    assert (tmp_path / "peaks").stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir()] == ["peaks"]


def test_a_missing_file_holds_no_peaks(tmp_path):
    assert load(tmp_path / "peaks") is None
    assert load(tmp_path) is None


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_file_holds_no_peaks(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("damaged") / "peaks"
    save(peaks_of(noise(3_000)), path)
    whole = path.read_bytes()
    match data.draw(st.sampled_from(["cut", "flipped", "longer"])):
        case "cut":
            path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
        case "flipped":
            at, bit = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 7))
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        case "longer":
            path.write_bytes(whole + data.draw(st.binary(min_size=1, max_size=20)))
    assert load(path) is None


def test_where_peaks_cannot_be_written_nothing_is_left(tmp_path):
    (tmp_path / "peaks").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        save(peaks_of(noise(3_000)), tmp_path / "peaks")
    assert [file.name for file in tmp_path.iterdir()] == ["peaks"]
    with pytest.raises(OutputError, match="cannot be written"):
        save(peaks_of(noise(3_000)), tmp_path / "missing" / "peaks")
