"""PulseAudio's server as pulsectl shows it, and PortAudio's ALSA device `pulse`, which records from it."""

import os
import threading
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np


class PulseError(Exception):
    """As pulsectl names it."""


class PulseDisconnected(Exception):  # noqa: N818 - pulsectl's name; no PulseError there either
    """As pulsectl names it."""


class PulseLoopStop(Exception):  # noqa: N818 - pulsectl's name
    """As pulsectl names it."""


class PortAudioError(Exception):
    """As sounddevice names it."""


@dataclass
class Server:
    """Sources and sinks by index, and the streams that record."""

    sources: dict[int, SimpleNamespace] = field(default_factory=dict)
    sinks: dict[int, SimpleNamespace] = field(default_factory=dict)
    streams: dict[int, SimpleNamespace] = field(default_factory=dict)
    default_source: str = ""
    default_sink: str = ""
    up: bool = True
    connections: list["Pulse"] = field(default_factory=list)
    opened: list["InputStream"] = field(default_factory=list)
    gives: str | None = None
    """The source that the next stream is given, whatever it asks for."""
    refuses: str | None = None

    def __post_init__(self) -> None:
        self._next = 0

    def add_source(self, name: str, description: str = "", monitor_of: str | None = None) -> int:
        self._next += 1
        self.sources[self._next] = SimpleNamespace(
            index=self._next,
            name=name,
            description=description,
            monitor_of_sink_name=monitor_of,
            mute=0,
        )
        return self._next

    def add_sink(self, name: str, description: str = "") -> None:
        monitor = f"{name}.monitor"
        index = self.add_source(monitor, f"Monitor of {description}", name)
        self.sinks[index] = SimpleNamespace(name=name, description=description, monitor_source_name=monitor)

    def record(self, source: str, process: int) -> int:
        """A process begins to record; the stream's index."""
        self._next += 1
        (at,) = (index for index, each in self.sources.items() if each.name == source)
        proplist = {"application.process.id": str(process)}
        self.streams[self._next] = SimpleNamespace(index=self._next, source=at, mute=0, proplist=proplist)
        self.tell()
        return self._next

    def move(self, stream: int, source: str) -> None:
        (at,) = (index for index, each in self.sources.items() if each.name == source)
        self.streams[stream].source = at
        self.tell()

    def tell(self) -> None:
        """Something has changed."""
        for connection in self.connections:
            connection.told()

    def die(self) -> None:
        self.up = False
        self.streams.clear()
        for connection in self.connections:
            connection.connected = False
        self.tell()
        self.connections.clear()

    def pulsectl(self) -> ModuleType:
        module = ModuleType("pulsectl")
        vars(module).update(
            Pulse=lambda _name: Pulse(self),
            PulseError=PulseError,
            PulseDisconnected=PulseDisconnected,
            PulseLoopStop=PulseLoopStop,
        )
        return module

    def sounddevice(self) -> ModuleType:
        module = ModuleType("sounddevice")
        vars(module).update(
            PortAudioError=PortAudioError,
            InputStream=lambda **wanted: InputStream(self, **wanted),
            query_devices=lambda: [{"name": "pulse"}, {"name": "default"}],
        )
        return module


class Pulse:
    """A connection. An event that comes during another call than `event_listen` ends no later one."""

    def __init__(self, server: Server) -> None:
        if not server.up:
            raise PulseError("Failed to connect to pulseaudio server")
        self._server = server
        self._callback: Any = None
        self._listening = self._stopped = False
        self._condition = threading.Condition()
        self.connected = True
        server.connections.append(self)

    def __enter__(self) -> "Pulse":
        return self

    def __exit__(self, *_: object) -> None:
        if self in self._server.connections:
            self._server.connections.remove(self)

    def source_list(self) -> list[SimpleNamespace]:
        self._check()
        return [SimpleNamespace(**vars(each)) for each in self._server.sources.values()]

    def sink_list(self) -> list[SimpleNamespace]:
        self._check()
        return list(self._server.sinks.values())

    def source_output_list(self) -> list[SimpleNamespace]:
        self._check()
        return [SimpleNamespace(**vars(each)) for each in self._server.streams.values()]

    def server_info(self) -> SimpleNamespace:
        self._check()
        server = self._server
        return SimpleNamespace(
            default_source_name=server.default_source, default_sink_name=server.default_sink
        )

    def event_mask_set(self, *_masks: str) -> None:
        self._check()

    def event_callback_set(self, callback: Any) -> None:
        self._callback = callback

    def event_listen(self, timeout: float) -> None:
        with self._condition:
            self._listening, self._stopped = True, not self.connected
            self._condition.wait_for(lambda: self._stopped, timeout)
            self._listening = False
        self._check()

    def told(self) -> None:
        with self._condition:
            if self._callback is not None and self.connected:
                try:
                    self._callback(None)
                except PulseLoopStop:
                    self._stopped = True
            self._stopped |= not self.connected
            self._condition.notify_all()

    def _check(self) -> None:
        if not self.connected:
            raise PulseDisconnected


class InputStream:
    """A stream of PortAudio's device `pulse`; what the environment names is what it records."""

    def __init__(self, server: Server, **wanted: Any) -> None:
        if server.refuses:
            raise PortAudioError(server.refuses)
        assert wanted["device"] == "pulse"
        self._server, self._callback = server, wanted["callback"]
        self._index: int | None = None
        self.source = os.environ["PULSE_SOURCE"]
        self.active = self.closed = False
        server.opened.append(self)

    def start(self) -> None:
        self.active = True
        self._index = self._server.record(self._server.gives or self.source, os.getpid())

    def abort(self, ignore_errors: bool = False) -> None:
        self.active = False

    def close(self, ignore_errors: bool = False) -> None:
        self.active, self.closed = False, True
        if self._index is not None:
            self._server.streams.pop(self._index, None)

    def hear(self, frames: np.ndarray, adc: float, current: float) -> None:
        """Deliver frames of shape (n, 1), as PortAudio's thread does; the buffer is used again."""
        block = np.array(frames, np.float32)
        self._callback(block, len(block), SimpleNamespace(inputBufferAdcTime=adc, currentTime=current), None)
        block[:] = np.nan
