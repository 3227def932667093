import time

import pytest
from live.sound_server import SoundServer

from callmon.audio.devices import find_device
from callmon.ui.setup_bench import Bench


@pytest.fixture
def bench(sound_server: SoundServer):
    bench = Bench()
    yield bench
    bench.close()


def until(met):
    end = time.monotonic() + 15
    while not met():
        assert time.monotonic() < end
        time.sleep(0.02)


def listen(bench: Bench) -> None:
    bench.listen("microphone", find_device("microphone", None))
    bench.listen("speaker", find_device("speaker", None))


def test_the_set_up_finds_the_loudspeaker_of_a_real_server(sound_server: SoundServer, bench: Bench) -> None:
    sound_server.load("module-loopback source=call_out.monitor sink=mic_feed latency_msec=60")
    listen(bench)
    bench.test_sound()
    until(lambda: bench.sight().sound not in ("", "playing"))
    assert (bench.sight().sound, bench.sight().headset) == ("heard", "loudspeaker")


def test_a_headset_that_is_plugged_in_appears_and_one_that_goes_is_told(
    sound_server: SoundServer, bench: Bench
) -> None:
    bench.watch(True)
    until(lambda: bench.sight().devices is not None)
    sound_server.add_sink("usb_headset", "New_Headset")
    until(lambda: any(device.name == "New_Headset" for device in bench.sight().devices))
    bench.listen("speaker", find_device("speaker", "New_Headset"))
    until(lambda: bench.sight().speaker.state == "hearing")
    sound_server.remove_sink("usb_headset")
    until(lambda: bench.sight().speaker.state == "trouble")
    assert "New_Headset is not connected" in bench.sight().speaker.trouble
    until(lambda: all(device.name != "New_Headset" for device in bench.sight().devices))


def test_a_server_that_dies_and_starts_again_is_heard_again(sound_server: SoundServer, bench: Bench) -> None:
    bench.watch(True)
    listen(bench)
    until(lambda: bench.sight().microphone.state == "hearing")
    sound_server.kill()
    until(lambda: "No sound server answers" in bench.sight().trouble)
    sound_server.start()
    until(lambda: bench.sight().microphone.state == "hearing" and bench.sight().devices)
