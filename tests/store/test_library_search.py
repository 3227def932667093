import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelved import LINES, entry, report

from callmon.store.library import open_library
from callmon.store.library.search import expression
from callmon.timeline import Filter, Sort


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    with open_library(tmp_path_factory.mktemp("search") / "library.sqlite") as library:
        library.add(entry("parcel", held="2026-11-02T10:00:00+01:00"))
        library.add(
            entry("cafe", found=report(lines=("", "Ein Café in Zürich, bitte.", "It's 20% off -- ok?")))
        )
        yield library


def found(shelf, text):
    return [(call.id, call.excerpt, call.excerpt_at) for call in shelf.page(Filter(text=text), Sort(), 0, 10)]


@pytest.mark.parametrize(
    "text", ["parcel", "PARCEL", "parcel late", "“eight days late”", '"eight days"', "parc*", "late parcel"]
)
def test_what_was_said_is_found_with_its_line(shelf, text):
    assert found(shelf, text) == [("parcel", LINES[1], 5.0)]


@pytest.mark.parametrize("text", ["parc", "“days eight”", "parcel zurich", "“late annoying”"])
def test_what_was_not_said_so_is_not_found(shelf, text):
    assert found(shelf, text) == []


def test_accents_do_not_matter(shelf):
    assert [call for call, _, _ in found(shelf, "cafe zurich")] == ["cafe"]


def test_accents_may_be_letters_of_their_own(shelf):
    apart = unicodedata.normalize("NFD", "Café in Zürich")
    assert [call for call, _, _ in found(shelf, apart)] == ["cafe"]
    with open_library() as library:
        library.add(entry("apart", found=report(lines=(f"Gern, {apart}!",))))
        assert found(library, "“in zürich”") == [("apart", "Gern, Café in Zürich!", 1.0)]


def test_the_line_keeps_its_start_where_lines_without_text_come_before(shelf):
    assert found(shelf, "zürich") == [("cafe", "Ein Café in Zürich, bitte.", 5.0)]


def test_nothing_that_is_a_word_asks_for_nothing(shelf):
    assert [call for call, line, _ in found(shelf, ' "" * -- ') if not line] == ["cafe", "parcel"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_whatever_a_person_types_is_no_fault_of_syntax(shelf, text):
    shelf.page(Filter(text=text), Sort(), 0, 10)
    shelf.count(Filter(text=text))


@pytest.mark.parametrize(
    "text", ["AND OR NOT", "text:parcel", "a^2", "NEAR(a b)", "'; DROP TABLE calls; --", "“"]
)
def test_the_words_of_the_query_language_are_words(shelf, text):
    assert found(shelf, text) == [] or "“" in text


def test_an_expression_quotes_every_word():
    assert expression('parcel "eight days" del*') == '"parcel" "eight days" "del" *'
    assert expression("it's") == '"it s"'


def test_it_is_told_where_in_the_line_it_was_found(shelf):
    (cafe,) = shelf.page(Filter(text="zurich cafe"), Sort(), 0, 10)
    assert [cafe.excerpt[start:end] for start, end in cafe.hits] == ["Café", "Zürich"]
    (every, *_) = shelf.page(Filter(), Sort(), 0, 10)
    assert every.hits == ()
