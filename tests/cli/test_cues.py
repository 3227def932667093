"""`callmon cues`: what is listed, explained, and said about a call."""

import json
import re
import sys

import made_audio as made
import pytest
from rich.console import Console

import callmon.cli
from callmon.cli import cue_trial
from callmon.cli.cue_facts import meanings_of_settings
from callmon.conversation import Lexicon
from callmon.cues import NAMES, RULES, CueSettings
from callmon.folding import Folding
from callmon.settings import Settings
from callmon.speech.listener import ListenerSettings
from callmon.store.journal import JournalWriter
from callmon.timeline import Ended, Segment, SpeechStarted, Tick, Utterance, Word, Words, samples

PLAIN = """\
[[cue]]
name = "plain_words"
text = "Plain words"
why = "You said “{words}”."
avoid = "Saying what it does."
pillar = "open_mind"

[cue.when]
role = "agent"
said = ["bandwidth", "router"]
at_least = 2
within_s = 60

[cue.unless]
role = "agent"
said = ["that is"]
within_s = 20
"""
AS_URGENT = PLAIN.replace('pillar = "open_mind"', 'pillar = "open_mind"\nurgency = 2')
OWN = (
    PLAIN
    + """
[[cue]]
name = "thanks"
text = "Well thanked"
why = "Yes."
pillar = "care"
urgency = 0
when = { role = "agent", act = "hold_thanks", at_least = 2 }
unless = { role = "customer", act = "question:open", within_s = 5, after = true }

[[cue]]
name = "talk"
text = "Let them talk"
why = "{value:.0%}"
pillar = "care"
when = { role = "agent", measure = "talk_share_now", above = 0.6 }

[[cue]]
name = "wake"
text = "Wake up"
why = "{value:.0f}"
pillar = "care"
when = { role = "customer", measure = "pace_now", below = 90 }

[[cue]]
name = "bye"
text = "Say goodbye"
why = "{words}"
pillar = "care"
when = { role = "customer", act = "closing" }
unless = { role = "agent", act = "closing" }
"""
)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run `callmon cues`; gives exit status, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["callmon", "cues", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            callmon.cli.main()
        told = capsys.readouterr()
        return left.value.code or 0, told.out, told.err

    return call


@pytest.fixture
def configured(tmp_path):
    """Writes the user's settings and own cues."""

    def write(settings="", own=OWN):
        folder = tmp_path / "xdg-config" / "callmon"
        (folder / "cues").mkdir(parents=True, exist_ok=True)
        (folder / "settings.toml").write_text(settings, encoding="utf-8")
        (folder / "cues" / "mine.toml").write_text(own, encoding="utf-8")

    return write


def listed(out):
    return {line.split()[0]: re.split(r"\s{2,}", line.strip()) for line in out.splitlines()[1:]}


def test_every_cue_is_listed_with_what_it_reads_and_whether_it_is_on(run, configured):
    status, out, err = run("list")
    assert (status, err) == (0, "")
    assert list(listed(out)) == list(NAMES)
    assert listed(out)["slower"] == ["slower", "Slower", "Active listening", "words, tone", "callmon", "yes"]
    configured('[cues]\noff = ["slower", "talk"]\n')
    rows = listed(run("list")[1])
    assert [name for name, row in rows.items() if row[-1] == "off"] == ["slower", "talk"]
    assert rows["plain_words"] == ["plain_words", "Plain words", "Open mind", "words", "own", "yes"]
    assert rows["talk"][3:5] == ["measures", "own"]
    configured("[cues]\nquiet = true\n")
    assert {row[-1] for row in listed(run("list")[1]).values()} == {"off"}


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_cue_is_explained_with_its_settings_and_lines(run, configured, language):
    configured(f'[cues]\nlanguage = "{language}"\nmonologue_s = 45\n')
    for rule in RULES:
        status, out, err = run("explain", rule.name)
        assert (status, err) == (0, "")
        assert out.startswith(f"{rule.name}: “")
        for name in rule.looks_at:
            assert f"  {name} = " in out
        assert f"version {rule.version}" in out
    out = run("explain", "pause_and_check_in")[1]
    assert "  monologue_s = 45  Longest turn before the agent should check in (call-ai-metrics).\n" in out
    kept = run("explain", "good_question")[1]
    assert "To keep: " in kept
    assert "What would avoid it: " in out


def test_every_setting_of_the_cues_has_a_meaning_or_a_name_that_says_it():
    meanings = meanings_of_settings()
    assert set(meanings) == set(CueSettings.__dataclass_fields__)
    assert {name for name, meaning in meanings.items() if not meaning} == {
        "most_within_s",
        "quick_answers_of",
    }
    assert meanings["most"] == "Most cues in `most_within_s`."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "plain_words",
            "It comes when the agent says “bandwidth” or “router” 2 times within 60 s, unless the agent says "
            "“that is” within 20 s before.",
        ),
        (
            "thanks",
            "It comes when the agent does “hold_thanks” 2 times in the call, unless the customer does "
            "“question:open” within 5 s afterwards.",
        ),
        ("talk", "It comes when talk share now of the agent is above 0.6."),
        ("wake", "It comes when pace now of the customer is below 90."),
        (
            "bye",
            "It comes when the customer does “closing”, unless the agent does “closing” in the call before.",
        ),
    ],
)
def test_an_own_cue_is_explained_in_words(run, configured, name, told):
    configured()
    out = run("explain", name)[1]
    assert told in out
    assert "a cue of your own" in out
    assert ("What would avoid it: Saying what it does." in out) == (name == "plain_words")


