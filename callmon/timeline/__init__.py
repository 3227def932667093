"""The vocabulary that every room shares: what is heard, what happened, how it goes, what to say.

Everything here is a frozen value. Positions are whole samples at 16 kHz from the start of the call;
`seconds()` divides once, at the edge, so that no error accumulates.
"""

from callmon.timeline.advice import Cue, Evidence, Measure, Suppression
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

__all__ = [
    "SAMPLE_RATE",
    "Cue",
    "Ended",
    "Event",
    "Evidence",
    "Gap",
    "Leakage",
    "Measure",
    "Observation",
    "Overlap",
    "OverlapKind",
    "Pause",
    "Segment",
    "Severity",
    "Silence",
    "SilentInterruption",
    "Sound",
    "Speaker",
    "SpeechStarted",
    "Step",
    "Suppression",
    "Tick",
    "Turn",
    "TurnStarted",
    "Utterance",
    "Word",
    "Words",
    "other",
    "samples",
    "seconds",
]
