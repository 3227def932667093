import os
import platform
import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest
from fakes.mac import AudioProcess, AudioStreamFormat, Mac
from fakes.portaudio import PortAudio

from callmon.audio import macos, microphone
from callmon.audio.macos_tap import Tap
from callmon.audio.source import Device
from callmon.errors import DeviceError

EVERYTHING = Device("system", "Everything this Mac plays", "speaker")
SOFTPHONE = Device("app:com.example.phone", "Only Phone", "speaker")


def process(number: int, name: str, *, plays: bool = True, pid: int | None = None) -> AudioProcess:
    return AudioProcess(number, pid or 9_000_000 + number, f"com.example.{name.lower()}", name, plays)


@pytest.fixture
def portaudio(monkeypatch: pytest.MonkeyPatch) -> PortAudio:
    portaudio = PortAudio("Core Audio", [("MacBook Microphone", 1), ("BlackHole 2ch", 2), ("Speakers", 0)])
    monkeypatch.setitem(sys.modules, "sounddevice", portaudio.module())
    monkeypatch.setattr(microphone, "_running", microphone._Running())
    return portaudio


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch, portaudio: PortAudio) -> Iterator[Mac]:
    mac = Mac([process(1, "Phone"), process(2, "Music", plays=False)])
    for name, module in mac.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    release(monkeypatch, "14.4.1")
    yield mac
    assert all(watch.closed for watch in mac.watches)


