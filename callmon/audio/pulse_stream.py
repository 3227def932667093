"""One source of PulseAudio, heard through PortAudio's ALSA device `pulse` or, where that lacks, `parec`.

libpulse reads `PULSE_SOURCE` at each opening, so one process can hear several sources; the server converts
to 16 kHz mono.
"""

import os
import subprocess
import threading
import time
from contextlib import ExitStack
from typing import Any

import numpy as np

from callmon.audio.closing import stops
from callmon.audio.portaudio import heard_at
from callmon.audio.pulse_server import connection
from callmon.audio.pulse_watch import PulseWatch, look, own_process
from callmon.audio.ring import Ring
from callmon.audio.source import Chunk, Fault
from callmon.errors import DeviceError
from callmon.timeline import SAMPLE_RATE

BLOCK = 320
"""Samples (20 ms) that the server hands over at once."""
_RING_S = 30.0
"""What a ring holds; models may take seconds to load before anybody listens."""
_APPEARS_S = 2.0
"""How long the server may take to show a stream that was opened."""
_opening = threading.Lock()
"""The environment belongs to the whole process."""


class PulseSource:
    """A source of the server: a microphone, or the monitor of a sink.

    Args:
        source: the server's name of it.
        name: what to show.
        watch: what the server says; shared by all sources.
        follows: whether it is only wanted while it is the server's default.
    """

    silent_when_idle = False

    def __init__(self, source: str, name: str, watch: PulseWatch, *, follows: bool = False) -> None:
        self._source = source
        self._name = name
        self._watch = watch
        self._follows = follows
        self._ring = Ring(_RING_S, SAMPLE_RATE, 1)
        self._index: int | None = None
        self._opened = 0.0
        self._open: Any = None
        self._held = ExitStack()

    @property
    def name(self) -> str:
        """The device's name to show."""
        return self._name

    def open(self) -> None:
        """Start to hear.

        Raises:
            DeviceError: the source is not there, or neither PortAudio nor `parec` can hear it.
        """
        self._ring.clear()
        try:
            with _opening, connection() as pulse:
                if self._source not in {source.name for source in pulse.source_list()}:
                    raise DeviceError(f"{self._name} is not connected; connect it or choose another device.")
                before = set(look(pulse).streams)
                self._open = self._start()
                self._index = self._appeared(pulse, before)
        except DeviceError:
            self.close()
            raise
        self._opened = time.monotonic()
        self._watch.hold()
        self._held.callback(self._watch.release)

    def read(self) -> list[Chunk]:
        """What came since the last call."""
        return [Chunk(at, frames[:, 0]) for at, frames in self._ring.read()]

    def fault(self) -> Fault | None:
        """What the server says is wrong."""
        if self._open is None or not self._running():
            return "lost"
        sight = self._watch.sight
        if sight.time <= self._opened:
            return None
        if not sight.alive:
            return "lost"
        heard = sight.streams.get(self._index) if self._index is not None else None
        if heard is None:
            return "lost"
        if heard != self._source or (self._follows and self._source not in sight.defaults):
            return "moved"
        muted = self._source in sight.muted or self._index in sight.muted_streams
        return "muted" if muted else None

    trouble = None

    def meter(self) -> float | None:
        """None: the server's meter shows the very samples that `read` gives."""
        return None

    def close(self) -> None:
        """Stop to hear."""
        opened, self._open, self._index = self._open, None, None
        if opened is not None:
            self._stop(opened)
        self._held.close()

    def _start(self) -> Any:
        import sounddevice

        def came(data: Any, count: int, times: Any, _status: Any) -> None:
            at = heard_at(times.inputBufferAdcTime, times.currentTime, count / SAMPLE_RATE)
            self._ring.write(data, at)

        set_for_opening = {"PULSE_SOURCE": self._source, "PULSE_PROP": "application.name=callmon"}
        kept = {name: os.environ.get(name) for name in set_for_opening}
        os.environ.update(set_for_opening)
        try:
            stream = sounddevice.InputStream(
                device="pulse",
                samplerate=SAMPLE_RATE,
                channels=1,
                dtype="float32",
                blocksize=BLOCK,
                latency="high",
                callback=came,
            )
            stream.start()
        except sounddevice.PortAudioError as error:
            raise DeviceError(f"{self._name} cannot be opened ({error.args[0]}); is it in use?") from None
        finally:
            for name, value in kept.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
        return stream

    def _running(self) -> bool:
        import sounddevice

        try:
            return bool(self._open.active)
        except sounddevice.PortAudioError:
            return False

    def _stop(self, opened: Any) -> None:
        if stops(lambda: opened.abort(ignore_errors=True), self._name):
            opened.close(ignore_errors=True)

    def _appeared(self, pulse: Any, before: set[int]) -> int:
        """The index of the stream that was just opened, once the server shows that it hears this source."""
        until = time.monotonic() + _APPEARS_S
        while time.monotonic() < until:
            for index, source in look(pulse).streams.items():
                if index not in before:
                    if source != self._source:
                        raise DeviceError(
                            f"The sound system gives {source} where {self._name} was asked for; "
                            "choose the device again, or set it as the recording device of callmon."
                        )
                    return index
            time.sleep(0.005)
        raise DeviceError(f"{self._name} was opened, but the sound server does not show it; try again.")


class ParecSource(PulseSource):
    """The same through the program `parec`, for PortAudio without the ALSA device `pulse`."""

    def _start(self) -> Any:
        command = ["parec", f"--device={self._source}", "--format=float32le", f"--rate={SAMPLE_RATE}"]
        command += ["--channels=1", "--latency-msec=20", "--client-name=callmon", "--raw"]
        try:
            process = subprocess.Popen(  # noqa: S603 - the server's own name of a source is the only argument
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError:
            raise DeviceError(
                "Neither ALSA's pulse plugin nor parec is installed; on Debian and Ubuntu: "
                "apt-get install libasound2-plugins pulseaudio-utils"
            ) from None
        self._held.enter_context(own_process(process.pid))
        pump = threading.Thread(target=self._pump, args=(process,), name="parec", daemon=True)
        pump.start()
        self._held.callback(pump.join)
        return process

    def _pump(self, process: "subprocess.Popen[bytes]") -> None:
        if process.stdout is None:
            raise RuntimeError("parec was started without its output")
        with process.stdout as output:
            while data := output.read(BLOCK * 4):
                frames = np.frombuffer(data[: len(data) // 4 * 4], "<f4")
                self._ring.write(frames[:, None], time.monotonic() - len(frames) / SAMPLE_RATE)

    def _running(self) -> bool:
        return self._open.poll() is None

    def _stop(self, opened: Any) -> None:
        opened.kill()
        opened.wait()
