"""Intake: both sides of a running call on one timeline, as two-row blocks and what became of the channels."""

from collections.abc import Callable, Iterator

import numpy as np

from callmon.audio.channel import Channel, ChannelSettings
from callmon.audio.source import Samples, Source
from callmon.audio.worker import Worker
from callmon.timeline import Dropout, Health, Speaker, State

_SIDES: tuple[Speaker, Speaker] = ("agent", "customer")
_HEARD_ON: dict[int, tuple[tuple[Speaker, ...], ...]] = {1: (_SIDES,), 2: (("agent",), ("customer",))}
"""By how many channels there are, who is heard on each."""
_CLOSES_S = 3.0
"""How long the end of a call waits for its devices. A library gets two seconds (`closing.PATIENCE_S`)."""

Heard = Samples | Dropout | Health
"""A block with a row for each channel, or what is to know about the blocks around it."""


class Intake:
    """Two sources in, or one that carries both sides; blocks, dropouts and health out, in order of position.

    A channel is told to be ill before the block in which it is, and to be well after the dropout that this
    ends; a dropout is told between its last sample and what is heard after it. Neither side ever waits for
    the other for longer than the lane's patience: a side that delivers nothing is silent.

    Args:
        makers: for the agent and the customer, or for the one line that both are on, what gives a source for
            the device as it is wanted now.
        origin: when the call began, on the clock of the chunks.
        settings: when a channel counts as ill.
        workers: gives what opens and closes a channel's devices.
    """

    def __init__(
        self,
        makers: tuple[Callable[[], Source], ...],
        origin: float,
        settings: ChannelSettings | None = None,
        workers: Callable[[], Worker] = lambda: Worker("device"),
    ) -> None:
        self._channels = tuple(Channel(make, origin, settings, workers()) for make in makers)
        self._sides = _HEARD_ON[len(makers)]
        self._states: list[State] = ["ok"] * len(makers)
        self._taken = 0

    @property
    def position(self) -> int:
        """Sample up to which the call was handed over."""
        return self._taken

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the devices."""
        return tuple(channel.name for channel in self._channels)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with each device, in a sentence; empty where nothing is."""
        return tuple(channel.problem for channel in self._channels)

    @property
    def corrections(self) -> int:
        """Corrections of drift so far, on both sides."""
        return sum(channel.corrections for channel in self._channels)

    def open(self, now: float) -> None:
        """Start to hear both sides.

        Raises:
            DeviceError: a device is not there or cannot be opened; then neither is open.
        """
        try:
            for channel in self._channels:
                channel.open(now)
        except BaseException:
            self.close()
            raise

    def pull(self, now: float) -> list[Heard]:
        """What is known of both sides up to `now` and was not handed over yet."""
        for channel in self._channels:
            channel.advance(now)
        return [*self._ill(), *self._heard(min(channel.end for channel in self._channels))]

    def pause(self) -> list[Heard]:
        """Hear nothing more, at once, and forget what was not handed over."""
        for channel in self._channels:
            channel.pause()
        return [Health(self._taken, "call", "paused")]

    def resume(self, now: float) -> list[Heard]:
        """Hear again."""
        for channel in self._channels:
            channel.resume(now)
        return [Health(self._taken, "call", "ok")]

    def close(self) -> list[Heard]:
        """Let both devices go: what was heard up to now, as long on both sides, and what was missed."""
        until = max(channel.end for channel in self._channels)
        for channel in self._channels:
            channel.close(until)
        for channel in self._channels:
            channel.closed(_CLOSES_S)
        return [*self._heard(until)]

    def _heard(self, until: int) -> Iterator[Samples | Dropout | Health]:
        while self._taken < until:
            at = min(channel.next_edge(until) for channel in self._channels)
            if at > self._taken:
                self._taken = at
                yield np.stack([channel.take(at) for channel in self._channels])
            for row, channel in enumerate(self._channels):
                gaps = channel.gaps()
                yield from (Dropout(side, gap) for gap in gaps for side in self._sides[row])
                if channel.state == "ok" and not channel.missing:
                    yield from self._told(row)

    def _ill(self) -> Iterator[Health]:
        for row, channel in enumerate(self._channels):
            if channel.state != "ok":
                yield from self._told(row)

    def _told(self, row: int) -> Iterator[Health]:
        state = self._channels[row].state
        if state != self._states[row]:
            self._states[row] = state
            yield from (Health(self._taken, side, state) for side in self._sides[row])
