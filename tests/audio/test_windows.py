import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from fakes.portaudio import PortAudio
from fakes.windows import CAPTURE, RENDER, UNPLUGGED, Endpoint, Stream, Windows, windows_error

from callmon.audio import closing, windows, windows_loopback
from callmon.audio.source import Chunk, Device, Source
from callmon.errors import DeviceError

HEADSET = "Headset (Jabra)"


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Windows:
    """Two speakers of the same make, a headset that calls go to, and two microphones."""
    computer = Windows(
        [
            Endpoint("{out-1}", "Speakers (Realtek)"),
            Endpoint("{in-1}", "Microphone (Realtek)", CAPTURE),
            Endpoint("{out-2}", "Speakers (Realtek)", rate=44_100, channels=6),
            Endpoint("{out-3}", HEADSET),
            Endpoint("{in-2}", HEADSET, CAPTURE),
            Endpoint("{out-4}", "Television", state=UNPLUGGED),
        ],
        communications={RENDER: "{out-3}", CAPTURE: "{in-2}"},
    )
    for name, module in computer.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    return computer


def speaker(computer: Windows, identity: str = "{out-3}") -> Source:
    return windows.source_for(next(one for one in windows.devices() if one.id == identity))


def heard(
    source: Source, computer: Windows, seconds: float, level: float = 0.25
) -> tuple[Stream, list[Chunk]]:
    """A tone of 400 Hz in blocks of 20 ms whose converter stands 30 ms behind the host's clock."""
    stream = computer.streams[-1]
    rate, channels = stream.endpoint.rate, stream.endpoint.channels
    tone = level * np.sin(2 * np.pi * 400 * np.arange(round(seconds * rate)) / rate)
    chunks: list[Chunk] = []
    for at in range(0, len(tone), stream.size):
        block = np.zeros((min(stream.size, len(tone) - at), channels))
        block[:, :2] = tone[at : at + stream.size, np.newaxis]
        stream.play(block, adc=77.0, current=77.03)
        chunks += source.read()
    return stream, chunks


def test_the_devices_are_those_plugged_in_and_the_ones_for_calls_come_preselected(computer: Windows) -> None:
    found = windows.devices()
    assert [(one.id, one.kind) for one in found] == [
        ("{in-1}", "microphone"),
        ("{in-2}", "microphone"),
        ("{out-1}", "speaker"),
        ("{out-2}", "speaker"),
        ("{out-3}", "speaker"),
    ]
    assert [one.id for one in found if one.default] == ["{in-2}", "{out-3}"]


def test_an_endpoint_without_a_name_is_shown_by_its_id(computer: Windows) -> None:
    computer.endpoints[0].name = None
    assert "{out-1}" in [one.name for one in windows.devices()]


def test_a_computer_without_microphones_lists_its_speakers(computer: Windows) -> None:
    computer.endpoints = [one for one in computer.endpoints if one.flow == RENDER]
    assert {one.kind for one in windows.devices()} == {"speaker"}


def test_a_sound_service_that_is_down_is_said_with_the_way_out(computer: Windows) -> None:
    computer.down = True
    with pytest.raises(DeviceError, match="start the service Windows Audio"):
        windows.devices()


def test_com_is_initialised_in_whichever_thread_asks(computer: Windows) -> None:
    found: list[Device] = []
    thread = threading.Thread(target=lambda: found.extend(windows.devices()))
    thread.start()
    thread.join()
    assert len(found) == 5


def test_a_thread_that_has_com_in_another_apartment_can_ask_too(computer: Windows) -> None:
    computer.com[threading.get_ident()] = "multithreaded"
    assert len(windows.devices()) == 5


def test_what_a_speaker_plays_arrives_at_16_khz_with_its_level_and_without_a_gap(computer: Windows) -> None:
    source = speaker(computer)
    source.open()
    _, chunks = heard(source, computer, 1.0)
    samples = np.concatenate([chunk.samples for chunk in chunks])
    assert 15_200 <= len(samples) <= 16_000
    assert np.max(np.abs(samples[1600:-1600])) == pytest.approx(0.25, rel=0.01)
    source.close()


def test_six_channels_of_which_two_speak_are_as_loud_as_two(computer: Windows) -> None:
    source = speaker(computer, "{out-2}")
    source.open()
    _, chunks = heard(source, computer, 1.0)
    samples = np.concatenate([chunk.samples for chunk in chunks])
    assert np.max(np.abs(samples[1600:-1600])) == pytest.approx(0.25, rel=0.01)
    source.close()


