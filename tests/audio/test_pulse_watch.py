import os
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from fakes.pulse import Pulse, Server

from callmon.audio import pulse_watch
from callmon.audio.pulse_server import connection
from callmon.audio.pulse_watch import PulseWatch, Sight, look, own_process
from callmon.errors import DeviceError

OWN, OTHER = os.getpid(), 1


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setitem(sys.modules, "pulsectl", server.pulsectl())
    monkeypatch.setattr(pulse_watch, "_RETRY_S", 0.001)
    server.add_sink("speakers")
    server.add_source("microphone")
    return server


@pytest.fixture
def watch(server: Server) -> Iterator[PulseWatch]:
    watch = PulseWatch(connection)
    watch.hold()
    yield watch
    watch.release()
    server.tell()
    until(lambda: not watching(), "the watch does not end")


def watching() -> bool:
    return "pulse-watch" in [thread.name for thread in threading.enumerate()]


def until(met: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + 20
    while not met():
        assert time.monotonic() < end, otherwise
        time.sleep(0.001)


def test_a_look_shows_what_each_stream_of_this_program_hears_and_what_is_muted(server: Server) -> None:
    first, second = server.record("speakers.monitor", OWN), server.record("microphone", OWN)
    server.record("microphone", OTHER)
    next(each for each in server.sources.values() if each.name == "microphone").mute = 1
    server.streams[first].mute = 1
    with connection() as pulse:
        sight = look(pulse)
    assert sight.alive
    assert sight.streams == {first: "speakers.monitor", second: "microphone"}
    assert (sight.muted, sight.muted_streams) == ({"microphone"}, {first})


def test_a_program_that_records_for_this_one_counts_as_this_one_while_it_does(server: Server) -> None:
    stream = server.record("microphone", OTHER)
    with connection() as pulse:
        with own_process(OTHER):
            assert look(pulse).streams == {stream: "microphone"}
        assert look(pulse).streams == {}


def test_a_stream_whose_source_went_meanwhile_hears_nothing(server: Server) -> None:
    stream = server.record("microphone", OWN)
    del server.sources[server.streams[stream].source]
    with connection() as pulse:
        assert look(pulse).streams == {stream: ""}


def test_a_look_is_no_younger_than_what_it_shows(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = []

    def slow(pulse: Pulse) -> list[object]:
        listed.append(time.monotonic())
        return []

    monkeypatch.setattr(Pulse, "source_output_list", slow)
    with connection() as pulse:
        assert look(pulse).time <= listed[0]


def test_a_move_is_seen_by_the_servers_event_and_not_by_looking_again_and_again(
    server: Server, watch: PulseWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse_watch, "_LOOK_S", 3600.0)
    stream = server.record("speakers.monitor", OWN)
    until(lambda: stream in watch.sight.streams, "the stream is not seen")
    server.move(stream, "microphone")
    until(lambda: watch.sight.streams[stream] == "microphone", "the move is not seen")


def test_a_move_during_a_look_is_seen_too(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse_watch, "_LOOK_S", 3600.0)
    stream = server.record("speakers.monitor", OWN)
    listed = Pulse.source_output_list

    def moved_meanwhile(pulse: Pulse) -> list[object]:
        seen = listed(pulse)
        monkeypatch.setattr(Pulse, "source_output_list", listed)
        server.move(stream, "microphone")
        return seen

    monkeypatch.setattr(Pulse, "source_output_list", moved_meanwhile)
    watch = PulseWatch(connection)
    watch.hold()
    until(lambda: watch.sight.streams.get(stream) == "microphone", "the move is not seen")
    watch.release()
    server.tell()


def test_a_server_that_dies_is_seen_and_seen_again_once_it_is_back(server: Server, watch: PulseWatch) -> None:
    for _ in range(3):
        until(lambda: watch.sight.alive, "the server is not seen")
        server.die()
        until(lambda: not watch.sight.alive, "its death is not seen")
        tried = watch.sight.time
        until(lambda tried=tried: watch.sight.time > tried, "it is tried only once")
        server.up = True
    until(lambda: watch.sight.alive, "the server is not seen again")


def test_the_watch_ends_with_the_last_who_needs_it_and_begins_again_with_the_next(server: Server) -> None:
    watch = PulseWatch(connection)
    assert watch.sight == Sight()
    watch.hold()
    watch.hold()
    watch.release()
    until(lambda: watch.sight.alive, "it does not run")
    assert watching()
    watch.release()
    server.tell()
    until(lambda: not watching(), "it does not end")
    stream = server.record("microphone", OWN)
    watch.hold()
    until(lambda: stream in watch.sight.streams, "it does not begin again")
    watch.release()
    server.tell()
    until(lambda: not watching(), "it does not end again")


def test_a_server_that_is_gone_or_goes_is_a_device_error(server: Server) -> None:
    def dies_meanwhile() -> None:
        with connection() as pulse:
            server.die()
            pulse.source_list()

    with pytest.raises(DeviceError, match="No sound server answers"):
        dies_meanwhile()
    with pytest.raises(DeviceError, match="No sound server answers"), connection():
        pass


def test_a_missing_client_library_is_a_device_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def __getattr__(self, name: str) -> object:
            raise OSError("libpulse.so.0: cannot open shared object file")

    monkeypatch.setitem(sys.modules, "pulsectl", Missing())
    with pytest.raises(DeviceError, match=r"libpulse\.so\.0.*libpulse0"), connection():
        pass
