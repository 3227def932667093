"""sounddevice over one host API."""

import threading
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np


class PortAudioError(Exception):
    """As sounddevice names it."""


@dataclass
class PortAudio:
    """PortAudio: what is plugged in, and what it listed when it started.

    Args:
        api: the host API's name.
        plugged: names and input channels; an output has none.
    """

    api: str
    plugged: list[tuple[str, int]]
    default: int = 0
    refuses: str | None = None
    refuses_start: str | None = None
    streams: list["InputStream"] = field(default_factory=list)
    starts: int = 1

    def __post_init__(self) -> None:
        self.listed = list(self.plugged)

    def module(self) -> ModuleType:
        module = ModuleType("sounddevice")
        vars(module).update(
            PortAudioError=PortAudioError,
            WasapiSettings=lambda **flags: ("wasapi", flags),
            InputStream=lambda **wanted: InputStream(self, **wanted),
            query_hostapis=lambda: self._hosts(),
            query_devices=self._device,
            _terminate=self._terminate,
            _initialize=self._initialize,
        )
        return module

    def _hosts(self) -> tuple[dict[str, Any], ...]:
        count = len(self.listed)
        other = {"name": "MME", "devices": [count], "default_input_device": count}
        own = {"name": self.api, "devices": list(range(count)), "default_input_device": self.default}
        return (other, own)

    def _device(self, index: int) -> dict[str, Any]:
        name, channels = self.listed[index]
        return {"name": name, "index": index, "hostapi": 1, "max_input_channels": channels}

    def _terminate(self) -> None:
        for stream in self.streams:
            assert stream.closed, "an open stream does not outlive PortAudio"

    def _initialize(self) -> None:
        self.starts += 1
        self.listed = list(self.plugged)


class InputStream:
    """A stream that the test feeds."""

    def __init__(self, portaudio: PortAudio, **wanted: Any) -> None:
        if portaudio.refuses:
            raise PortAudioError(portaudio.refuses)
        name, most = portaudio.listed[wanted["device"]]
        if wanted["channels"] > most:
            raise PortAudioError("Invalid number of channels")
        self.wanted, self.device_name, self._portaudio = wanted, name, portaudio
        self.active = self.closed = False
        self.hangs: threading.Event | None = None
        portaudio.streams.append(self)

    def start(self) -> None:
        if self._portaudio.refuses_start:
            raise PortAudioError(self._portaudio.refuses_start)
        self.active = True

    def abort(self) -> None:
        if self.hangs is not None:
            self.hangs.wait()
        self.active = False

    def close(self) -> None:
        self.active, self.closed = False, True

    def hear(self, frames: np.ndarray, adc: float, current: float) -> None:
        """Deliver these frames, shape (n, channels), as PortAudio's thread does; the buffer is used again."""
        block = np.array(frames, np.float32)
        times = SimpleNamespace(inputBufferAdcTime=adc, currentTime=current, outputBufferDacTime=0.0)
        self.wanted["callback"](block, len(block), times, None)
        block[:] = np.nan
