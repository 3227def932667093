"""The texts of the cues: every language says the same, briefly, and nothing about what the agent feels."""

import re
import string
import tomllib

import pytest

from callmon import paths
from callmon.cues import NAMES, RULES
from callmon.errors import SettingsError
from callmon.texts import languages, load_texts

FOLDER = paths.data_files("ui") / "texts"
TABLES = {
    code: tomllib.loads((FOLDER / f"cues.{code}.toml").read_text(encoding="utf-8")) for code in languages()
}
FELT = {
    "en": "angry annoyed anxious bored calm empathetic frustrated happy impatient irritated nervous sad "
    "stressed tense tired unfriendly upset friendly emotion emotional mood feel feels",
    "de": "wütend verärgert ängstlich gelangweilt gelassen einfühlsam frustriert glücklich ungeduldig "
    "gereizt nervös traurig gestresst angespannt müde unfreundlich freundlich aufgebracht emotion emotional "
    "laune stimmung fühlen fühlt",
}
"""Words for what somebody feels, in each language."""


def test_there_is_english_and_at_least_one_translation():
    assert languages() == ["de", "en"]
    assert set(FELT) == set(languages())


@pytest.mark.parametrize("code", languages())
def test_every_rule_has_its_texts_and_every_text_its_rule(code):
    assert sorted(TABLES[code]) == sorted(NAMES)
    texts = load_texts(code)
    assert texts.language == code
    for name in NAMES:
        known = texts.rules[name]
        assert {"text": known.text, "avoid": known.avoid, "about": known.about, **known.whys} == TABLES[code][
            name
        ]
        assert all(known.whys)


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("name", NAMES)
def test_a_translation_has_the_keys_and_the_values_of_the_english(code, name):
    english, other = TABLES["en"][name], TABLES[code][name]
    assert other.keys() == english.keys()
    for key, text in english.items():
        assert fields(other[key]) == fields(text), key


def fields(text):
    """Names and forms of the values in a text; their order is the language's own."""
    return sorted((name, form) for _, name, form, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("name", NAMES)
def test_texts_are_short_whole_and_one_line(code, name):
    table = TABLES[code][name]
    assert 1 <= len(table["text"].split()) <= 4
    assert not table["text"].endswith(".")
    assert "why" in table
    for key, text in table.items():
        assert text == text.strip(), key
        assert "\n" not in text, key
        assert key == "text" or text[-1] in ".”“", key


@pytest.mark.parametrize("code", languages())
def test_no_text_names_what_anybody_feels(code):
    felt = set(FELT[code].split())
    for name, table in TABLES[code].items():
        for key, text in table.items():
            words = set(re.findall(r"[^\W\d_]+", re.sub(r"\{[^}]*\}", "", text.lower())))
            assert not words & felt, (name, key)


def test_only_rules_about_the_customer_speak_of_a_feeling():
    named = {name for name, table in TABLES["en"].items() if "feeling" in " ".join(table.values()).lower()}
    assert named == {"acknowledge_the_feeling", "you_named_the_feeling"}
    assert {each.name for each in RULES if "tone" in each.reads} == {
        "slower",
        "softer",
        "acknowledge_the_feeling",
    }


def test_a_language_without_texts_is_refused_with_those_that_there_are():
    with pytest.raises(SettingsError) as refused:
        load_texts("fr")
    assert str(refused.value) == "The cues do not speak “fr”; set `language` in [cues] to one of de, en."
