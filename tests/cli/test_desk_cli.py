"""The commands of the coach's desk, from recordings to files that are handed over."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import made_audio as made
import pytest

from callmon.app import Source, call_id
from callmon.store.library import open_library
from callmon.timeline import Filter, Segment, Sort

ROOT = Path(__file__).parents[2]
CALLMON = Path(sys.executable).with_name("callmon")
TIMING = ("--no-words", "--no-tone")


def run(*words, status=0):
    done = subprocess.run([CALLMON, *map(str, words)], capture_output=True, text=True, timeout=120)
    assert done.returncode == status, done.stderr
    return done.stdout if status == 0 else done.stderr


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    shutil.copy(ROOT / "demo" / "call.flac", folder / "parcel.flac")
    return folder


@pytest.fixture
def call(archive):
    run("import", archive, "--agent-name", "Kim", *TIMING)
    return call_id(Source((archive / "parcel.flac",)))


def test_an_import_sums_up_and_goes_on_where_it_stopped(archive):
    (archive / "broken.wav").write_bytes(b"nothing")
    first = subprocess.run([CALLMON, "import", archive, *TIMING], capture_output=True, text=True, timeout=120)
    assert first.stdout == "1 call added, 1 not taken.\n"
    assert first.stderr.startswith("1 of 2: broken.wav\n2 of 2: parcel.flac\n")
    assert "broken.wav is not a recording that callmon can read" in first.stderr
    assert run("import", archive, *TIMING) == "0 calls added, 1 already there, 1 not taken.\n"


def test_a_wrong_date_is_put_right_for_one_recording(call, archive):
    shutil.copy(archive / "parcel.flac", archive / "copy.flac")
    told = run("import", archive, "--held", "2026-06-10T13:37", status=2)
    assert "--held is the time of one recording" in told
    assert run("import", archive / "copy.flac", "--held", "2026-06-10T13:37") == (
        "0 calls added, 1 already there.\n"
    )
    with open_library() as library:
        found = library.find(call)
    assert (found.held[:19], found.dated) == ("2026-06-10T13:37:00", "said")


def test_nothing_to_import_is_told(tmp_path):
    (tmp_path / "notes.txt").write_text("no call")
    assert "There is no recording" in run("import", tmp_path, status=2)
    assert "Nothing was added" in run("import", tmp_path / "missing", status=2)


def test_marks_travel_to_another_tool_and_back(call, tmp_path):
    with open_library() as library:
        library.marking(call, "Robin").add("note", Segment(16_000, 32_000), text="well done")
    assert run("marks", "list", call).split() == ["Robin", "0:01.0", "note", "well", "done"]
    file = tmp_path / "marks.TextGrid"
    assert run("marks", "export", call, file) == f"1 marks are in {file}.\n"
    assert run("marks", "import", call, file).startswith("0 marks are new or changed.")
    file.write_text(file.read_text("utf-8").replace("well done", "very well done"), "utf-8")
    assert run("marks", "import", call, file).startswith("1 marks are new or changed.")
    assert "very well done" in run("marks", "list", call[:6])


def test_marks_are_never_written_over_the_recording(call, archive):
    before = (archive / "parcel.flac").read_bytes()
    assert "is the recording" in run("marks", "export", call, archive / "parcel.flac", status=2)
    assert (archive / "parcel.flac").read_bytes() == before


def test_a_report_is_handed_over_with_the_coachs_words_and_sound(call, tmp_path):
    with open_library() as library:
        library.marking(call, "Robin").add("note", Segment(16_000, 32_000), text="well done")
    words = tmp_path / "words.txt"
    words.write_text("Hello Kim,\n\nthank you.", "utf-8")
    out = tmp_path / "handed.html"
    assert run(
        "report", call, "--coach", "Robin", "--message", f"@{words}", "--audio", "--out", out
    ).endswith(f"{out}\n")
    page = out.read_text("utf-8")
    assert "For Kim" in page
    assert "well done" in page
    assert "data:audio/mpeg;base64," in page
    assert "must end in .html or .pdf" in run("report", call, "--out", tmp_path / "a.doc", status=2)
    assert "cannot be read as text" in run("report", call, "--message", "@/no/such", status=2)


def test_a_report_without_the_recording_says_that_it_has_no_sound(call, archive, tmp_path):
    (archive / "parcel.flac").unlink()
    out = tmp_path / "handed.html"
    done = subprocess.run(
        [CALLMON, "report", call, "--audio", "--out", out], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0
    assert "There is no sound in it" in done.stderr


def test_trends_comparison_and_calibration_print_tables(call):
    assert "Agent: interruptions" in run("trends", "Kim")
    assert "no call of Sam" in run("trends", "Sam", status=2)
    assert "Agent: interruptions" in run("trends", "kim")
    told = run("compare", call, call)
    assert told.startswith("Earlier: parcel.flac\nLater:   parcel.flac\n")
    assert "Active listening" in told
    told = " ".join(run("calibrate", "--coder", "Robin").split())
    assert told.startswith("Robin has marked no call yet. Open calls with `callmon library`")
    with open_library() as library:
        library.marking(call, "Robin").finish(True)
    told = run("calibrate", "--coder", "Robin")
    assert "No change is proposed" in told
    assert told.startswith("Found by both, only by callmon (1st), only by Robin (2nd), in 1 call with marks;")
    _, heads, *_ = told.split("\n\n")
    assert heads.splitlines()[0].split() == ["both", "1st", "2nd", "precision", "recall", "kappa", "ICC"]
    _, stays = told.split("Thresholds that stay: ")
    assert stays.split()[:6] == ["too", "few", "calls", "with", "both", "right"]
    assert "  Certainty that an assumption is one, at least" in stays.splitlines()
    told = " ".join(run("calibrate", "--coder", "Robin", "--against", "Alex").split())
    assert told.startswith("Robin and Alex have not both judged a call whole yet.")
    with open_library() as library:
        library.marking(call, "Alex").finish(True)
    told = " ".join(run("calibrate", "--coder", "Robin", "--against", "Alex").split())
    assert "only by Alex (2nd), in 1 call judged whole by both" in told
    assert run("calibrate", "--take-back") == "There is nothing to take back.\n"


def test_a_replay_without_a_window_is_the_report_as_before(call, tmp_path):
    run("replay", call, "--json", tmp_path / "report.json")
    with open_library() as library:
        assert library.report(call) == json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert "There is no screen" in run_without_screen("replay", call)


def run_without_screen(*words):
    import os

    environ = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environ.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [CALLMON, *map(str, words)], capture_output=True, text=True, timeout=60, env=environ
    )
    assert done.returncode == 2, done.stdout
    return done.stderr


def test_a_call_goes_by_its_recordings_name_in_every_command(call, archive, tmp_path):
    (archive / "parcel.flac").rename(archive / "elsewhere.flac")
    out = tmp_path / "report.html"
    for name in ("parcel.flac", "parc"):
        assert run("report", name, "--out", out) == f"The report is in {out}\n"
        assert run("marks", "list", name) == "Nobody has marked anything in this call.\n"
        assert json.loads(run("replay", name, "--json", "-"))["call"]["file"] == "parcel.flac"
        assert "held back" in run("cues", "test", name)
        assert "Active listening" in run("compare", name, call)
    assert "no call named parcels" in run("report", "parcels", status=2)
    assert "No analysed call is named parcels" in run("replay", "parcels", "--no-window", status=2)


def test_either_side_of_a_pair_names_the_call(tmp_path):
    folder = tmp_path / "Gespräche"
    folder.mkdir()
    sides = made.demo_start(25)
    files = [
        made.riff(folder / f"parcel_{name}.wav", side[None])
        for name, side in zip(("agent", "caller"), sides, strict=True)
    ]
    assert run("import", folder, *TIMING) == "1 call added.\n"
    for file in files:
        assert run("marks", "list", file) == "Nobody has marked anything in this call.\n"


def test_a_recording_that_is_not_in_the_library_yet_is_listened_to_first(archive):
    told = run_without_screen("replay", archive / "parcel.flac")
    assert "There is no screen" in told
    with open_library() as library:
        assert [each.title for each in library.page(Filter(), Sort(), 0, 9)] == ["parcel.flac"]
    assert "no call named" in run("rehearse", "nothing", status=2)
