"""Cues that coaches write without code: what files may say, and what is told about mistakes in them."""

import json
import re
import tomllib
from typing import get_args

import pytest

from callmon import paths
from callmon.cues import NAMES, Done, Measured, OwnCue, Said, Unless
from callmon.errors import SettingsError
from callmon.folding import folding_in, folding_of
from callmon.metrics import Board
from callmon.own_cues import MEASURES, from_tables, load_own_cues, to_tables
from callmon.settings import Settings, from_table, load_settings, to_table
from callmon.texts import load_texts
from callmon.timeline import ActKind, Segment, SpeechStarted, Tick, Utterance, Word, Words, samples

HEAD = """\
[[cue]]
name = "plain_words"
text = "Plain words"
why = "{words}"
pillar = "care"
"""
WHEN = """
[cue.when]
role = "agent"
said = ["bandwidth"]
"""
WHOLE = """\
# What our callers do not know.
[[cue]]
name = "plain_words"
text = "Plain words"
why = "You said “{words}”, {count} times in {within} s."
avoid = "Saying what it does for them."
pillar = "open_mind"
urgency = 2

[cue.when]
role = "agent"
said = ["bandwidth", "provision* ... line"]
where = "end"
at_least = 2
within_s = 120

[cue.unless]
role = "agent"
said = ["in other words"]
within_s = 30.5
after = true

[[cue]]
name = "ask_their_name"
text = "Ask their name"
why = "It has been {within} s."
pillar = "care"
urgency = 0

[cue.when]
role = "customer"
act = "greeting"

[cue.unless]
role = "agent"
act = "question:open"
within_s = 30

[[cue]]
name = "one_more"
text = "One more"
why = "“{words}”"
pillar = "care"
when = { role = "agent", act = "closing" }
unless = { role = "agent", said = ["also"] }

[[cue]]
name = "let_them_talk"
text = "Let them talk"
why = "{value:.0%} was yours."
pillar = "active_listening"
when = { role = "agent", measure = "talk_share_now", above = 0.6 }

[[cue]]
name = "wake_up"
text = "Wake up"
why = "{value:.0f}"
pillar = "care"
when = { role = "customer", measure = "pace_now", below = 90 }
"""
CUES = (
    OwnCue(
        "plain_words",
        "Plain words",
        "You said “{words}”, {count} times in {within} s.",
        "Saying what it does for them.",
        "open_mind",
        2,
        Said("agent", ("bandwidth", "provision* ... line"), "end"),
        2,
        120.0,
        Unless(Said("agent", ("in other words",)), 30.5, after=True),
    ),
    OwnCue(
        "ask_their_name",
        "Ask their name",
        "It has been {within} s.",
        "",
        "care",
        0,
        Done("customer", "greeting"),
        unless=Unless(Done("agent", "question", "open"), 30.0),
    ),
    OwnCue(
        "one_more",
        "One more",
        "“{words}”",
        "",
        "care",
        1,
        Done("agent", "closing"),
        unless=Unless(Said("agent", ("also",))),
    ),
    OwnCue(
        "let_them_talk",
        "Let them talk",
        "{value:.0%} was yours.",
        "",
        "active_listening",
        1,
        Measured("agent", "talk_share_now", above=0.6),
    ),
    OwnCue("wake_up", "Wake up", "{value:.0f}", "", "care", 1, Measured("customer", "pace_now", below=90.0)),
)


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "cues"
    found.mkdir()
    return found


