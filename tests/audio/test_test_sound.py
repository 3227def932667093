import os
import shutil
import sys
import time
from types import ModuleType

import numpy as np
import pytest
from fakes.windows import Endpoint, Windows
from live.sound_server import running

from callmon.audio import test_sound
from callmon.audio.check import find_sound
from callmon.audio.probe import Probe
from callmon.audio.source import Device
from callmon.errors import DeviceError

EARS = Device("{0.0.0}.{ears}", "Headset (Jabra)", "speaker")


class Output:
    """sounddevice as far as it plays; `opened` tells where and what."""

    def __init__(self, devices=(), refuses=None):
        self.devices, self.refuses, self.opened, self.written = devices, refuses, [], []

    def module(self):
        module = ModuleType("sounddevice")
        module.PortAudioError = type("PortAudioError", (Exception,), {})
        module.WasapiSettings = lambda **flags: ("wasapi", flags)
        module.query_hostapis = lambda: (
            {"name": "MME", "devices": [0]},
            {"name": "Windows WASAPI", "devices": list(range(1, len(self.devices)))},
        )
        module.query_devices = lambda index: self.devices[index]
        module.OutputStream = self._stream
        self._error = module.PortAudioError
        return module

    def _stream(self, **wanted):
        if self.refuses:
            raise self._error(self.refuses)
        self.opened.append((wanted, os.environ.get("PULSE_SINK")))
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def write(self, frames):
        self.written.append(frames)


@pytest.fixture
def no_paplay(monkeypatch):
    monkeypatch.setattr(test_sound.shutil, "which", lambda program: None)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PulseAudio is Linux's")
def test_without_paplay_the_sink_is_chosen_by_the_environment_for_this_one_stream(no_paplay, monkeypatch):
    output = Output()
    monkeypatch.setitem(sys.modules, "sounddevice", output.module())
    for before in (None, "another"):
        if before:
            monkeypatch.setenv("PULSE_SINK", before)
        test_sound.play(Device("call_out", "Headset", "speaker"))
        wanted, sink = output.opened.pop()
        assert (wanted["device"], sink) == ("pulse", "call_out")
        assert os.environ.get("PULSE_SINK") == before
    played = output.written[0][:, 0]
    assert find_sound(np.ascontiguousarray(np.pad(played, 4800)[::3])) is not None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PulseAudio is Linux's")
def test_a_stream_that_cannot_be_opened_is_one_sentence(no_paplay, monkeypatch):
    monkeypatch.setitem(sys.modules, "sounddevice", Output(refuses="Device unavailable").module())
    with pytest.raises(DeviceError, match=r"cannot be played through Headset \(Device unavailable\)"):
        test_sound.play(Device("call_out", "Headset", "speaker"))
    assert "PULSE_SINK" not in os.environ


@pytest.mark.parametrize("which", [shutil.which, lambda program: None], ids=["paplay", "sounddevice"])
def test_both_ways_reach_the_sink_of_a_real_server(which, monkeypatch):
    with running() as server:
        speaker = Device(server.speaker, server.speaker_name, "speaker")
        monkeypatch.setattr(test_sound.shutil, "which", which)
        probe = Probe(speaker)
        try:
            start = time.monotonic()
            test_sound.play(speaker)
            time.sleep(0.3)
            assert find_sound(probe.since(start, time.monotonic() - start)) is not None
        finally:
            probe.close()


def test_a_sink_that_is_gone_is_one_sentence():
    with running(), pytest.raises(DeviceError, match="cannot be played through Gone"):
        test_sound.play(Device("gone", "Gone", "speaker"))


def listed(name, outputs):
    return {"name": name, "max_output_channels": outputs, "index": 0}


def windows(monkeypatch, names, output):
    machine = Windows([Endpoint(f"{{0.0.0}}.{{{n}}}", name) for n, name in enumerate(names)])
    for name, module in machine.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setitem(sys.modules, "sounddevice", output.module())
    monkeypatch.setattr(sys, "platform", "win32")


def test_windows_plays_to_the_second_of_two_endpoints_of_one_name(monkeypatch):
    entries = [
        {**listed(name, outs), "index": n}
        for n, (name, outs) in enumerate(
            [("MME thing", 2), ("Headset", 0), ("Headset", 2), ("Desk", 2), ("Headset", 2)]
        )
    ]
    output = Output(entries)
    windows(monkeypatch, ["Headset", "Desk", "Headset"], output)
    test_sound.play(Device("{0.0.0}.{2}", "Headset", "speaker"))
    wanted, _ = output.opened[0]
    assert wanted["device"] == 4
    assert wanted["extra_settings"] == ("wasapi", {"auto_convert": True})


def test_windows_says_how_to_play_to_an_endpoint_that_portaudio_does_not_list(monkeypatch):
    windows(monkeypatch, ["New Headset"], Output([listed("MME thing", 2)]))
    with pytest.raises(DeviceError, match="start callmon again"):
        test_sound.play(Device("{0.0.0}.{0}", "New Headset", "speaker"))


def test_a_mac_plays_to_the_output_that_it_uses(monkeypatch):
    output = Output()
    monkeypatch.setitem(sys.modules, "sounddevice", output.module())
    monkeypatch.setattr(sys, "platform", "darwin")
    test_sound.play(Device("system", "Everything this Mac plays", "speaker"))
    assert output.opened[0][0]["device"] is None
