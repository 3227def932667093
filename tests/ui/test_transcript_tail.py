import pytest

from callmon.timeline import Segment, SpeechStarted, Utterance, Word, Words, samples
from callmon.ui.transcript_tail import KEPT, TranscriptTail


def words(utterance, *texts):
    return Words(utterance, tuple(Word(Segment(0, 1), text, 0.9) for text in texts))


def shown(tail):
    return [(line.utterance, line.text, line.final) for line in tail.lines]


@pytest.fixture
def tail():
    return TranscriptTail()


def test_final_words_replace_partial_text(tail):
    tail.started(SpeechStarted(samples(1), "agent", 1))
    tail.partial(1, "agent", " May I", samples(2))
    assert shown(tail) == [(1, "May I", False)]
    tail.started(Utterance(1, "agent", Segment(samples(1), samples(3))))
    tail.final(words(1, " May", " I", " help?"))
    assert shown(tail) == [(1, "May I help?", True)]


def test_partial_text_that_comes_too_late_changes_nothing(tail):
    tail.started(Utterance(1, "agent", Segment(0, 9)))
    tail.final(words(1, "Yes."))
    tail.partial(1, "agent", "Ye", 10)
    assert shown(tail) == [(1, "Yes.", True)]


def test_an_utterance_in_which_nothing_was_understood_leaves_no_line(tail):
    tail.started(Utterance(1, "agent", Segment(0, 9)))
    tail.partial(1, "agent", "Mh", 5)
    tail.final(words(1))
    assert shown(tail) == []


def test_lines_stand_in_the_order_in_which_they_were_begun(tail):
    tail.started(Utterance(2, "customer", Segment(samples(3), samples(4))))
    tail.started(Utterance(1, "agent", Segment(samples(1), samples(9))))
    tail.final(words(2, "Yes."))
    tail.final(words(1, "So", "I", "looked."))
    assert [line.utterance for line in tail.lines] == [1, 2]


def test_only_the_latest_lines_are_kept(tail):
    for n in range(200):
        tail.started(Utterance(n, "agent", Segment(n, n + 1)))
        tail.final(words(n, str(n)))
    assert [line.utterance for line in tail.lines] == list(range(200 - KEPT, 200))


def test_utterances_whose_words_never_come_are_forgotten(tail):
    for n in range(10_000):
        tail.started(Utterance(n, "agent", Segment(n, n + 1)))
    assert len(tail._awaited) <= 64
    tail.final(words(0, "late"))
    assert shown(tail) == []


def test_partial_text_goes_when_no_more_words_come(tail):
    tail.started(SpeechStarted(0, "agent", 1))
    tail.partial(1, "agent", "May I", 5)
    tail.settle()
    assert shown(tail) == []
