import time
from pathlib import Path

import made_audio as made
import numpy as np
from live.sound_server import SoundServer

from callmon.audio.devices import find_device, source_for


def test_what_is_played_to_the_speaker_is_heard_there_and_not_in_the_microphone(
    sound_server: SoundServer, tmp_path: Path
) -> None:
    speaker, microphone = (find_device(kind, None) for kind in ("speaker", "microphone"))
    assert (speaker.name, microphone.name) == (sound_server.speaker_name, sound_server.microphone_name)
    loud, quiet = source_for(speaker), source_for(microphone)
    loud.open()
    quiet.open()
    made.riff(tmp_path / "speech.wav", made.speechlike(2.0)[:1])
    sound_server.play(tmp_path / "speech.wav", sound_server.speaker)
    until, peak, elsewhere = time.monotonic() + 10, 0.0, 0.0
    while time.monotonic() < until and peak < 0.05:
        time.sleep(0.02)
        peak = max([peak, *(float(np.abs(chunk.samples).max()) for chunk in loud.read())])
        elsewhere = max([elsewhere, *(float(np.abs(chunk.samples).max()) for chunk in quiet.read())])
    loud.close()
    quiet.close()
    assert peak >= 0.05
    assert elsewhere < 0.001


def test_a_killed_server_starts_again(sound_server: SoundServer) -> None:
    sound_server.kill()
    sound_server.start()
    assert find_device("speaker", None).name == sound_server.speaker_name


def test_a_removed_sink_comes_back(sound_server: SoundServer) -> None:
    sound_server.remove_sink(sound_server.speaker)
    assert "call_out" not in sound_server.pactl("list", "sinks", "short")
    sound_server.add_sink(sound_server.speaker, sound_server.speaker_name)
    assert find_device("speaker", "call_out").name == sound_server.speaker_name
