"""Input: a sound input heard through PortAudio on Windows and macOS, microphones above all.

PortAudio lists devices once, when it starts. It is started anew, which closes all of its streams, only where
a device is missing from the list and nothing is being heard.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from callmon.audio.closing import stops
from callmon.audio.portaudio import Place, find, heard_at
from callmon.audio.ring import Ring
from callmon.audio.source import Chunk, Device, Fault
from callmon.audio.zeros import Zeros
from callmon.errors import DeviceError
from callmon.timeline import SAMPLE_RATE

log = logging.getLogger(__name__)

BLOCK = 320
"""Frames (20 ms) that PortAudio hands over at once."""
RING_S = 30.0
"""What may wait unread: models take seconds to load before anybody listens."""


class System(Protocol):
    """What the system says of an input beside its samples."""

    def open(self) -> Place:
        """Where PortAudio lists it.

        Raises:
            DeviceError: it is not there.
        """
        ...

    def fault(self) -> Fault | None:
        """Whether it is muted or gone."""
        ...

    def meter(self) -> float | None:
        """The peak that the system shows."""
        ...

    def close(self) -> None:
        """Ask no more."""
        ...


class _Running:
    """How many streams run, which forbids to start PortAudio anew."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.streams = 0


_running = _Running()


def listed(api: str) -> list[Mapping[str, Any]]:
    """PortAudio's inputs of one host API, in its order, each with `index`, `name` and `max_input_channels`.

    Args:
        api: the host API's name, such as "Windows WASAPI".

    Raises:
        DeviceError: PortAudio has no such host API, or does not run.
    """
    import sounddevice

    try:
        for host in sounddevice.query_hostapis():
            if host["name"] == api:
                entries = [sounddevice.query_devices(index) for index in host["devices"]]
                default = host["default_input_device"]
                return [
                    {**entry, "default": entry["index"] == default}
                    for entry in entries
                    if entry["max_input_channels"] > 0
                ]
    except sounddevice.PortAudioError as error:
        raise DeviceError(
            f"The sound system cannot be reached; sign in again or restart ({error})."
        ) from error
    raise DeviceError(f"The sound system {api} is not there; sign in again or restart the computer.")


def refresh() -> None:
    """Have PortAudio look which devices there are, unless that would end a stream."""
    with _running.lock:
        _refresh()


def hold(start: Callable[[], Any]) -> Any:
    """Start another stream than that of an `Input`; PortAudio stays as it is until `let_go`."""
    with _running.lock:
        stream = start()
        _running.streams += 1
    return stream


def let_go() -> None:
    """A stream that was started in `hold` is closed."""
    with _running.lock:
        _running.streams -= 1


def _refresh() -> bool:
    import sounddevice

    if _running.streams:
        return False
    # There is no public way to list devices again (spatialaudio/python-sounddevice, issue 125).
    sounddevice._terminate()
    sounddevice._initialize()
    return True


class Input:
    """A sound input at 16 kHz; the system's own converter sees to the rate.

    Args:
        device: what it is.
        api: PortAudio's host API that it is heard through.
        system: what the system says of it.
        permission: where the system's settings allow to hear it.
        channels: how many to open at most; their mean is heard.
    """

    silent_when_idle = False

    def __init__(
        self, device: Device, *, api: str, system: System, permission: str, channels: int = 1
    ) -> None:
        self._device = device
        self._api = api
        self._system = system
        self._permission = permission
        self._channels = channels
        self._stream: Any = None
        self._ring: Ring | None = None
        self._zeros = Zeros()
        self._told_lost = 0

    @property
    def name(self) -> str:
        """The device's name to show."""
        return self._device.name

    def open(self) -> None:
        """Start to hear.

        Raises:
            DeviceError: the device is not connected, or may not be heard.
        """
        self.close()
        place = self._system.open()
        try:
            with _running.lock:
                entry = find(listed(self._api), place)
                if entry is None and _refresh():
                    entry = find(listed(self._api), place)
                if entry is None:
                    raise DeviceError(f"{self.name} is not connected; connect it or choose another device.")
                self._start(entry)
                _running.streams += 1
        except DeviceError:
            self._system.close()
            raise

    def read(self) -> list[Chunk]:
        """What was heard since the last call."""
        if self._ring is None:
            return []
        chunks = [Chunk(heard, frames.mean(axis=1)) for heard, frames in self._ring.read()]
        for chunk in chunks:
            self._zeros.take(chunk.samples)
        if self._ring.lost > self._told_lost:
            log.warning("%s: %d frames came faster than they were read", self.name, self._ring.lost)
            self._told_lost = self._ring.lost
        return chunks

    def fault(self) -> Fault | None:
        """Whether the device is muted or gone."""
        import sounddevice

        if self._stream is None:
            return None
        try:
            running = self._stream.active
        except sounddevice.PortAudioError:
            running = False
        return self._system.fault() if running else "lost"

    @property
    def trouble(self) -> str | None:
        """What keeps the sound away although the stream runs, in a sentence for the user."""
        if not self._zeros.withheld:
            return None
        return f"Only silence comes from {self.name}; switch it on, and allow it under {self._permission}."

    def meter(self) -> float | None:
        """Peak (0..1) that the system itself shows for the device."""
        return self._system.meter()

    def close(self) -> None:
        """Stop to hear."""
        stream, self._stream, self._ring = self._stream, None, None
        self._system.close()
        if stream is None:
            return
        if stops(stream.abort, self.name):
            stream.close()
            with _running.lock:
                _running.streams -= 1

    def _start(self, entry: Mapping[str, Any]) -> None:
        import sounddevice

        channels = min(self._channels, int(entry["max_input_channels"]))
        ring = Ring(RING_S, SAMPLE_RATE, channels)

        def came(data: Any, count: int, times: Any, _status: Any) -> None:
            ring.write(data, heard_at(times.inputBufferAdcTime, times.currentTime, count / SAMPLE_RATE))

        wasapi = self._api == "Windows WASAPI"
        try:
            stream = sounddevice.InputStream(
                samplerate=SAMPLE_RATE,
                blocksize=BLOCK,
                device=entry["index"],
                channels=channels,
                dtype="float32",
                latency="high",
                extra_settings=sounddevice.WasapiSettings(auto_convert=True) if wasapi else None,
                callback=came,
            )
        except (sounddevice.PortAudioError, ValueError) as error:
            raise self._refused(error) from error
        try:
            stream.start()
        except sounddevice.PortAudioError as error:
            stream.close()
            raise self._refused(error) from error
        self._stream, self._ring, self._zeros, self._told_lost = stream, ring, Zeros(), 0

    def _refused(self, error: Exception) -> DeviceError:
        return DeviceError(
            f"{self.name} cannot be heard; allow it under {self._permission}, and close programs that use it "
            f"alone ({error})."
        )
