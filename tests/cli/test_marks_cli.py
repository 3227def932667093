"""The commands for marks, with the demo call in the library."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pympi.Elan import Eaf
from typer.testing import CliRunner

from callmon.app import Source, call_id
from callmon.cli.marks import app
from callmon.desk.importing import Import, Wanted
from callmon.engines import Options
from callmon.errors import OutputError
from callmon.settings import Settings
from callmon.store.library import open_library
from callmon.timeline import Segment

DEMO = Path(__file__).parents[2] / "demo" / "call.flac"


def run(*words):
    done = CliRunner().invoke(app, list(map(str, words)), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output.replace("\n", " ").strip()


@pytest.fixture
def call(tmp_path):
    recording = Path(shutil.copy(DEMO, tmp_path / "parcel.flac"))
    with open_library() as library:
        importing = Import(library, Options(words=False, tone=False), Settings())
        importing.run(Wanted((recording,)), lambda _: None)
        assert importing.progress().added == 1
    return call_id(Source((recording,)))


def marks_of(call):
    with open_library() as library:
        return [mark for _, mark, _ in library.all_marks([call])]


def test_what_is_added_in_elan_comes_into_the_call_once(call, tmp_path):
    assert run("list", call) == "Nobody has marked anything in this call."
    file = tmp_path / "marks.eaf"
    run("export", call, file, "--coder", "Kim")
    elan = Eaf(str(file))
    assert "Kim: missed (list)" in elan.get_tier_names()
    elan.add_annotation("Kim: missed (list)", 1000, 2000, "act/empathy agent")
    elan.to_file(str(file))
    assert run("import", call, file) == "1 marks are new or changed."
    assert run("import", call, file) == "0 marks are new or changed."
    (mark,) = marks_of(call)
    assert (mark.coder, mark.label, mark.segment) == ("Kim", "act/empathy", Segment(16_000, 32_000))
    assert run("list", call) == "Kim  0:01.0  missed    Empathy agent"


def test_a_copy_of_somebody_elses_tier_takes_nothing_from_them(call, tmp_path):
    with open_library() as library:
        marking = library.marking(call, "Robin")
        for start in (0, 16_000):
            marking.add("note", Segment(start, start + 8000), text=f"from {start}\nand on")
    before = marks_of(call)
    file = tmp_path / "marks.eaf"
    run("export", call, file)
    file.write_text(file.read_text("utf-8").replace("Robin: notes", "Alex: notes"), "utf-8")
    assert run("import", call, file) == "2 marks are new or changed."
    assert run("import", call, file) == "0 marks are new or changed."
    copies = [mark for mark in marks_of(call) if mark.coder == "Alex"]
    assert [mark for mark in marks_of(call) if mark.coder == "Robin"] == before
    assert [replace(mark, id="", coder="Robin") for mark in copies] == [
        replace(mark, id="") for mark in before
    ]


def test_what_a_file_lacks_stays_and_is_told(call, tmp_path):
    with open_library() as library:
        marking = library.marking(call, "Robin")
        marking.add("note", Segment(0, 8000), text="kept")
        library.marking(call, "Alex").add("note", Segment(0, 8000), text="another's")
    file = tmp_path / "marks.csv"
    run("export", call, file, "--coder", "Robin")
    with open_library() as library:
        library.marking(call, "Robin").add("note", Segment(0, 8000), text="later")
    assert run("import", call, file) == (
        "0 marks are new or changed. 1 marks of the call are not in the file; they stay."
    )
    assert len(marks_of(call)) == 3


def test_findings_are_written_as_a_table(call, tmp_path):
    file = tmp_path / "found.csv"
    assert run("export", call, file, "--findings") == f"What was found is in {file}."
    assert file.read_text("utf-8-sig").startswith("key,label,start,end")
    with pytest.raises(OutputError, match=r"must end in \.csv"):
        run("export", call, tmp_path / "found.eaf", "--findings")
