import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.speech.packer import Place, Window
from callmon.speech.transcribe import Transcriber, TranscribeSettings, _by_utterance, _credible, _pieces
from callmon.timeline import Segment, Utterance, Word, Words, samples


def utterances(*spans):
    found = (Segment(samples(start), samples(end)) for start, end in spans)
    return tuple(Utterance(number, "agent", segment) for number, segment in enumerate(found, 1))


def word(start, end, text="word"):
    return Word(Segment(samples(start), samples(end)), text, 0.9)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.3, 75), st.integers(0, 5))
def test_pieces_are_the_window_cut_short_enough(seconds, seed):
    audio = np.random.default_rng(seed).normal(0, 0.1, samples(seconds)).astype(np.float32)
    pieces = _pieces(audio)
    assert np.array_equal(np.concatenate([piece for _, piece in pieces]), audio)
    at = 0
    for offset, piece in pieces:
        assert offset == at
        assert 0 < len(piece) <= samples(25)
        at += len(piece)


def test_a_piece_is_cut_where_it_is_quiet():
    audio = np.random.default_rng(1).normal(0, 0.1, samples(40)).astype(np.float32)
    audio[samples(21) : samples(21.4)] = 0
    (_, one), _ = _pieces(audio)
    assert samples(21) < len(one) < samples(21.4)


def window(spoken, first_s, audio):
    return Window(spoken, (Place(0, samples(first_s)),), audio)


@pytest.fixture
def bare(monkeypatch):
    """A transcriber without its model, which hears one word in the middle of every piece."""
    asked = []

    def recognise(self, window, offset, audio):
        asked.append(len(audio))
        middle = window.position(offset + len(audio) // 2)
        return [Word(Segment(middle, middle + 100), f"word{len(asked)}", 0.5)], 0.1

    monkeypatch.setattr(Transcriber, "_recognise", recognise)
    found = object.__new__(Transcriber)
    found._settings = TranscribeSettings()
    return found, asked


def test_a_window_of_seventy_seconds_is_recognised_in_pieces(bare):
    transcriber, asked = bare
    (spoken,) = utterances((10, 80))
    audio = np.random.default_rng(1).normal(0, 0.1, samples(70)).astype(np.float32)
    (words,) = transcriber(window((spoken,), 10, audio))
    assert len(asked) >= 3
    assert sum(asked) == len(audio)
    assert max(asked) <= samples(25)
    assert [each.text for each in words.words] == [f"word{n}" for n in range(1, len(asked) + 1)]
    starts = [each.segment.start for each in words.words]
    assert starts == sorted(starts)
    assert all(each.segment.start in spoken.segment for each in words.words)


def test_what_is_too_short_is_not_recognised(bare):
    transcriber, asked = bare
    spoken = utterances((1, 1.12), (1.5, 1.62))
    assert transcriber(window(spoken, 0.9, np.zeros(samples(0.82), np.float32))) == [
        Words(1, ()),
        Words(2, ()),
    ]
    assert asked == []


@pytest.mark.parametrize("context", [0, 1, 2])
def test_the_words_of_context_are_not_told_again(bare, context):
    transcriber, _ = bare
    spoken = utterances((1, 2), (2.5, 3.5), (4, 5))
    audio = np.zeros(samples(4.4), np.float32)
    found = transcriber(Window(spoken, (Place(0, samples(0.8)),), audio, context))
    assert [words.utterance for words in found] == [1, 2, 3][context:]
    # What is heard in the middle of the window belongs to the second of them.
    assert [len(words.words) for words in found] == [0, 1, 0][context:]


def test_whether_there_is_enough_to_recognise_is_asked_of_what_is_no_context(bare):
    transcriber, asked = bare
    spoken = utterances((1, 5), (5.5, 5.6))
    audio = np.zeros(samples(5), np.float32)
    assert transcriber(Window(spoken, (Place(0, samples(0.8)),), audio, 1)) == [Words(2, ())]
    assert asked == []


def test_each_word_goes_to_the_utterance_it_lies_nearest_to():
    spoken = utterances((1, 2), (2.5, 3), (3.5, 5))
    given = [word(0.8, 1.1), word(1.9, 2.2), word(2.2, 2.6), word(3.1, 3.6), word(4.9, 5.4)]
    found = _by_utterance(spoken, given)
    assert [whole for whole, _ in found] == list(spoken)
    assert [len(words) for _, words in found] == [2, 1, 2]
    for whole, words in found:
        for each in words:
            assert whole.segment.start <= each.segment.start <= each.segment.end <= whole.segment.end


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 9), st.floats(0, 1)), max_size=10))
def test_no_word_is_lost(spans):
    given = [word(start, start + length, str(n)) for n, (start, length) in enumerate(sorted(spans))]
    found = _by_utterance(utterances((1, 2), (2.5, 3), (3.5, 5)), given)
    assert sorted(int(each.text) for _, words in found for each in words) == list(range(len(given)))


@pytest.mark.parametrize(
    ("text", "length", "probability", "no_speech", "kept"),
    [
        ("thanks for watching", 1.0, 0.9, 0.1, False),
        ("thanks for watching out for me", 4.0, 0.9, 0.1, True),
        ("thanks for watching out for me", 4.0, 0.3, 0.1, False),
        ("thank you", 1.0, 0.9, 0.1, True),
        ("thank you", 1.0, 0.1, 0.1, False),
        ("thank you", 1.0, 0.9, 0.7, False),
        ("I see", 1.0, 0.1, 0.1, True),
    ],
)
def test_each_utterance_is_judged_for_itself(text, length, probability, no_speech, kept):
    (spoken,) = utterances((1, 1 + length))
    said = [Word(spoken.segment, each, probability) for each in text.split()]
    assert _credible(spoken, said, no_speech) == Words(1, tuple(said) if kept else ())
    assert _credible(spoken, [], no_speech) == Words(1, ())
