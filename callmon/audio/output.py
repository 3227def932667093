"""Output: where a replay is heard. It asks for blocks of sound, and says when each of them sounds."""

import sys
import threading
import time
from contextlib import suppress
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from callmon.audio.closing import stops
from callmon.audio.fitting import Fill, fitted
from callmon.audio.microphone import hold, let_go, refresh
from callmon.errors import DeviceError
from callmon.timeline import SAMPLE_RATE

_LATENCY_S = 0.06
"""Wanted from the program to the ear: it feels immediate, and two slow cores keep up with it."""
_SILENT_BLOCK_S = 0.02
_FORMS = ((SAMPLE_RATE, 2), (48_000, 2), (48_000, 1))
"""Rates and channels in order of preference: most sound systems resample, a device of its own may not."""


class Output(Protocol):
    """Something that sounds, or pretends to. It calls `fill` on a thread of its own."""

    def start(self, fill: Fill) -> None:
        """Begin to ask for sound.

        Raises:
            DeviceError: there is no device, or it cannot be opened.
        """
        ...

    def now(self) -> float:
        """Seconds of the clock that `fill` is told; what sounds at this moment was given for this time."""
        ...

    @property
    def alive(self) -> bool:
        """Whether it still asks; a device may be unplugged."""
        ...

    def stop(self) -> None:
        """Ask for nothing more; comes back once nothing is asked."""
        ...


class SoundOutput:
    """The computer's own output; where it does not take two channels at 16 kHz, it is given what it takes."""

    def __init__(self) -> None:
        self._stream: Any = None
        self._now = 0.0

    def start(self, fill: Fill) -> None:
        """Begin to ask for sound."""
        try:
            import sounddevice
        except OSError:
            raise _mute(
                "PortAudio is not installed; on Debian and Ubuntu: apt-get install libportaudio2"
            ) from None
        try:
            self._stream = hold(lambda: _opened(sounddevice, fill))
        except DeviceError:
            if sys.platform == "linux":
                raise
            # There PortAudio knows only what was plugged in when it was started.
            refresh()
            self._stream = hold(lambda: _opened(sounddevice, fill))

    def now(self) -> float:
        """Seconds of the stream's clock; those of the last time once it is gone."""
        if self._stream is not None:
            import sounddevice

            with suppress(sounddevice.PortAudioError):
                self._now = float(self._stream.time)
        return self._now

    @property
    def alive(self) -> bool:
        """Whether the stream runs."""
        if self._stream is None:
            return False
        import sounddevice

        try:
            return bool(self._stream.active)
        except sounddevice.PortAudioError:
            return False

    def stop(self) -> None:
        """Close the stream."""
        stream, self._stream = self._stream, None
        if stream is not None and stops(stream.abort, "the sound output"):
            stream.close()
            let_go()


class SilentOutput:
    """A clock in the place of a device, so that a call can be followed where nothing can be heard."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, fill: Fill) -> None:
        """Begin to ask for sound, and let it go."""
        self._thread = threading.Thread(target=self._run, args=(fill,), name="silence", daemon=True)
        self._thread.start()

    def now(self) -> float:
        """Seconds of the monotonic clock."""
        return time.monotonic()

    @property
    def alive(self) -> bool:
        """Whether it was started and not stopped."""
        return self._thread is not None and not self._stopped.is_set()

    def stop(self) -> None:
        """Ask for nothing more."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, fill: Fill) -> None:
        block = np.zeros((round(_SILENT_BLOCK_S * SAMPLE_RATE), 2), np.float32)
        due = time.monotonic()
        while not self._stopped.wait(max(0.0, due - time.monotonic())):
            fill(block, due)
            due += _SILENT_BLOCK_S


def _opened(sounddevice: Any, fill: Fill) -> Any:
    """A stream that runs."""
    refused = ""
    for rate, channels in _FORMS:
        give = fitted(fill, rate, channels)

        def came(
            out: NDArray[np.float32], _count: int, times: Any, _status: object, give: Fill = give
        ) -> None:
            give(out, times.outputBufferDacTime or times.currentTime + _LATENCY_S)

        stream = None
        try:
            stream = sounddevice.OutputStream(
                samplerate=rate,
                channels=channels,
                dtype="float32",
                latency=_LATENCY_S,
                callback=came,
                **_where(sounddevice),
            )
            stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            refused = refused or str(error)
            if stream is not None:
                stream.close(ignore_errors=True)
        else:
            return stream
    raise _mute(f"no sound output can be opened ({refused}). Plug one in and press play")


def _where(sounddevice: Any) -> dict[str, Any]:
    """On Windows the one of its systems that says when a block sounds, and resamples where it is asked to."""
    for host in sounddevice.query_hostapis():
        if host["name"] == "Windows WASAPI":
            settings = sounddevice.WasapiSettings(auto_convert=True)
            return {"device": host["default_output_device"], "extra_settings": settings}
    return {}


def _mute(reason: str) -> DeviceError:
    return DeviceError(f"Nothing can be heard: {reason}.")
