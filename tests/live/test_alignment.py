"""Two devices, one timeline: the same sound heard on both channels lies at the same place on both."""

from pathlib import Path

import numpy as np
from live.live_program import LiveProgram
from live.sides import demo_call, written

from callmon.audio.recording import StereoRecording


def test_the_same_sound_on_both_devices_is_heard_at_the_same_time(sound_server, tmp_path):
    # The monitor of the speaker once more, as a microphone: a loudspeaker without any air between.
    sound_server.load(f"module-remap-source master={sound_server.speaker}.monitor source_name=near")
    _, customer = written(demo_call()[:, 6 * 16_000 : 12 * 16_000], tmp_path)
    options = ("--mode", "recording", "--notice-given", "--no-words")
    program = LiveProgram(*options, "--microphone", "near", "--speaker", sound_server.speaker)
    try:
        program.wait_until(lambda: program.heard_until() > 0.5, "time stood still")
        sound_server.play(customer, sound_server.speaker)
        program.wait_until(lambda: program.heard_until() > 7, "time stood still")
        program.stop()
    finally:
        program.kill()
    (recording,) = Path(program.folder).glob("*.flac")
    audio = np.concatenate(list(StereoRecording(recording).blocks(16_000)), axis=1)
    assert np.abs(audio).max() > 0.05
    spectra = np.fft.rfft(audio, 1 << 19)
    likeness = np.fft.irfft(spectra[0] * np.conj(spectra[1]))
    lag = int(np.argmax(likeness))
    lag = lag - len(likeness) if lag > len(likeness) // 2 else lag
    assert abs(lag) < 0.03 * 16_000