def test_it_is_said_why_a_cue_is_not_shown(run, configured):
    configured('[cues]\noff = ["thanks"]\n', OWN.replace("urgency = 0", 'urgency = 0\navoid = "Thanking."'))
    out = run("explain", "thanks")[1]
    assert "It is switched off: its name stands in `off` in [cues]." in out
    assert "To keep: Thanking." in out
    configured("[cues]\nquiet = true\n")
    assert "No cue is shown: `quiet` is set in [cues]." in run("explain", "slower")[1]


def test_a_name_that_is_none_is_one_sentence(run):
    assert run("explain", "slow") == (2, "", "callmon: There is no cue “slow”; did you mean “slower”?\n")


def test_a_mistake_in_an_own_cue_is_one_sentence(run, configured):
    configured(own=OWN.replace("pillar", "pilar", 1))
    for command in (["list"], ["explain", "slower"], ["test", "no-such-call"]):
        status, out, err = run(*command)
        assert (status, out, err.count("\n")) == (2, "", 1)
    assert re.search(r"mine\.toml line 6: unknown key “pilar”; did you mean “pillar”\?", run("list")[2])


# On a call


@pytest.fixture
def journal(tmp_path):
    """A call of a minute in which the agent speaks of routers, and nobody speaks from 46 s on."""
    path = tmp_path / "call" / "journal.jsonl"
    call = {"file": "call.wav", "channels": 2, "sample_rate": 8000, "model": "tiny.en", "language": "en"}
    header = Folding(Settings(), Lexicon("en")).header(call, [], "left", ListenerSettings())
    with JournalWriter(path, header) as writer:
        for number, (start, end, text) in enumerate(
            [
                (10, 12, "the router"),
                (30.5, 33, "the router again"),
                (34, 36, "my bandwidth"),
                (44, 46, "[b]so[/b]"),
            ],
            1,
        ):
            place = Segment(samples(start), samples(end))
            writer.add(SpeechStarted(place.start, "agent", number))
            writer.add(Utterance(number, "agent", place))
            writer.add(Words(number, tuple(Word(place, word, 0.9) for word in text.split())))
            writer.add(Tick(place.end))
        for tenth in range(465, 600):
            writer.add(Tick(samples(tenth / 10)))
        writer.add(Ended(samples(60)))
    return path


def test_a_journal_is_tried_with_todays_settings_and_own_cues(run, configured, journal):
    configured(own=AS_URGENT)
    before = journal.read_bytes()
    status, out, err = run("test", journal)
    assert (status, err) == (0, "")
    lines = [line.rstrip() for line in out.splitlines()]
    assert lines == [
        "0:33.0  ▸ Plain words  plain_words · Open mind",
        "        You said “router”.",
        "0:51.1  · Say what you’re doing  say_what_you_are_doing · Care",
        "        Nobody has spoken for 5 s and no hold was announced.",
        "        held back: “Plain words” was shown 18 s before",
        "1 cue in 1:00.0 min, 1 held back",
    ]
    assert journal.read_bytes() == before
    configured("[cues]\nbetween_s = 10\n", "")
    out = run("test", journal)[1]
    assert "plain_words" not in out
    assert "▸ Say what you’re doing" in out


