"""Intake: both sides of a running call on one timeline, as two-row blocks and what became of the channels."""

from collections.abc import Callable

import numpy as np

from callmon.audio.channel import Channel, ChannelSettings
from callmon.audio.source import Samples, Source
from callmon.timeline import Dropout, Health, Speaker, State

_SIDES: tuple[Speaker, Speaker] = ("agent", "customer")

Heard = Samples | Dropout | Health
"""A block of shape (2, n), or what is to know about the blocks around it."""


class Intake:
    """Two sources in; blocks, dropouts and the health of both channels out, in order of position.

    Neither side ever waits for the other for longer than the lane's patience: a side that delivers nothing is
    silent.

    Args:
        makers: for the agent and the customer, what gives a source for the device as it is wanted now.
        origin: when the call began, on the clock of the chunks.
        settings: when a channel counts as ill.
    """

    def __init__(
        self,
        makers: tuple[Callable[[], Source], Callable[[], Source]],
        origin: float,
        settings: ChannelSettings | None = None,
    ) -> None:
        self._channels = tuple(Channel(make, origin, settings) for make in makers)
        self._states: list[State] = ["ok", "ok"]
        self._taken = 0

    @property
    def position(self) -> int:
        """Sample up to which the call was handed over."""
        return self._taken

    @property
    def names(self) -> tuple[str, str]:
        """The names of both devices."""
        return self._channels[0].name, self._channels[1].name

    @property
    def problems(self) -> tuple[str, str]:
        """What is wrong with each device, in a sentence; empty where nothing is."""
        return self._channels[0].problem, self._channels[1].problem

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
        return [*self._block(), *self._conditions()]

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
        """Let both devices go; what was missed at the end is told."""
        for channel in self._channels:
            channel.close()
        return [*self._block(), *self._conditions()]

    def _block(self) -> list[Samples]:
        until = min(channel.end for channel in self._channels)
        if until <= self._taken:
            return []
        self._taken = until
        return [np.stack([channel.take(until) for channel in self._channels])]

    def _conditions(self) -> list[Dropout | Health]:
        found: list[Dropout | Health] = []
        for side, (speaker, channel) in enumerate(zip(_SIDES, self._channels, strict=True)):
            found += [Dropout(speaker, gap) for gap in channel.gaps()]
            if channel.state != self._states[side]:
                self._states[side] = channel.state
                found.append(Health(self._taken, speaker, channel.state))
        return found
