import shutil
from pathlib import Path

import made_audio as made
import numpy as np
import pytest
from made_replay import FakeDoors
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from replay_room import middle, seen
from shiboken6 import isValid

from callmon.app import Source, analyze, call_id
from callmon.audio.recording import StereoRecording
from callmon.desk.replaying import Replays
from callmon.desk.shelving import refresh
from callmon.engines import Options
from callmon.errors import RecordingError, StoreError
from callmon.settings import Settings
from callmon.store.library import open_library

DEMO = Path(__file__).parents[2] / "demo" / "call.flac"


@pytest.fixture
def shelf(tmp_path):
    recording = tmp_path / "parcel.flac"
    shutil.copy(DEMO, recording)
    analyze(Source((recording,)), Options(words=False, tone=False), Settings())
    with open_library() as library:
        refresh(library)
        yield library, call_id(Source((recording,))), recording


@pytest.fixture
def replays(qapp, shelf):
    gone = []
    opened = Replays(
        shelf[0],
        "Robin",
        FakeDoors(),
        lambda call: gone.append(("again", call)),
    )
    opened.gone = gone
    yield opened
    opened.close()


def test_a_call_is_opened_once_and_where_it_is_wanted(replays, shelf):
    first = replays.open(shelf[1], 42.0)
    assert first.replay.property("position") == pytest.approx(42.0)
    assert replays.open(shelf[1]) is first
    assert replays.count == 1


def test_a_window_that_a_person_closes_is_forgotten_without_harm(replays, shelf, qtbot):
    for _ in range(3):
        window = replays.open(shelf[1])
        QTest.qWait(50)
        with qtbot.waitSignal(replays.closed):
            window.window.close()
        assert replays.count == 0


def test_marks_of_a_window_are_in_the_library(replays, shelf):
    window = replays.open(shelf[1])
    window.replay.nextEvent()
    window.marks.agree()
    library, call, _ = shelf
    assert [mark.kind for mark in library.marking(call, "Robin").marks()] == ["agree"]


def test_a_recording_that_was_moved_is_found_by_the_person(replays, shelf, monkeypatch, tmp_path):
    library, call, recording = shelf
    moved = tmp_path / "elsewhere.flac"
    recording.rename(moved)
    window = replays.open(call)
    assert "is not where it was" in window.replay.property("trouble")
    chosen = [str(tmp_path / "nothing.flac")]
    monkeypatch.setattr("callmon.desk.replaying.QFileDialog.getOpenFileNames", lambda *_: (chosen, ""))
    with pytest.raises(RecordingError, match="does not exist"):
        replays.find_recording(call)
    chosen[:] = []
    replays.find_recording(call)
    assert replays.open(call) is window
    chosen[:] = [str(moved)]
    replays.find_recording(call)
    again = replays.open(call)
    assert again is not window
    assert again.replay.property("trouble") == ""
    assert library.find(call).files == (str(moved),)


def test_a_call_whose_sides_were_exchanged_is_shown_anew(replays, shelf, tmp_path, qtbot):
    library = shelf[0]
    audio = np.concatenate(list(StereoRecording(DEMO).blocks(16_000)), axis=1)[:, : 30 * 16_000]
    made.riff(tmp_path / "mono.wav", audio.mean(axis=0, keepdims=True))
    source = Source((tmp_path / "mono.wav",))
    analyze(source, Options(words=False, tone=False), Settings())
    refresh(library)
    call = call_id(source)
    window = replays.open(call, 12.0)
    QTest.qWaitForWindowExposed(window.window)
    window.window.grabWindow()
    QTest.mouseClick(window.window, Qt.MouseButton.LeftButton, pos=middle(seen(window.window, "exchange")))
    again = replays.open(call)
    assert again is not window
    assert again.replay.property("position") == pytest.approx(12.0)
    before, after = ({line.key: line.speaker for line in each.replay.call.lines} for each in (window, again))
    assert after == {key: "agent" if side == "customer" else "customer" for key, side in before.items()}
    qtbot.waitUntil(lambda: not isValid(window.window))
    assert replays.count == 1


def test_a_call_with_a_channel_each_has_no_sides_to_exchange(replays, shelf):
    with pytest.raises(StoreError, match="a channel of its own"):
        replays.exchange_sides(shelf[1])


def test_a_call_that_is_not_there_is_told(replays):
    with pytest.raises(StoreError, match="no call named"):
        replays.open("nothing")


def test_doors_lead_where_the_desk_says(replays, shelf):
    window = replays.open(shelf[1])
    window.doors.go("rehearse")
    assert replays.gone == [("again", shelf[1])]
    assert window.reporting.about(shelf[1])["agent"] == "Kim"
    told = replays.export_report(shelf[1], Path("kim.html"), "Hello", audio=True)
    assert told == "The report is in kim.html."
