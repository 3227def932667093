"""What is read from utterances beside their words: in order in recordings, as it comes in running calls."""

import threading
from concurrent.futures import wait as futures_wait

import numpy as np
import pytest

from callmon.speech.readings import Readings, unread
from callmon.speech.words_in_order import WordsInOrder
from callmon.timeline import (
    Arousal,
    Ended,
    Health,
    Meaning,
    Segment,
    Sentence,
    SpeechStarted,
    Tick,
    Utterance,
    Word,
    Words,
)

HOP = 1600
SECOND = 16_000


class Named:
    """Words of an utterance are its id."""

    def __call__(self, window):
        return [
            Words(each.id, (Word(each.segment, f"w{each.id}", 1.0),))
            for each in window.utterances[window.context :]
        ]


def meaning(words):
    return [Meaning(words.utterance, (Sentence(0, len(words.words)),))]


def tone(window):
    """The loudest sample says which audio it was."""
    return [Arousal(window.utterances[-1].id, round(float(np.abs(window.audio).max()), 3))]


def call(count):
    """`count` utterances of a second each, every other one of the customer, in audio that names them."""
    found, spoken = [], []
    for number in range(1, count + 1):
        start = number * 2 * SECOND
        speaker = "agent" if number % 2 else "customer"
        spoken.append(Utterance(number, speaker, Segment(start, start + SECOND)))
    total = (count + 2) * 2 * SECOND
    audio = np.zeros((2, total), np.float32)
    for each in spoken:
        row = 0 if each.speaker == "agent" else 1
        audio[row, each.segment.start : each.segment.end] = each.id / 1000
    for at in range(0, total, HOP):
        heard = []
        for each in spoken:
            if at <= each.segment.start + 4 * HOP < at + HOP:
                heard.append(SpeechStarted(each.segment.start, each.speaker, each.id))
            if at <= each.segment.end + 4 * HOP < at + HOP:
                heard.append(each)
        heard.append(Tick(at + HOP))
        found.append((audio[:, at : at + HOP], heard, at + HOP))
    return found, Ended(total)


def told(readings, steps, ended):
    found = []
    for block, heard, position in steps:
        found += readings.hear(block, heard, position)
    found += readings.flush([ended])
    readings.close()
    return [each for each in found if not isinstance(each, Tick | SpeechStarted)]


def test_readings_stand_right_behind_what_they_are_of():
    steps, ended = call(12)
    readings = Readings(WordsInOrder(lambda: Named()), lambda: tone, lambda: meaning)
    expected = []
    for number in range(1, 13):
        speaker = "agent" if number % 2 else "customer"
        start = number * 2 * SECOND
        segment = Segment(start, start + SECOND)
        expected += [
            Utterance(number, speaker, segment),
            Arousal(number, number / 1000),
            Words(number, (Word(segment, f"w{number}", 1.0),)),
            Meaning(number, (Sentence(0, 1),)),
        ]
    assert told(readings, steps, ended) == [*expected, ended]


def test_without_words_there_is_tone_alone():
    steps, ended = call(3)
    kinds = [type(each).__name__ for each in told(Readings(WordsInOrder(None), lambda: tone), steps, ended)]
    assert kinds == ["Utterance", "Arousal"] * 3 + ["Ended"]


def test_without_models_everything_passes_through():
    steps, ended = call(3)
    assert len(told(Readings(WordsInOrder(None)), steps, ended)) == 4


def test_a_running_call_waits_for_no_reading():
    steps, ended = call(4)
    let = threading.Event()

    def slow(window):
        assert let.wait(20)
        return tone(window)

    readings = Readings(WordsInOrder(None), lambda: slow, in_order=False)
    found = []
    for block, heard, position in steps:
        found += readings.hear(block, heard, position)
    assert [type(each) for each in found if not isinstance(each, Tick | SpeechStarted)] == [Utterance] * 4
    let.set()
    late = readings.flush([ended])
    readings.close()
    assert late == [ended, *(Arousal(number, number / 1000) for number in range(1, 5))]


def test_a_pause_gives_up_what_is_not_read_yet():
    steps, ended = call(4)
    let = threading.Event()

    def slow(window):
        assert let.wait(20)
        return tone(window)

    readings = Readings(WordsInOrder(None), lambda: slow, in_order=False)
    for block, heard, position in steps:
        readings.hear(block, heard, position)
    paused = Health(ended.at, "call", "paused")
    assert readings.tell(paused) == [paused]
    let.set()
    assert readings.flush([ended]) == [ended]
    readings.close()


def test_a_running_call_that_is_slow_to_read_gives_up_the_oldest():
    steps, ended = call(50)
    begun, let = threading.Event(), threading.Event()

    def slow(window):
        begun.set()
        assert let.wait(20)
        return tone(window)

    readings = Readings(WordsInOrder(None), lambda: slow, in_order=False)
    for block, heard, position in steps:
        readings.hear(block, heard, position)
        if any(isinstance(each, Utterance) for each in heard):
            # The first is in work, and nothing else, before the next is asked for.
            assert begun.wait(20)
    let.set()
    late = readings.flush([ended])
    readings.close()
    assert late == [ended, *(Arousal(number, number / 1000) for number in range(11, 51))]


@pytest.mark.parametrize("in_order", [True, False])
def test_what_a_model_ends_in_ends_the_call(in_order):
    steps, ended = call(2)

    def broken():
        raise RuntimeError("no such graph")

    readings = Readings(WordsInOrder(None), broken, in_order=in_order)
    with pytest.raises(RuntimeError, match="no such graph"):
        told(readings, steps, ended)
    readings.close()


def test_a_slow_model_holds_a_recording_up_instead_of_filling_the_memory(monkeypatch):
    steps, ended = call(60)
    go_on, fed, fed_at_wait = threading.Event(), [0], []

    def held(window):
        assert go_on.wait(20)
        return tone(window)

    def wait(futures, *patience):
        fed_at_wait.append(fed[0])
        go_on.set()
        return futures_wait(futures, *patience)

    monkeypatch.setattr("callmon.speech.readings.wait", wait)
    readings = Readings(WordsInOrder(None), lambda: held)
    for block, heard, position in steps:
        fed[0] += sum(isinstance(each, Utterance) for each in heard)
        readings.hear(block, heard, position)
    readings.flush([ended])
    readings.close()
    assert fed_at_wait[0] == 9


def test_words_that_no_model_reads_are_sentences_alone():
    words = Words(7, tuple(Word(Segment(0, 1), text, 1.0) for text in ["I", "see.", "Where?"]))
    assert unread(words) == [Meaning(7, (Sentence(0, 2), Sentence(2, 3)))]
