"""Source: one side of a running call as it is heard, whatever the device behind it."""

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

Kind = Literal["microphone", "speaker"]
"""A microphone hears the agent; a speaker is what the customer comes out of, heard by loopback."""


@dataclass(frozen=True, slots=True)
class Device:
    """A sound device of this computer.

    Attributes:
        id: what to store; stays the same when devices come and go.
        name: what to show.
        kind: which side of a call it can be.
        default: whether the system uses it for calls unless told otherwise.
    """

    id: str
    name: str
    kind: Kind
    default: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """Samples that were heard together: float32, mono, 16 kHz, in -1..1.

    `time` is when the first of them was at the converter, in seconds of `time.monotonic()`.
    """

    time: float
    samples: Samples


Fault = Literal["muted", "moved", "lost"]


class Source(Protocol):
    """One side of a running call. Everything but `open` and `close` returns at once.

    A source may be opened again after it was closed. It is used by one thread at a time; it may be opened and
    closed in another than that which reads it.
    """

    @property
    def name(self) -> str:
        """The device's name to show."""
        ...

    @property
    def silent_when_idle(self) -> bool:
        """Whether no chunk at all is normal while nothing plays, as with Windows' loopback."""
        ...

    def open(self) -> None:
        """Start to hear.

        Raises:
            DeviceError: the device is not there or cannot be opened.
        """
        ...

    def read(self) -> list[Chunk]:
        """What came since the last call, in order."""
        ...

    def fault(self) -> Fault | None:
        """What the system says is wrong: the stream was moved, muted, or its device is gone."""
        ...

    @property
    def trouble(self) -> str | None:
        """What the person should know about this device, as one sentence with the way out."""
        ...

    def meter(self) -> float | None:
        """Peak (0..1) that the system itself shows for this device, as of the last second.

        None where the system has no such meter, or it is the very signal that `read` gives.
        """
        ...

    def close(self) -> None:
        """Stop to hear; never fails."""
        ...
