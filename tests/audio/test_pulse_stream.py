import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes.pulse import InputStream, Server

from callmon.audio import pulse_stream
from callmon.audio.pulse_server import connection
from callmon.audio.pulse_stream import ParecSource, PulseSource
from callmon.audio.pulse_watch import Sight, look
from callmon.audio.source import Chunk
from callmon.errors import DeviceError


class Watch:
    """Looks when the test says so."""

    def __init__(self) -> None:
        self.sight, self.holds = Sight(), 0

    def hold(self) -> None:
        self.holds += 1

    def release(self) -> None:
        self.holds -= 1

    def look(self) -> None:
        with connection() as pulse:
            self.sight = look(pulse)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setitem(sys.modules, "pulsectl", server.pulsectl())
    monkeypatch.setitem(sys.modules, "sounddevice", server.sounddevice())
    monkeypatch.setattr(pulse_stream, "_APPEARS_S", 0.05)
    monkeypatch.delenv("PULSE_PROP", raising=False)
    server.add_sink("speakers")
    server.add_source("microphone")
    return server


@pytest.fixture
def source(server: Server, watch: Watch) -> Iterator[PulseSource]:
    source = PulseSource("speakers.monitor", "Speakers", watch)
    source.open()
    yield source
    source.close()
    assert watch.holds == 0
    assert all(stream.closed for stream in server.opened)


def test_what_is_heard_is_read_once_with_the_times_of_the_converter(
    server: Server, source: PulseSource
) -> None:
    before = time.monotonic()
    for number in range(3):
        server.opened[0].hear(np.full((320, 1), number / 4), adc=7.0, current=7.25)
    chunks = source.read()
    assert [float(chunk.samples[-1]) for chunk in chunks] == [0.0, 0.25, 0.5]
    assert before - 0.25 <= chunks[0].time <= time.monotonic() - 0.25
    assert source.read() == []


def test_a_converters_time_that_makes_no_sense_is_replaced_by_the_arrival(
    server: Server, source: PulseSource
) -> None:
    for adc in (0.0, 4.0):
        server.opened[0].hear(np.zeros((320, 1)), adc=adc, current=7.0)
    assert all(abs(chunk.time - time.monotonic()) < 1 for chunk in source.read())