def release(monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    monkeypatch.setattr(platform, "mac_ver", lambda: (number, ("", "", ""), "arm64"))


def pass_time(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.monotonic() + seconds
    monkeypatch.setattr(time, "monotonic", lambda: now)


def open_tap(device: Device = EVERYTHING) -> Tap:
    tap = macos.source_for(device)
    assert isinstance(tap, Tap)
    tap.open()
    return tap


def test_the_whole_mac_comes_preselected_with_each_app_that_plays_and_the_cables(mac: Mac) -> None:
    assert [(one.id, one.kind, one.default) for one in macos.devices()] == [
        ("MacBook Microphone", "microphone", True),
        ("system", "speaker", True),
        ("app:com.example.phone", "speaker", False),
        ("BlackHole 2ch", "speaker", False),
    ]


@pytest.mark.parametrize("number", ["13.6.9", "14.3.1", "14.2", "10.16", ""])
def test_before_14_4_catap_is_not_even_imported_and_a_cable_is_the_speaker(
    number: str, portaudio: PortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(monkeypatch, number)
    monkeypatch.setitem(sys.modules, "catap", None)
    speakers = [one for one in macos.devices() if one.kind == "speaker"]
    assert speakers == [Device("BlackHole 2ch", "BlackHole 2ch", "speaker", default=True)]
    with pytest.raises(DeviceError, match="BlackHole"):
        macos.source_for(EVERYTHING)


@pytest.mark.parametrize("number", ["14.4", "15.0", "26.1"])
def test_from_14_4_on_there_are_taps(number: str, mac: Mac, monkeypatch: pytest.MonkeyPatch) -> None:
    release(monkeypatch, number)
    assert macos.has_taps()


def test_a_cable_is_heard_in_stereo_and_a_microphone_in_mono(mac: Mac, portaudio: PortAudio) -> None:
    for device in macos.devices():
        if device.id in ("MacBook Microphone", "BlackHole 2ch"):
            source = macos.source_for(device)
            source.open()
            assert portaudio.streams[-1].device_name == device.name
            assert portaudio.streams[-1].wanted["extra_settings"] is None
            source.close()
    assert [stream.wanted["channels"] for stream in portaudio.streams] == [1, 2]


def test_two_microphones_of_one_name_have_ids_of_their_own_and_each_is_opened_as_itself(
    mac: Mac, portaudio: PortAudio
) -> None:
    portaudio.plugged[:] = [("Desk", 1), ("Other", 1), ("Desk", 1)]
    desks = [one for one in macos.devices() if one.name == "Desk"]
    assert [one.id for one in desks] == ["Desk", "Desk #2"]
    for desk, index in zip(desks, (0, 2), strict=True):
        source = macos.source_for(desk)
        source.open()
        assert portaudio.streams[-1].wanted["device"] == index
        source.close()


def test_a_microphone_plugged_in_since_the_start_is_listed(mac: Mac, portaudio: PortAudio) -> None:
    portaudio.plugged.append(("Headset", 1))
    assert "Headset" in [one.name for one in macos.devices()]


def test_the_tap_of_an_app_takes_all_its_processes_and_no_other(mac: Mac) -> None:
    mac.processes.append(process(3, "Phone"))
    tap = open_tap(SOFTPHONE)
    assert [one.audio_object_id for one in mac.sessions[0].target] == [1, 3]
    tap.close()


def test_an_app_that_does_not_run_is_said_with_the_way_out(mac: Mac) -> None:
    mac.processes.clear()
    with pytest.raises(DeviceError, match="start the app and its call"):
        open_tap(SOFTPHONE)


@pytest.mark.parametrize(
    ("kind", "bits", "type_", "scale"),
    [("float", 32, "<f4", 1.0), ("signed_integer", 16, "<i2", 32_768), ("signed_integer", 32, "<i4", 2**31)],
)
def test_what_the_mac_plays_arrives_at_16_khz_with_its_level(
    mac: Mac, kind: str, bits: int, type_: str, scale: float
) -> None:
    mac.form = AudioStreamFormat(44_100.0, 1, bits, kind)
    tap = open_tap()
    assert mac.sessions[0].mono
    tone = 0.25 * np.sin(2 * np.pi * 400 * np.arange(44_100) / 44_100) * scale
    chunks = []
    for at in range(0, 44_100, 441):
        mac.sessions[0].play(tone[at : at + 441, np.newaxis].astype(type_), float(at))
        chunks += tap.read()
    samples = np.concatenate([chunk.samples for chunk in chunks])
    assert 15_200 <= len(samples) <= 16_000
    assert np.max(np.abs(samples[1600:-1600])) == pytest.approx(0.25, rel=0.01)
    tap.close()


def test_samples_of_an_unknown_type_are_refused_when_the_tap_is_opened(mac: Mac) -> None:
    mac.form = AudioStreamFormat(bits_per_sample=24, sample_type="signed_integer")
    with pytest.raises(DeviceError, match="24-bit"):
        open_tap()
    assert not mac.sessions[0].is_recording


def test_a_refused_tap_names_the_setting(mac: Mac) -> None:
    mac.refuses = OSError("AudioHardwareCreateProcessTap failed with status 1852797029")
    with pytest.raises(DeviceError, match="System Audio Recording"):
        open_tap()


def test_a_failed_capture_is_lost_closes_without_a_word_and_opens_again(mac: Mac) -> None:
    tap = open_tap()
    assert tap.fault() is None
    mac.sessions[0].capture_failed = True
    assert tap.fault() == "lost"
    tap.close()
    tap.open()
    assert tap.fault() is None
    tap.close()


def test_a_tap_that_does_not_close_at_once_is_closed_once_more(mac: Mac) -> None:
    tap = open_tap()
    mac.sessions[0].refuses_to_close = 1
    tap.close()
    assert not mac.sessions[0].needs_cleanup


def test_a_changed_output_device_has_the_tap_opened_anew(mac: Mac) -> None:
    tap = open_tap()
    mac.change_output()
    assert tap.fault() == "lost"
    tap.close()
    tap.open()
    assert tap.fault() is None
    tap.close()


def test_no_buffers_are_normal_while_nothing_plays_and_a_loss_while_something_does(
    mac: Mac, monkeypatch: pytest.MonkeyPatch
) -> None:
    mac.processes[0].is_outputting = False
    tap = open_tap()
    pass_time(monkeypatch, 3.0)
    assert tap.fault() is None
    mac.processes[0].is_outputting = True
    pass_time(monkeypatch, 1.5)
    assert tap.fault() == "lost"
    tap.close()


def test_what_this_program_plays_itself_does_not_count(mac: Mac, monkeypatch: pytest.MonkeyPatch) -> None:
    mac.processes[:] = [process(5, "Callmon", pid=os.getpid())]
    tap = open_tap()
    pass_time(monkeypatch, 3.0)
    assert tap.fault() is None
    tap.close()


def test_another_apps_sound_does_not_make_the_tap_of_a_silent_app_lost(
    mac: Mac, monkeypatch: pytest.MonkeyPatch
) -> None:
    tap = open_tap(SOFTPHONE)
    mac.processes[0].is_outputting, mac.processes[1].is_outputting = False, True
    pass_time(monkeypatch, 3.0)
    assert tap.fault() is None
    tap.close()


def silence(mac: Mac, tap: Tap, seconds: int, start: int = 0, level: float = 0.0) -> None:
    for second in range(seconds):
        mac.sessions[-1].play(np.full((48_000, 1), level, "<f4"), 48_000.0 * (start + second))
        tap.read()


def test_only_zeros_while_something_plays_say_what_to_allow(mac: Mac) -> None:
    tap = open_tap()
    silence(mac, tap, 4)
    assert tap.trouble is None
    silence(mac, tap, 2, start=4)
    assert tap.trouble is not None
    assert "System Audio Recording" in tap.trouble
    tap.close()


def test_only_zeros_while_nothing_plays_are_silence(mac: Mac) -> None:
    mac.processes[0].is_outputting = False
    tap = open_tap()
    silence(mac, tap, 9)
    assert tap.trouble is None
    tap.close()


def test_zeros_after_sound_was_heard_are_silence_and_core_audio_is_asked_no_more(mac: Mac) -> None:
    tap = open_tap()
    silence(mac, tap, 1, level=0.1)
    asked = mac.asked
    silence(mac, tap, 9, start=1)
    assert tap.trouble is None
    assert mac.asked == asked
    tap.close()


def test_core_audio_is_asked_once_a_second_at_most(mac: Mac) -> None:
    tap = open_tap()
    for at in range(0, 48_000, 480):
        mac.sessions[0].play(np.zeros((480, 1), "<f4"), float(at))
        tap.read()
    assert mac.asked == 1
    tap.close()


def test_a_tap_has_no_meter_and_is_silent_when_idle(mac: Mac) -> None:
    tap = open_tap()
    assert tap.meter() is None
    assert tap.silent_when_idle
    assert tap.read() == []
    tap.close()
    assert (tap.fault(), tap.read()) == (None, [])


def test_core_audio_that_does_not_answer_is_said_when_listing_and_survived_while_hearing(
    mac: Mac, monkeypatch: pytest.MonkeyPatch
) -> None:
    tap = open_tap()

    def fails() -> list[AudioProcess]:
        raise OSError("Failed to get property size for selector 70727323: status 560947818")

    monkeypatch.setattr(sys.modules["catap"], "list_audio_processes", fails)
    with pytest.raises(DeviceError, match="Core Audio does not answer"):
        macos.devices()
    pass_time(monkeypatch, 3.0)
    assert tap.fault() is None
    tap.close()


def test_a_microphone_of_a_mac_has_neither_a_meter_nor_a_fault_of_the_system(mac: Mac) -> None:
    source = macos.source_for(macos.devices()[0])
    source.open()
    assert (source.fault(), source.meter()) == (None, None)
    source.close()
