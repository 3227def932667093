import sys
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest
from fakes.portaudio import InputStream, PortAudio, PortAudioError

from callmon.audio import closing, microphone
from callmon.audio.microphone import Input
from callmon.audio.portaudio import Place
from callmon.audio.source import Device, Fault
from callmon.errors import DeviceError

API = "Core Audio"


class Told:
    """A system that says what the test has it say."""

    def __init__(self, place: Place) -> None:
        self.place, self.fault_now, self.asked = place, None, False

    def open(self) -> Place:
        self.asked = True
        return self.place

    def fault(self) -> Fault | None:
        return self.fault_now

    def meter(self) -> float | None:
        return 0.5

    def close(self) -> None:
        self.asked = False


@pytest.fixture
def portaudio(monkeypatch: pytest.MonkeyPatch) -> Iterator[PortAudio]:
    portaudio = PortAudio(API, [("Built-in", 1), ("Desk", 4), ("Desk", 1), ("Loudspeaker", 0)])
    monkeypatch.setitem(sys.modules, "sounddevice", portaudio.module())
    monkeypatch.setattr(microphone, "_running", microphone._Running())
    yield portaudio
    assert microphone._running.streams == sum(not stream.closed for stream in portaudio.streams)


def input_of(name: str, position: int = 0, channels: int = 1) -> Input:
    return Input(
        Device(name, name, "microphone"),
        api=API,
        system=Told(Place(name, position)),
        permission="Settings > Microphone",
        channels=channels,
    )


def test_what_is_heard_is_read_once_and_in_order_with_its_times(portaudio: PortAudio) -> None:
    source = input_of("Built-in")
    source.open()
    before = time.monotonic()
    for number in range(3):
        portaudio.streams[0].hear(np.full((320, 1), number / 10), adc=9.0, current=9.25)
    chunks = source.read()
    assert [float(chunk.samples[0]) for chunk in chunks] == pytest.approx([0.0, 0.1, 0.2])
    assert all(chunk.samples.shape == (320,) and chunk.samples.dtype == np.float32 for chunk in chunks)
    assert before - 0.25 <= chunks[0].time <= time.monotonic() - 0.25
    assert source.read() == []
    source.close()


def test_of_two_devices_with_one_name_the_wanted_one_is_opened(portaudio: PortAudio) -> None:
    source = input_of("Desk", position=1)
    source.open()
    assert portaudio.streams[0].wanted["device"] == 2
    source.close()


def test_no_more_channels_are_opened_than_the_device_has_and_their_mean_is_heard(
    portaudio: PortAudio,
) -> None:
    for name, channels in (("Built-in", 1), ("Desk", 2)):
        source = input_of(name, channels=2)
        source.open()
        stream = portaudio.streams[-1]
        assert stream.wanted["channels"] == channels
        stream.hear(np.tile([0.2, 0.4][:channels], (320, 1)), adc=1.0, current=1.0)
        assert float(source.read()[0].samples[0]) == pytest.approx(0.2 if channels == 1 else 0.3)
        source.close()


def test_a_device_plugged_in_later_is_found_by_starting_portaudio_anew(portaudio: PortAudio) -> None:
    portaudio.plugged.append(("Headset", 1))
    source = input_of("Headset")
    source.open()
    assert portaudio.streams[0].device_name == "Headset"
    assert portaudio.starts == 2
    source.close()


def test_portaudio_is_not_started_anew_while_another_device_is_heard(portaudio: PortAudio) -> None:
    other, late = input_of("Built-in"), input_of("Headset")
    other.open()
    portaudio.plugged.append(("Headset", 1))
    microphone.refresh()
    with pytest.raises(DeviceError, match="Headset is not connected"):
        late.open()
    assert portaudio.starts == 1
    assert other.fault() is None
    other.close()
    late.open()
    late.close()


def test_an_output_of_that_name_is_no_input(portaudio: PortAudio) -> None:
    with pytest.raises(DeviceError, match="not connected"):
        input_of("Loudspeaker").open()


