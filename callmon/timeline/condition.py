"""Condition: whether what is heard can be trusted. Journalled like everything that is heard."""

from dataclasses import dataclass
from typing import Literal

from callmon.timeline.segment import Segment, Speaker

Part = Literal["agent", "customer", "bleed", "words", "call"]
"""What a condition is about: a side's channel, bleed into the microphone, recognition, the call."""

State = Literal[
    "ok",
    # a side's channel
    "no_frames",
    "flat",
    "muted",
    "moved",
    "lost",
    # bleed of the customer's sound into the microphone
    "unknown",
    "bleed",
    "one_line",
    "one_line_unnamed",
    # recognition
    "loading",
    "no_partials",
    "smaller_model",
    "timing_only",
    # the call
    "paused",
]


@dataclass(frozen=True, slots=True)
class Health:
    """From `at` on, `part` of the call is in `state`, until another is told.

    A channel is `ok`; `no_frames`: its device delivers nothing; `flat`: silent while its meter moves;
    `muted`; `moved`: the system feeds it from another device; `lost`: its device is gone.
    Bleed is `unknown` until measured, `ok` (headset), `bleed`, or `one_line` where both sides come on one
    channel and are told apart by voice, `one_line_unnamed` where nobody said who of them the agent is.
    Words are `ok`, `loading`, or come with
    less: `no_partials`, `smaller_model`, `timing_only`. The call is `ok` or `paused`.
    """

    at: int
    part: Part
    state: State


@dataclass(frozen=True, slots=True)
class Dropout:
    """Nothing was heard on `speaker`'s channel over `segment`: silence there says nothing about anyone.

    It is told before what is heard after it; one that lasts may be told in pieces.
    """

    speaker: Speaker
    segment: Segment
