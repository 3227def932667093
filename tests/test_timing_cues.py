"""Timing cues wait for no words: with and without words, meaning and tone they come at the same samples."""

from callmon.cues import RULES, CueSettings
from callmon.pipeline import Pipeline
from callmon.texts import load_texts
from callmon.timeline import (
    Ended,
    Meaning,
    Prosody,
    Segment,
    Sentence,
    SpeechStarted,
    Tick,
    Utterance,
    Word,
    Words,
    samples,
    sentences,
)
from callmon.wording import load_lexicon

TIMING = {rule.name for rule in RULES if not rule.reads}
SCENE = [
    ("agent", 0.5, 3.0, "Good morning, how can I help you?"),
    # 24 s, with a sign of listening.
    ("customer", 4.0, 16.0, "My last bill is much higher than the one before and I am worried about it."),
    ("agent", 9.0, 9.5, "Mm-hm."),
    ("customer", 16.5, 28.0, "I was charged twice for the same thing and nobody could tell me why that was."),
    ("agent", 29.0, 33.0, "You probably did not read the letter that we sent to everyone."),
    (
        "customer",
        34.0,
        44.0,
        "I read every letter that you sent to me and there was nothing about it in there.",
    ),
    # Interrupts, and goes on.
    ("agent", 42.0, 47.0, "But that is our policy, as I am sure you know."),
    ("customer", 47.1, 52.0, "I already told your colleague all of this last week, and now I tell it again."),
    # The agent speaks for over a minute, over an attempt of the customer, and then nobody does.
    ("agent", 53.0, 125.0, "So " * 150 + "it is."),
    ("customer", 60.0, 61.5, "But I"),
    ("agent", 135.0, 137.0, "Have a nice day, goodbye."),
    # Quick answers, one after the other.
    *(
        (side, start + shift, start + length, "It is the same as it was before, I think.")
        for start in range(140, 200, 10)
        for side, shift, length in (("customer", 0.0, 4.0), ("agent", 4.05, 9.5))
    ),
]


def observations(*, understood):
    """The scene as it is heard, its readings as late as they are in a call."""
    told = []
    for number, (side, start, end, text) in enumerate(SCENE, 1):
        segment = Segment(samples(start), samples(end))
        told.append((start, SpeechStarted(segment.start, side, number)))
        told.append((end, Utterance(number, side, segment)))
        if understood:
            each = text.split()
            told.append((end + 1.5, Words(number, tuple(Word(segment, word, 0.9) for word in each))))
            read = tuple(Sentence(*place, (127,)) for place in sentences(each))
            told.append((end + 1.6, Meaning(number, read)))
            loud = -20.0 if start > 100 else -30.0 - number % 3
            told.append(
                (end + 1.7, Prosody(number, samples(end - start), 10.0, 4.0, loud, 4.5, 0.6, 0.1, -12.0))
            )
    for tenth in range(1, 2050):
        at = tenth / 10
        speaking = {side: samples(at) for side, start, end, _ in SCENE if start <= at < end}
        told.append((at, Tick(samples(at), speaking.get("agent"), speaking.get("customer"))))
    told.append((206, Ended(samples(206))))
    return [observation for _, observation in sorted(told, key=lambda each: each[0])]


def asked(*, understood):
    """What the rules ask for, be it shown or not: rule, position and evidence."""
    pipeline = Pipeline(
        cues=CueSettings(talk_share_high=0.55, talk_share_again=0.5),
        texts=load_texts(),
        lexicon=load_lexicon("en"),
    )
    steps = [pipeline.fold(heard) for heard in observations(understood=understood)]
    found = [cue for step in steps for cue in [*step.cues, *(held.cue for held in step.suppressed)]]
    return [(cue.rule, cue.at, cue.evidence.segment) for cue in found]


def test_timing_cues_come_at_the_same_samples_with_and_without_words_and_tone():
    without, with_words = asked(understood=False), asked(understood=True)
    assert {rule for rule, _, _ in without} == TIMING
    assert [each for each in with_words if each[0] in TIMING] == without
    # So there was something that might have moved them.
    assert {"hold_the_but", "say_back_what_you_heard", "softer"} <= {rule for rule, _, _ in with_words}
