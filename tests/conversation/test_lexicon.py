import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene import ENGLISH

from callmon.conversation.lexicon import (
    Finding,
    Lexicon,
    PhraseGroup,
    WordList,
    announces_hold,
    from_table,
    is_unfinished,
    to_table,
)
from callmon.timeline import Match, PhraseError, plain

NOTHING = Lexicon("xx")
REBUTTAL = WordList(
    "rebuttal",
    "Contradicts.",
    ("nonsense", "not true"),
    (
        PhraseGroup(("but you said", "actually"), "start", 0.7, ("actually fine", "<soft>"), "contradicts"),
        PhraseGroup(("you should have",), why="tells what should have been"),
        PhraseGroup(("should have ... <told>",), weight=0.9, why="blames"),
    ),
    {"told": ("told", "rung us"), "soft": ("sorry", "afraid *")},
)
FEEL = WordList("empathy", "Feels with.", lists={"soft": ("gentl*",), "bad": ("awful/bad",)})
SMALL = WordList("lead_in", "Small words.", ("well", "oh"))
MADE = Lexicon("xx", (REBUTTAL, FEEL, SMALL))


def found(text, name="rebuttal"):
    return MADE.find(name, text.split())


def test_the_surest_group_tells_and_its_weight_and_reason_come_with_it():
    text = "you should have told us"
    assert found(text) == Finding(Match(1, 4, "should have told"), 0.9, "blames")
    assert [(each.weight, each.why) for each in MADE.find_all("rebuttal", text.split())] == [
        (0.8, "tells what should have been"),
        (0.9, "blames"),
    ]


def test_of_groups_that_are_as_sure_the_first_in_the_list_tells():
    finding = found("that is nonsense you should have known")
    assert finding == Finding(Match(3, 6, "you should have"), 0.8, "tells what should have been")


def test_the_words_of_a_list_are_found_like_one_more_group():
    assert found("that is not true") == Finding(Match(2, 4, "not true"), 0.8, "")
    assert found("that is true") is None


@pytest.mark.parametrize(
    ("text", "vetoed"),
    [
        ("actually no", False),
        ("actually fine", True),
        ("actually i am sorry", True),
        ("actually i am afraid so", True),
        ("actually i am afraid", False),
    ],
)
def test_what_takes_a_match_back_lies_anywhere(text, vetoed):
    assert (found(text) is None) is vetoed


def test_a_veto_takes_back_its_own_group_alone():
    assert found("actually fine that is nonsense").match.phrase == "nonsense"


def test_small_words_of_the_language_may_stand_before_the_start():
    assert found("oh well actually").match == Match(2, 3, "actually")
    assert found("yeah actually") is None


def test_a_list_that_is_not_there_finds_nothing():
    assert found("but you said", "apology") is None
    assert NOTHING.find("rebuttal", ["nonsense"]) is None
    assert MADE.find_all("apology", ["sorry"]) == []
    assert not MADE.has("apology", "sorry")
    assert MADE.share("apology", ["sorry"]) == 0.0
    assert not MADE.in_list("sad", "sorry")


def test_a_language_without_lists_is_not_known():
    assert (NOTHING.known, NOTHING.language, NOTHING.lists) == (False, "xx", ())
    assert MADE.known
    assert MADE.has_list("rebuttal")
    assert not MADE.has_list("apology")


def test_the_share_counts_words_and_words_in_a_row():
    assert MADE.share("rebuttal", ["that", "is", "not", "true", "nonsense"]) == 0.6
    assert MADE.share("rebuttal", ["true", "not"]) == 0.0
    assert MADE.share("rebuttal", ["well", "nonsense", "so", "true"], "lead_in", "none") == 0.5
    assert MADE.share("rebuttal", []) == 0.0


def test_single_words_of_a_list():
    assert MADE.has("rebuttal", "nonsense")
    assert not MADE.has("rebuttal", "true")
    assert not MADE.has("rebuttal", "actually")


def test_a_named_list_holds_what_files_of_one_name_for_it_hold_together():
    assert MADE.in_list("soft", "sorry")
    assert MADE.in_list("soft", "gently")
    assert MADE.in_list("bad", "awful")
    assert not MADE.in_list("soft", "afraid")
    assert not MADE.in_list("bad", "sorry")


