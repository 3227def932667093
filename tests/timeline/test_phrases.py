from itertools import chain, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.timeline import Lists, Match, PhraseError, Phrases, plain

LISTS = {"bad": ("frustrat*", "a pain", "a ... mess", "awful/terrible", "cold"), "one": ("so (very) bad",)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mm-hmm, that’s RIGHT – 5 o'clock!", ["mm-hmm", "that's", "right", "5", "o'clock"]),
        ("'Jerry' was goin' to the café_bar", ["jerry", "was", "goin'", "to", "the", "café", "bar"]),
        ("he said 'don't' and rock 'n' roll", ["he", "said", "don't", "and", "rock", "n", "roll"]),
        ("", []),
        ("... – !", []),
    ],
)
def test_plain_words(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("hold on", "please hold on a bit", "hold on"),
        ("hold on", "hold the line", None),
        ("hold on", "i was on hold", None),
        ("hold on", "hold", None),
        ("put you on/through", "i put you through to him", "put you through"),
        ("let me (just) check", "let me check", "let me check"),
        ("let me (just) check", "let me just check", "let me just check"),
        ("let me (just/quickly) check", "let me just quickly check", None),
        ("(let) (me) check", "well check", "check"),
        ("frustrat*", "so frustrating today", "frustrating"),
        ("frustrat*/annoy*/cross", "i am annoyed", "annoyed"),
        ("frustrat*", "frustra", None),
        ("no * today", "no bus today", "no bus today"),
        ("no * today", "no today", None),
        ("but ... said", "but said", "but said"),
        ("but ... said", "but i think you once said", "but i think you once said"),
        ("but ... said", "but i do think you once said", None),
        ("but ... said", "but he said what she said", "but he said"),
        ("that is <bad>", "that is frustrating", "that is frustrating"),
        ("that is <bad>", "that is a pain", "that is a pain"),
        ("that is <bad>", "that is a right old mess", "that is a right old mess"),
        ("that is <bad>", "that is terrible", "that is terrible"),
        ("that is <bad>", "that is good", None),
        ("that is (<bad>) news", "that is awful news", "that is awful news"),
        ("that is (<bad>) news", "that is news", "that is news"),
        ("<bad> is", "a pain is a pain", "a pain is"),
        ("<one>", "so very bad", "so very bad"),
        ("that’s it", "that's it", "that's it"),
        ("twenty-*", "at twenty-two", "twenty-two"),
        ("mm-hm", "mm-hm", "mm-hm"),
    ],
)
def test_the_grammar(phrase, text, found):
    match = Phrases((phrase,), lists=LISTS).search(text.split())
    assert (match and match.phrase) == found
    if match is not None:
        assert match.phrase.split() == text.split()[match.first : match.end]


@pytest.mark.parametrize(
    ("where", "text", "found"),
    [
        ("anywhere", "he said but you said no", True),
        ("start", "but you said so", True),
        ("start", "well yeah but you said so", True),
        ("start", "today but you said so", False),
        ("start", "well", False),
        ("end", "well but you said", True),
        ("end", "but you said so", False),
        ("whole", "but you said", True),
        ("whole", "well but you said", True),
        ("whole", "but you said so", False),
        ("whole", "today but you said", False),
    ],
)
def test_where_a_phrase_must_lie(where, text, found):
    phrases = Phrases(("but you said",), where, small=frozenset({"well", "yeah"}))
    assert (phrases.search(text.split()) is not None) is found


def test_without_small_words_the_start_is_the_first_word():
    phrases = Phrases(("but",), "start")
    assert phrases.search(["but"]) == Match(0, 1, "but")
    assert phrases.search(["well", "but"]) is None


def test_a_phrase_may_itself_begin_with_a_small_word():
    phrases = Phrases(("well (now) then",), "start", small={"well", "oh"})
    assert phrases.search(["oh", "well", "then"]) == Match(1, 3, "well then")


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (("you said", "but you"), "but you said", Match(0, 2, "but you")),
        (("but ... said", "but you"), "but you said", Match(0, 3, "but you said")),
        (("but you", "but ... said"), "but you said", Match(0, 2, "but you")),
        # A single word stands behind what begins with it.
        (("but", "but you"), "but you said", Match(0, 2, "but you")),
        (("sorry", "i'm"), "i'm sorry", Match(0, 1, "i'm")),
        (("kno*", "you know"), "you know", Match(0, 2, "you know")),
        (("kn* how", "know"), "you know it", Match(1, 2, "know")),
        (("kn* how", "know"), "you know how", Match(1, 3, "know how")),
    ],
)
def test_which_match_is_told(phrases, text, found):
    assert Phrases(phrases).search(text.split()) == found


