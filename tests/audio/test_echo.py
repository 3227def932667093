import sys

import made_audio as made
import numpy as np
import pytest

from callmon.audio.echo import DELAY, EchoCanceller
from callmon.errors import CallmonError

RATE = 16_000


@pytest.fixture(autouse=True, scope="module")
def _with_livekit():
    pytest.importorskip("livekit.rtc", reason="echo cancellation is an extra: callmon[aec]")


def through(call, size=2560):
    """What comes out for each block, and what is left."""
    canceller = EchoCanceller()
    out = [canceller.push(call[:, at : at + size]) for at in range(0, call.shape[1], size)]
    return np.concatenate([*out, canceller.flush()], axis=1)


def level(row):
    return 10 * np.log10(np.square(row, dtype=np.float64).mean() + 1e-12)


@pytest.fixture(scope="module")
def call():
    return made.demo_start(30).astype(np.float32)


@pytest.fixture(scope="module")
def echo(call):
    """The microphone holds the customer alone, 60 ms late and 6 dB down."""
    mixed = np.stack([np.zeros_like(call[1]), call[1]])
    mixed[0, 960:] = call[1, :-960] * 0.5
    return mixed


def test_the_customer_is_taken_out_of_the_microphone(echo):
    out = through(echo)
    assert level(out[0, 15 * RATE :]) < level(echo[0, 15 * RATE :]) - 20


def test_an_agent_who_speaks_alone_stays_where_and_as_loud_as_before(call):
    alone = np.stack([call[0], np.zeros_like(call[0])])
    out = through(alone)
    # Twice the difference: the canceller cuts below 100 Hz, and so turns the phase of deep tones.
    bright = (np.diff(row.astype(np.float64), 2) for row in (alone[0], out[0]))
    before, after = (np.fft.rfft(row, 1 << 20) for row in bright)
    shift = int(np.argmax(np.fft.irfft(np.conj(before) * after)))
    assert min(shift, (1 << 20) - shift) <= 2
    assert level(out[0]) == pytest.approx(level(alone[0]), abs=1.0)


def test_own_speech_over_an_echo_is_kept(call, echo):
    both = echo.copy()
    both[0] += np.roll(call[0], 7 * RATE)
    out = through(both)[0, 15 * RATE :]
    assert level(out) == pytest.approx(level(np.roll(call[0], 7 * RATE)[15 * RATE :]), abs=6.0)


@pytest.mark.parametrize("size", [1, 77, 160, 4096, 10**6])
def test_any_size_of_blocks_gives_the_same_samples_and_as_many(size, call):
    part = call[:, 5 * RATE : 5 * RATE + (8_000 if size > 1 else 3_001)]
    out = through(part, size)
    assert out.shape == part.shape
    assert out.dtype == np.float32
    np.testing.assert_array_equal(out, through(part))


def test_the_customer_comes_out_as_it_went_in(call):
    np.testing.assert_array_equal(through(call)[1], call[1])


def test_nothing_is_held_back_longer_than_it_says(call):
    canceller, given = EchoCanceller(), 0
    for at in range(0, RATE, 333):
        given += canceller.push(call[:, at : at + 333]).shape[1]
        held = at + 333 - given
        assert held <= DELAY + 160
    assert held >= DELAY


def test_a_call_of_no_samples_gives_none():
    canceller = EchoCanceller()
    assert canceller.push(np.zeros((2, 0), np.float32)).shape == (2, 0)
    assert canceller.flush().shape == (2, 0)


def test_without_livekit_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "livekit.rtc", None)
    with pytest.raises(CallmonError, match=r'pip install "callmon\[aec\]"'):
        EchoCanceller()
