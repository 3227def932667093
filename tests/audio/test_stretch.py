from itertools import pairwise

import made_audio as made
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.audio.stretch import HOP, Sounding, Stretcher

RATE = 16_000
SPEEDS = [0.5, 0.75, 1.25, 1.5, 2.0]


def reader(call):
    """Reads a call, with silence outside of it."""

    def read(start, count):
        found = np.zeros((2, count), np.float32)
        begin, until = max(0, start), min(start + count, call.shape[1])
        if begin < until:
            found[:, begin - start : until - start] = call[:, begin:until]
        return found

    return read


def stretched(call, speed, start=0):
    stretcher = Stretcher(reader(call), start, speed)
    pieces = [stretcher.next()]
    while pieces[-1].end < call.shape[1] - RATE // 4:
        pieces.append(stretcher.next())
    return pieces


def voiced(seconds=6.0, hertz=150.0):
    at = np.arange(round(seconds * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * hertz * k * at) / k for k in range(1, 8)) * 0.2
    return np.stack((tone, tone)).astype(np.float32)


def strongest(row):
    """The fundamental: the strongest frequency below 300 Hz."""
    spectrum = np.abs(np.fft.rfft(row * np.hanning(len(row))))
    return np.argmax(spectrum[: round(300 * len(row) / RATE)]) * RATE / len(row)


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_voice_keeps_its_pitch_and_its_loudness(speed):
    pieces = stretched(voiced(), speed)
    heard = np.concatenate([piece.samples for piece in pieces], axis=1)[0]
    assert strongest(heard) == pytest.approx(150, abs=1)
    assert np.std(heard[RATE // 2 :]) == pytest.approx(np.std(voiced()[0]), rel=0.1)


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_call_takes_as_long_as_its_speed_says(speed):
    pieces = stretched(made.speechlike(20.0).astype(np.float32), speed)
    assert pieces[-1].end / (len(pieces) * HOP) == pytest.approx(speed, rel=0.02)


@pytest.mark.parametrize("speed", SPEEDS)
def test_what_is_said_to_sound_is_what_sounds(speed):
    # One side speaks; the other, which is cut at the same places, holds a click every half second.
    call = made.speechlike(30.0).astype(np.float32)
    call[0] += call[1]
    call[1] = 0
    call[1, RATE // 2 :: RATE // 2] = 1e-4
    off = []
    for piece in stretched(call, speed):
        for at in np.flatnonzero(piece.samples[1] > 4e-5):
            place = piece.position + at * piece.speed
            off.append(place - round(place / (RATE // 2)) * (RATE // 2))
    assert len(off) >= 20
    assert abs(np.median(off)) < 0.005 * RATE
    assert np.abs(off).max() < 0.020 * RATE


@pytest.mark.parametrize("speed", SPEEDS)
def test_pieces_follow_each_other_without_a_gap(speed):
    pieces = stretched(made.speechlike(8.0).astype(np.float32), speed, start=777)
    assert pieces[0].position == 777
    for one, two in pairwise(pieces):
        assert one.end == pytest.approx(two.position)
        assert two.samples.shape == (2, HOP)


@pytest.mark.parametrize("speed", SPEEDS)
def test_it_begins_and_goes_on_without_a_click(speed):
    call = voiced()
    pieces = stretched(call, speed, start=1_000)
    heard = np.concatenate([call[:, :1_000], *(piece.samples for piece in pieces)], axis=1)
    end = round(pieces[-1].end)
    heard = np.concatenate([heard, call[:, end : end + 500]], axis=1)
    assert np.abs(np.diff(heard[0])).max() < 1.5 * np.abs(np.diff(call[0])).max()


def test_silence_stays_silence_at_the_speed_that_is_wanted():
    pieces = stretched(np.zeros((2, 5 * RATE), np.float32), 2.0)
    assert not any(piece.samples.any() for piece in pieces)
    assert {round(piece.speed, 3) for piece in pieces[2:]} == {2.0}


def test_both_sides_are_cut_at_the_same_places():
    row = made.speechlike(6.0)[0].astype(np.float32)
    for piece in stretched(np.stack((row, row)), 1.5):
        assert np.array_equal(piece.samples[0], piece.samples[1])


@settings(max_examples=50)
@given(st.integers(1, 400), st.integers(1, 500), st.floats(0.3, 3), st.integers(0, 10**8))
def test_a_piece_that_is_split_sounds_the_same_in_the_same_places(length, count, speed, position):
    piece = Sounding(np.random.default_rng(0).random((2, length), np.float32), position, speed)
    first, rest = piece.split(count)
    parts = [first] if rest is None else [first, rest]
    assert np.array_equal(np.concatenate([part.samples for part in parts], axis=1), piece.samples)
    assert first.samples.shape[1] == min(count, length)
    assert (first.position, parts[-1].end) == (position, pytest.approx(piece.end))
    if rest is not None:
        assert rest.position == first.end
