"""A real PulseAudio of its own for a test: no D-Bus, no configuration, no device of this computer.

    with running() as server:
        server.play(wave, server.speaker)

The customer is played to the sink `call_out` and heard on its monitor; the agent is played to `mic_feed` and
heard as the microphone `agent_mic`.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAMS = ("pulseaudio", "pactl", "parec", "paplay")
MODULES = (
    "module-null-sink sink_name=call_out rate=48000 channels=2"
    " sink_properties=device.description=Call_Speakers",
    "module-null-sink sink_name=mic_feed rate=48000 channels=1"
    " sink_properties=device.description=What_the_microphone_hears",
    "module-remap-source master=mic_feed.monitor source_name=agent_mic"
    " source_properties=device.description=Agent_Headset_Mic",
    "module-always-sink",
)
PROMPT_US = 100_000
"""Microseconds a sink may be late. Without a pin it is up to two seconds."""


class SoundServer:
    """The server and every program that plays or records for the test; `folder` holds its socket and log."""

    speaker, microphone, feed = "call_out", "agent_mic", "mic_feed"
    speaker_name, microphone_name = "Call_Speakers", "Agent_Headset_Mic"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server: subprocess.Popen[bytes] | None = None
        self._programs: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start the server, also again after it was killed; it is prompt once this returns."""
        native = f"module-native-protocol-unix auth-anonymous=1 socket={self.folder}/native"
        self._server = self._run(
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
            *("--disable-shm=yes", f"--log-target=file:{self.folder}/log"),
            *(word for module in (native, *MODULES) for word in ("-L", module)),
        )
        until = time.monotonic() + 10
        while subprocess.run(["pactl", "info"], capture_output=True).returncode:
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.02)
        self.pactl("set-default-sink", self.speaker)
        self.pactl("set-default-source", self.microphone)
        for source in (f"{self.speaker}.monitor", self.microphone):
            self.pin(source)

    def kill(self) -> None:
        """End the server as a crash does; every program that played or recorded ends with it."""
        assert self._server is not None
        self._server.kill()
        self._server.wait()
        self._end_programs()

    def pin(self, source: str) -> None:
        """Keep the null sink behind `source` from filling its two seconds of buffer, and empty it at once."""
        self.record(source)
        self._await(lambda: _recorded(self.pactl("list", "sources", "short"), source))
        sink = self.feed if source == self.microphone else source.removesuffix(".monitor")
        # A sink that resumes begins with the latency that is wanted now.
        self.pactl("suspend-sink", sink, "1")
        self.pactl("suspend-sink", sink, "0")
        self._await(lambda: self.latency_us(sink) < PROMPT_US)

    def pactl(self, *words: str) -> str:
        """What `pactl` says."""
        done = subprocess.run(["pactl", *words], capture_output=True, text=True, timeout=10)
        assert done.returncode == 0, f"pactl {' '.join(words)}: {done.stderr}"
        return done.stdout

    def load(self, module: str) -> str:
        """Load a module with its arguments; its index."""
        return self.pactl("load-module", *module.split()).strip()

    def unload(self, module: str) -> None:
        """Unload modules by index or by name."""
        self.pactl("unload-module", module)

    def remove_sink(self, sink: str) -> None:
        """Take a sink away as when its device is unplugged."""
        owner = re.search(rf"\tName: {sink}\n(?:.*\n)*?\tOwner Module: (\d+)", self.pactl("list", "sinks"))
        assert owner is not None, f"no sink {sink}"
        self.unload(owner[1])

    def add_sink(self, sink: str, description: str, channels: int = 2) -> None:
        """Bring a null sink (back), prompt like the others."""
        properties = f"sink_properties=device.description={description}"
        self.load(f"module-null-sink sink_name={sink} rate=48000 channels={channels} {properties}")
        self.pin(f"{sink}.monitor")

    def latency_us(self, sink: str) -> int:
        """How late a sink is now, in microseconds."""
        found = re.search(rf"\tName: {sink}\n(?:.*\n)*?\tLatency: (\d+) usec", self.pactl("list", "sinks"))
        assert found is not None, f"no sink {sink}"
        return int(found[1])

    def play(self, file: Path, sink: str) -> "subprocess.Popen[bytes]":
        """Play an audio file (WAV or FLAC) to a sink; it goes on in the background."""
        return self._run("paplay", "--latency-msec=20", f"--device={sink}", str(file))

    def record(self, source: str) -> "subprocess.Popen[bytes]":
        """Listen to a source and throw it away."""
        return self._run("parec", f"--device={source}", "--latency-msec=20", "--raw")

    def stop(self) -> None:
        """End the server and all programs."""
        self._end_programs()
        if self._server is not None:
            self._server.kill()
            self._server.wait()

    def _end_programs(self) -> None:
        for program in self._programs:
            program.kill()
            program.wait()
        self._programs.clear()

    def _run(self, *command: str) -> "subprocess.Popen[bytes]":
        null = subprocess.DEVNULL
        program = subprocess.Popen(command, stdin=null, stdout=null, stderr=null)
        if command[0] != "pulseaudio":
            self._programs.append(program)
        return program

    def _await(self, met: Callable[[], bool]) -> None:
        until = time.monotonic() + 10
        while not met():
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.02)


def _recorded(sources: str, source: str) -> bool:
    return any(line.split("\t")[1] == source and "RUNNING" in line for line in sources.splitlines())


@contextmanager
def running() -> Iterator[SoundServer]:
    """A server that this process and its children reach; the environment is as before once it ends."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} of PulseAudio is not installed")
    folder = Path(tempfile.mkdtemp(prefix="callmon-pulse-"))
    server = SoundServer(folder)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PULSE_SINK", "PULSE_SOURCE", "PULSE_PROP"):
            patch.delenv(name, raising=False)
        patch.setenv("PULSE_SERVER", f"unix:{folder}/native")
        patch.setenv("PULSE_RUNTIME_PATH", str(folder))
        patch.setenv("PULSE_STATE_PATH", str(folder))
        patch.setenv("PULSE_COOKIE", str(folder / "cookie"))
        try:
            server.start()
            look_again()
            yield server
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)
    look_again()


def look_again() -> None:
    """Let PortAudio list its devices anew: it lists ALSA's `pulse` only while a server answers."""
    from callmon.audio import linux

    linux._portaudio_has_pulse.cache_clear()
    sounddevice = sys.modules.get("sounddevice")
    if sounddevice is not None:
        sounddevice._terminate()
        sounddevice._initialize()


@pytest.fixture
def sound_server() -> Iterator[SoundServer]:
    """A sound server for one test."""
    with running() as server:
        yield server
