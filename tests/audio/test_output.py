import sys
import threading
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from callmon.audio import microphone
from callmon.audio.output import SilentOutput, SoundOutput
from callmon.errors import DeviceError

RATE = 16_000


class PortAudioError(Exception):
    """As sounddevice names it."""


class Outputs:
    """sounddevice with outputs that take some forms only."""

    def __init__(self, takes=((RATE, 2),), api="ALSA", takes_once_listed_again=()):
        self.takes, self.later, self.api = set(takes), set(takes_once_listed_again), api
        self.streams, self.starts = [], 1

    def module(self):
        module = ModuleType("sounddevice")
        vars(module).update(
            PortAudioError=PortAudioError,
            OutputStream=lambda **wanted: Stream(self, wanted),
            WasapiSettings=lambda **flags: ("wasapi", flags),
            query_hostapis=lambda: (
                {"name": "MME", "default_output_device": 3},
                {"name": self.api, "default_output_device": 7},
            ),
            _terminate=lambda: None,
            _initialize=self._listed_again,
        )
        return module

    def _listed_again(self):
        self.starts += 1
        self.takes |= self.later


class Stream:
    def __init__(self, outputs, wanted):
        self.wanted, self.closed, self.active, self.gone = wanted, False, False, False
        self._fits = (wanted["samplerate"], wanted["channels"]) in outputs.takes
        outputs.streams.append(self)

    def start(self):
        if not self._fits:
            raise PortAudioError("Invalid sample rate")
        self.active = True

    @property
    def time(self):
        if self.gone:
            raise PortAudioError("Error getting stream time")
        return 12.5

    def abort(self):
        self.active = False

    def close(self, ignore_errors=True):
        self.active, self.closed = False, True

    def ask(self, count, dac, current):
        out = np.full((count, self.wanted["channels"]), np.nan, np.float32)
        times = SimpleNamespace(outputBufferDacTime=dac, currentTime=current, inputBufferAdcTime=0.0)
        self.wanted["callback"](out, count, times, None)
        return out


@pytest.fixture
def plugged(monkeypatch):
    """Puts these outputs in place of the computer's."""
    monkeypatch.setattr(microphone, "_running", microphone._Running())

    def plug(platform="linux", **wanted):
        outputs = Outputs(**wanted)
        monkeypatch.setitem(sys.modules, "sounddevice", outputs.module())
        monkeypatch.setattr(sys, "platform", platform)
        return outputs

    yield plug
    assert microphone._running.streams == 0


def halves(told):
    def fill(out, heard_at):
        out[:] = (0.5, -0.25)
        told.append((len(out), heard_at))

    return fill


def test_each_block_is_told_when_it_sounds(plugged):
    outputs, told = plugged(), []
    output = SoundOutput()
    output.start(halves(told))
    heard = outputs.streams[0].ask(160, dac=12.57, current=12.5)
    assert told == [(160, 12.57)]
    assert np.array_equal(heard[0], (0.5, -0.25))
    assert (output.now(), output.alive) == (12.5, True)
    output.stop()
    assert (output.alive, outputs.streams[0].closed) == (False, True)


def test_where_the_system_tells_no_time_the_wanted_latency_is_taken(plugged):
    outputs, told = plugged(), []
    output = SoundOutput()
    output.start(halves(told))
    outputs.streams[0].ask(160, dac=0.0, current=12.5)
    assert told[0][1] == pytest.approx(12.5 + outputs.streams[0].wanted["latency"])
    output.stop()


@pytest.mark.parametrize("form", [(48_000, 2), (48_000, 1)])
def test_a_device_that_refuses_the_usual_form_is_given_its_own(plugged, form):
    outputs = plugged(takes=[form])
    output = SoundOutput()
    output.start(halves([]))
    stream = outputs.streams[-1]
    assert (stream.wanted["samplerate"], stream.wanted["channels"]) == form
    assert all(each.closed for each in outputs.streams[:-1])
    heard = stream.ask(4_800, dac=1.0, current=0.9)
    assert heard.shape == (4_800, form[1])
    assert heard[-1, 0] == pytest.approx(0.5 if form[1] == 2 else 0.125, abs=1e-3)
    output.stop()


def test_without_any_output_it_says_what_to_do(plugged):
    outputs = plugged(takes=[])
    with pytest.raises(
        DeviceError, match=r"Nothing can be heard: .*\(Invalid sample rate\)\. Plug one in and"
    ):
        SoundOutput().start(halves([]))
    assert all(stream.closed for stream in outputs.streams)
    assert outputs.starts == 1


def test_what_was_plugged_in_late_is_found_by_looking_again(plugged):
    outputs = plugged("win32", takes=[], takes_once_listed_again=[(RATE, 2)])
    output = SoundOutput()
    output.start(halves([]))
    assert (output.alive, outputs.starts) == (True, 2)
    output.stop()


def test_nobody_looks_again_while_something_sounds(plugged):
    outputs = plugged("win32")
    output = SoundOutput()
    output.start(halves([]))
    microphone.refresh()
    assert outputs.starts == 1
    output.stop()
    microphone.refresh()
    assert outputs.starts == 2


def test_windows_is_heard_through_wasapi(plugged):
    outputs = plugged("win32", api="Windows WASAPI")
    output = SoundOutput()
    output.start(halves([]))
    wanted = outputs.streams[0].wanted
    assert (wanted["device"], wanted["extra_settings"]) == (7, ("wasapi", {"auto_convert": True}))
    output.stop()


def test_the_clock_of_a_device_that_is_gone_stands_still(plugged):
    outputs = plugged()
    output = SoundOutput()
    output.start(halves([]))
    output.now()
    outputs.streams[0].gone = True
    assert output.now() == 12.5
    output.stop()
    assert output.now() == 12.5


def test_without_portaudio_it_says_how_to_install_it(monkeypatch):
    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    output = SoundOutput()
    with pytest.raises(DeviceError, match="PortAudio is not installed"):
        output.start(halves([]))
    assert not output.alive


def test_silence_asks_at_the_pace_of_its_own_clock():
    told, enough = [], threading.Event()

    def fill(out, heard_at):
        told.append((len(out), heard_at))
        if len(told) == 5:
            enough.set()

    silent = SilentOutput()
    assert not silent.alive
    silent.start(fill)
    assert silent.alive
    assert enough.wait(20)
    silent.stop()
    assert not silent.alive
    assert np.diff([at for _, at in told[:5]]) == pytest.approx(320 / RATE)
    assert {count for count, _ in told} == {320}
    assert silent.now() >= told[0][1]
