import threading
import time
from dataclasses import replace

import pytest
from pretended import ALL, CAMERA, DESK, EARS, HEADSET, Room

from callmon.ui import setup_bench
from callmon.ui.setup_bench import Bench


@pytest.fixture
def on_bench():
    made = []

    def make(room):
        bench = Bench(room.known, room.source, room.play, after_s=0.7)
        made.append((bench, room))
        return bench

    yield make
    for bench, room in made:
        bench.close()
        assert room.open == set()


def until(met):
    end = time.monotonic() + 15
    while not met():
        assert time.monotonic() < end
        time.sleep(0.02)


def listen(bench, microphone=HEADSET, speaker=EARS):
    bench.listen("microphone", microphone)
    bench.listen("speaker", speaker)


@pytest.mark.parametrize(("leak", "verdict"), [(None, "headset"), (0.03, "loudspeaker")])
def test_the_sound_arrives_and_tells_a_headset_from_a_loudspeaker(on_bench, leak, verdict):
    bench = on_bench(Room(leak=leak))
    listen(bench)
    bench.test_sound()
    assert bench.sight().sound == "playing"
    until(lambda: bench.sight().sound != "playing")
    assert (bench.sight().sound, bench.sight().headset) == ("heard", verdict)


def test_a_sound_that_does_not_arrive_tells_nothing_of_the_headset(on_bench):
    bench = on_bench(Room(plays=False))
    listen(bench)
    bench.test_sound()
    until(lambda: bench.sight().sound != "playing")
    assert (bench.sight().sound, bench.sight().headset) == ("unheard", "unknown")


def test_a_sound_that_cannot_be_played_is_told_in_its_sentence(on_bench):
    room = Room()
    room.broken.add(DESK.id)
    bench = on_bench(room)
    bench.listen("speaker", DESK)
    until(lambda: bench.sight().speaker.state == "trouble")
    assert "cannot be opened" in bench.sight().speaker.trouble
    bench.test_sound()
    until(lambda: bench.sight().sound == "failed")
    assert "cannot be played through Desk loudspeaker" in bench.sight().failure
    assert bench.sight().headset is None


def test_without_a_speaker_no_sound_is_played(on_bench):
    room = Room()
    bench = on_bench(room)
    bench.test_sound()
    assert bench.sight().sound == ""
    assert room.played == []


def test_another_device_is_heard_in_place_of_the_first_which_is_closed(on_bench):
    room = Room()
    bench = on_bench(room)
    bench.listen("microphone", HEADSET)
    until(lambda: bench.sight().voice == "heard")
    assert bench.sight().microphone.level.peak_db > -30
    bench.listen("microphone", CAMERA)
    assert bench.sight().voice is None
    until(lambda: room.open == {CAMERA.id})
    bench.listen("microphone", None)
    until(lambda: room.open == set())


def test_a_device_that_goes_is_told_and_heard_again_when_it_is_back(on_bench, monkeypatch):
    room = Room()
    bench = on_bench(room)
    bench.listen("microphone", HEADSET)
    until(lambda: bench.sight().microphone.state == "hearing")
    room.faults[HEADSET.id] = "lost"
    until(lambda: bench.sight().microphone.state == "trouble")
    assert HEADSET.name in bench.sight().microphone.trouble
    room.faults[HEADSET.id] = "muted"
    until(lambda: bench.sight().microphone.state == "muted")
    room.faults.clear()
    until(lambda: bench.sight().microphone.state == "hearing")


def test_devices_are_listed_anew_while_they_are_watched(on_bench, monkeypatch):
    monkeypatch.setattr(setup_bench, "_LIST_S", 0.05)
    monkeypatch.setattr(setup_bench, "_VOICE_S", 0.05)
    room = Room(ALL[:2])
    bench = on_bench(room)
    until(lambda: bench.sight().devices == tuple(ALL[:2]))
    bench.watch(True)
    room.devices.append(replace(DESK, id="new"))
    until(lambda: len(bench.sight().devices) == 3)
    room.trouble = "No sound server answers; start it."
    until(lambda: bench.sight().trouble == "No sound server answers; start it.")
    assert bench.sight().devices == ()


def test_nothing_waits_for_a_device_that_hangs(on_bench):
    room, free = Room(), threading.Event()

    def source(device):
        free.wait(10)
        return room.source(device)

    bench = Bench(room.known, source, room.play)
    bench.listen("microphone", HEADSET)
    bench.listen("microphone", CAMERA)
    assert bench.sight().microphone.state == "opening"
    free.set()
    bench.close()
    until(lambda: room.open == set())
