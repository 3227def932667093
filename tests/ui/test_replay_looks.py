import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from replay_stage import ReplayStage

from callmon.ui.look import Look
from callmon.ui.replay.shortcut_sheet import SHEET

KEYS = [key for _, keys in SHEET for key in keys]
LOOKS = [*(Look(scheme) for scheme in ("light", "dark", "contrast")), Look("light", 1.5), Look("light", 2.0)]


@pytest.fixture
def make(qapp):
    """Makes replays, and takes them down."""
    made = []

    def one(*, look=None, size=(1200, 860)):
        made.append(ReplayStage(look=look, size=size))
        return made[-1]

    yield one
    for each in made:
        each.close()


def lose(room):
    """Let the recording be gone."""
    room.player.trouble = "The recording /srv/parcel_0042.wav is not where it was; say where it lies now."
    room.player.lost = True
    room.replay.state_changed.emit()
    room.settle()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", [900, 1200])
def test_texts_are_whole_in_every_look(make, look, width):
    room = make(look=look, size=(width, 1000))
    lose(room)
    for key in ("cue/12", "overlap/3", "moment/1", "act/4"):
        room.replay.select(key)
        room.settle()
        assert [i.property("text") for i in room.every() if i.property("truncated")] == []


@pytest.mark.parametrize("look", LOOKS)
def test_what_one_needs_most_stays_in_the_window(make, look):
    room = make(look=look, size=(900, 1000))
    lose(room)
    for name in ("find", "play", "transcript", "lane-turns", "aside"):
        _, top, right, _ = room.place(name)
        assert right <= room.quick.width()
        assert top < room.quick.height()


def test_a_lane_below_the_edge_comes_into_view_with_the_focus(make):
    room = make(look=Look("light", 2.0), size=(1000, 900))
    hidden = room.place("lane-marks")[3]
    below = room.place("play")[1]
    assert hidden > below
    room.focus("Marks")
    room.settle()
    assert room.place("lane-marks")[3] <= below


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_sheet_tells_every_key_within_the_window(make, qtbot, scale):
    room = make(look=Look("light", scale), size=(1000, 860))
    room.key("?")
    qtbot.waitUntil(lambda: "Play or pause" in room.texts())
    told = {key.told for key in KEYS}
    rows = [i for i in room.every() if str(i.property("text")) in told]
    assert {i.property("text") for i in rows} == told
    assert all(i.mapToScene(QPointF(i.width(), 0)).x() <= room.quick.width() for i in rows)
    room.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Play or pause" not in room.texts())


def test_every_key_of_the_sheet_does_something_that_the_window_knows():
    file = Path(__file__).parents[2] / "ui" / "Callmon" / "Replay.qml"
    known = set(re.findall(r'"(\w+)": \(\) =>', file.read_text("utf-8")))
    assert {key.deed for key in KEYS} == known


def test_no_two_keys_are_the_same():
    sequences = [each for key in KEYS for each in (key.sequence, *key.also)]
    assert len(set(sequences)) == len(sequences)
