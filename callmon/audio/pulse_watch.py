"""Watch: what PulseAudio (or PipeWire in its place) says about this program's streams and their sources.

When a device goes, the server moves its streams to another source without a word to them: the customer's
channel would become the agent's microphone. Only the server's own events tell.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

_RETRY_S = 0.25
_LOOK_S = 0.5
"""Longest time between two looks at the server, whether it told of an event or not."""
_WANTED_S = 3.0
"""How long a meter goes on after it was last asked for."""
_PEAK_S = 0.05
"""Sound that one reading of the meter takes in."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen at `time` (seconds of `time.monotonic()`).

    `streams` gives the source that each recording stream of the server hears, by the stream's index; `muted`
    names the sources that are muted.
    """

    time: float = float("-inf")
    alive: bool = False
    streams: dict[int, str] = field(default_factory=dict)
    muted: frozenset[str] = frozenset()


class PulseWatch:
    """Keeps `sight` up to date on a thread of its own from the first `hold` to the last `release`.

    Args:
        connect: gives a connection to the server; the caller's `pulsectl.Pulse`.
    """

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._holds = 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._wanted: dict[str, float] = {}
        self._peaks: dict[str, tuple[float, float]] = {}
        self.sight = Sight()

    def hold(self) -> None:
        """Somebody needs the sight from now on."""
        with self._lock:
            self._holds += 1
            if self._thread is None:
                self._stop = threading.Event()
                self._thread = threading.Thread(
                    target=self._run, args=(self._stop,), name="pulse-watch", daemon=True
                )
                self._thread.start()

    def release(self) -> None:
        """One of those who held it needs it no longer."""
        with self._lock:
            self._holds -= 1
            if self._holds == 0:
                self._stop.set()
                self._thread = None

    def peak(self, source: str) -> float | None:
        """Peak (0..1) of a source over the last second or so; None until the first reading."""
        now = time.monotonic()
        self._wanted[source] = now
        read, peak = self._peaks.get(source, (float("-inf"), 0.0))
        return peak if now - read < _WANTED_S else None

    def _run(self, stop: threading.Event) -> None:
        from pulsectl import PulseDisconnected, PulseError

        while not stop.is_set():
            try:
                with self._connect() as pulse:
                    self._follow(pulse, stop)
            except (PulseError, PulseDisconnected):
                self.sight = Sight(time.monotonic())
                stop.wait(_RETRY_S)

    def _follow(self, pulse: Any, stop: threading.Event) -> None:
        from pulsectl import PulseLoopStop

        def told(_event: Any) -> None:
            raise PulseLoopStop

        pulse.event_mask_set("source_output", "source", "sink", "server")
        pulse.event_callback_set(told)
        while not stop.is_set():
            self.sight = look(pulse)
            self._read_meters()
            pulse.event_listen(timeout=_LOOK_S)

    def _read_meters(self) -> None:
        from pulsectl import PulseIndexError, PulseOperationFailed

        now = time.monotonic()
        for source, asked in list(self._wanted.items()):
            if now - asked > _WANTED_S:
                del self._wanted[source]
                continue
            try:
                # On a connection of its own: pulsectl frees the callback of the reading at once, and a server
                # that still answers would call it.
                with self._connect() as meter:
                    self._peaks[source] = now, float(meter.get_peak_sample(source, _PEAK_S))
            except (PulseIndexError, PulseOperationFailed):
                # The source went between the look and the reading; the next look tells.
                self._peaks.pop(source, None)


def look(pulse: Any) -> Sight:
    """What a connection to the server shows now."""
    sources = pulse.source_list()
    names = {source.index: source.name for source in sources}
    streams = {
        stream.index: names.get(stream.source, "")
        for stream in pulse.source_output_list()
        if stream.proplist.get("application.process.id") in _processes()
    }
    return Sight(time.monotonic(), True, streams, frozenset(source.name for source in sources if source.mute))


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
