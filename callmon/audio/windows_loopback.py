"""Loopback: what a Windows endpoint plays, heard through PyAudioWPatch.

The whole endpoint is heard, not one program: Windows' loopback of single programs gives only silence of
some softphones. While nothing plays, WASAPI delivers nothing at all.
"""

import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import numpy as np

from callmon.audio.closing import stops
from callmon.audio.mono import Mono
from callmon.audio.portaudio import Place, find, heard_at
from callmon.audio.ring import Ring
from callmon.audio.source import Chunk, Device, Fault
from callmon.audio.windows_endpoint import Endpoint
from callmon.errors import DeviceError

log = logging.getLogger(__name__)

RING_S = 30.0
"""What may wait unread: models take seconds to load before anybody listens."""
BLOCKS_PER_SECOND = 50
_SUFFIX = " [Loopback]"
"""What PyAudioWPatch adds to an endpoint's name."""


class Loopback:
    """What is played on one Windows endpoint.

    The callback copies and returns; mixing and resampling happen in `read`.
    """

    silent_when_idle = True

    def __init__(self, device: Device) -> None:
        self._device = device
        self._endpoint = Endpoint(device)
        self._manager: Any = None
        self._stream: Any = None
        self._ring: Ring | None = None
        self._mono: Mono | None = None
        self._told_lost = 0

    @property
    def name(self) -> str:
        """The endpoint's name to show."""
        return self._device.name

    def open(self) -> None:
        """Start to hear.

        Raises:
            DeviceError: the endpoint is not connected, or a program has it for itself.
        """
        import pyaudiowpatch as library

        self.close()
        place = self._endpoint.open()
        try:
            self._manager = library.PyAudio()
            self._start(library, self._entry(place))
        except OSError as error:
            self.close()
            raise DeviceError(
                f"Windows does not let callmon hear what {self.name} plays; close programs that use it in "
                f"exclusive mode, or choose another device ({error})."
            ) from error
        except DeviceError:
            self.close()
            raise

    def read(self) -> list[Chunk]:
        """What was played since the last call."""
        if self._ring is None or self._mono is None:
            return []
        self._endpoint.watch()
        chunks: list[Chunk] = []
        for heard, frames in self._ring.read():
            chunks += self._mono.push(heard, frames)
        chunks += self._mono.rest(time.monotonic())
        if self._ring.lost > self._told_lost:
            log.warning("%s: %d frames came faster than they were read", self.name, self._ring.lost)
            self._told_lost = self._ring.lost
        return chunks

    def fault(self) -> Fault | None:
        """Whether the endpoint is gone. Loopback streams stay where they are: none is moved."""
        if self._stream is None:
            return None
        try:
            running = self._stream.is_active()
        except OSError:
            running = False
        return self._endpoint.fault() if running else "lost"

    trouble = None

    def meter(self) -> float | None:
        """The highest peak (0..1) that Windows showed for the endpoint within the last second."""
        return self._endpoint.meter()

    def close(self) -> None:
        """Stop to hear."""
        manager, stream = self._manager, self._stream
        self._manager = self._stream = self._ring = self._mono = None
        self._endpoint.close()
        # To stop is what can hang. It also lets the callback's thread end before `close`, which PortAudio
        # waits for while Python's lock is held.
        if stream is not None and not stops(stream.stop_stream, self.name, OSError):
            return
        with suppress(OSError):  # of a device that is gone there is nothing left to close
            if stream is not None:
                stream.close()
        with suppress(OSError):
            if manager is not None:
                manager.terminate()

    def _entry(self, place: Place) -> Mapping[str, Any]:
        listed = self._manager.get_loopback_device_info_generator()
        entry = find(listed, Place(place.name + _SUFFIX, place.position))
        if entry is None:
            raise DeviceError(f"Windows offers no loopback of {self.name}; choose another device.")
        return entry

    def _start(self, library: Any, entry: Mapping[str, Any]) -> None:
        rate, channels = int(entry["defaultSampleRate"]), int(entry["maxInputChannels"])
        ring = Ring(RING_S, rate, channels)

        def came(data: bytes, count: int, times: Mapping[str, float], _status: int) -> tuple[None, int]:
            block = np.frombuffer(data, np.float32).reshape(-1, channels)
            ring.write(block, heard_at(times["input_buffer_adc_time"], times["current_time"], count / rate))
            return None, library.paContinue

        self._ring, self._mono, self._told_lost = ring, Mono(rate, channels), 0
        self._stream = self._manager.open(
            rate=rate,
            channels=channels,
            format=library.paFloat32,
            input=True,
            input_device_index=entry["index"],
            frames_per_buffer=rate // BLOCKS_PER_SECOND,
            stream_callback=came,
        )
