"""Cues of installed packages: only those that are named, told in one sentence where they are at fault."""

import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from callmon import plugins
from callmon.conversation import Lexicon
from callmon.cues import CueSettings
from callmon.errors import SettingsError
from callmon.folding import Folding
from callmon.plugins import GROUP, load_plugins
from callmon.settings import Settings
from callmon.timeline import Ended, Segment, Sound, SpeechStarted, Tick, Utterance, samples

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "example-cue-package"
BOTH = ("agent", "customer")


class Fine:
    name, hears = "fine", BOTH

    def hear(self, heard):
        return None


class Raises(Fine):
    def __init__(self):
        raise RuntimeError("no licence")


class Other(Fine):
    name = "other"


class Deaf(Fine):
    hears = ()


class Odd(Fine):
    hears = ("agent", "manager")


class Listed(Fine):
    hears = ["agent"]  # noqa: RUF012 - the fault that is looked for


class Dumb:
    name, hears = "fine", BOTH


class Angry(Fine):
    def hear(self, heard):
        raise ValueError("what is this")


class Package:
    def __init__(self, name):
        self.name = name


def point(name, value, package="acme-cues"):
    """An entry point as an installed package has it."""
    found = EntryPoint(name, f"test_plugins:{value}", GROUP)
    vars(found).update(dist=Package(package) if package else None)
    return found


@pytest.fixture
def installed(monkeypatch):
    """Says which entry points there are."""

    def say(*points):
        monkeypatch.setattr(plugins, "entry_points", lambda group: points if group == GROUP else ())

    return say


def test_only_what_is_named_is_loaded_and_anew_for_each_call(installed):
    installed(point("fine", "Fine"), point("broken", "nowhere"))
    first, second = load_plugins(["fine"]), load_plugins(["fine"])
    assert [type(rule) for rule in (*first, *second)] == [Fine, Fine]
    assert first[0] is not second[0]
    assert load_plugins([]) == []


def test_nobody_looks_for_packages_where_none_is_named(monkeypatch):
    def looked(group):
        raise AssertionError("looked")

    monkeypatch.setattr(plugins, "entry_points", looked)
    assert load_plugins(frozenset()) == []


OUT = "or take “fine” out of `plugins` in [cues]"


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ([], f"No installed package brings the cue “fine”; install it, {OUT}."),
        (
            [("fine2", "Fine")],
            f"No installed package brings the cue “fine”; install it, {OUT}; did you mean “fine2”?",
        ),
        (
            [("fine", "Fine", "b-cues"), ("fine", "Fine", "a-cues")],
            f"The packages a-cues and b-cues both bring the cue “fine”; remove one, {OUT}.",
        ),
        (
            [("fine", "nowhere")],
            "The cue “fine” of the package acme-cues cannot be used (AttributeError: module 'test_plugins' "
            f"has no attribute 'nowhere'); update the package, {OUT}.",
        ),
        (
            [("fine", "Raises")],
            "The cue “fine” of the package acme-cues cannot be used (RuntimeError: no licence); update the "
            f"package, {OUT}.",
        ),
        (
            [("fine", "Other", None)],
            "The cue “fine” of the package test_plugins:Other cannot be used (its `name`",
        ),
        ([("fine", "Deaf")], "(its `hears` is no tuple of “agent” and “customer”)"),
        ([("fine", "Odd")], "(its `hears` is no tuple of “agent” and “customer”)"),
        ([("fine", "Listed")], "(its `hears` is no tuple of “agent” and “customer”)"),
        ([("fine", "Dumb")], "(it has no method `hear`)"),
        ([("fine", "BOTH")], "(TypeError: 'tuple' object is not callable)"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_with_the_way_out(installed, points, told):
    installed(*(point(*each) for each in points))
    with pytest.raises(SettingsError) as refused:
        load_plugins(["fine"])
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_name_that_is_taken_is_refused(installed):
    installed(point("fine", "Fine"), point("slower", "Fine"))
    with pytest.raises(
        SettingsError, match="The package acme-cues brings a cue “fine”, but there is one; rename"
    ):
        load_plugins(["fine"], ["fine"])
    with pytest.raises(SettingsError, match="brings a cue “slower”, but there is one"):
        Folding(Settings(cues=CueSettings(plugins=frozenset({"slower"}))), Lexicon("en")).pipeline()


def test_a_package_that_raises_in_a_call_is_off_for_the_rest_of_it_and_told_once(installed):
    installed(point("fine", "Angry"))
    folding = Folding(Settings(cues=CueSettings(plugins=frozenset({"fine"}))), Lexicon("en"))
    pipeline = folding.pipeline()
    failed = [pipeline.fold(Tick(samples(at))).failures for at in (1, 2, 3)]
    assert [(each.rule, each.reason) for each in failed[0]] == [("fine", "ValueError: what is this")]
    assert failed[1:] == [(), ()]


def call_with_a_hold():
    """The agent speaks, 30 s of music follow, then the agent speaks again."""
    yield SpeechStarted(samples(40), "agent", 1)
    yield Utterance(1, "agent", Segment(samples(40), samples(43)))
    yield Tick(samples(45))
    yield Sound("customer", Segment(samples(43.5), samples(73)))
    yield Tick(samples(73.2))
    yield SpeechStarted(samples(74), "agent", 2)
    yield Utterance(2, "agent", Segment(samples(74), samples(76)))
    yield Ended(samples(77))


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example package as pip installs it, in a folder of its own."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*pip, "--disable-pip-version-check", "--target", folder, EXAMPLE], capture_output=True, text=True
    )
    if "No module named" in done.stderr:
        pytest.skip("pip or the build backend is not installed")
    assert done.returncode == 0, done.stderr
    return folder


def test_the_example_package_is_installed_named_and_heard(example, tmp_path):
    from callmon.speech.listener import ListenerSettings
    from callmon.store.journal import JournalWriter

    folding = Folding(Settings(), Lexicon("en"))
    call = {"file": "call.wav", "channels": 2, "sample_rate": 8000, "model": None, "language": "en"}
    journal = tmp_path / "journal.jsonl"
    with JournalWriter(journal, folding.header(call, [], "left", ListenerSettings())) as writer:
        for heard in call_with_a_hold():
            writer.add(heard)
    settings = tmp_path / "xdg-config" / "callmon" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[cues]\nplugins = ["thank_them_for_waiting"]\n', encoding="utf-8")

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", "from callmon.cli import main; main()", "cues", *arguments],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(example)},
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    [cue] = json.loads(run("test", str(journal), "--json"))["cues"]
    assert (cue["rule"], cue["text"], cue["shown"]) == (
        "thank_them_for_waiting",
        "Thank them for waiting",
        True,
    )
    assert (cue["at"], cue["why"]) == (74, "They have waited for 31 s.")
    assert "thank_them_for_waiting" in run("list")
    assert "Fires when somebody speaks again after a hold, once for each." in run("explain", cue["rule"])