@pytest.mark.parametrize(
    "wrong",
    [
        WordList("a", "", ("Bad",)),
        WordList("a", "", groups=(PhraseGroup(("fine", "that is <bad>")),)),
        WordList("a", "", groups=(PhraseGroup(("fine",), unless=("so ...",)),)),
        WordList("a", "", lists={"unused": ("it's bad!",)}),
    ],
)
def test_a_phrase_that_breaks_the_rules_is_told_at_once(wrong):
    with pytest.raises(PhraseError):
        Lexicon("xx", (SMALL, wrong))


# The table of a journal

WORD = st.text("abcdefgh", min_size=1, max_size=4)
ENTRIES = st.lists(st.lists(WORD, min_size=1, max_size=3).map(" ".join), max_size=3).map(tuple)
GROUP = st.builds(
    PhraseGroup,
    ENTRIES.filter(bool),
    st.sampled_from(["anywhere", "start", "end", "whole"]),
    st.floats(0, 1),
    ENTRIES,
    st.text(max_size=9),
)
LIST = st.builds(
    WordList,
    WORD,
    st.text(max_size=9),
    ENTRIES,
    st.lists(GROUP, max_size=2).map(tuple),
    st.dictionaries(WORD, ENTRIES, max_size=2),
)
LISTS = st.lists(LIST, max_size=3, unique_by=lambda each: each.name)


@given(WORD, LISTS)
def test_a_lexicon_comes_back_from_its_table_and_through_json(language, lists):
    lexicon = Lexicon(language, lists)
    back = from_table(json.loads(json.dumps(to_table(lexicon))))
    assert (back.language, back.lists) == (lexicon.language, lexicon.lists)
    assert to_table(back) == to_table(lexicon)


def test_the_english_lists_come_back_from_their_table():
    back = from_table(json.loads(json.dumps(to_table(ENGLISH))))
    assert (back.language, back.lists) == ("en", ENGLISH.lists)


# The English lists


@pytest.mark.parametrize(
    "text", ["Hold on.", "Bear with me", "just a second", "Let me just look", "I'll put you through"]
)
def test_holds(text):
    assert announces_hold(ENGLISH, text)


@pytest.mark.parametrize(
    "text",
    ["hold", "in a moment of anger", "look", "beholden one", "They told me to hold. On Monday I rang.", ""],
)
def test_no_holds(text):
    assert not announces_hold(ENGLISH, text)


def test_a_hold_in_any_sentence_is_announced():
    assert announces_hold(ENGLISH, "I see. One moment please. Your number is here")


@pytest.mark.parametrize("text", ["it went to the", "on Monday,", "I was -", "well…", "well...", "because. "])
def test_unfinished(text):
    assert is_unfinished(ENGLISH, text)


@pytest.mark.parametrize("text", ["", "I did!", "what is it for?", "it went home.", "..!"])
def test_finished(text):
    assert not is_unfinished(ENGLISH, text)


def test_without_lists_punctuation_alone_says_what_is_unfinished():
    assert is_unfinished(NOTHING, "am Montag,")
    assert not is_unfinished(NOTHING, "it went to the")
    assert not announces_hold(NOTHING, "hold on")


@pytest.mark.parametrize(
    ("text", "share"), [("mm-hm yeah", 1.0), ("yes but", 0.5), ("give me", 0.0), ("that's it", 0.5)]
)
def test_the_share_of_words_of_listening(text, share):
    assert ENGLISH.share("backchannel", plain(text)) == share


def test_who_listens_agrees():
    words = plain("yeah that makes sense but")
    assert ENGLISH.share("agreement", words) == 0.6
    assert ENGLISH.share("agreement", words, "backchannel") == 0.8


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("stop", ["the", "i'm", "really", "thanks"], ["refund", "parcel", "monday"]),
        ("number", ["5", "3rd", "10am", "twenty-two", "monday", "pounds"], ["one", "second", "may", "am"]),
        ("lead_in", ["well", "so"], ["but", "please"]),
    ],
)
def test_words_are_where_they_belong(name, inside, outside):
    assert [word for word in inside if not ENGLISH.has(name, word)] == []
    assert [word for word in outside if ENGLISH.has(name, word)] == []
