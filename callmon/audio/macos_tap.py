"""Tap: what a Mac plays, or one of its apps, heard through catap's Core Audio process taps (macOS 14.4 on).

A tap that may not hear delivers exact zeros and reports success; and it falls silent for good when a
headset changes to its call profile. So a tap that gives nothing while an app has its output running counts
as lost, to be opened anew, and one that gives only zeros says what to allow.
"""

import logging
import os
import threading
import time
from typing import Any

import numpy as np

from callmon.audio.closing import stops
from callmon.audio.mono import Mono
from callmon.audio.ring import Ring
from callmon.audio.source import Chunk, Device, Fault
from callmon.audio.zeros import Zeros
from callmon.errors import DeviceError

log = logging.getLogger(__name__)

SYSTEM = "system"
"""The id of everything that the Mac plays."""
APP = "app:"
"""Before the bundle identifier, the id of one app."""
RING_S = 30.0
"""What may wait unread: models take seconds to load before anybody listens."""
STALLED_S = 2.0
"""Without a buffer this long while something plays, a tap does not come back by itself."""
_LOOK_EVERY_S = 1.0
"""How often Core Audio is asked which apps play: the answer takes some milliseconds."""
_PERMISSION = "System Settings > Privacy & Security > Screen & System Audio Recording"
_FORMATS: dict[tuple[str, int], np.dtype[Any]] = {
    ("float", 32): np.dtype("<f4"),
    ("float", 64): np.dtype("<f8"),
    ("signed_integer", 16): np.dtype("<i2"),
    ("signed_integer", 32): np.dtype("<i4"),
}


class ArrivalClock:
    """When buffers were heard, from when they arrive: catap gives the device's count of frames, but no time.

    A buffer may arrive late, never early, so the earliest arrival tells what a count means in seconds. That
    is let go of by 200 parts in a million, more than two sound clocks differ.

    Args:
        rate: frames a second of the device.
    """

    ANEW_S = 0.2
    """Further off than this, the count was not going on meanwhile."""
    LETTING_GO = 200e-6

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._zero: float | None = None
        self._next = 0.0

    def heard_at(self, position: float | None, count: int, arrived: float) -> float:
        """When the first frame of a buffer was heard.

        Args:
            position: the device's count of frames at its start; None where the device does not say.
            count: the frames in the buffer.
            arrived: when it came, in seconds.
        """
        start = self._next if position is None else position
        self._next = start + count
        zero = arrived - self._next / self._rate
        if self._zero is None or not 0 <= zero - self._zero <= self.ANEW_S:
            self._zero = zero
        else:
            self._zero = min(zero, self._zero + self.LETTING_GO * count / self._rate)
        return self._zero + start / self._rate


class _Capture:
    """What one opening of a tap has brought. catap calls `came` in a thread of its own."""

    def __init__(self) -> None:
        self.ring: Ring | None = None
        self.rate = 0
        self.channels = 0
        self.last = time.monotonic()
        self._clock = ArrivalClock(1.0)

    def came(self, buffer: Any) -> None:
        arrived = time.monotonic()
        form = buffer.format
        kind = _FORMATS.get((form.sample_type, form.bits_per_sample))
        if kind is None:
            return  # refused when the tap was opened
        if self.ring is None:
            self.rate, self.channels = round(form.sample_rate), form.num_channels
            self._clock = ArrivalClock(form.sample_rate)
            self.ring = Ring(RING_S, self.rate, self.channels)
        frames = np.frombuffer(buffer.data, kind).reshape(-1, self.channels)
        if kind.kind == "i":
            frames = frames / np.float32(2 ** (form.bits_per_sample - 1))
        self.ring.write(frames, self._clock.heard_at(buffer.input_sample_time, len(frames), arrived))
        self.last = arrived


