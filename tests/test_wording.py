import json
from pathlib import Path

import pytest

from callmon import paths
from callmon.conversation.lexicon import from_table, to_table
from callmon.errors import SettingsError
from callmon.wording import load_lexicon, own_lists

SHIPPED = Path(__file__).parents[1] / "models" / "lexicon"


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A folder of shipped lists in which a test writes its own."""
    monkeypatch.setattr(paths, "data_files", lambda name: tmp_path / name)
    return tmp_path / "models" / "lexicon"


def written(folder, language, name, text):
    path = folder / language / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def words(lexicon, name):
    return next(each for each in lexicon.lists if each.name == name)


REBUTTAL = """
about = "Contradicts the other."
words = ["nonsense"]

[[phrases]]
any = ["but you did/said", "actually"]
where = "start"
weight = 0.7
unless = ["<soft>"]
why = "opens with a contradiction"

[[phrases]]
any = ["you should have"]

[lists]
soft = ["sorry", "i'm afraid"]
"""


# The lists that ship with callmon


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*/*.toml")), ids=lambda path: path.stem)
def test_each_shipped_list_says_what_it_is_and_holds_something(path):
    known = words(load_lexicon(path.parent.name), path.stem)
    assert len(known.about) > 20
    assert known.words or known.groups or known.lists
    assert all(group.why for group in known.groups), "a group gives no reason"


def test_the_english_lists_are_what_a_journal_can_keep():
    lexicon = load_lexicon("en")
    assert lexicon.known
    assert from_table(json.loads(json.dumps(to_table(lexicon)))).lists == lexicon.lists


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_us"])
def test_a_region_has_the_lists_of_its_language(language):
    lexicon = load_lexicon(language)
    assert lexicon.lists == load_lexicon("en").lists
    assert lexicon.language == language


@pytest.mark.parametrize("language", ["xx", "e", "", "..", "../../models/lexicon/en"])
def test_a_language_without_lists_is_no_mistake(language, tmp_path):
    assert not load_lexicon(language, tmp_path / "none").known


def test_without_any_folder_nothing_is_known(models):
    assert not load_lexicon("en").known


def test_a_file_says_all_that_a_list_can(models):
    written(models, "de", "rebuttal", REBUTTAL)
    (known,) = load_lexicon("de-AT").lists
    assert (known.name, known.about, known.words) == ("rebuttal", "Contradicts the other.", ("nonsense",))
    first, second = known.groups
    assert first.phrases == ("but you did/said", "actually")
    assert (first.where, first.weight, first.unless) == ("start", 0.7, ("<soft>",))
    assert first.why == "opens with a contradiction"
    assert (second.where, second.weight, second.unless, second.why) == ("anywhere", 0.8, (), "")
    assert known.lists == {"soft": ("sorry", "i'm afraid")}


def test_a_region_of_its_own_goes_before_its_language(models):
    written(models, "de", "rebuttal", REBUTTAL)
    written(models, "de-AT", "rebuttal", 'about = "Austrian."')
    assert words(load_lexicon("de-at"), "rebuttal").about == "Austrian."
    assert words(load_lexicon("de-CH"), "rebuttal").about == "Contradicts the other."


# A coach's own


def test_own_lists_lie_beside_the_settings():
    assert own_lists() == paths.settings_file().parent / "lexicon"


def test_own_words_are_added_and_taken_out(models, tmp_path):
    written(models, "en", "rebuttal", REBUTTAL)
    written(models, "en", "apology", 'about = "Says sorry."\nwords = ["sorry"]')
    own = tmp_path / "own"
    mine = """\ufeff
        words = ["rubbish"]
        without = ["nonsense", "actually", "you should have", "i'm afraid"]
        [[phrases]]
        any = ["with <respect>", "with <soft>"]
        why = "is polite first"
        [lists]
        respect = ["all due respect"]
        soft = ["apologies"]
    """
    written(own, "en", "rebuttal", mine)
    lexicon = load_lexicon("en", own)
    known = words(lexicon, "rebuttal")
    assert (known.about, known.words) == ("Contradicts the other.", ("rubbish",))
    assert [group.phrases for group in known.groups] == [
        ("but you did/said",),
        ("with <respect>", "with <soft>"),
    ]
    assert known.groups[0].why == "opens with a contradiction"
    assert known.lists == {"soft": ("sorry", "apologies"), "respect": ("all due respect",)}
    assert lexicon.find("rebuttal", ["with", "all", "due", "respect"]).why == "is polite first"
    assert words(lexicon, "apology") == words(load_lexicon("en"), "apology")


def test_own_lists_may_be_the_only_ones_of_a_language(models, tmp_path):
    written(models, "en", "rebuttal", REBUTTAL)
    written(tmp_path / "own", "de", "rebuttal", 'about = "Widerspricht."\nwords = ["unsinn"]')
    lexicon = load_lexicon("de", tmp_path / "own")
    assert lexicon.known
    assert lexicon.has("rebuttal", "unsinn")
    assert words(lexicon, "rebuttal").about == "Widerspricht."


def test_own_lists_of_another_language_are_not_read(tmp_path):
    written(tmp_path, "de", "rebuttal", "this is no TOML")
    assert load_lexicon("en", tmp_path).lists == load_lexicon("en").lists


# Mistakes


def mistake(models, text, *, name="rebuttal", own=None):
    written(models, "en", "rebuttal", REBUTTAL)
    path = written(own or models, "en", name, text)
    with pytest.raises(SettingsError) as told:
        load_lexicon("en", own)
    message = str(told.value)
    assert message.startswith(str(path))
    return message.removeprefix(str(path))


ABOUT = 'about = "What it is."\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f'{ABOUT}[[phrases]]\nany = ["no"]\nweigth = 0.5\n',
            " line 4: unknown key “weigth”; did you mean “weight”?",
        ),
        (f"{ABOUT}\nword = []", " line 3: unknown key “word”; did you mean “words”?"),
        (f"{ABOUT}without = []", " line 2: unknown key “without”; did you mean “about”?"),
        ("words = []", " line 1: “about” is missing; say what the list is and where it comes from."),
        ("about = 3", " line 1: “about” must be a text in quotes."),
        (f'{ABOUT}words = "no"', " line 2: “words” must be a list of texts in quotes."),
        (f'{ABOUT}words = [\n"no",\n4]', " line 2: “words” must be a list of texts in quotes."),
        (
            f'{ABOUT}[phrases]\nany = ["no"]',
            " line 2: phrases must stand below [[phrases]], in double brackets.",
        ),
        (f'{ABOUT}phrases = ["no"]', " line 2: phrases must stand below [[phrases]], in double brackets."),
        (f"{ABOUT}[[phrases]]\n", " line 2: [[phrases]] needs “any”, a list of phrases in quotes."),
        (f"{ABOUT}[[phrases]]\nany = []", " line 2: [[phrases]] needs “any”, a list of phrases in quotes."),
        (f"{ABOUT}[[phrases]]\nany = [1]", " line 3: “any” must be a list of texts in quotes."),
        (
            f'{ABOUT}[[phrases]]\nany = ["no"]\nunless = "yes"',
            " line 4: “unless” must be a list of texts in quotes.",
        ),
        (f'{ABOUT}[[phrases]]\nany = ["no"]\nwhy = ["x"]', " line 4: “why” must be a text in quotes."),
        (
            f'{ABOUT}[[phrases]]\nany = ["a"]\n[[phrases]]\nany = ["b"]\nwhere = "begin"',
            " line 6: “where” must be one of anywhere, start, end, whole; did you mean “",
        ),
        (
            f'{ABOUT}[[phrases]]\nwhere = ["start"]\nany = ["b"]',
            " line 3: “where” must be one of anywhere, start, end, whole; did you mean “start”?",
        ),
        (f'{ABOUT}lists = ["sorry"]', " line 2: lists must stand below [lists], each with a name."),
        (f'{ABOUT}[lists]\nsoft = "sorry"', " line 3: “soft” must be a list of texts in quotes."),
        (f"{ABOUT}[lists]\nwords = []", " line 3: “words” must stand above [lists] and [[phrases]]."),
        (
            f'{ABOUT}words = [\n  "fine",\n  "No way",\n]',
            " line 4: “No way” holds “No”, which is no word in lower case.",
        ),
        (
            f'{ABOUT}[[phrases]]\nany = [\n"that is <soft>"]\n',
            " line 4: “that is <soft>” names the list <soft>, which is not there or is empty.",
        ),
        (
            f'{ABOUT}[[phrases]]\nany = ["x"]\nunless = ["a", "... b"]\n',
            " line 4: “... b” must begin and end with a word, not with “...”.",
        ),
        (f'{ABOUT}[lists]\nsoft = ["fine",\n"!"]', " line 4: “!” holds “!”, which is no word in lower case."),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(models, text, message):
    assert mistake(models, text).startswith(message)


@pytest.mark.parametrize("weight", ["1.1", "-0.1", "nan", "inf", "true", '"0.5"', "[0.5]"])
def test_a_weight_is_a_number_from_0_to_1(models, weight):
    text = f'{ABOUT}[[phrases]]\nany = ["no"]\nweight = {weight}'
    assert mistake(models, text) == " line 4: “weight” must be a number from 0 to 1."


@pytest.mark.parametrize("weight", ["0", "1", "0.5"])
def test_the_edges_of_a_weight(models, weight):
    written(models, "en", "rebuttal", f'{ABOUT}[[phrases]]\nany = ["no"]\nweight = {weight}')
    (group,) = words(load_lexicon("en"), "rebuttal").groups
    assert (group.weight, type(group.weight)) == (float(weight), float)


def test_no_toml(models):
    assert mistake(models, "about =\nwords = 3") == (
        " is not valid TOML: Invalid value (at line 1, column 8)."
    )


def test_another_encoding_is_no_toml(models):
    path = written(models, "en", "rebuttal", "")
    path.write_bytes('about = "für"'.encode("latin-1"))
    with pytest.raises(SettingsError, match="is not valid TOML"):
        load_lexicon("en")


def test_a_file_that_cannot_be_read(models):
    (models / "en" / "rebuttal.toml").mkdir(parents=True)
    with pytest.raises(SettingsError, match=r"cannot be read \(Is a directory\)\.$"):
        load_lexicon("en")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("rebutal", ": there is no list “rebutal”; did you mean “rebuttal”?"),
        ("x", ": there is no list “x”; did you mean “rebuttal”?"),
    ],
)
def test_an_own_file_is_named_after_a_list(models, tmp_path, name, message):
    assert mistake(models, 'words = ["no"]', name=name, own=tmp_path / "own") == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '\nwithout = ["nonsense",\n"actualy"]',
            " line 3: “actualy” cannot be taken out, because the list does not hold it; "
            "did you mean “actually”?",
        ),
        ("without = 3", " line 1: “without” must be a list of texts in quotes."),
        (
            '[[phrases]]\nany = ["no"]\nwithout = ["nonsense"]',
            " line 3: “without” must stand above the first [[phrases]].",
        ),
        (
            '[[phrases]]\nany = ["no"]\nweigth = 1',
            " line 3: unknown key “weigth”; did you mean “weight”?",
        ),
        ('[lists]\nwithout = ["nonsense"]', " line 2: “without” must stand above [lists] and [[phrases]]."),
        ('words = ["Rubbish"]', " line 1: “Rubbish” holds “Rubbish”, which is no word in lower case."),
    ],
)
def test_mistakes_in_an_own_file(models, tmp_path, text, message):
    assert mistake(models, text, own=tmp_path / "own") == message


def test_what_is_taken_out_of_a_list_that_is_not_there(models, tmp_path):
    written(models, "en", "rebuttal", REBUTTAL)
    written(tmp_path / "own", "de", "rebuttal", 'without = ["nein"]')
    with pytest.raises(SettingsError) as told:
        load_lexicon("de", tmp_path / "own")
    assert str(told.value).endswith("“nein” cannot be taken out, because the list does not hold it.")


def test_the_same_phrase_is_blamed_on_the_own_file(models, tmp_path):
    """An own file takes out what a phrase of the shipped one names, and then names it, too."""
    own = tmp_path / "own"
    text = 'without = ["sorry", "i\'m afraid"]\n[[phrases]]\nany = ["x"]\nunless = ["<soft>"]'
    assert mistake(models, text, own=own) == (
        " line 4: “<soft>” names the list <soft>, which is not there or is empty."
    )
