"""Output: where a replay is heard. It asks for blocks of sound, and says when each of them sounds."""

import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from callmon.errors import DeviceError
from callmon.timeline import SAMPLE_RATE

Fill = Callable[[NDArray[np.float32], float], None]
"""Fills a block of shape (n, 2) whose first frame sounds at the given time of the output's clock."""

_LATENCY_S = 0.04
"""Wanted from the program to the ear: low enough to feel immediate, long enough for slow computers."""
_SILENT_BLOCK_S = 0.02


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
    """The computer's own output, two channels at 16 kHz; the system resamples where it must."""

    def __init__(self) -> None:
        self._stream: Any = None
        self._latency = _LATENCY_S

    def start(self, fill: Fill) -> None:
        """Begin to ask for sound."""
        import sounddevice

        def callback(out: NDArray[np.float32], _frames: int, times: Any, _status: object) -> None:
            heard_at = times.outputBufferDacTime or times.currentTime + self._latency
            fill(out, heard_at)

        try:
            self._stream = sounddevice.OutputStream(
                samplerate=SAMPLE_RATE,
                channels=2,
                dtype="float32",
                latency=_LATENCY_S,
                callback=callback,
                extra_settings=_shared(sounddevice),
            )
            self._latency = self._stream.latency
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError, OSError) as error:
            self.stop()
            raise DeviceError(
                f"Nothing can be heard: no sound output can be opened ({error}). Plug one in and press play."
            ) from None

    def now(self) -> float:
        """Seconds of the stream's clock."""
        return float(self._stream.time) if self._stream is not None else time.monotonic()

    @property
    def alive(self) -> bool:
        """Whether the stream runs."""
        return self._stream is not None and bool(self._stream.active)

    def stop(self) -> None:
        """Close the stream."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close(ignore_errors=True)


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


def _shared(sounddevice: Any) -> Any:
    """WASAPI resamples only where it is asked to."""
    host = sounddevice.query_hostapis(sounddevice.default.hostapi)["name"]
    return sounddevice.WasapiSettings(auto_convert=True) if host == "Windows WASAPI" else None
