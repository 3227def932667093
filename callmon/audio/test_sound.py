"""The test sound: two soft tones, twice, played through one speaker.

Between the keys of a piano: tones that neither music nor the signals of telephones hold for so long.
"""

import os
import shutil
import subprocess
import sys
from typing import Any

import numpy as np

from callmon.audio.portaudio import find
from callmon.audio.source import Device, Samples
from callmon.errors import DeviceError

HIGH_HZ, LOW_HZ = 760.8, 570.6
"""A fourth apart, each a quarter tone off the keys (739.99 and 783.99 Hz, 554.37 and 587.33 Hz)."""
TONE_S = 0.45
TONES: tuple[tuple[float, float], ...] = ((0.0, HIGH_HZ), (0.45, LOW_HZ), (1.15, HIGH_HZ), (1.6, LOW_HZ))
"""When each tone starts, in seconds, and its frequency in hertz."""
SECONDS = TONES[-1][0] + TONE_S
_AMPLITUDE = 0.2
"""Of full scale: the loudness of quiet speech."""
_FADE_S = 0.06
"""At both ends of a tone, so that nothing clicks."""
_RATE = 48_000
_LATE_S = 8.0
"""How much longer than the sound a sound system may take before it counts as hung."""


def waveform(rate: int) -> Samples:
    """The sound at `rate` (Hz): float32, mono, in -0.2..0.2."""
    sound = np.zeros(round(SECONDS * rate), np.float32)
    at = np.arange(round(TONE_S * rate)) / rate
    fade = np.clip(np.minimum(at, TONE_S - at) / _FADE_S, 0, 1)
    for start, pitch in TONES:
        first = round(start * rate)
        tone = _AMPLITUDE * np.sin(np.pi / 2 * fade) ** 2 * np.sin(2 * np.pi * pitch * at)
        sound[first : first + len(at)] = tone
    return sound


def play(speaker: Device) -> None:
    """Play the sound once through `speaker` and wait for its end.

    A Mac plays it through the output that it uses: what callmon hears there is no output of its own.

    Raises:
        DeviceError: the speaker is not there or cannot play.
    """
    if sys.platform == "win32":
        _play_to_endpoint(speaker)
    elif sys.platform == "darwin":
        _write(speaker, device=None)
    elif shutil.which("paplay"):
        _play_by_program(speaker)
    else:
        _play_to_sink(speaker)


def _play_by_program(speaker: Device) -> None:
    command = ["paplay", "--raw", "--format=float32le", f"--rate={_RATE}", "--channels=1"]
    command += ["--latency-msec=50", "--client-name=callmon", f"--device={speaker.id}"]
    try:
        done = subprocess.run(  # noqa: S603 - the server's own name of a sink is the only argument
            command, input=waveform(_RATE).tobytes(), capture_output=True, timeout=SECONDS + _LATE_S
        )
    except subprocess.TimeoutExpired:
        raise _mute(speaker, "the sound system does not go on") from None
    if done.returncode:
        raise _mute(speaker, done.stderr.decode(errors="replace").strip().rpartition("\n")[2] or "it is gone")


def _play_to_sink(speaker: Device) -> None:
    # libpulse reads it when the stream is opened; callmon itself plays nothing else.
    before = os.environ.get("PULSE_SINK")
    os.environ["PULSE_SINK"] = speaker.id
    try:
        _write(speaker, device="pulse")
    finally:
        if before is None:
            del os.environ["PULSE_SINK"]
        else:
            os.environ["PULSE_SINK"] = before


def _play_to_endpoint(speaker: Device) -> None:
    import sounddevice

    from callmon.audio.windows_endpoint import Endpoint

    place = Endpoint(speaker).open()
    wasapi = [host for host in sounddevice.query_hostapis() if host["name"] == "Windows WASAPI"]
    listed = [sounddevice.query_devices(index) for host in wasapi for index in host["devices"]]
    entry = find((each for each in listed if each["max_output_channels"] > 0), place)
    if entry is None:
        raise _mute(speaker, "it came after callmon was started; start callmon again")
    _write(speaker, device=entry["index"], extra_settings=sounddevice.WasapiSettings(auto_convert=True))


def _write(speaker: Device, **where: Any) -> None:
    import sounddevice

    # A stream that stops plays what it was given; the silence keeps a slow device from cutting the last tone.
    sound = np.concatenate((waveform(_RATE), np.zeros(_RATE // 5, np.float32)))
    try:
        with sounddevice.OutputStream(samplerate=_RATE, channels=1, dtype="float32", **where) as stream:
            stream.write(sound[:, None])
    except (sounddevice.PortAudioError, ValueError) as error:
        raise _mute(speaker, str(error)) from error


def _mute(speaker: Device, reason: str) -> DeviceError:
    return DeviceError(f"The test sound cannot be played through {speaker.name} ({reason}).")
