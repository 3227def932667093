"""What a call is folded with comes back from the journal."""

import pytest

from callmon.errors import StoreError
from callmon.folding import folding_in, folding_of, unlisted
from callmon.settings import Settings, from_table
from callmon.speech.listener import ListenerSettings

CALL = {"language": "en"}


def header(folding):
    return folding.header(CALL, ["call.wav"], "left", ListenerSettings(), ("Something is missing.",))


def test_what_a_call_was_folded_with_comes_back_from_its_header():
    folding = folding_of(from_table({"cues": {"monologue_s": 90}}), "en")
    found = folding_in(header(folding), "a journal")
    assert found.settings == folding.settings
    assert (found.lexicon.language, found.lexicon.known) == ("en", True)
    assert header(found) == header(folding)


def test_other_settings_may_take_the_place_of_those_in_the_header():
    found = folding_in(header(folding_of(Settings(), "en")), "it", from_table({"cues": {"quiet": True}}))
    assert found.settings.cues.quiet


def test_a_header_without_word_lists_means_those_that_ship_with_callmon():
    known = header(folding_of(Settings(), "en"))
    del known["lexicon"]
    assert folding_in(known, "a journal").lexicon.known


@pytest.mark.parametrize("text", ["", "abc", "eJw=", 5, None.__class__, "QUJD"])
def test_word_lists_that_are_damaged_are_named(text):
    known = {**header(folding_of(Settings(), "en")), "lexicon": text}
    with pytest.raises(StoreError, match="The word lists in call-7 are damaged"):
        folding_in(known, "call-7")


def test_a_language_without_word_lists_is_told_in_one_sentence():
    assert unlisted(folding_of(Settings(), "en").lexicon) == []
    (sentence,) = unlisted(folding_of(Settings(), "xx").lexicon)
    assert "no word lists for the language “xx”" in sentence
    assert folding_in({**header(folding_of(Settings(), "xx"))}, "it").lexicon.language == "xx"
