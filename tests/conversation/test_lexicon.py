import pytest

from callmon.conversation.lexicon import (
    AGREEMENTS,
    BACKCHANNELS,
    DANGLING,
    announces_hold,
    is_unfinished,
    plain,
    share_in,
)


def test_plain_words():
    assert plain("Mm-hmm, that’s RIGHT – 5 o'clock!") == ["mm-hmm", "that's", "right", "5", "o'clock"]
    assert plain("") == []


def test_share():
    assert share_in([], BACKCHANNELS) == 0.0
    assert share_in(["yes", "but"], BACKCHANNELS) == 0.5


@pytest.mark.parametrize("words", [BACKCHANNELS, AGREEMENTS, DANGLING])
def test_lists_hold_words_as_they_are_looked_up(words):
    assert all(plain(word) == [word] for word in words)


def test_who_listens_agrees():
    assert BACKCHANNELS < AGREEMENTS


@pytest.mark.parametrize(
    "text", ["Hold on.", "Bear with me", "just a second", "Let me just look", "I'll put you through"]
)
def test_holds(text):
    assert announces_hold(text)


@pytest.mark.parametrize("text", ["hold", "in a moment of anger", "look", "beholden one"])
def test_no_holds(text):
    assert not announces_hold(text)


@pytest.mark.parametrize("text", ["it went to the", "on Monday,", "I was -", "well…", "well...", "because. "])
def test_unfinished(text):
    assert is_unfinished(text)


@pytest.mark.parametrize("text", ["", "I did!", "what is it for?", "it went home.", "..!"])
def test_finished(text):
    assert not is_unfinished(text)
