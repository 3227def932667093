"""Who the agent is: by the wording, by who began, by what else is known, or unknown."""

import pytest

from callmon.conversation import Lexicon
from callmon.conversation.who import SURE_FROM, Line, Reason, who_is_agent
from callmon.wording import load_lexicon

HOUSE = "Thank you for calling Northwind, this is Dana. How can I help you?"
CALLER = "Hi, I'm calling about my order. I ordered a lamp and it never came."


@pytest.fixture(scope="module")
def english():
    return load_lexicon("en")


def test_the_house_is_the_agents_whoever_is_first(english):
    for voices in ((0, 1), (1, 0)):
        found = who_is_agent([Line(voices[0], HOUSE), Line(voices[1], CALLER)], english)
        assert (found.voice, found.known) == (voices[0], True)
        assert found.reasons[0].said == "Thank you for calling Northwind, this is Dana."


def test_wording_outweighs_who_began(english):
    lines = [
        Line(0, "Hello?"),
        Line(1, "Good morning, this is Dana from Northwind, may I have your order number please?"),
        Line(0, "Oh yes, my order never came."),
    ]
    found = who_is_agent(lines, english)
    assert (found.voice, found.known) == (1, True)
    assert {each.voice for each in found.reasons} == {0, 1}


def test_it_works_without_punctuation(english):
    lines = [Line(0, "i'm calling about my bill"), Line(1, "can i have your account number please")]
    found = who_is_agent(lines, english)
    assert (found.voice, found.known) == (1, True)


def test_a_kind_of_wording_counts_once_a_voice(english):
    once = who_is_agent([Line(0, "x"), Line(1, "is there anything else")], english)
    often = who_is_agent([Line(0, "x"), *[Line(1, "is there anything else")] * 9], english)
    assert often.certainty == once.certainty


def test_small_talk_tells_nothing(english):
    found = who_is_agent([Line(0, "So, how was the match?"), Line(1, "Great, two nil.")], english)
    assert (found.voice, found.known) == (0, False)
    assert 0.5 < found.certainty < SURE_FROM
    assert [each.why for each in found.reasons] == ["speaks first"]


def test_a_language_without_lists_leaves_who_began():
    found = who_is_agent([Line(1, HOUSE), Line(0, CALLER)], Lexicon("xx"))
    assert (found.voice, found.known) == (1, False)


def test_a_known_voice_decides_where_words_do_not():
    sounds = Reason(1, "sounds like the agent", "", 4.0)
    found = who_is_agent([Line(0, ""), Line(1, "")], Lexicon("xx"), [sounds])
    assert (found.voice, found.known) == (1, True)


def test_nobody_said_anything():
    found = who_is_agent([], Lexicon("xx"))
    assert (found.voice, found.certainty, found.known, found.reasons) == (0, 0.5, False, ())
