"""A channel: one side of a running call, whose device may fall silent, move, go and come back."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from callmon.audio.lane import Lane, LaneSettings
from callmon.audio.source import Samples, Source
from callmon.errors import DeviceError
from callmon.timeline import Segment, State


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """When a channel counts as ill, and how it is reopened; seconds."""

    no_frames_s: float = 2.0
    """Nothing came for this long from a device that always delivers."""
    flat_s: float = 5.0
    """Nothing but exact zeros for this long while the system's meter moves."""
    meter_moves: float = 0.001
    """Peak (0..1) from which a meter moves."""
    retry_s: float = 0.25
    """First wait before a device is opened again; doubled each time."""
    retry_longest_s: float = 5.0
    lane: LaneSettings = field(default_factory=LaneSettings)


class Channel:
    """Drives a source, places what it hears, and says how well that goes.

    Opening and closing a device can take long, so both happen on a thread of the channel's own.

    Args:
        make: gives a source for the device as it is wanted now; again after each loss.
        origin: when the call began, on the clock of the chunks.
        settings: when the channel counts as ill.
    """

    def __init__(
        self, make: Callable[[], Source], origin: float, settings: ChannelSettings | None = None
    ) -> None:
        self._settings = settings or ChannelSettings()
        self._make = make
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="device")
        self._source: Source | None = None
        self._opening: Future[Source] | None = None
        self._retry_at = 0.0
        self._wait = self._settings.retry_s
        self._last_chunk = origin
        self._loud_at = origin
        self._reopened = False
        self._paused = False
        self._lane = Lane(origin, self._settings.lane)
        self.name = ""
        self.state: State = "ok"
        self.problem = ""

    @property
    def end(self) -> int:
        """Position up to which this side is known."""
        return self._lane.end

    @property
    def corrections(self) -> int:
        """Corrections of drift so far."""
        return self._lane.corrections

    def open(self, now: float) -> None:
        """Start to hear; for the first time, so that a fault is told at once.

        Raises:
            DeviceError: the device is not there or cannot be opened.
        """
        self._opening = self._pool.submit(self._opened)
        self._take_over(self._opening.result(), now)

    def advance(self, now: float) -> None:
        """Hear what came up to `now`, and look after the device."""
        if self._paused:
            self._lane.pass_time(now, lost=True)
            return
        if self._source is None:
            self._reopen(now)
        else:
            self._hear(self._source, now)
        self._lane.pass_time(now, lost=self._source is None)

    def take(self, until: int) -> Samples:
        """Samples from where the last call ended up to position `until`."""
        return self._lane.take(until)

    def gaps(self) -> list[Segment]:
        """Where nothing was heard, each told once it is over."""
        return self._lane.gaps()

    def pause(self) -> None:
        """Hear nothing more, at once, and forget what was not taken."""
        self._paused = True
        self._lose()

    def resume(self, now: float) -> None:
        """Hear again."""
        self._paused = False
        self._retry_at, self._wait = now, self._settings.retry_s

    def close(self) -> None:
        """Let the device go; what was missed up to now is told by `gaps`."""
        self._lose()
        self._lane.finish()
        self._pool.shutdown(wait=False)

    def _opened(self) -> Source:
        source = self._make()
        source.open()
        return source

    def _take_over(self, source: Source, now: float) -> None:
        self._source, self._opening = source, None
        self._lane.idle = source.silent_when_idle
        self._last_chunk = self._loud_at = now
        self.name, self.problem = source.name, ""

    def _hear(self, source: Source, now: float) -> None:
        fault = source.fault()
        if fault in ("moved", "lost"):
            # What the stream brings now may be the other side.
            self._lose()
            self.state = fault
            self.problem = f"{self.name} is gone"
            self._retry_at, self._wait = now, self._settings.retry_s
            return
        for chunk in source.read():
            self._reopened = False
            self._last_chunk = now
            if np.any(chunk.samples):
                self._loud_at = now
            self._lane.push(chunk)
            self._wait = self._settings.retry_s
        self.state = fault or self._judged(source, now)
        self.problem = source.trouble or ""

    def _judged(self, source: Source, now: float) -> State:
        if self._reopened and self.state != "ok":
            # Opened again, but nothing was heard yet.
            return self.state
        if not source.silent_when_idle and now - self._last_chunk > self._settings.no_frames_s:
            return "no_frames"
        if now - self._loud_at > self._settings.flat_s:
            meter = source.meter()
            if meter is not None and meter > self._settings.meter_moves:
                return "flat"
        return "ok"

    def _lose(self) -> None:
        self._lane.lose()
        source, self._source = self._source, None
        opening, self._opening = self._opening, None
        if source is not None:
            self._pool.submit(source.close)
        if opening is not None:
            self._pool.submit(_close_unwanted, opening)

    def _reopen(self, now: float) -> None:
        if self._opening is None:
            if now >= self._retry_at:
                self._opening = self._pool.submit(self._opened)
        elif self._opening.done():
            try:
                self._take_over(self._opening.result(), now)
                self._reopened = True
            except DeviceError as error:
                self._opening = None
                if self.state not in ("moved", "lost"):
                    self.state = "lost"
                self.problem = str(error)
                self._retry_at = now + self._wait
                self._wait = min(2 * self._wait, self._settings.retry_longest_s)


def _close_unwanted(opening: Future[Source]) -> None:
    """Close what was opened for nothing. It runs after the opening, on the same thread."""
    if opening.exception() is None:
        opening.result().close()