def test_the_second_of_two_endpoints_of_one_name_is_opened_and_not_the_first(computer: Windows) -> None:
    for identity in ("{out-2}", "{out-1}"):
        source = speaker(computer, identity)
        source.open()
        assert computer.streams[-1].endpoint.id == identity
        source.close()


def test_a_chunk_carries_when_the_converter_heard_it_by_the_monotonic_clock(computer: Windows) -> None:
    source = speaker(computer)
    source.open()
    before = time.monotonic()
    computer.streams[-1].play(np.zeros((4800, 2)), adc=5000.0, current=5000.1)
    after = time.monotonic()
    first = source.read()[0]
    assert before - 0.1 <= first.time <= after - 0.1
    source.close()


def test_a_host_without_converter_times_has_its_blocks_end_now(computer: Windows) -> None:
    source = speaker(computer)
    source.open()
    before = time.monotonic()
    computer.streams[-1].play(np.zeros((4800, 2)), adc=0.0, current=5000.1)
    assert before - 0.1 <= source.read()[0].time <= time.monotonic() - 0.1
    source.close()


def test_silence_without_any_block_is_normal_and_reading_returns_at_once(computer: Windows) -> None:
    source = speaker(computer)
    source.open()
    assert source.silent_when_idle
    assert source.read() == []
    assert source.fault() is None
    source.close()


def test_a_speaker_that_is_unplugged_is_lost_closes_and_opens_again_when_it_is_back(
    computer: Windows,
) -> None:
    source = speaker(computer)
    source.open()
    endpoint = computer.endpoints[3]
    endpoint.state = UNPLUGGED
    assert source.fault() == "lost"
    source.close()
    with pytest.raises(DeviceError, match="is not connected"):
        source.open()
    endpoint.state = 1
    source.open()
    assert source.fault() is None
    assert heard(source, computer, 0.2)[1]
    source.close()
    assert computer.portaudio_users == 0


def test_a_speaker_that_vanished_from_the_system_is_lost(computer: Windows) -> None:
    source = speaker(computer)
    source.open()
    del computer.endpoints[3]
    assert source.fault() == "lost"
    source.close()


def test_exclusive_mode_is_said_with_the_way_out_and_leaves_nothing_open(computer: Windows) -> None:
    computer.exclusive = True
    source = speaker(computer)
    with pytest.raises(DeviceError, match="exclusive mode"):
        source.open()
    assert computer.portaudio_users == 0
    assert (source.fault(), source.meter(), source.read()) == (None, None, [])


