import time

import numpy as np
import pytest

from callmon.audio.probe import Probe, sound_since, voice_since
from callmon.audio.source import Chunk, Device
from callmon.audio.test_sound import waveform
from callmon.errors import DeviceError

MICROPHONE = Device("mic", "Headset", "microphone")
SPEAKER = Device("ears", "Headset", "speaker")


class Source:
    """Gives what the test puts in, once."""

    name = "Headset"

    def __init__(self, chunks=(), idle=False):
        self.waiting, self.silent_when_idle = list(chunks), idle
        self.fault_now, self.trouble, self.opened, self.closed = None, None, 0, 0

    def open(self):
        self.opened += 1

    def read(self):
        given, self.waiting = self.waiting, []
        return given

    def fault(self):
        return self.fault_now

    def meter(self):
        return None

    def close(self):
        self.closed += 1


@pytest.fixture
def probed():
    made = []

    def make(source, device=MICROPHONE):
        made.append(Probe(device, lambda _: source))
        return made[-1]

    yield make
    for probe in made:
        probe.close()


def until(met):
    end = time.monotonic() + 10
    while not met():
        assert time.monotonic() < end
        time.sleep(0.01)


def ones(start, count, value=1.0):
    return Chunk(start, np.full(count, value, np.float32))


def test_chunks_stand_at_their_time_with_zeros_between_them(probed):
    now = time.monotonic()
    probe = probed(Source([ones(now - 1.0, 1600), ones(now - 0.5, 1600, 0.5)]))
    until(lambda: probe.reading.state == "hearing")
    heard = probe.since(now - 1.1, 1.0)
    assert heard.shape == (16_000,)
    assert np.flatnonzero(heard == 1.0)[[0, -1]].tolist() == pytest.approx([1600, 3199], abs=1)
    assert np.flatnonzero(heard == 0.5)[[0, -1]].tolist() == pytest.approx([9600, 11_199], abs=1)
    assert np.count_nonzero(heard) == 3200


def test_times_that_jitter_leave_no_gap_and_what_was_before_is_cut(probed):
    now = time.monotonic()
    jitter = [0.0, 0.02, -0.01, 0.05, 0.0]
    chunks = [ones(now - 1 + 0.1 * n + late, 1600) for n, late in enumerate(jitter)]
    probe = probed(Source(chunks))
    until(lambda: probe.reading.state == "hearing")
    heard = probe.since(now - 0.95, 0.9)
    assert np.all(heard[: round(0.44 * 16_000)] == 1.0)
    assert not np.any(heard[round(0.46 * 16_000) :])


def test_a_loopback_that_delivers_nothing_is_heard_as_silence(probed):
    probe = probed(Source(idle=True), SPEAKER)
    until(lambda: probe.reading.state == "hearing")
    assert not probe.sounded
    assert not np.any(probe.since(time.monotonic() - 1, 1.0))


def test_what_the_source_says_is_wrong_is_told(probed):
    source = Source([ones(time.monotonic(), 160)])
    source.trouble = "Only silence comes from Headset; allow it."
    probe = probed(source)
    until(lambda: probe.reading.state == "trouble")
    assert probe.reading.trouble == source.trouble


def test_a_device_that_cannot_be_opened_is_tried_until_it_can(probed, monkeypatch):
    source, tries = Source([ones(time.monotonic(), 160)]), []

    def opened():
        tries.append(1)
        if len(tries) < 3:
            raise DeviceError("Headset is not connected; connect it.")

    source.open = opened
    monkeypatch.setattr("callmon.audio.probe._AGAIN_S", 0.02)
    probe = probed(source)
    until(lambda: probe.reading.state == "hearing")
    assert len(tries) == 3


def test_a_closed_probe_has_closed_its_device(probed):
    source = Source(idle=True)
    probe = probed(source)
    until(lambda: probe.reading.state == "hearing")
    probe.close()
    assert (source.opened, source.closed) == (1, 1)


def test_a_microphone_that_never_gave_a_sound_tells_nothing_of_a_leak(probed):
    start = time.monotonic() - 3.0
    played = np.concatenate((np.zeros(4800, np.float32), waveform(16_000)))
    speaker = probed(Source([Chunk(start, played)]), SPEAKER)
    mute = probed(Source([Chunk(start, np.zeros(48_000, np.float32))]))
    quiet = probed(Source([Chunk(start, np.full(48_000, 1e-4, np.float32))]))
    until(lambda: speaker.sounded and quiet.sounded and mute.reading.state == "hearing")
    assert sound_since(mute, speaker, start).headset == "unknown"
    assert sound_since(quiet, speaker, start).headset == "headset"
    assert sound_since(None, speaker, start).arrives
    assert voice_since(mute, start) == "silent"
