"""What the tests of the rules build a call from; times in seconds."""

from callmon.cues import RULES, CueSettings, Given, Heard
from callmon.texts import load_texts
from callmon.timeline import (
    Act,
    Meaning,
    Moment,
    Segment,
    Sentence,
    Tick,
    ToneShift,
    Turn,
    Utterance,
    Word,
    Words,
    samples,
)

TEXTS = load_texts("en")


def given(lists=None, overlap_s=0.7, texts=TEXTS, **settings):
    return Given(CueSettings(**settings), texts, overlap_s, lists)


def rule(name, lists=None, **settings):
    return next(each for each in RULES if each.name == name)(given(lists, **settings))


def span(start, end):
    return Segment(samples(start), samples(end))


def heard(at, *events, observation=None, measures=()):
    return Heard(samples(at), observation or Tick(samples(at)), events, tuple(measures))


def act(kind, start=10.0, end=12.0, said="so you see", number=1, by="agent", **more):
    known = {"utterance": number, "form": "", "confidence": 0.9, "why": ""} | more
    return Act(
        id=number, at=samples(end), kind=kind, speaker=by, segment=span(start, end), said=said, **known
    )


def moment(kind, outcome="open", start=10.0, end=12.0, said="I am worried", number=1, confidence=0.8, **more):
    known = {"utterance": number, "why": ""} | more
    return Moment(
        id=number,
        at=samples(end),
        kind=kind,
        segment=span(start, end),
        said=said,
        confidence=confidence,
        outcome=outcome,
        **known,
    )


def shift(word, feature="loudness", value=-18.0, usual=-24.0, by="agent", start=10.0, end=12.0):
    unit = {"loudness": "dB", "rate": "syllables/s"}.get(feature, "st")
    return ToneShift(samples(end), by, 1, span(start, end), word, feature, value, usual, unit)


class Call:
    """Tells one rule what is said; gives the cues that came of it as (seconds, cue)."""

    def __init__(self, asked):
        self.asked = asked
        self.cues = []
        self._id = 0

    def tell(self, at, *events, observation=None):
        cue = self.asked.hear(heard(at, *events, observation=observation))
        if cue is not None:
            self.cues.append((at, cue))
        return cue

    def turn(self, side, start, end, text="so it goes", *acts, understood=True, read=True):
        """A turn of one utterance with its words, their meaning and the acts in it.

        What is `read` has a vector of meaning.
        """
        self._id += 1
        number, segment = self._id, span(start, end)
        self.tell(end, observation=Utterance(number, side, segment))
        if understood is not None:
            said = text.split() if understood else ()
            self.tell(end, observation=Words(number, tuple(Word(segment, each, 0.9) for each in said)))
        if understood:
            sentence = Sentence(0, len(text.split()), (127,) if read else ())
            self.tell(end, *acts, observation=Meaning(number, (sentence,)))
        self.tell(end, Turn(segment, side, (number,)))
        self.tell(end)
        return number
