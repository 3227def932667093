from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.speech.sentence_form import FORM, asks, form, grams, plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Um, so you DON'T have it?", ["so", "you", "don't", "have", "it"]),
        ("so you dont have it", ["so", "you", "don't", "have", "it"]),
        ("It’s £3.50 at 10:30 - 20% off!", ["it's", "£", "3.50", "at", "10:30", "20", "%", "off"]),
        ("the follow-up, goin' well", ["the", "follow", "up", "goin", "well"]),
        ("were the others well", ["were", "the", "others", "well"]),
        ("…?!", []),
        ("", []),
    ],
)
def test_plain_words_are_lower_case_without_punctuation_and_fillers(text: str, words: list[str]) -> None:
    assert plain(text) == words


SAID = st.lists(st.sampled_from(["you've", "could", "it's", "the", "3.50", "dont", "£"]), min_size=1)


@given(SAID, st.data())
def test_punctuation_and_case_change_no_word(words: list[str], data: st.DataObject) -> None:
    marks = data.draw(st.lists(st.sampled_from([",", ".", "?", "!", "…", ""]), min_size=len(words)))
    marked = [
        word.upper() + mark + " " for word, mark in zip(words, [*marks, *[""] * len(words)], strict=False)
    ]
    assert plain(" ".join(marked)) == plain(" ".join(words))


def test_groups_are_words_and_neighbours_with_the_edges_each_once() -> None:
    assert grams(["no", "no", "you're"]) == [
        "^ no",
        "no",
        "no no",
        "no youre",
        "youre",
        "youre $",
    ]
    assert grams([]) == ["^ $"]


@pytest.mark.parametrize(
    ("text", "asked"), [("Is it?", True), ('"Is it?"  ', True), ("Is it? Yes.", False), ("", False)]
)
def test_a_question_mark_counts_at_the_end(text: str, asked: bool) -> None:
    assert asks(text) is asked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Where was that?", {0, 1, 3, 4, 6, 19}),
        ("what's the matter", {1, 4, 19}),
        ("okay so could you send it", {2, 3, 13}),
        ("and how many were there then", {1, 3, 4}),
        ("tell me about the noise", {5, 16}),
        ("you've paid that right", {6, 9, 13}),
        ("it came late didn't it", {3, 6, 10, 17}),
        ("but we never promised that", {8, 11, 15}),
        ("so i left", {7, 12, 14, 19}),
        ("so so so so", {12}),
        ("we do not", {8, 15, 17, 19}),
    ],
)
def test_the_form_of_a_sentence(text: str, shown: set[int]) -> None:
    values = form(plain(text), asks(text))
    length = FORM.index("its length")
    assert {i for i, value in enumerate(values) if value and i != length} == shown
    assert values[length] == pytest.approx(log(len(plain(text)) + 1) - 2)
    assert len(values) == len(FORM) == 20


def test_the_form_of_nothing_is_short_and_otherwise_empty() -> None:
    values = form([], False)
    assert values[-2:] == (-2, 1)
    assert not any(values[:-2])
