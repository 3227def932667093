"""Readings: what models make of an utterance, how it was said and what it means; journalled as they come."""

from dataclasses import dataclass

from callmon.timeline.segment import Speaker


@dataclass(frozen=True, slots=True)
class Prosody:
    """How an utterance was said: what can be measured on the signal, and nothing about the person.

    Attributes:
        utterance: its id.
        voiced: samples of it that are voiced.
        pitch_st: median pitch in semitones above 100 Hz; None where too little is voiced.
        spread_st: spread of the pitch (90th minus 10th percentile) in semitones; None with `pitch_st`.
        loudness_db: median level of its voiced frames in dB below full scale.
        rate: articulation rate in syllables (vowel nuclei) per second of speech; None where it is too short.
        voiced_share: voiced share of the speech in it, 0..1.
        pause_share: share of it that is silent, 0..1.
        tilt_db: spectral tilt of its voiced frames: level of 1-3.4 kHz minus that of 0.3-1 kHz, in dB.
    """

    utterance: int
    voiced: int
    pitch_st: float | None
    spread_st: float | None
    loudness_db: float
    rate: float | None
    voiced_share: float
    pause_share: float
    tilt_db: float


@dataclass(frozen=True, slots=True)
class Arousal:
    """How tense (1) rather than calm (0) an utterance of the customer sounds against the ones before it.

    It is an estimate that is asked for, and it never exists for the agent.
    """

    utterance: int
    value: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an utterance: its words `first` up to but without `end`.

    Attributes:
        first, end: indices into the words of the utterance.
        vector: what it means, a unit vector times 127, rounded; empty where no model is here.
        leanings: how much it looks like each kind of sentence that the model knows, 0..1, by name.
    """

    first: int
    end: int
    vector: tuple[int, ...] = ()
    leanings: tuple[tuple[str, float], ...] = ()

    def leaning(self, name: str) -> float:
        """How much the sentence looks like `name`, 0..1; 0 where the model does not know it."""
        return dict(self.leanings).get(name, 0.0)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an utterance means, sentence by sentence; it follows the words of each utterance that has any."""

    utterance: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for a speaker from earlier calls: `features` are name, median and spread.

    `calls` is how many calls it rests on.
    """

    speaker: Speaker
    calls: int
    features: tuple[tuple[str, float, float], ...]
