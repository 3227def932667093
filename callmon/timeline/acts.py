"""Acts, moments and shifts of tone: what was done with words and voice, each with its evidence."""

from dataclasses import dataclass
from typing import Literal

from callmon.timeline.segment import Segment, Speaker

ActKind = Literal[
    "question",
    "paraphrase",
    "validation",
    "empathy",
    "apology",
    "acknowledgement",
    "rebuttal",
    "assumption",
    "jargon",
    "offer",
    "hold",
    "hold_thanks",
    "name",
    "callback",
    "next_step",
    "repetition",
    "greeting",
    "closing",
]

ActForm = Literal["", "open", "closed", "specific", "stock"]
"""Of a question: `open` or `closed`. Of an offer: `specific` or `stock` (“anything else?”)."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that `speaker` did with words in an utterance.

    Attributes:
        id: counter within the call.
        at: when it was known, in samples.
        kind, form: which act; `form` is empty where the kind has none.
        follow_up: a question that digs into what the other has just said.
        speaker, utterance, segment: whose, in which utterance (the last one where it spans several), where.
        said: the words it rests on, as they were recognised.
        confidence: 0..1.
        why: why the rule fired, one line for a person.
        answers: id of the other's utterance that it answers or restates (of a repetition: of the speaker's
            own); None where there is none.
        answered: the words that it answers; empty with it.
    """

    id: int
    at: int
    kind: ActKind
    form: ActForm
    speaker: Speaker
    utterance: int
    segment: Segment
    said: str
    confidence: float
    why: str
    follow_up: bool = False
    answers: int | None = None
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """How concrete an utterance is: `named` words that say what is meant, `vague` ones that do not.

    Named are numbers, days, money and the other's own words for the thing; vague are “thing” and “that”.
    """

    utterance: int
    speaker: Speaker
    named: int
    vague: int


MomentKind = Literal["worry", "loss", "delay", "repetition", "negative", "raised_voice", "upset"]
Outcome = Literal["open", "acknowledged", "paraphrased", "solved", "passed_over"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the customer that needs listening, and what became of it.

    A later moment with the same `id` replaces this one: first it is `open`, then the agent's turns decide.

    Attributes:
        id: counter within the call.
        at: when it was known, or when its outcome was, in samples.
        kind: what makes it one; `upset` needs words and voice, `raised_voice` the voice alone.
        utterance, segment: of the customer.
        said: the customer's words it rests on; empty for a raised voice without any.
        confidence: 0..1.
        why: one line for a person.
        outcome: `open` until it is known.
        after: samples from the end of `segment` to the start of the agent's answer; None where there is none.
        answer, answered_by: the agent's words that decided, and the id of their utterance.
    """

    id: int
    at: int
    kind: MomentKind
    utterance: int
    segment: Segment
    said: str
    confidence: float
    why: str
    outcome: Outcome = "open"
    after: int | None = None
    answer: str = ""
    answered_by: int | None = None


SignalWord = Literal["quiet", "loud", "flat", "lively", "low", "high", "slow", "fast", "steady"]
"""The only words that callmon has for how someone sounds."""


@dataclass(frozen=True, slots=True)
class ToneShift:
    """A speaker sounds different from their own usual, or (`steady`) like it again.

    Attributes:
        at: when it was known, in samples.
        speaker, utterance, segment: whose, and where it was heard.
        word: in which direction.
        feature: what was measured: `pitch`, `spread`, `loudness`, `rate`.
        value, usual: of that feature lately, and as it usually is.
        unit: `st`, `dB` or `syllables/s`.
    """

    at: int
    speaker: Speaker
    utterance: int
    segment: Segment
    word: SignalWord
    feature: str
    value: float
    usual: float
    unit: str