def test_a_refusal_names_the_setting_and_leaves_nothing_open(portaudio: PortAudio) -> None:
    for refuse in ("refuses", "refuses_start"):
        setattr(portaudio, refuse, "Unanticipated host error")
        source = input_of("Built-in")
        with pytest.raises(
            DeviceError, match=r"allow it under Settings > Microphone.*Unanticipated host error"
        ):
            source.open()
        assert (source.fault(), source.read()) == (None, [])
        setattr(portaudio, refuse, None)
    source.open()
    source.close()


def test_a_missing_host_api_is_a_device_error(portaudio: PortAudio) -> None:
    with pytest.raises(DeviceError, match="ASIO is not there"):
        microphone.listed("ASIO")


def test_a_stream_that_ended_by_itself_is_lost_whatever_the_system_says(portaudio: PortAudio) -> None:
    source = input_of("Built-in")
    source.open()
    assert source.fault() is None
    portaudio.streams[0].active = False
    assert source.fault() == "lost"
    source.close()
    source.open()
    assert source.fault() is None
    source.close()


def test_a_fault_and_a_peak_that_the_system_tells_are_passed_on(portaudio: PortAudio) -> None:
    system = Told(Place("Built-in", 0))
    source = Input(Device("a", "Built-in", "microphone"), api=API, system=system, permission="")
    source.open()
    system.fault_now = "muted"
    assert (source.fault(), source.meter()) == ("muted", 0.5)
    source.close()
    assert not system.asked


def test_five_seconds_of_exact_zeros_from_the_start_are_trouble_until_a_sample_differs(
    portaudio: PortAudio,
) -> None:
    source = input_of("Built-in")
    source.open()
    silence = np.zeros((16_000, 1))
    for second in range(5):
        assert source.trouble is None, f"after {second} s"
        portaudio.streams[0].hear(silence, adc=1.0, current=1.0)
        source.read()
    assert source.trouble is not None
    assert "Settings > Microphone" in source.trouble
    portaudio.streams[0].hear(np.full((1, 1), 1e-5), adc=1.0, current=1.0)
    source.read()
    assert source.trouble is None
    for _ in range(6):
        portaudio.streams[0].hear(silence, adc=1.0, current=1.0)
        source.read()
    assert source.trouble is None, "it is heard; silence is silence"
    source.close()


def test_a_stream_that_never_stops_is_left_behind_and_portaudio_is_not_started_anew(
    portaudio: PortAudio, announced: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    announced.append("does not stop")
    monkeypatch.setattr(closing.stops, "__kwdefaults__", {"patience": 0.01})
    source = input_of("Built-in")
    source.open()
    portaudio.streams[0].hangs = threading.Event()
    source.close()
    portaudio.plugged.append(("Headset", 1))
    with pytest.raises(DeviceError):
        input_of("Headset").open()
    portaudio.streams[0].hangs.set()


def test_blocks_of_a_stream_that_was_closed_do_not_reach_the_next(portaudio: PortAudio) -> None:
    source = input_of("Built-in")
    source.open()
    source.close()
    source.open()
    portaudio.streams[0].hear(np.ones((320, 1)), adc=1.0, current=1.0)
    assert source.read() == []
    source.close()


def test_frames_that_nobody_read_in_time_are_counted_and_said_once(
    portaudio: PortAudio,
    announced: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    announced.append("320 frames came faster than they were read")
    monkeypatch.setattr(microphone, "RING_S", 0.04)
    source = input_of("Built-in")
    source.open()
    for _ in range(3):
        portaudio.streams[0].hear(np.ones((320, 1)), adc=1.0, current=1.0)
    assert len(source.read()) == 2
    source.read()
    assert len(caplog.records) == 1
    source.close()


def test_portaudio_that_does_not_run_is_a_device_error(
    portaudio: PortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise PortAudioError("PortAudio not initialized")

    monkeypatch.setattr(sys.modules["sounddevice"], "query_hostapis", fails)
    with pytest.raises(DeviceError, match=r"cannot be reached.*not initialized"):
        microphone.listed(API)
    with pytest.raises(DeviceError):
        input_of("Built-in").open()


def test_a_stream_that_portaudio_knows_no_more_is_lost(
    portaudio: PortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: InputStream) -> bool:
        raise PortAudioError("Invalid stream pointer")

    source = input_of("Built-in")
    source.open()
    with monkeypatch.context() as patch:
        patch.setattr(InputStream, "active", property(fails), raising=False)
        assert source.fault() == "lost"
    source.close()
