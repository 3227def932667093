"""Observations: what was heard on the call. They are journalled, then folded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from callmon.timeline.condition import Dropout, Health
from callmon.timeline.readings import Arousal, Meaning, Prosody, Usual
from callmon.timeline.segment import Segment, Speaker, other
from callmon.timeline.wishes import Feedback, NoticeGiven, Painted, Snooze


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """An utterance of `speaker` has begun at `at`; it is certain from now on."""

    at: int
    speaker: Speaker
    utterance: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """Speech of one speaker between silences (an inter-pausal unit), now complete."""

    id: int
    speaker: Speaker
    segment: Segment


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word; `probability` in 0..1. Its times are approximate and never move the timing."""

    segment: Segment
    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Words:
    """What was said in an utterance; `words` is empty where nothing was understood."""

    utterance: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Sound:
    """Something audible on a speaker's channel that is not speech: hold music, ring-back, a tone.

    It is told each second while it lasts; what is told later begins where it began and reaches further.
    """

    speaker: Speaker
    segment: Segment


@dataclass(frozen=True, slots=True)
class Leakage:
    """The other side was audible on `speaker`'s channel over `segment`.

    `correlation` (0..1) and `level_db` (dB, leaked copy against its original) describe it.
    """

    speaker: Speaker
    segment: Segment
    correlation: float
    level_db: float


@dataclass(frozen=True, slots=True)
class Tick:
    """Audio up to `at` has been heard.

    `agent` and `customer` say up to where the open utterance of each side is voiced; None while it is silent.
    `stirring`: somebody may have begun to speak, which is not certain yet.
    """

    at: int
    agent: int | None = None
    customer: int | None = None
    stirring: bool = False

    def voiced(self, speaker: Speaker) -> int | None:
        """Up to where the open utterance of `speaker` is voiced; None while it is silent."""
        return self.agent if speaker == "agent" else self.customer


@dataclass(frozen=True, slots=True)
class Ended:
    """The call is over; no audio follows."""

    at: int


Observation = (
    SpeechStarted
    | Utterance
    | Words
    | Meaning
    | Prosody
    | Arousal
    | Usual
    | Sound
    | Leakage
    | Tick
    | Health
    | Dropout
    | Snooze
    | Painted
    | Feedback
    | NoticeGiven
    | Ended
)


def swapped(observations: Iterable[Observation]) -> Iterator[Observation]:
    """The same call with the sides exchanged: who was the agent is the customer.

    An estimate of arousal is left out, for it would be one of the agent.
    """
    for observation in observations:
        match observation:
            case SpeechStarted() | Utterance() | Sound() | Leakage() | Dropout() | Usual():
                yield replace(observation, speaker=other(observation.speaker))
            case Tick():
                yield replace(observation, agent=observation.customer, customer=observation.agent)
            case Health(part="agent" | "customer"):
                yield replace(observation, part="customer" if observation.part == "agent" else "agent")
            case Arousal():
                continue
            case _:
                yield observation


def reached(observation: Observation) -> int:
    """Up to where an observation says that the call was heard, in samples; 0 where it does not say."""
    match observation:
        case Tick(at=at) | SpeechStarted(at=at) | Ended(at=at):
            return at
        case Utterance(segment=segment):
            return segment.end
    return 0