def test_the_meter_shows_the_highest_peak_since_it_was_read_often(
    computer: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = speaker(computer)
    source.open()
    now = time.monotonic()
    peaks = [0.1, 0.6, 0.2, 0.0]
    for step, peak in enumerate(peaks):
        monkeypatch.setattr(time, "monotonic", lambda step=step: now + 0.2 * step)
        computer.endpoints[3].peak = peak
        source.read()
    assert source.meter() == pytest.approx(0.6)
    monkeypatch.setattr(time, "monotonic", lambda: now + 5.0)
    assert source.meter() == 0.0
    source.close()


def test_a_driver_without_a_meter_has_none(computer: Windows) -> None:
    computer.endpoints[3].has_meter = False
    source = speaker(computer)
    source.open()
    assert source.meter() is None
    source.close()


def test_a_stream_that_never_stops_does_not_hold_up_its_closing(
    computer: Windows, announced: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    announced.append("does not stop")
    monkeypatch.setattr(closing.stops, "__kwdefaults__", {"patience": 0.01})
    source = speaker(computer)
    source.open()
    computer.streams[-1].hangs = threading.Event()
    source.close()
    assert not computer.streams[-1].closed, "what hangs must not be touched again"
    computer.streams[-1].hangs.set()
    source.open()
    source.close()


def test_closing_what_is_not_open_does_nothing(computer: Windows) -> None:
    source = speaker(computer)
    source.close()
    source.close()


def test_opening_twice_leaves_one_stream(computer: Windows) -> None:
    source = speaker(computer)
    source.open()
    source.open()
    assert [stream.closed for stream in computer.streams] == [True, False]
    source.close()


def test_a_pause_in_what_plays_keeps_its_length_and_loses_no_sample(computer: Windows) -> None:
    source = speaker(computer)
    source.open()
    stream = computer.streams[-1]
    block = np.full((960, 2), 0.1)
    for lag in (1.0, 0.98, 0.5, 0.48):
        stream.play(block, adc=100.0 - lag + 0.5, current=100.5)
    now = time.monotonic()
    chunks = source.read()
    assert sum(len(chunk.samples) for chunk in chunks) == 4 * 320
    ends = [chunk.time + len(chunk.samples) / 16_000 for chunk in chunks]
    gaps = [later.time - end for end, (_, later) in zip(ends, pairwise(chunks), strict=False)]
    assert max(gaps) == pytest.approx(0.46, abs=0.01)
    assert now - chunks[0].time == pytest.approx(1.0, abs=0.05)
    source.close()


@pytest.fixture
def microphone(computer: Windows, monkeypatch: pytest.MonkeyPatch) -> tuple[Source, PortAudio]:
    portaudio = PortAudio("Windows WASAPI", [("Microphone (Realtek)", 2), (HEADSET, 1), (HEADSET, 0)])
    monkeypatch.setitem(sys.modules, "sounddevice", portaudio.module())
    return windows.source_for(Device("{in-2}", HEADSET, "microphone")), portaudio


def test_a_microphone_is_opened_through_wasapi_with_its_converter(
    microphone: tuple[Source, PortAudio],
) -> None:
    source, portaudio = microphone
    source.open()
    [stream] = portaudio.streams
    assert stream.device_name == HEADSET
    assert (stream.wanted["samplerate"], stream.wanted["channels"]) == (16_000, 1)
    assert stream.wanted["extra_settings"] == ("wasapi", {"auto_convert": True})
    source.close()


def test_a_microphone_muted_in_windows_says_so(
    computer: Windows, microphone: tuple[Source, PortAudio]
) -> None:
    source, _ = microphone
    source.open()
    assert source.fault() is None
    computer.endpoints[4].muted = True
    assert source.fault() == "muted"
    source.close()


def test_a_muted_speaker_is_no_fault_for_its_loopback_is_heard_before_the_volume(computer: Windows) -> None:
    computer.endpoints[3].muted = True
    source = speaker(computer)
    source.open()
    assert source.fault() is None
    source.close()


def test_a_microphone_that_is_unplugged_is_lost(
    computer: Windows, microphone: tuple[Source, PortAudio]
) -> None:
    source, _ = microphone
    source.open()
    computer.endpoints[4].state = UNPLUGGED
    assert source.fault() == "lost"
    source.close()


def test_an_endpoint_that_has_no_loopback_is_said(computer: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "fakes.windows.PyAudio.get_loopback_device_info_generator", lambda self: iter(()), raising=True
    )
    with pytest.raises(DeviceError, match="no loopback of Headset"):
        speaker(computer).open()
    assert computer.portaudio_users == 0


def test_a_stream_that_portaudio_closed_by_itself_is_lost(computer: Windows) -> None:
    source = speaker(computer)
    source.open()
    computer.streams[-1].close()
    assert source.fault() == "lost"
    source.close()


def test_the_meter_of_an_endpoint_that_goes_is_gone_and_no_error(computer: Windows) -> None:
    source = speaker(computer)
    source.open()
    computer.endpoints[3].state = UNPLUGGED
    assert source.meter() is None
    assert source.read() == []
    source.close()


def test_com_that_fails_is_said_as_a_sound_service_that_is_down(
    computer: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise windows_error(-2147024882)

    monkeypatch.setattr(sys.modules["comtypes"], "CoInitialize", fails)
    with pytest.raises(DeviceError, match="Windows Audio"):
        windows.devices()


def test_what_was_played_faster_than_it_was_read_is_said(
    computer: Windows, announced: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    announced.append("960 frames came faster than they were read")
    monkeypatch.setattr(windows_loopback, "RING_S", 0.04)
    source = speaker(computer)
    source.open()
    for _ in range(3):
        computer.streams[-1].play(np.zeros((960, 2)), adc=1.0, current=1.0)
    source.read()
    source.close()


def test_a_source_is_opened_and_closed_in_one_thread_and_heard_in_another(computer: Windows) -> None:
    source = speaker(computer)
    with ThreadPoolExecutor(1) as opener:
        opener.submit(source.open).result()
        computer.endpoints[3].peak = 0.4
        assert (source.fault(), source.meter()) == (None, 0.4)
        assert heard(source, computer, 0.2)[1]
        opener.submit(source.close).result()
    assert (source.fault(), source.meter()) == (None, None)
    assert computer.portaudio_users == 0