def loaded(folder, text, name="a.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return load_own_cues(folder)


def test_a_file_says_all_that_a_cue_can_be(folder):
    assert loaded(folder, WHOLE) == CUES


def test_files_come_in_the_order_of_their_names_and_others_are_left_alone(folder):
    (folder / "notes.txt").write_text("no TOML", encoding="utf-8")
    loaded(folder, HEAD.replace("plain_words", "second") + WHEN, "b.toml")
    assert [cue.name for cue in loaded(folder, "\ufeff" + HEAD + WHEN)] == ["plain_words", "second"]
    assert loaded(folder, "", "c.toml")[1].name == "second"


def test_without_a_folder_there_are_none(tmp_path):
    assert load_own_cues(tmp_path / "cues") == ()


def test_the_table_of_a_journal_gives_the_same_cues_again():
    assert from_tables(json.loads(json.dumps(to_tables(CUES))), "the journal") == CUES
    with pytest.raises(SettingsError, match=r"^own cues cue\.0: “text” is missing\.$"):
        from_tables([{"name": "a"}], "own cues")
    with pytest.raises(SettingsError, match=r"^own cues cue: cues must stand below \[\[cue\]\]"):
        from_tables(3, "own cues")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[[que]]\n", 1, "unknown key “que”; did you mean “cue”?"),
        ("\n[cue]\n", 2, "cues must stand below [[cue]], in double brackets."),
        ("cue = [3]\n", 1, "cues must stand below [[cue]], in double brackets."),
        (HEAD + "tekst = 3\n" + WHEN, 6, "unknown key “tekst”; did you mean “text”?"),
        (HEAD.replace('"plain_words"', "3") + WHEN, 2, "“name” must be a text of one line in quotes."),
        (
            HEAD.replace('"plain_words"', '"""a\nb"""') + WHEN,
            2,
            "“name” must be a text of one line in quotes.",
        ),
        (
            HEAD.replace("plain_words", "Plain") + WHEN,
            2,
            "“Plain” must be small letters, digits and underscores",
        ),
        (HEAD.replace("plain_words", "plain words") + WHEN, 2, "“plain words” must be small letters"),
        (
            HEAD.replace("plain_words", "slower") + WHEN,
            2,
            "there is a cue named “slower” already; choose another.",
        ),
        (HEAD + WHEN + HEAD + WHEN, 11, "there is a cue named “plain_words” already; choose another."),
        (
            HEAD.replace("Plain words", "Use plain words for it") + WHEN,
            3,
            "has more than 4 words, too many to read",
        ),
        (HEAD.replace("Plain words", " ") + WHEN, 3, "“text” is empty."),
        (HEAD.replace('why = "{words}"\n', "") + WHEN, 1, "“why” is missing."),
        (HEAD.replace("{words}", "{word}") + WHEN, 4, "“why” knows no value {word}; did you mean “words”?"),
        (HEAD.replace("{words}", "{within}") + WHEN, 4, "“why” knows no value {within}; did you mean “"),
        (HEAD.replace("{words}", "{}") + WHEN, 4, "“why” knows no value {}; did you mean “"),
        (HEAD.replace("{words}", "{words") + WHEN, 4, "“why” cannot be filled in (expected '}'"),
        (HEAD.replace("{words}", "{words:.1f}") + WHEN, 4, "“why” cannot be filled in (Unknown format code"),
        (HEAD.replace("{words}", "{count:{x}}") + WHEN, 4, "“why” cannot be filled in ('x')."),
        (HEAD.replace('"care"', '"core"') + WHEN, 5, "“pillar” cannot be “core”; did you mean “care”?"),
        (HEAD + "urgency = 3\n" + WHEN, 6, "“urgency” must be 0 (praise), 1 or 2."),
        (HEAD + "urgency = 1.5\n" + WHEN, 6, "“urgency” must be a whole number."),
        (HEAD + "urgency = true\n" + WHEN, 6, "“urgency” must be a whole number."),
        (HEAD, 1, "[cue.when] is missing: say what calls for the cue."),
        (HEAD + "when = 3\n", 6, "“when” must be a table: [cue.when]."),
        (HEAD + WHEN + "sad = 3\n", 10, "unknown key “sad”; did you mean “said”?"),
        (HEAD + WHEN + "at_least = 0\n", 10, "“at_least” must be 1 or more."),
        (HEAD + WHEN + "within_s = 0\n", 10, "“within_s” must be more than 0 seconds."),
        (HEAD + WHEN + "within_s = -1\n", 10, "“within_s” must be a number that is not negative."),
        (HEAD + WHEN + "within_s = inf\n", 10, "“within_s” must be a number that is not negative."),
        (HEAD + WHEN + "within_s = true\n", 10, "“within_s” must be a number that is not negative."),
        (HEAD + WHEN + 'act = "offer"\n', 7, "name one of “said”, “act” and “measure”."),
        (HEAD + WHEN + "above = 3\n", 10, "“above” goes with “measure”, not with “said”."),
        (HEAD + WHEN.replace("agent", "agents"), 8, "“role” cannot be “agents”; did you mean “agent”?"),
        (HEAD + WHEN + 'where = "front"\n', 10, "“where” cannot be “front”; did you mean “"),
        (
            HEAD + WHEN.replace('["bandwidth"]', '"bandwidth"'),
            9,
            "“said” must be a list of phrases in quotes.",
        ),
        (HEAD + WHEN.replace('["bandwidth"]', "[]"), 9, "“said” must be a list of phrases in quotes."),
        (HEAD + WHEN.replace('["bandwidth"]', "[3]"), 9, "“said” must be a list of phrases in quotes."),
        (
            HEAD + WHEN.replace('"bandwidth"', '\n"a",\n"Be"'),
            11,
            "“Be” holds “Be”, which is no word in lower case.",
        ),
        (
            HEAD + '[cue.when]\nrole = "agent"\nact = "ofer"\n',
            8,
            "there is no act “ofer”; did you mean “offer”?",
        ),
        (
            HEAD + '[cue.when]\nrole = "agent"\nact = "question:opn"\n',
            8,
            "there is no form “opn” of the act “question”; did you mean “open”?",
        ),
        (
            HEAD + '[cue.when]\nrole = "agent"\nact = "greeting:warm"\n',
            8,
            "there is no form “warm” of the act “greeting”, which has no forms.",
        ),
        (
            HEAD + '[cue.when]\nrole = "agent"\nact = "offer"\nwhere = "end"\n',
            9,
            "“where” goes with “said”, not with “act”.",
        ),
        (
            HEAD + '[cue.when]\nrole = "agent"\nmeasure = "talk_share"\nabove = 1\n',
            8,
            "“measure” cannot be “talk_share”; did you mean “talk_share_now”?",
        ),
        (
            HEAD + '[cue.when]\nrole = "customer"\nmeasure = "talk_share_now"\nabove = 1\n',
            7,
            "“talk_share_now” is measured of the agent alone.",
        ),
        (
            HEAD + '[cue.when]\nrole = "agent"\nmeasure = "pace_now"\n',
            6,
            "give one of “above” and “below”.",
        ),
        (
            HEAD + '[cue.when]\nrole = "agent"\nmeasure = "pace_now"\nabove = 1\nbelow = 2\n',
            6,
            "give one of “above” and “below”.",
        ),
        (
            HEAD + '[cue.when]\nrole = "agent"\nmeasure = "pace_now"\nabove = 1\nat_least = 2\n',
            10,
            "“at_least” does not go with “measure”, which is of the moment.",
        ),
        (
            HEAD + '[cue.when]\nrole = "agent"\nmeasure = "pace_now"\nabove = 1\n',
            4,
            "“why” knows no value {words}; did you mean “value”?",
        ),
        (HEAD + WHEN + '[cue.unless]\nrole = "agent"\n', 10, "name one of “said” and “act”."),
        (HEAD + WHEN + '[cue.unless]\nmeasure = "pace_now"\n', 11, "unknown key “measure”; did you mean “"),
        (
            HEAD + WHEN + '[cue.unless]\nrole = "agent"\nsaid = ["a"]\nafter = true\n',
            10,
            "“after” needs “within_s”: how long to wait for it.",
        ),
        (
            HEAD + WHEN + '[cue.unless]\nrole = "agent"\nsaid = ["a"]\nafter = "yes"\n',
            13,
            "“after” must be true or false.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(folder, text, line, told):
    with pytest.raises(SettingsError) as refused:
        loaded(folder, text)
    sentence = str(refused.value)
    assert sentence.startswith(f"{folder / 'a.toml'} line {line}: ")
    assert told in sentence
    assert sentence[-1] in ".?"
    assert "\n" not in sentence


def test_two_files_may_not_name_one_cue(folder):
    loaded(folder, HEAD + WHEN)
    with pytest.raises(SettingsError, match=r"b\.toml line 2: there is a cue named “plain_words” already"):
        loaded(folder, HEAD + WHEN, "b.toml")


@pytest.mark.parametrize("content", [b"[[cue", b"\xff\xfe"])
def test_what_is_no_toml_is_told(folder, content):
    (folder / "a.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"a\.toml is not valid TOML: "):
        load_own_cues(folder)


def test_what_cannot_be_read_is_told(folder):
    (folder / "a.toml").mkdir()
    with pytest.raises(SettingsError, match=r"a\.toml cannot be read \(.+\)\.$"):
        load_own_cues(folder)


def test_every_measure_that_may_be_named_is_told_while_a_call_goes_on():
    board = Board()
    said = Utterance(1, "customer", Segment(0, samples(20)))
    words = tuple(Word(Segment(n, n + 1), "so", 0.9) for n in range(20))
    found = [
        measure
        for observation in (SpeechStarted(0, "customer", 1), said, Words(1, words), Tick(samples(21)))
        for measure in board.observe(observation, [])
    ]
    found += board.observe(Utterance(2, "agent", Segment(samples(22), samples(23))), [])
    found += board.observe(Words(2, words), [])
    told = {
        (measure.name, side)
        for measure in found
        for side in ([measure.speaker] if measure.speaker else ("agent", "customer"))
    }
    assert told == {(name, side) for name, sides in MEASURES.items() for side in sides}


PAGE = paths.data_files("models").parent / "docs" / "cues.md"


@pytest.mark.skipif(not PAGE.is_file(), reason="the documents are not here")
def test_the_examples_of_the_page_for_coaches_are_right(folder):
    page = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    own = [block for block in blocks if "[[cue]]" in block]
    assert len(own) == 4
    assert len(loaded(folder, "\n".join(own))) == 5
    [settings] = [block for block in blocks if "[[cue]]" not in block]
    assert from_table(tomllib.loads(settings)).cues.off == {"softer"}
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \|$", page, re.MULTILINE))
    texts = load_texts("en").rules
    assert {name: text for name, text in rows.items() if name in NAMES} == {
        name: texts[name].text for name in NAMES
    }
    assert {kind for kind in get_args(ActKind) if f"`{kind}`" not in page} == set()
    assert {name for name in MEASURES if f"`{name}`" not in page} == set()


# In the settings


@pytest.fixture
def settings(tmp_path):
    """Writes files of the user and reads the settings."""
    file = paths.settings_file()
    (file.parent / "cues").mkdir(parents=True)

    def read(text="", own=HEAD + WHEN):
        file.write_text(text, encoding="utf-8")
        (file.parent / "cues" / "a.toml").write_text(own, encoding="utf-8")
        return load_settings(file)

    return read


def test_the_settings_hold_the_own_cues_beside_them(settings):
    found = settings(own=WHOLE)
    assert found.own_cues == CUES
    assert from_table(json.loads(json.dumps(to_table(found)))) == found
    paths.settings_file().unlink()
    assert load_settings(paths.settings_file()) == Settings(own_cues=CUES)


def test_own_cues_may_be_switched_off_by_name(settings):
    assert settings('[cues]\noff = ["plain_words", "slower"]').cues.off == {"plain_words", "slower"}
    with pytest.raises(
        SettingsError, match=r"has an unknown rule “plain_word”; did you mean “plain_words”\?"
    ):
        settings('[cues]\noff = ["plain_word"]')


def test_cues_of_packages_may_be_switched_off_by_name():
    assert from_table({"cues": {"off": ["polite"], "plugins": ["polite"]}}).cues.off == {"polite"}


def test_own_cues_stand_in_files_of_their_own(settings):
    with pytest.raises(
        SettingsError, match=r"holds own_cues; write each below \[\[cue\]\] in a file of its own in .+cues\.$"
    ):
        settings("own_cues = []")


# In a call


def said(texts):
    """The agent says each text for 4 s, ten seconds after the one before, from 40 s on."""
    for number, text in enumerate(texts, 1):
        place = Segment(samples(30 + 10 * number), samples(34 + 10 * number))
        yield SpeechStarted(place.start, "agent", number)
        yield Utterance(number, "agent", place)
        yield Words(number, tuple(Word(place, word, 0.9) for word in text.split()))


def folded(folding, texts):
    pipeline = folding.pipeline()
    return [cue for heard in said(texts) for cue in pipeline.fold(heard).cues]


def test_a_call_is_folded_with_own_cues_and_so_is_its_replay(settings):
    folding = folding_of(settings(), "en")
    [cue] = folded(folding, ["your bandwidth is low"])
    assert (cue.rule, cue.why) == ("plain_words", "bandwidth")
    header = {"call": {"language": "en"}, "settings": to_table(folding.settings), "lexicon": None}
    # By now the file says something else.
    settings(own=(HEAD + WHEN).replace("Plain words", "Other words"))
    assert folded(folding_in(json.loads(json.dumps(header)), "the journal"), ["your bandwidth is low"]) == [
        cue
    ]
    off = folding_of(settings('[cues]\noff = ["plain_words"]'), "en")
    assert folded(off, ["your bandwidth is low"]) == []