def test_the_end_is_sought_by_every_way():
    assert Phrases(("i see (that)",), "end").search(["i", "see", "that"]) == Match(0, 3, "i see that")
    assert Phrases(("no ... no",), "end").search(["no", "no", "no"]) == Match(0, 3, "no no no")


def test_no_phrases_find_nothing():
    assert Phrases(()).search(["but"]) is None
    assert Phrases(("but",)).search([]) is None


def test_what_is_covered():
    phrases = Phrases(("i see", "i see that", "of course", "ok*"))
    assert phrases.covers(["well", "i", "see", "that", "of", "course", "not", "okay", "i"]) == [
        *(False, True, True, True),
        *(True, True, False, True, False),
    ]
    assert phrases.covers([]) == []


def test_lists_are_shared_by_those_that_name_them():
    shared = Lists(LISTS)
    for phrase in ("that is <bad>", "how <bad>"):
        assert Phrases((phrase,), lists=shared).search(phrase.replace("<bad>", "cold").split())


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("", "“” holds no word that must be said"),
        (" ", "holds no word that must be said"),
        ("(well) (so)", "holds no word that must be said"),
        ("...", "holds no word that must be said"),
        ("... you said", "must begin and end with a word, not with “...”"),
        ("but ...", "must begin and end with a word, not with “...”"),
        ("I see", "“I see” holds “I”, which is no word in lower case"),
        ("i see.", "holds “see.”, which is no word in lower case"),
        ("see//hear", "holds “”, which is no word in lower case"),
        ("fru*trating", "holds “fru*trating”, which is no word"),
        ("**", "holds “**”, which is no word"),
        ("you (have to) go", "holds “(have”, but brackets go around one word"),
        ("you have to) go", "holds “to)”, but brackets go around one word"),
        ("but (...) said", "holds “(...)”, but brackets go around one word"),
        ("that is <good>", "names the list <good>, which is not there or is empty"),
        ("that is <none>", "names the list <none>, which is not there or is empty"),
        ("that is <nested>", "“so <bad>” of the list <nested> names a list, which a list may not"),
        ("that is <wrong>", "“Bad” holds “Bad”, which is no word in lower case"),
    ],
)
def test_what_breaks_the_rules(phrase, message):
    lists = {**LISTS, "none": (), "nested": ("so <bad>",), "wrong": ("Bad",)}
    with pytest.raises(PhraseError) as told:
        Phrases(("fine", phrase), lists=lists)
    assert message in str(told.value)
    assert told.value.phrase in (phrase, "so <bad>", "Bad")


# Any phrase: what it stands for, written out

WORDS = ("a", "b", "ab", "c")
GAP = [row for count in range(5) for row in product(WORDS, repeat=count)]
TOKENS = {
    "a": [("a",)],
    "b": [("b",)],
    "a/c": [("a",), ("c",)],
    "(b)": [(), ("b",)],
    "(a/ab)": [(), ("a",), ("ab",)],
    "a*": [("a",), ("ab",)],
    "*": [(word,) for word in WORDS],
    "...": GAP,
    "<list>": [("c",), ("b", "a")],
}
INNER = st.lists(st.sampled_from(sorted(TOKENS)), max_size=1)
OUTER = st.lists(st.sampled_from([token for token in TOKENS if TOKENS[token] != GAP]), min_size=1, max_size=2)
PHRASES = st.lists(st.tuples(OUTER, INNER, OUTER).map(lambda part: [*chain(*part)]), min_size=1, max_size=3)
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=7)


def written_out(tokens):
    return {sum(rows, ()) for rows in product(*(TOKENS[token] for token in tokens))}


@given(PHRASES, SENTENCES, st.sampled_from(["anywhere", "start", "end", "whole"]))
def test_any_phrases_are_found_where_one_of_the_ways_to_say_them_lies(phrases, words, where):
    ways = set().union(*map(written_out, phrases))
    if () in ways:
        return
    places = {
        (first, end)
        for first in range(len(words))
        for end in range(first + 1, len(words) + 1)
        if tuple(words[first:end]) in ways
        and (where in ("anywhere", "end") or first == 0)
        and (where in ("anywhere", "start") or end == len(words))
    }
    searched = Phrases([" ".join(phrase) for phrase in phrases], where, {"list": ("c", "b a")})
    match = searched.search(words)
    assert (match is None) is (not places)
    if match is not None:
        assert (match.first, match.end) in places
        assert match.first == min(first for first, _ in places)
