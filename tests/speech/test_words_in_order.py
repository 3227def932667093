import threading

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.speech.packer import LIVE, PackerSettings
from callmon.speech.words_in_order import WordsInOrder
from callmon.timeline import Feedback, Segment, SpeechStarted, Tick, Utterance, Word, Words

BLOCK = 1600
SPANS = st.lists(st.tuples(st.integers(1, 30), st.integers(1, 40)), max_size=8)
"""Silence before an utterance and its length, in blocks of 0.1 s."""


def scene(sides):
    """Observations by the block in which they are heard, and how many blocks there are."""
    found, number, last = {}, 0, 1
    for speaker, spans in zip(("agent", "customer"), sides, strict=True):
        at = 0
        for gap, length in spans:
            start, end, number = at + gap, at + gap + length, number + 1
            segment = Segment(start * BLOCK, end * BLOCK)
            found.setdefault(start + 1, []).append(SpeechStarted(segment.start, speaker, number))
            found.setdefault(end + 1, []).append(Utterance(number, speaker, segment))
            at, last = end + 1, max(last, end + 2)
    return found, last


def hears(window):
    return [
        Words(each.id, (Word(each.segment, f"u{each.id}", 0.9),))
        for each in window.utterances[window.context :]
    ]


def heard(sides, packing, tells=()):
    found, length = scene(sides)
    words = WordsInOrder(lambda: hears, packing)
    told = []
    try:
        for number in range(1, length + 1):
            position = number * BLOCK
            block = np.zeros((2, BLOCK), np.float32)
            told += words.hear(block, [*found.get(number, ()), Tick(position)], position)
            for each in tells:
                if each.at == position:
                    told += words.tell(each)
        return told + words.flush([])
    finally:
        words.close()


@settings(max_examples=40, deadline=None)
@given(SPANS, SPANS, st.sampled_from([PackerSettings(), PackerSettings(wait_s=1.0), LIVE]))
def test_every_utterance_is_followed_by_its_words_whatever_the_packing(agent, customer, packing):
    sides = agent, customer
    found, length = scene(sides)
    told = heard(sides, packing)
    rest = [each for each in told if not isinstance(each, Words)]
    assert rest == [
        each for number in range(1, length + 1) for each in [*found.get(number, ()), Tick(number * BLOCK)]
    ]
    for place, each in enumerate(told):
        if isinstance(each, Utterance):
            assert told[place + 1] == Words(each.id, (Word(each.segment, f"u{each.id}", 0.9),))


def test_what_was_not_heard_in_the_audio_waits_for_the_words_before_it():
    wish = Feedback(30 * BLOCK, "rule", 0, "dismissed")
    told = heard(([(5, 10)], []), PackerSettings(), [wish])
    places = [place for place, each in enumerate(told) if isinstance(each, Words)]
    assert places == [told.index(Utterance(1, "agent", Segment(5 * BLOCK, 15 * BLOCK))) + 1]
    # It came 12 blocks after the end of the utterance, whose words were still to come.
    assert wish not in told or told.index(wish) > places[0]


def test_giving_up_waits_for_no_more_than_the_window_in_work():
    begun, out, asked = threading.Event(), threading.Event(), []

    def slow(window):
        asked.append(window)
        begun.set()
        assert out.wait(20)
        return hears(window)

    words = WordsInOrder(lambda: slow, LIVE)
    for number in range(1, 4):
        segment = Segment(0, BLOCK)
        words.hear(np.zeros((2, BLOCK), np.float32), [Utterance(number, "agent", segment)], number * BLOCK)
    assert begun.wait(20)
    threading.Timer(0.05, out.set).start()
    words.close()
    assert len(asked) == 1
