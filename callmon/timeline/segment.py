"""Segment, a stretch of the call, and its algebra."""

from dataclasses import dataclass
from typing import Literal

SAMPLE_RATE = 16_000
"""Samples per second of the timeline, whatever the rate of the source."""

Speaker = Literal["agent", "customer"]


def other(speaker: Speaker) -> Speaker:
    """The other side of the call."""
    return "customer" if speaker == "agent" else "agent"


def samples(seconds: float) -> int:
    """Whole samples in `seconds`."""
    return round(seconds * SAMPLE_RATE)


def seconds(samples: int) -> float:
    """Seconds in `samples`, exact to the division."""
    return samples / SAMPLE_RATE


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """The half-open stretch [start, end) in samples.

    >>> Segment(0, 100) & Segment(60, 200)
    Segment(start=60, end=100)
    >>> Segment(0, 100).gap_to(Segment(160, 200))
    60
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a segment cannot end ({self.end}) before it starts ({self.start})")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def __contains__(self, at: int) -> bool:
        return self.start <= at < self.end

    def __and__(self, other: "Segment") -> "Segment":
        """What both cover; an empty segment where they do not meet."""
        start = max(self.start, other.start)
        return Segment(start, max(start, min(self.end, other.end)))

    def __or__(self, other: "Segment") -> "Segment":
        """The smallest segment that covers both."""
        return Segment(min(self.start, other.start), max(self.end, other.end))

    def __sub__(self, other: "Segment") -> "tuple[Segment, ...]":
        """What this covers and `other` does not, in order: none, one or two segments.

        >>> Segment(0, 100) - Segment(60, 200)
        (Segment(start=0, end=60),)
        """
        both = self & other
        if not both:
            return (self,) if self else ()
        parts = Segment(self.start, both.start), Segment(both.end, self.end)
        return tuple(part for part in parts if part)

    def gap_to(self, later: "Segment") -> int:
        """Samples from the end of this segment to the start of `later`; negative when they overlap."""
        return later.start - self.end
