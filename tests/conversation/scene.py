"""A tiny language of scenes: (speaker, start_s, end_s, text) in, what a listener would observe out."""

import json
from pathlib import Path

from callmon.conversation.conversation import Conversation
from callmon.timeline import (
    Ended,
    Overlap,
    Segment,
    SpeechStarted,
    Tick,
    Utterance,
    Word,
    Words,
    other,
    samples,
)
from callmon.wording import load_lexicon

ENGLISH = load_lexicon("en")
"""The word lists that ship with callmon, which scenes are spoken in."""

A, C = "agent", "customer"
STIRS = 0.02
"""Seconds after a start at which it is seen that somebody may be starting."""
DEMO = Path(__file__).parents[2] / "demo" / "truth.json"


def said(text, start=0, end=100):
    return tuple(Word(Segment(start, end), word, 1.0) for word in text.split())


def spoken(scene):
    """Utterances of `scene`, numbered from 1 in the order in which they begin."""
    placed = sorted(scene, key=lambda line: line[1])
    return [
        (Utterance(number, line[0], Segment(samples(line[1]), samples(line[2]))), (*line, None)[3])
        for number, line in enumerate(placed, 1)
    ]


def observations(scene, *, end=None, onset=0.15, hang=0.25, words=1.0, tick=0.1, flush=True):
    """What the listener says about `scene`: all of it, in the order in which it is known.

    Args:
        scene: (speaker, start_s, end_s, text) with the text left out or None where there are no words.
        end: seconds at which the call ends; without it 4 s after the last utterance.
        onset: how long after a start it is told.
        hang: how long after an end it is told.
        words: how long after an end the words come.
        tick: seconds between ticks; None for a listener without them.
        flush: whether what is still open at the end is closed before it.
    """
    lines = spoken(scene)
    end = end if end is not None else max((line[2] for line in scene), default=0.0) + 4.0
    stop = samples(end)
    told = []
    for utterance, text in lines:
        start, last = utterance.segment.start, min(utterance.segment.end, stop)
        if start >= stop:
            continue
        whole = Utterance(utterance.id, utterance.speaker, Segment(start, last))
        began = SpeechStarted(start, utterance.speaker, utterance.id)
        told.append((min(start + samples(onset), stop), 0, began))
        over = last + samples(hang)
        if over <= stop or flush:
            told.append((min(over, stop), 1, whole))
        if text is not None and last + samples(words) <= stop:
            told.append((last + samples(words), 3, Words(utterance.id, said(text))))
    count = 0 if tick is None else round(end / tick)
    told += [
        (samples(n * tick), 2, _tick(lines, samples(n * tick), onset, hang)) for n in range(1, count + 1)
    ]
    told.sort(key=lambda entry: entry[:2])
    return [observation for _, _, observation in told] + [Ended(stop)]


def _tick(lines, at, onset, hang):
    voiced, stirring = {}, False
    for utterance, _ in lines:
        start, end = utterance.segment.start, utterance.segment.end
        if start + samples(onset) <= at < end + samples(hang):
            voiced[utterance.speaker] = min(at, end)
        stirring |= start + samples(STIRS) <= at < start + samples(onset)
    return Tick(at, voiced.get(A), voiced.get(C), stirring)


def fold(heard, settings=None, lexicon=ENGLISH):
    """Events of `heard`."""
    conversation = Conversation(settings, lexicon)
    return [event for observation in heard for event in conversation.observe(observation)]


def play(scene, settings=None, lexicon=ENGLISH, **how):
    """Events of `scene`."""
    return fold(observations(scene, **how), settings, lexicon)


def record(events):
    """The overlaps that stand in the end, in order of their start."""
    last = {event.id: event for event in events if isinstance(event, Overlap) and event.settled}
    return sorted(last.values(), key=lambda overlap: overlap.segment)


def only(events, kind):
    return [event for event in events if isinstance(event, kind)]


def mirrored(scene):
    return [(other(line[0]), *line[1:]) for line in scene]


def span(start, end):
    return Segment(samples(start), samples(end))


def demo():
    """The truth of the demo call and its scene, placed to the sample."""
    truth = json.loads(DEMO.read_text())
    text = {line["id"]: line["text"] for line in truth["lines"]}
    scene = [
        (line["speaker"], line["start"] / 16000, line["end"] / 16000, text[line["line"]])
        for line in truth["utterances"]
    ]
    return truth, scene
