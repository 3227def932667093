"""Watch: what PulseAudio (or PipeWire in its place) says about this program's streams and their sources.

When a device goes, the server moves its streams to another source without a word to them: the customer's
channel would become the agent's microphone. Only the server's own events tell.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from callmon.errors import DeviceError

_RETRY_S = 0.25
_LOOK_S = 0.5
"""Longest time between two looks at the server, whether it told of an event or not."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen at `time` (seconds of `time.monotonic()`) or later.

    `streams` gives the source that each recording stream of this program hears, by the stream's index;
    `muted` names the sources, `muted_streams` the indices of the streams that are muted. `defaults` names the
    source that new streams hear and the monitor of the sink that new sounds go to.
    """

    time: float = float("-inf")
    alive: bool = False
    streams: dict[int, str] = field(default_factory=dict)
    muted: frozenset[str] = frozenset()
    muted_streams: frozenset[int] = frozenset()
    defaults: frozenset[str] = frozenset()


class PulseWatch:
    """Keeps `sight` up to date on a thread of its own from the first `hold` to the last `release`.

    Args:
        connect: gives a connection to the server (a `pulsectl.Pulse`); raises DeviceError where it fails or
            ends.
    """

    def __init__(self, connect: Callable[[], AbstractContextManager[Any]]) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._holds = 0
        self._stop = threading.Event()
        self.sight = Sight()

    def hold(self) -> None:
        """Somebody needs the sight from now on."""
        with self._lock:
            self._holds += 1
            if self._holds == 1:
                self._stop = threading.Event()
                threading.Thread(
                    target=self._run, args=(self._stop,), name="pulse-watch", daemon=True
                ).start()

    def release(self) -> None:
        """One of those who held it needs it no longer."""
        with self._lock:
            self._holds -= 1
            if self._holds == 0:
                self._stop.set()

    def _run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                with self._connect() as pulse:
                    self._follow(pulse, stop)
            except DeviceError:
                self.sight = Sight(time.monotonic())
                stop.wait(_RETRY_S)

    def _follow(self, pulse: Any, stop: threading.Event) -> None:
        from pulsectl import PulseLoopStop

        changed = False

        def told(_event: Any) -> None:
            nonlocal changed
            changed = True
            raise PulseLoopStop

        pulse.event_mask_set("source_output", "source", "sink", "server")
        pulse.event_callback_set(told)
        while not stop.is_set():
            changed = False
            self.sight = look(pulse)
            if not changed:
                # What changes during a look would not end the listening.
                pulse.event_listen(timeout=_LOOK_S)


def look(pulse: Any) -> Sight:
    """What a connection to the server shows now."""
    began = time.monotonic()
    server, sources = pulse.server_info(), pulse.source_list()
    names = {source.index: source.name for source in sources}
    own = [
        stream
        for stream in pulse.source_output_list()
        if stream.proplist.get("application.process.id") in _processes()
    ]
    return Sight(
        began,
        True,
        {stream.index: names.get(stream.source, "") for stream in own},
        frozenset(source.name for source in sources if source.mute),
        frozenset(stream.index for stream in own if stream.mute),
        frozenset(
            source.name
            for source in sources
            if source.name == server.default_source_name
            or source.monitor_of_sink_name == server.default_sink_name
        ),
    )


_children: set[str] = set()


def _processes() -> set[str]:
    return {str(os.getpid()), *_children}


@contextmanager
def own_process(pid: int) -> Iterator[None]:
    """While it lasts, the streams of process `pid` count as this program's."""
    _children.add(str(pid))
    try:
        yield
    finally:
        _children.discard(str(pid))
