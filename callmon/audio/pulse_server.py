"""A connection to PulseAudio's server, or to PipeWire in its place; its failures in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from callmon.errors import DeviceError


@contextmanager
def connection() -> Iterator[Any]:
    """A `pulsectl.Pulse` that is connected while the context lasts.

    Raises:
        DeviceError: there is no server, or it went meanwhile. One that hangs is waited for.
    """
    try:
        from pulsectl import Pulse, PulseDisconnected, PulseError
    except OSError as error:
        raise DeviceError(
            f"PulseAudio's client library is missing ({error}); install it (Debian and Ubuntu: libpulse0)."
        ) from error
    try:
        with Pulse("callmon") as pulse:
            yield pulse
    except (PulseError, PulseDisconnected):
        raise DeviceError(
            "No sound server answers; start PulseAudio, or PipeWire with pipewire-pulse, and try again."
        ) from None
