"""What holds for every library over PortAudio: how a device is found again, and when a block was heard."""

import time
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

_LATE_S = 1.0
"""A block is delivered within some 10 ms; a converter's time further away than this is no time at all."""


class Place(NamedTuple):
    """Where a device stands in PortAudio's list, which knows names only.

    Attributes:
        name: the device's name, as the system gives it.
        position: how many devices of the same name stand before it.
    """

    name: str
    position: int


def find(listed: Iterable[Mapping[str, Any]], place: Place) -> Mapping[str, Any] | None:
    """The entry of PortAudio's list for this place, if the list has it.

    Args:
        listed: the devices that can be meant, in PortAudio's order, each with its `name`.
        place: the device that is wanted.
    """
    same = [entry for entry in listed if entry["name"] == place.name]
    return same[place.position] if place.position < len(same) else None


def heard_at(adc: float, current: float, seconds: float) -> float:
    """When the first frame of a block was at the converter, in seconds of `time.monotonic()`.

    Only the difference of a host's two times is used: each host has a clock of its own. Where a host gives no
    time of the converter (zero), the block is taken to end now.

    Args:
        adc: the host's time of the block's first frame.
        current: the host's time of the callback.
        seconds: how long the block is.
    """
    ago = current - adc
    if adc == 0 or abs(ago) > _LATE_S:
        ago = seconds
    return time.monotonic() - ago
