"""A call as a listener would tell it, and what comes of it: everything that a report can hold occurs."""

from callmon.export.record import Record
from callmon.pipeline import Pipeline
from callmon.settings import Settings
from callmon.texts import load_texts
from callmon.timeline import (
    Dropout,
    Ended,
    Feedback,
    Health,
    Leakage,
    Painted,
    Segment,
    Sound,
    SpeechStarted,
    Tick,
    Utterance,
    Word,
    Words,
    samples,
)
from callmon.wording import load_lexicon

CALL = {
    "file": "call.wav",
    "channels": 2,
    "sample_rate": 8000,
    "model": "tiny.en",
    "language": "en",
    "timing_reliable": True,
    "notes": [],
}

SCENE = [
    ("agent", 0.5, 3.0, "Good morning, how can I help you?"),
    ("customer", 3.4, 12.0, "my last bill is much higher than the one before and I do not see why"),
    ("agent", 6.0, 6.5, "mm-hm"),
    # Interrupts for 2 s and goes on.
    ("agent", 10.0, 14.0, "it is the new tariff that we announced to everyone in March"),
    # Interrupted in turn: tries for 1.3 s, gives up.
    ("agent", 14.4, 22.0, "and it has been in force since the first of April for all customers"),
    ("customer", 17.0, 18.3, "nobody told me anything"),
    # Silent interruption: 0.4 s after an unfinished clause.
    ("customer", 23.0, 26.0, "I rang last week because"),
    ("agent", 26.4, 31.0, "what is your number please I need it"),
    # Dead air from 31 s on, then a hold from 45 s on.
    ("customer", 40.0, 45.0, "it is four four seven one nine two two six"),
    # A terminal overlap, then a long turn.
    ("agent", 64.8, 67.0, "thank you for waiting"),
    ("customer", 66.8, 69.0, "of course"),
    ("agent", 69.0, 132.0, "so " * 160),
]
MUSIC = (45.0, 64.8)
END = 135.0


LIVE = [
    (36.5, Painted(samples(36.5), "say_what_you_are_doing", samples(36.1))),
    (38.0, Feedback(samples(38), "say_what_you_are_doing", samples(36.1), "not_helpful")),
    (38.0, Feedback(samples(38), "say_what_you_are_doing", samples(36.1), "dismissed")),
    (60.0, Health(samples(60), "agent", "lost")),
    (62.0, Health(samples(62), "agent", "ok")),
    (102.0, Dropout("customer", Segment(samples(100), samples(102)))),
    (104.0, Dropout("customer", Segment(samples(102), samples(104)))),
]
"""What a running call adds to the scene, each with the second at which it is told."""


def heard(scene=SCENE, music=MUSIC, end=END, more=()):
    """The observations of a scene, each known the moment it is true."""
    told = [(samples(0.1 * n), 3, None) for n in range(1, round(end * 10) + 1)]
    lines = []
    for number, (side, start, stop, text) in enumerate(scene, 1):
        utterance = Utterance(number, side, Segment(samples(start), samples(stop)))
        lines.append(utterance)
        told.append((samples(start), 0, SpeechStarted(samples(start), side, number)))
        told.append((samples(stop), 1, utterance))
        said = tuple(Word(utterance.segment, word, 0.9) for word in text.split())
        told.append((samples(stop), 2, Words(number, said)))
    for n in range(int(music[0]), int(music[1])):
        told.append((samples(n + 1), 0, Sound("customer", Segment(samples(n), samples(n + 1)))))
    leak = Leakage("agent", Segment(samples(50.0), samples(52.0)), 0.9, -24.0)
    told.append((samples(52.3), 0, leak))
    told += [(samples(at), 4, observation) for at, observation in more]
    for at, _, observation in sorted(told, key=lambda entry: entry[:2]):
        if observation is None:
            open_now = {u.speaker: at for u in lines if u.segment.start <= at < u.segment.end}
            yield Tick(at, open_now.get("agent"), open_now.get("customer"))
        else:
            yield observation
    yield Ended(samples(end))


def report(scene=SCENE, settings=None, told=(), **how):
    """The report on a scene; `told` are steps that are recorded beside what is folded."""
    used = settings or Settings()
    rooms = (used.understanding, used.metrics, used.cues)
    pipeline, record = Pipeline(*rooms, lexicon=load_lexicon("en"), texts=load_texts()), Record()
    for observation in heard(scene, **how):
        record.add(pipeline.fold(observation))
    for step in told:
        record.add(step)
    return record.report(CALL, used.definitions())
