import sys
from collections.abc import Iterator

import pytest
from fakes.pulse import Pulse, PulseDisconnected, Server

from callmon.audio import linux
from callmon.audio.pulse_stream import ParecSource, PulseSource
from callmon.audio.source import Device
from callmon.errors import DeviceError


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server(default_source="headset", default_sink="speakers")
    monkeypatch.setitem(sys.modules, "pulsectl", server.pulsectl())
    monkeypatch.setitem(sys.modules, "sounddevice", server.sounddevice())
    server.add_source("headset", "USB Headset")
    server.add_source("built-in", "Laptop")
    server.add_sink("speakers", "Speakers")
    linux._portaudio_has_pulse.cache_clear()
    yield server
    linux._portaudio_has_pulse.cache_clear()


def test_microphones_are_the_sources_that_are_no_monitors_and_speakers_the_sinks(server: Server) -> None:
    assert linux.devices() == [
        Device("headset", "USB Headset", "microphone", default=True),
        Device("built-in", "Laptop", "microphone"),
        Device("speakers", "Speakers", "speaker", default=True),
    ]


def test_a_monitor_as_the_default_source_is_no_microphone(server: Server) -> None:
    server.default_source = "speakers.monitor"
    assert not any(device.default for device in linux.devices() if device.kind == "microphone")


def test_a_speaker_is_heard_through_its_monitor_and_a_microphone_as_itself(server: Server) -> None:
    next(iter(server.sinks.values())).monitor_source_name = "headset"
    for device, heard in (
        (Device("speakers", "Speakers", "speaker"), "headset"),
        (Device("gone", "Gone", "speaker"), "gone.monitor"),
        (Device("built-in", "Laptop", "microphone"), "built-in"),
    ):
        source = linux.source_for(device)
        assert isinstance(source, PulseSource)
        assert (source._source, source.name) == (heard, device.name)


@pytest.mark.parametrize("missing", ["the device pulse", "the library"])
def test_where_portaudio_cannot_hear_the_server_parec_does(
    server: Server, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing == "the library":
        monkeypatch.setattr(
            "builtins.__import__", _failing(__import__, "sounddevice", OSError("PortAudio library not found"))
        )
    else:
        sys.modules["sounddevice"].query_devices = lambda: [{"name": "hw:0"}]
    assert isinstance(linux.source_for(Device("headset", "USB Headset", "microphone")), ParecSource)


def _failing(real, module, error):
    def imported(name, *rest):
        if name == module:
            raise error
        return real(name, *rest)

    return imported


@pytest.mark.parametrize("call", ["source_list", "sink_list", "server_info"])
def test_a_server_that_dies_while_it_is_asked_is_one_sentence(
    server: Server, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(_pulse: Pulse) -> None:
        raise PulseDisconnected

    monkeypatch.setattr(Pulse, call, dies)
    with pytest.raises(DeviceError, match="No sound server answers"):
        linux.devices()
    if call == "sink_list":
        with pytest.raises(DeviceError, match="No sound server answers"):
            linux.source_for(Device("speakers", "Speakers", "speaker"))
