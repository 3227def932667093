"""The vocabulary that every room shares: what is heard, what happened, how it goes, what to say.

Everything here is a frozen value. Positions are whole samples at 16 kHz from the start of the call;
`seconds()` divides once, at the edge, so that no error accumulates.
"""

from callmon.timeline.advice import Cue, Evidence, Measure, Suppression
from callmon.timeline.condition import Dropout, Health, Part, State
from callmon.timeline.events import (
    Event,
    Gap,
    Overlap,
    OverlapKind,
    Pause,
    Severity,
    Silence,
    SilentInterruption,
    Turn,
    TurnStarted,
    Unheard,
)
from callmon.timeline.observations import (
    Ended,
    Leakage,
    Observation,
    Sound,
    SpeechStarted,
    Tick,
    Utterance,
    Word,
    Words,
)
from callmon.timeline.segment import SAMPLE_RATE, Segment, Speaker, other, samples, seconds
from callmon.timeline.step import Step
from callmon.timeline.wishes import Feedback, NoticeGiven, Painted, Snooze, Verdict

__all__ = [
    "SAMPLE_RATE",
    "Cue",
    "Dropout",
    "Ended",
    "Event",
    "Evidence",
    "Feedback",
    "Gap",
    "Health",
    "Leakage",
    "Measure",
    "NoticeGiven",
    "Observation",
    "Overlap",
    "OverlapKind",
    "Painted",
    "Part",
    "Pause",
    "Segment",
    "Severity",
    "Silence",
    "SilentInterruption",
    "Snooze",
    "Sound",
    "Speaker",
    "SpeechStarted",
    "State",
    "Step",
    "Suppression",
    "Tick",
    "Turn",
    "TurnStarted",
    "Unheard",
    "Utterance",
    "Verdict",
    "Word",
    "Words",
    "other",
    "samples",
    "seconds",
]