def test_the_cues_stand_among_what_was_said(run, configured, journal):
    configured(own=PLAIN)
    lines = [line.rstrip() for line in run("test", journal, "--transcript")[1].splitlines()]
    assert lines[:5] == [
        "0:10.0  Agent:    the router",
        "0:30.5  Agent:    the router again",
        "0:33.0  ▸ Plain words  plain_words · Open mind",
        "        You said “router”.",
        "0:34.0  Agent:    my bandwidth",
    ]
    assert "0:44.0  Agent:    [b]so[/b]" in lines


def test_as_json_nothing_is_lost(run, configured, journal):
    configured(own=AS_URGENT)
    found = json.loads(run("test", journal, "--json")[1])
    assert list(found) == ["call", "cues", "failures"]
    assert [(cue["rule"], cue["shown"]) for cue in found["cues"]] == [
        ("plain_words", True),
        ("say_what_you_are_doing", False),
    ]
    assert found["cues"][0]["evidence"]["words"] == "router"
    spoken = json.loads(run("test", journal, "--json", "--transcript")[1])["utterances"]
    assert [each["text"] for each in spoken][:1] == ["the router"]


def test_a_call_of_the_store_is_found_by_how_its_id_begins(run, configured, journal, tmp_path):
    folder = tmp_path / "xdg-data" / "callmon" / "calls" / "0123456789ab"
    folder.mkdir(parents=True)
    (folder / "journal.jsonl").write_bytes(journal.read_bytes())
    configured(own=PLAIN)
    assert run("test", "0123")[1] == run("test", journal)[1]


def test_a_recording_is_tried_and_nothing_is_kept(run, tmp_path):
    made.riff(tmp_path / "call.wav", made.demo_start(25))
    status, out, err = run("test", "call.wav", "--no-words")
    assert (status, err) == (0, "")
    assert "· Let them finish  let_them_finish · Care" in out
    assert "held back: the first 30 s of a call are quiet" in out
    assert out.rstrip().endswith("0 cues in 25.0 s, 1 held back")
    assert not (tmp_path / "xdg-data" / "callmon" / "calls").exists()
    made.riff(tmp_path / "swapped.wav", made.demo_start(25)[::-1])
    assert run("test", "swapped.wav", "--no-words", "--agent", "right")[1] == out


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("0000", "No analysed call is named 0000"),
        ("no.wav", "No analysed call is named no.wav"),
        ("no.jsonl", "No analysed call is named no.jsonl"),
        ("text.jsonl", "is not a journal of callmon"),
    ],
)
def test_what_is_no_call_is_one_sentence(run, tmp_path, call, told):
    (tmp_path / "text.jsonl").write_text("hello\n", encoding="utf-8")
    status, out, err = run("test", call)
    assert (status, out) == (2, "")
    assert re.fullmatch(r"callmon: .+[.?]\n", err)
    assert told in err


def test_a_rule_that_failed_praise_and_words_that_the_line_does_not_quote_are_told(monkeypatch, capsys):
    monkeypatch.setattr(
        cue_trial, "console", lambda width: Console(force_terminal=True, width=80, color_system=None)
    )
    cue = {
        "rule": "say_back_what_you_heard",
        "pillar": "active_listening",
        "positive": False,
        "text": "Say it back",
        "why": "The customer spoke for 25 s.",
        "at": 40.0,
        "evidence": {"words": "it broke"},
        "shown": True,
        "suppressed_because": None,
    }
    report = {
        "call": {"duration": 50.0},
        "cues": [cue, {**cue, "at": 45.0, "positive": True}],
        "failures": [{"rule": "odd", "at": 41.0, "reason": "KeyError: 'x'"}],
        "utterances": [{"start": 1.0, "speaker": "customer", "text": ""}],
    }
    cue_trial.print_trial(report, transcript=True)
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "0:01.0  Customer: …"
    assert lines[3:5] == [
        "        “it broke”",
        "0:41.0  ! odd failed and was off from here on: KeyError: 'x'",
    ]
    assert [line[8:] for line in lines if "Say it back" in line] == [
        "▸ Say it back  say_back_what_you_heard · Active listening",
        "▸ Say it back  say_back_what_you_heard · Active listening · praise",
    ]
    assert lines[-1] == "2 cues in 50.0 s, 0 held back"