class Tap:
    """What the whole Mac or one app plays.

    Args:
        device: with the id `SYSTEM`, or `APP` and an app's bundle identifier.
    """

    silent_when_idle = True

    def __init__(self, device: Device) -> None:
        self._device = device
        self._session: Any = None
        self._output_watch: Any = None
        self._capture = _Capture()
        self._mono: Mono | None = None
        self._output_changed = threading.Event()
        self._zeros = Zeros()
        self._looked = 0.0
        self._playing = False

    @property
    def name(self) -> str:
        """The name to show."""
        return self._device.name

    def open(self) -> None:
        """Start to hear.

        Raises:
            DeviceError: the app does not run, or Core Audio grants no tap.
        """
        from catap import events

        self.close()
        self._capture, self._mono, self._zeros = _Capture(), None, Zeros()
        self._output_changed.clear()
        self._looked = 0.0
        try:
            self._session = self._tap(self._capture)
            self._session.start()
            form = self._session.stream_format
            if form is not None and (form.sample_type, form.bits_per_sample) not in _FORMATS:
                raise ValueError(f"{form.bits_per_sample}-bit {form.sample_type} samples")
            self._output_watch = events.watch_default_output_device(lambda _: self._output_changed.set())
        except (OSError, RuntimeError, ValueError, LookupError) as error:
            self.close()
            raise DeviceError(
                f"macOS does not let callmon hear {self.name}; allow callmon, or the terminal it runs in, "
                f"under {_PERMISSION}, and start it again ({error})."
            ) from error
        except DeviceError:
            self.close()
            raise

    def read(self) -> list[Chunk]:
        """What was played since the last call."""
        capture = self._capture
        if self._session is None or capture.ring is None:
            return []
        if self._mono is None:
            self._mono = Mono(capture.rate, capture.channels)
        chunks: list[Chunk] = []
        for heard, frames in capture.ring.read():
            chunks += self._mono.push(heard, frames)
        chunks += self._mono.rest(time.monotonic())
        self._weigh(chunks)
        return chunks

    def fault(self) -> Fault | None:
        """Whether the tap must be opened anew: it failed, it stalls, or the Mac's output has changed."""
        session = self._session
        if session is None:
            return None
        if session.capture_failed or not session.is_recording or self._output_changed.is_set():
            return "lost"
        stalled = time.monotonic() - self._capture.last > STALLED_S
        return "lost" if stalled and self._plays() else None

    @property
    def trouble(self) -> str | None:
        """What keeps the sound away although the tap runs, in a sentence for the user."""
        if not self._zeros.withheld:
            return None
        return (
            f"Only silence comes from {self.name} although something plays; if you hear the caller, allow "
            f"callmon, or the terminal it runs in, under {_PERMISSION}."
        )

    def meter(self) -> float | None:
        """None: macOS has no meter for what it plays."""
        return None

    def close(self) -> None:
        """Stop to hear."""
        session, watch = self._session, self._output_watch
        self._session = self._output_watch = self._mono = None
        if watch is not None:
            stops(watch.close, self.name, OSError, RuntimeError)
        if session is not None:
            stops(lambda: _closed(session), self.name, OSError, RuntimeError)

    def _tap(self, capture: _Capture) -> Any:
        import catap

        if self._device.id == SYSTEM:
            return catap.record_system_audio(mono=True, on_buffer=capture.came)
        processes = self._processes()
        if not processes:
            raise DeviceError(f"{self.name} has no sound yet; start the app and its call, then try again.")
        return catap.record_processes(processes, mono=True, on_buffer=capture.came)

    def _processes(self) -> list[Any]:
        """What could play into the tap: the app's processes, or all but this one."""
        import catap

        known = catap.list_audio_processes()
        if self._device.id == SYSTEM:
            return [process for process in known if process.pid != os.getpid()]
        return [process for process in known if process.bundle_id == self._device.id.removeprefix(APP)]

    def _plays(self) -> bool:
        """Whether something that the tap hears has its output running, as of the last second."""
        now = time.monotonic()
        if now - self._looked >= _LOOK_EVERY_S:
            self._looked = now
            try:
                self._playing = any(process.is_outputting for process in self._processes())
            except OSError as error:
                log.info("Core Audio does not say what plays: %s", error)
                self._playing = False
        return self._playing

    def _weigh(self, chunks: list[Chunk]) -> None:
        for chunk in chunks:
            if not self._zeros.heard:
                self._zeros.take(chunk.samples)
        if chunks and not self._zeros.heard and not self._plays():
            self._zeros.start_again()


def _closed(session: Any) -> None:
    try:
        session.close()
    except (OSError, RuntimeError):
        if not session.needs_cleanup:
            raise
        session.close()  # catap keeps what it could not give back, and asks to be closed once more
