import numpy as np
import pytest

from callmon.errors import RecordingError
from callmon.live.partner import Line, Partner
from callmon.live.rehearsal import RehearsedCustomer
from callmon.timeline import Segment


class Clock:
    seconds = 100.0

    def now(self):
        return self.seconds


class Ramp:
    """A recording in which every sample of the customer is its own position."""

    def read(self, start, count):
        if start >= 2_000_000:
            raise RecordingError("The recording is gone.")
        return np.stack([np.zeros(count), np.arange(start, start + count)]).astype(np.float32)

    def close(self):
        pass


class Ear:
    """An output that the test asks for sound."""

    running = False

    def start(self, fill):
        self.fill, self.running = fill, True

    def stop(self):
        self.running = False

    def hear(self, count):
        out = np.full((count, 2), 7, np.float32)
        self.fill(out, 0.0)
        assert (out[:, 0] == out[:, 1]).all()
        return out[:, 0]


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ear():
    return Ear()


@pytest.fixture
def customer(clock, ear):
    partner = Partner((Line(Segment(1_000, 4_200), 0, waits=False),))
    made = RehearsedCustomer(Ramp(), partner, ear, clock.now, "call.wav")
    made.open()
    return made


def pull(customer, clock, seconds):
    clock.seconds += seconds
    return customer.read()


def test_what_is_fed_is_what_is_heard(customer, clock, ear):
    chunks = pull(customer, clock, 0.1)
    fed = np.concatenate([chunk.samples for chunk in chunks])
    assert (fed == np.arange(1_000, 2_600)).all()
    assert (ear.hear(1_000) == fed[:1_000]).all()
    assert (ear.hear(600) == fed[1_000:]).all()


def test_chunks_follow_each_other_on_the_clock(customer, clock):
    chunks = [chunk for _ in range(20) for chunk in pull(customer, clock, 0.03)]
    starts = np.array([chunk.time for chunk in chunks])
    lengths = np.array([len(chunk.samples) for chunk in chunks]) / 16_000
    assert np.allclose(starts[1:], (starts + lengths)[:-1])
    assert starts[0] == 100.0
    assert sum(lengths) == pytest.approx(0.6)


def test_a_device_that_asks_for_more_hears_silence(customer, clock, ear):
    pull(customer, clock, 0.01)
    heard = ear.hear(400)
    assert (heard[:160] > 0).all()
    assert not heard[160:].any()


def test_a_device_that_asks_for_less_is_not_left_ever_further_behind(customer, clock, ear):
    for _ in range(10):
        pull(customer, clock, 0.1)
    waiting = 0
    while ear.hear(160).any():
        waiting += 160
    assert waiting <= 3_200


def test_a_pause_is_no_time_of_the_rehearsal(customer, clock, ear):
    pull(customer, clock, 0.05)
    customer.close()
    assert (customer.read(), ear.running) == ([], False)
    clock.seconds += 60
    customer.open()
    (chunk,) = pull(customer, clock, 0.05)
    assert (chunk.samples == np.arange(1_800, 2_600)).all()


def test_a_recording_that_goes_away_is_told_and_the_rehearsal_goes_on(clock, ear):
    partner = Partner((Line(Segment(2_000_000, 2_016_000), 0, waits=False),))
    customer = RehearsedCustomer(Ramp(), partner, ear, clock.now, "call.wav")
    customer.open()
    (chunk,) = pull(customer, clock, 0.1)
    assert customer.trouble == "The recording is gone."
    assert not chunk.samples.any()
    assert (customer.name, customer.fault(), customer.meter()) == ("call.wav", None, None)
