"""Events: what happened between the two people."""

from dataclasses import dataclass
from typing import Literal

from callmon.timeline.acts import Act, Moment, ToneShift, Wording
from callmon.timeline.segment import Segment, Speaker

OverlapKind = Literal[
    "interruption", "attempted_interruption", "backchannel", "supportive", "terminal", "crosstalk"
]
Severity = Literal["minor", "clear", "long"]


@dataclass(frozen=True, slots=True)
class TurnStarted:
    """`speaker` has taken the floor at `at`."""

    at: int
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's hold of the floor, complete. `utterances` are ids in order."""

    segment: Segment
    speaker: Speaker
    utterances: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence within a turn of `speaker`."""

    segment: Segment
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Gap:
    """A change of the floor to `speaker`; `offset` is the floor transfer offset in samples.

    Negative when `speaker` began before the other had ended. `heard` is False where one of the two edges, or
    what lies between them, may not have been heard: then `offset` says nothing about how fast anyone
    answers. A later gap with the same `at` and `speaker` replaces this one.
    """

    at: int
    speaker: Speaker
    offset: int
    heard: bool = True


@dataclass(frozen=True, slots=True)
class Silence:
    """Neither speaks over `segment` (non-talk time); `hold`: music, ring-back or an announced hold.

    While it lasts it is told each time it passes a tier (`settled` False), then once whole.
    """

    segment: Segment
    hold: bool
    after: Speaker | None = None
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Overlap:
    """Both speak at once: `by` began while `of` was speaking.

    A later overlap with the same `id` replaces this one in the record: first what is certain while it
    lasts (`settled` False), then what timing says at the end, then what the words add.
    `utterance` is the id of the overlapping utterance of `by`; `holder` that of `of`.
    """

    id: int
    segment: Segment
    by: Speaker
    of: Speaker
    kind: OverlapKind
    severity: Severity | None
    reason: str
    utterance: int
    holder: int
    discounted: bool = False
    credited: bool = False
    settled: bool = True


@dataclass(frozen=True, slots=True)
class SilentInterruption:
    """`by` began after a short pause inside an unfinished clause of `of`; known from the words."""

    at: int
    by: Speaker
    of: Speaker
    pause: int
    last_words: str


@dataclass(frozen=True, slots=True)
class Unheard:
    """`speaker` was not heard over `segment`, because of a dropout, a sick channel or a paused call.

    It is told once it is over, and no part of it twice. What lies there is neither speech nor silence.
    """

    segment: Segment
    speaker: Speaker


Event = (
    TurnStarted
    | Turn
    | Pause
    | Gap
    | Silence
    | Overlap
    | SilentInterruption
    | Unheard
    | Act
    | Wording
    | Moment
    | ToneShift
)
