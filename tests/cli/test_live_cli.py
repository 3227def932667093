"""`callmon live --no-window` as a program: its lines, its errors, its signals."""

import json
import os
import re
import signal
import subprocess
import sys

import made_audio as made
import pytest

from callmon import app, paths
from callmon.store.calls import stored_calls
from callmon.store.journal import read_journal
from callmon.timeline import Ended, Tick

PROGRAM = [sys.executable, "-c", "from callmon.cli import main; main()", "live", "--no-window"]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")


@pytest.fixture(scope="module")
def call(tmp_path_factory):
    """The first 42 s of the demo call, which have two cues."""
    return made.riff(tmp_path_factory.mktemp("live") / "call.wav", made.demo_start(42))


def live(*arguments, **environment):
    """The finished program."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **environment},
    )


def lines(output):
    return [json.loads(line) for line in output.splitlines()]


def test_a_played_call_is_told_in_lines(call):
    done = live("--play", call, "--speed", 0, "--no-words")
    assert (done.returncode, done.stderr) == (0, "")
    told = lines(done.stdout)
    (stored,) = stored_calls()
    (health,) = (line for line in told if line["type"] == "health")
    assert (health["part"], health["state"]) == ("bleed", "ok")
    told.remove(health)
    assert [line["type"] for line in told] == ["started", "cue", "cue", "ended"]
    assert {told[0]["call"], told[-1]["call"]} == {stored.id}
    report = app.replay(paths.calls() / stored.id / "journal.jsonl")
    cues = [(cue["rule"], cue["at"], cue["text"], cue["why"]) for cue in report["cues"] if cue["shown"]]
    assert [(line["rule"], line["at"], line["text"], line["why"]) for line in told[1:3]] == cues
    for side in ("agent", "customer", "call"):
        for name, value in told[-1]["measures"][side].items():
            assert value == pytest.approx(report["measures"][side][name], abs=0.001)
    # As fast as possible there is no such thing as being late.
    assert told[-1]["cue_delay_ms"] == told[-1]["words_delay_ms"] == {"p50": None, "p95": None}


def test_the_other_channel_may_be_the_agent(call):
    done = live("--play", call, "--speed", 0, "--no-words", "--agent", "right")
    swapped = lines(done.stdout)[-1]["measures"]
    straight = lines(live("--play", call, "--speed", 0, "--no-words").stdout)[-1]["measures"]
    assert swapped["agent"]["talk_time"] == straight["customer"]["talk_time"]


NO_SOUND = {"PULSE_SERVER": "unix:/nonexistent", "XDG_RUNTIME_DIR": "/nonexistent"}
REFUSED = {
    "no recording": (("--play", "no.wav"), "does not exist"),
    "unknown model": (("--play", made.DEMO, "--model", "huge"), "There is no model 'huge'"),
    "no model of words": (("--play", made.DEMO, "--model", "silero-vad-v6"), "recognises no words"),
    "no notice": (("--play", made.DEMO, "--mode", "recording"), "only after both sides were told"),
    "two ways": (("--one-line", "desk", "--speaker", "desk"), "leave --microphone and --speaker out"),
    "no sample": (("--play", made.DEMO, "--agent-voice", "no.wav"), "does not exist"),
    "said twice who": (
        ("--play", made.DEMO, "--agent-voice", made.DEMO, "--agent-speaker", "first"),
        "both say who the agent is",
    ),
    "no speed": (("--play", made.DEMO, "--speed", "inf"), "--speed"),
}


def refused(done):
    """The one sentence of a program that ends with status 2 and has kept nothing."""
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"callmon: .*[.?]\n", done.stderr), done.stderr
    assert stored_calls() == []
    return done.stderr


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_heard_is_one_sentence(kind):
    arguments, sentence = REFUSED[kind]
    assert sentence in refused(live("--no-words" if "model" not in kind else "--aec", *arguments))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no sound server to be without")
def test_a_computer_without_sound_is_one_sentence():
    refused(live("--no-words", **NO_SOUND))


@pytest.fixture
def running(call):
    """Starts the program; gives it once it is hearing."""
    started = []

    def start(*arguments):
        program = subprocess.Popen(
            [*PROGRAM, "--play", str(call), "--no-words", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(program)
        assert json.loads(program.stdout.readline())["type"] == "started"
        return program

    yield start
    for program in started:
        program.kill()
        program.communicate()


@POSIX
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_polite_signal_ends_the_call_whole(name, running):
    program = running("--speed", "1")
    program.send_signal(getattr(signal, name))
    out, err = program.communicate(timeout=60)
    assert (program.returncode, err) == (0, "")
    assert lines(out)[-1]["type"] == "ended"
    (stored,) = stored_calls()
    assert isinstance(list(read_journal(paths.calls() / stored.id / "journal.jsonl"))[-1], Ended)


@POSIX
def test_a_killed_call_has_a_journal_up_to_the_last_second(running):
    program = running("--speed", "8")
    # The second cue of this call is told at 39.9 s.
    cues = (line for line in map(json.loads, program.stdout) if line["type"] == "cue")
    assert [next(cues)["rule"], next(cues)["rule"]] == ["say_what_you_are_doing", "they_tried_to_speak"]
    program.send_signal(signal.SIGKILL)
    program.communicate(timeout=60)
    (stored,) = stored_calls()
    journal = paths.calls() / stored.id / "journal.jsonl"
    kept = list(read_journal(journal))
    assert max(each.at for each in kept if isinstance(each, Tick)) >= (39.9 - 1.3) * 16_000
    report = app.replay(journal)
    assert any("broke off" in note for note in report["call"]["notes"])
    assert report["overlaps"]


@POSIX
def test_whoever_reads_the_lines_may_go(running):
    program = running("--speed", "16")
    program.stdout.close()
    assert program.wait(timeout=60) == 2
    assert re.fullmatch(r"callmon: Standard output .*\.\n", program.stderr.read())