def test_the_server_is_asked_for_the_source_and_the_environment_is_as_before(
    server: Server, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SOURCE", "mine")
    source = PulseSource("microphone", "Headset", watch)
    source.open()
    assert server.opened[0].source == "microphone"
    server.refuses = "Device unavailable"
    with pytest.raises(DeviceError, match=r"Headset cannot be opened \(Device unavailable\)"):
        PulseSource("microphone", "Headset", watch).open()
    assert os.environ["PULSE_SOURCE"] == "mine"
    assert "PULSE_PROP" not in os.environ
    source.close()


def test_a_source_that_is_not_there_or_a_server_that_is_not_is_a_device_error(
    server: Server, watch: Watch
) -> None:
    with pytest.raises(DeviceError, match="Phone is not connected"):
        PulseSource("phone", "Phone", watch).open()
    server.die()
    with pytest.raises(DeviceError, match="No sound server"):
        PulseSource("microphone", "Headset", watch).open()
    assert (server.opened, watch.holds) == ([], 0)


def test_a_stream_that_is_given_another_source_is_refused_and_closed(server: Server, watch: Watch) -> None:
    server.gives = "microphone"
    with pytest.raises(DeviceError, match="gives microphone where Speakers was asked for"):
        PulseSource("speakers.monitor", "Speakers", watch).open()
    assert server.opened[0].closed
    assert watch.holds == 0


def test_a_stream_that_the_server_never_shows_is_refused_and_closed(
    server: Server, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "record", lambda *_: None)
    with pytest.raises(DeviceError, match="does not show it"):
        PulseSource("microphone", "Headset", watch).open()
    assert server.opened[0].closed


def test_a_stream_that_the_server_moves_is_moved_and_one_that_it_ends_is_lost(
    server: Server, source: PulseSource, watch: Watch
) -> None:
    (stream,) = server.streams
    watch.look()
    assert source.fault() is None
    server.move(stream, "microphone")
    watch.look()
    assert source.fault() == "moved"
    del server.streams[stream]
    watch.look()
    assert source.fault() == "lost"


def test_a_muted_source_and_a_muted_stream_are_muted(
    server: Server, source: PulseSource, watch: Watch
) -> None:
    (stream,) = server.streams.values()
    for muted in (stream, server.sources[stream.source]):
        muted.mute = 1
        watch.look()
        assert source.fault() == "muted"
        muted.mute = 0
        watch.look()
        assert source.fault() is None


def test_a_dead_server_and_a_stream_that_ended_are_lost(
    server: Server, source: PulseSource, watch: Watch
) -> None:
    watch.sight = Sight(time.monotonic(), alive=False)
    assert source.fault() == "lost"
    watch.look()
    server.opened[0].active = False
    assert source.fault() == "lost"


def test_what_was_seen_before_the_stream_was_open_says_nothing(
    server: Server, source: PulseSource, watch: Watch
) -> None:
    watch.look()
    watch.sight = replace(watch.sight, time=source._opened, streams={})
    assert source.fault() is None
    watch.sight = Sight(source._opened - 1, alive=False)
    assert source.fault() is None


def test_sides_that_open_at_the_same_time_open_one_after_the_other(
    server: Server, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = [PulseSource(name, name, watch) for name in ("speakers.monitor", "microphone")]
    other = threading.Thread(target=sides[1].open)
    start = InputStream.start

    def started(stream: InputStream) -> None:
        if not other.ident:
            other.start()
            other.join(0.05)
            assert [each.source for each in server.opened] == ["speakers.monitor"]
        start(stream)

    monkeypatch.setattr(InputStream, "start", started)
    sides[0].open()
    other.join()
    watch.look()
    assert [side.fault() for side in sides] == [None, None]
    assert [watch.sight.streams[side._index] for side in sides] == [side.name for side in sides]
    for side in sides:
        side.close()


def test_blocks_from_before_it_was_closed_do_not_come_after_it_was_opened_again(
    server: Server, source: PulseSource
) -> None:
    server.opened[0].hear(np.ones((320, 1)), adc=7.0, current=7.0)
    source.close()
    source.open()
    assert source.read() == []
    assert source.meter() is None


@pytest.fixture
def parec(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program `parec` that writes 0.1 s of what lies in a file, then waits; the server shows its stream."""
    program, audio = tmp_path / "bin" / "parec", tmp_path / "audio"
    program.parent.mkdir()
    audio.write_bytes(np.linspace(-1, 1, 1600, dtype="<f4").tobytes())
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\ncat {audio}\nexec sleep 600\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    started = subprocess.Popen

    def shown(command: list[str], **options: int) -> "subprocess.Popen[bytes]":
        process = started(command, **options)
        server.record("speakers.monitor", process.pid)
        return process

    monkeypatch.setattr(subprocess, "Popen", shown)
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="parec is a program of Linux")
def test_parec_is_heard_in_blocks_watched_and_ended(server: Server, watch: Watch, parec: Path) -> None:
    source, chunks = ParecSource("speakers.monitor", "Speakers", watch), list[Chunk]()
    source.open()
    end = time.monotonic() + 20
    while len(chunks) < 5 and time.monotonic() < end:
        chunks += source.read()
        time.sleep(0.001)
    np.testing.assert_array_equal(
        np.concatenate([chunk.samples for chunk in chunks]), np.linspace(-1, 1, 1600, dtype=np.float32)
    )
    assert "--device=speakers.monitor" in (parec / "asked").read_text()
    watch.look()
    assert source.fault() is None
    process = source._open
    process.kill()
    process.wait()
    assert source.fault() == "lost"
    source.close()
    assert process.stdout.closed
    assert "parec" not in [thread.name for thread in threading.enumerate()]
    watch.look()
    assert watch.sight.streams == {}


def test_without_parec_the_sentence_names_the_packages(
    server: Server, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeviceError, match="apt-get install libasound2-plugins pulseaudio-utils"):
        ParecSource("microphone", "Headset", watch).open()
    assert watch.holds == 0
