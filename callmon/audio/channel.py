"""A channel: one side of a running call, whose device may fall silent, move, go and come back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from callmon.audio.lane import Lane, LaneSettings
from callmon.audio.opening import Opening
from callmon.audio.source import Samples, Source
from callmon.audio.worker import Worker
from callmon.errors import DeviceError
from callmon.timeline import Segment, State

_GONE: dict[Literal["moved", "lost", "no_frames"], str] = {
    "lost": "{} is gone; connect it again.",
    "moved": "The system took {} away from callmon, which opens it again; connect it if it was unplugged.",
    "no_frames": "{} delivers nothing; callmon opens it again. Connect it anew if that does not help.",
}


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """When a channel counts as ill, and how it is reopened; seconds."""

    open_s: float = 15.0
    """A device that has not opened by then at the start of a call does not answer; Bluetooth takes five."""
    no_frames_s: float = 2.0
    """Nothing came for this long from a device that always delivers."""
    stalled_s: float = 10.0
    """Such a device is opened anew after this long."""
    flat_s: float = 5.0
    """Nothing but exact zeros while the system's meter moved for this long altogether."""
    meter_moves: float = 0.001
    """Peak (0..1) from which a meter moves."""
    retry_s: float = 0.25
    """First wait before a device is opened again; doubled each time."""
    retry_longest_s: float = 5.0
    """Longest such wait; a device that stays for longer begins anew with the first."""
    lane: LaneSettings = field(default_factory=LaneSettings)


