"""The vocabulary that every room shares: what is heard, what happened, how it goes, what to say.

Everything here is a frozen value. Positions are whole samples at 16 kHz from the start of the call;
`seconds()` divides once, at the edge, so that no error accumulates.
"""

from callmon.timeline.acts import (
    Act,
    ActForm,
    ActKind,
    Moment,
    MomentKind,
    Outcome,
    SignalWord,
    ToneShift,
    Wording,
)
from callmon.timeline.advice import Cue, Evidence, Failure, Measure, Pillar, Suppression
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
from callmon.timeline.findings import Finding, findings
from callmon.timeline.marks import Mark, MarkKind
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
    reached,
)
from callmon.timeline.phrases import Lists, Match, PhraseError, Phrases, Where, plain
from callmon.timeline.readings import Arousal, Meaning, Prosody, Sentence, Usual
from callmon.timeline.segment import SAMPLE_RATE, Segment, Speaker, other, samples, seconds
from callmon.timeline.sentences import sentences
from callmon.timeline.shelf import CallState, Dated, Filter, Range, ShelvedCall, Sort
from callmon.timeline.step import Step
from callmon.timeline.wishes import Feedback, NoticeGiven, Painted, Snooze, Verdict

__all__ = [
    "SAMPLE_RATE",
    "Act",
    "ActForm",
    "ActKind",
    "Arousal",
    "CallState",
    "Cue",
    "Dated",
    "Dropout",
    "Ended",
    "Event",
    "Evidence",
    "Failure",
    "Feedback",
    "Filter",
    "Finding",
    "Gap",
    "Health",
    "Leakage",
    "Lists",
    "Mark",
    "MarkKind",
    "Match",
    "Meaning",
    "Measure",
    "Moment",
    "MomentKind",
    "NoticeGiven",
    "Observation",
    "Outcome",
    "Overlap",
    "OverlapKind",
    "Painted",
    "Part",
    "Pause",
    "PhraseError",
    "Phrases",
    "Pillar",
    "Prosody",
    "Range",
    "Segment",
    "Sentence",
    "Severity",
    "ShelvedCall",
    "SignalWord",
    "Silence",
    "SilentInterruption",
    "Snooze",
    "Sort",
    "Sound",
    "Speaker",
    "SpeechStarted",
    "State",
    "Step",
    "Suppression",
    "Tick",
    "ToneShift",
    "Turn",
    "TurnStarted",
    "Unheard",
    "Usual",
    "Utterance",
    "Verdict",
    "Where",
    "Word",
    "Wording",
    "Words",
    "findings",
    "other",
    "plain",
    "reached",
    "samples",
    "seconds",
    "sentences",
]
