import shutil
from pathlib import Path

import pytest

from callmon.app import Source, analyze, call_id
from callmon.desk.doors import LibraryDoors
from callmon.desk.shelving import refresh
from callmon.engines import Options
from callmon.errors import OutputError
from callmon.settings import Settings
from callmon.store.library import open_library
from callmon.timeline import Segment
from callmon.ui.look import PLAIN

DEMO = Path(__file__).parents[2] / "demo" / "call.flac"


@pytest.fixture
def doors(tmp_path, monkeypatch):
    recording = tmp_path / "parcel.flac"
    shutil.copy(DEMO, recording)
    analyze(Source((recording,)), Options(words=False, tone=False), Settings())
    opened = []
    monkeypatch.setattr("callmon.desk.doors.QDesktopServices.openUrl", opened.append)
    with open_library() as library:
        refresh(library)
        call = call_id(Source((recording,)))
        library.set_agent([call], "Kim")
        marking = library.marking(call, "Robin")
        marking.add("missed", Segment(160_000, 176_000), label="cue/say_back_what_you_heard", speaker="agent")
        marking.finish(True)
        yield LibraryDoors(library, "Robin", PLAIN), call, recording, opened


def test_a_report_is_written_shown_and_told(doors, tmp_path):
    made, call, _, opened = doors
    agent, proposed = made.addressee(call)
    assert (agent, proposed.name) == ("Kim", "parcel.html")
    path = tmp_path / "for kim.html"
    assert made.export_report(call, path, "Well done.", audio=True) == f"The report is in {path}."
    assert [url.toLocalFile() for url in opened] == [str(path)]
    page = path.read_text("utf-8")
    for said in ("Well done.", "Cue “Say it back”", "Your coach has judged the whole call"):
        assert said in page
    assert page.count("<audio") >= 1


def test_what_is_missing_in_it_is_told_too(doors, tmp_path):
    made, call, recording, _ = doors
    recording.unlink()
    told = made.export_report(call, tmp_path / "kim.html", "", audio=True)
    assert told.startswith(f"The report is in {tmp_path / 'kim.html'}. There is no sound in it: ")


def test_where_it_cannot_be_written_that_is_the_reason(doors, tmp_path):
    made, call, _, opened = doors
    with pytest.raises(OutputError, match="does not exist"):
        made.export_report(call, tmp_path / "nowhere" / "kim.html", "", audio=False)
    assert opened == []