class Channel:
    """Drives a source, places what it hears, and says how well that goes.

    Opening and closing a device can take long, so both are jobs of a worker.

    Args:
        make: gives a source for the device as it is wanted now; again after each loss.
        origin: when the call began, on the clock of the chunks.
        settings: when the channel counts as ill.
        worker: opens and closes; its own thread where none is given.
    """

    def __init__(
        self,
        make: Callable[[], Source],
        origin: float,
        settings: ChannelSettings | None = None,
        worker: Worker | None = None,
    ) -> None:
        self._settings = settings or ChannelSettings()
        self._make = make
        self._worker = worker or Worker("device")
        self._source: Source | None = None
        self._opening: Opening | None = None
        self._retry_at = 0.0
        self._wait = self._settings.retry_s
        self._opened_at = self._last_chunk = origin
        self._looked = origin
        self._unheard_s = 0.0
        """How long the meter has moved since the last sound."""
        self._unproven = False
        """Opened again, but nothing was heard yet."""
        self._paused = False
        self._notice = ""
        self._lane = Lane(origin, self._settings.lane)
        self.name = ""
        """The device's name to show."""
        self.state: State = "ok"
        """How well it is heard."""
        self.problem = ""
        """What the person should know about it, in a sentence; empty where nothing is."""

    @property
    def end(self) -> int:
        """Position up to which this side is known."""
        return self._lane.end

    @property
    def corrections(self) -> int:
        """Corrections of drift so far."""
        return self._lane.corrections

    @property
    def missing(self) -> bool:
        """Whether something is missing that `gaps` did not tell yet."""
        return self._lane.missing

    def open(self, now: float) -> None:
        """Start to hear; for the first time, so that a fault is told at once.

        Raises:
            DeviceError: the device is not there, cannot be opened, or does not answer.
        """
        opening = self._start()
        if not opening.wait(self._settings.open_s):
            raise DeviceError("A sound device does not answer; unplug it and connect it, or choose another.")
        self._take_over(opening.result(), now)

    def advance(self, now: float) -> None:
        """Hear what came up to `now`, and look after the device."""
        if self._source is not None:
            self._hear(self._source, now)
        elif not self._paused:
            self._reopen(now)
        self._lane.pass_time(now, lost=self._source is None)

    def take(self, until: int) -> Samples:
        """Samples from where the last call ended up to position `until`."""
        return self._lane.take(until)

    def next_edge(self, until: int) -> int:
        """Where the first gap ends that was not told yet, if that is before `until`; else `until`."""
        return self._lane.next_edge(until)

    def gaps(self) -> list[Segment]:
        """Where nothing was heard, each told once it is over and taken."""
        return self._lane.gaps()

    def pause(self) -> None:
        """Hear nothing more, at once, and forget what was not taken."""
        self._paused = True
        self._let_go()
        self._lane.forget()

    def resume(self, now: float) -> None:
        """Hear again."""
        self._paused = False
        self._retry_at, self._wait = now, self._settings.retry_s

    def close(self, until: int) -> None:
        """Let the device go; this side is known up to `until`, and what is missing ends there."""
        self._let_go()
        self._worker.end()
        self._lane.finish(until)

    def closed(self, patience: float) -> bool:
        """Wait until the device is let go, for `patience` seconds at most; whether it is."""
        return self._worker.join(patience)

    def _start(self) -> Opening:
        self._opening = Opening(self._make)
        self._worker.do(self._opening.run)
        return self._opening

    def _take_over(self, source: Source, now: float) -> None:
        self._source, self._opening = source, None
        self._lane.idle = source.silent_when_idle
        self._opened_at = self._last_chunk = now
        self._looked, self._unheard_s = now, 0.0
        if self.name and source.name != self.name:
            self._notice = f"{source.name} is heard in place of {self.name}; choose another if that is wrong."
        self.name = source.name

    def _hear(self, source: Source, now: float) -> None:
        fault = source.fault()
        match fault:
            case "moved" | "lost":
                # What the stream brings now may be the other side.
                self._fail(fault, now)
                return
        for chunk in source.read():
            self._unproven = False
            self._last_chunk = now
            if np.any(chunk.samples):
                self._unheard_s = 0.0
            self._lane.push(chunk)
        if now - self._opened_at > self._settings.retry_longest_s:
            self._wait = self._settings.retry_s
        if not source.silent_when_idle and now - self._last_chunk > self._settings.stalled_s:
            self._fail("no_frames", now)
            return
        self.state = fault or self._judged(source, now)
        self.problem = source.trouble or self._notice

    def _judged(self, source: Source, now: float) -> State:
        if self._unproven:
            return self.state
        if not source.silent_when_idle and now - self._last_chunk > self._settings.no_frames_s:
            return "no_frames"
        return "flat" if self._is_flat(source, now) else "ok"

    def _is_flat(self, source: Source, now: float) -> bool:
        passed, self._looked = now - self._looked, now
        meter = source.meter()
        if meter is not None and meter > self._settings.meter_moves:
            # A little is no fault: the meter is ahead of the sound, and shows its last second.
            self._unheard_s += passed
        return self._unheard_s > self._settings.flat_s

    def _fail(self, state: Literal["moved", "lost", "no_frames"], now: float) -> None:
        self._let_go()
        if state == "no_frames":
            self._lane.lose()
        else:
            # What came last may be of another device already.
            self._lane.forget()
        self.state = state
        self.problem, self._notice = _GONE[state].format(self.name), ""
        self._retry_later(now)

    def _retry_later(self, now: float) -> None:
        self._retry_at = now + self._wait
        self._wait = min(2 * self._wait, self._settings.retry_longest_s)

    def _let_go(self) -> None:
        source, self._source = self._source, None
        opening, self._opening = self._opening, None
        if source is not None:
            self._worker.do(source.close)
        if opening is not None:
            self._worker.do(opening.undo)

    def _reopen(self, now: float) -> None:
        if self._opening is None:
            if now < self._retry_at:
                return
            self._start()
        if self._opening is None or not self._opening.over:
            return
        try:
            source = self._opening.result()
        except DeviceError as error:
            self._opening = None
            if self.state not in _GONE:
                self.state = "lost"
            self.problem = str(error)
            self._retry_later(now)
            return
        self._take_over(source, now)
        if source.silent_when_idle:
            # Nothing may come for long, and that it is open is all there is to know.
            self._lane.found(now)
        else:
            self._unproven = self.state in _GONE
