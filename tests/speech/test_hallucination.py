import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.speech.hallucination import collapse_loops, is_invented, loops
from callmon.timeline import Segment, Word


def spoken(text):
    return [Word(Segment(at, at + 1), word, 0.9) for at, word in enumerate(text.split())]


def joined(words):
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("no no no no", "no"),
        ("I am I am I am sorry", "I am sorry"),
        ("well, one two three, one two three, one two three and so on", "well, one two three, and so on"),
    ],
)
def test_a_loop_is_reduced_to_its_first_round(text, once):
    assert loops(text)
    assert joined(collapse_loops(spoken(text))) == once
    assert not loops(once)


def test_an_end_that_begins_again_is_a_loop_but_is_kept():
    text = "the parcel is late. The parcel is late."
    assert loops(text)
    assert joined(collapse_loops(spoken(text))) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "no no that is fine",
        "bye bye",
        "very very good",
        "I think I can help you",
        "the day before the day after",
    ],
)
def test_speech_is_no_loop(text):
    assert not loops(text)
    assert joined(collapse_loops(spoken(text))) == text


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c", "d."]), max_size=30))
def test_collapsing_keeps_the_order_and_invents_nothing(texts):
    words = spoken(" ".join(texts))
    kept = collapse_loops(words)
    rest = iter(words)
    assert all(word in rest for word in kept)
    assert bool(kept) == bool(words)
    if not loops(joined(words)):
        assert kept == words


@pytest.mark.parametrize(
    ("text", "score", "no_speech", "voiced", "invented"),
    [
        ("Thanks for watching!", -0.2, 0.1, 1.0, True),
        ("Please subscribe.", -0.9, 0.1, 8.0, True),
        ("Thank you.", -0.2, 0.1, 1.0, False),
        ("Thank you.", -0.2, 0.9, 1.0, True),
        ("you", -1.8, 0.1, 0.4, True),
        ("My parcel is late.", -0.3, 0.7, 2.0, False),
        ("My parcel is late.", -1.3, 0.7, 2.0, True),
        ("", -2.0, 0.0, 2.0, True),
    ],
)
def test_what_is_taken_for_invented(text, score, no_speech, voiced, invented):
    assert is_invented(text, score, no_speech, voiced) is invented
