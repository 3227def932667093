"""What the replay window shows of a call, as plain values. No Qt."""

from dataclasses import dataclass
from typing import Literal

LaneName = Literal["turns", "overlaps", "tone", "acts", "moments", "cues", "marks"]

LANES: tuple[LaneName, ...] = ("turns", "overlaps", "tone", "acts", "moments", "cues", "marks")
"""The lanes from top to bottom, below the two waveforms."""

Judgement = Literal["", "agree", "disagree"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of evidence: what it is, and its value with its unit, in words a coach reads."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding on a lane.

    Attributes:
        key: unique in the call, as `timeline.findings` names it, such as `act/12`, or `turn/4`.
        lane: where it is drawn.
        label: what `Mark.label` says of it, such as `act/validation`; empty for turns.
        kind: of what kind within its lane, such as `interruption`, `validation`, `worry`, `care` (a cue's
            pillar), `loud` (a shift's word), `agent` (a turn's speaker); it decides colour and symbol.
        name: what it is, in a few words a coach reads (“Interruption, clear”).
        start, end: seconds; `end` equals `start` where it is a point in time.
        speaker: whose it is; empty where it is nobody's.
        said: the words it rests on; empty where it rests on none.
        why: why it was found, one line.
        facts: its evidence.
        text, avoid, shown_at, held_back: of a cue: its text, what would have avoided it, when it was painted
            (or would have been shown) in seconds, and why it was held back; empty and None for all else.
        positive: a cue that praises, or something that is credited.
    """

    key: str
    lane: LaneName
    label: str
    kind: str
    name: str
    start: float
    end: float
    speaker: str = ""
    said: str = ""
    why: str = ""
    facts: tuple[Fact, ...] = ()
    text: str = ""
    avoid: str = ""
    shown_at: float | None = None
    held_back: str = ""
    positive: bool = False


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A recognised word: `key` is `word/<utterance>/<place>`; seconds."""

    key: str
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance of the transcript: `key` is `utterance/<id>`; seconds. `words` is empty where none are."""

    key: str
    speaker: str
    start: float
    end: float
    words: tuple[ShownWord, ...] = ()


@dataclass(frozen=True, slots=True)
class TonePoint:
    """How one utterance sounded against its speaker's usual, in spreads of that speaker (0 is usual).

    `feature` is `pitch`, `loudness` or `rate`; `value` lies in -4..4, cut there.
    """

    speaker: str
    feature: str
    start: float
    end: float
    value: float


@dataclass(frozen=True, slots=True)
class ShownCall:
    """All that the window shows of a call.

    Attributes:
        id: of the call in the library.
        title: the name of its recording.
        subtitle: agent, date and length, as a person reads them.
        duration: seconds.
        items: sorted by lane and start.
        lines: sorted by start.
        tone: sorted by start.
        notes: what the reader should know (“timing is not reliable”), one sentence each.
        one_channel: whether both sides were told apart by voice, so that they may be the wrong way round.
    """

    id: str
    title: str
    subtitle: str
    duration: float
    items: tuple[Item, ...] = ()
    lines: tuple[Said, ...] = ()
    tone: tuple[TonePoint, ...] = ()
    notes: tuple[str, ...] = ()
    one_channel: bool = False
