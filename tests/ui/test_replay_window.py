from pathlib import Path

import pytest
from made_replay import FakeDoors, FakeMarking, FakePlayer, FakeWave, made_call
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from callmon.errors import CallmonError, StoreError
from callmon.timeline import Segment
from callmon.ui.look import Look
from callmon.ui.replay.shortcut_sheet import SHEET
from callmon.ui.replay.window import ReplayWindow

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Room:
    """A replay with everything around it."""

    def __init__(self, look=None, rounds=2, size=(1200, 860)):
        self.call = made_call(rounds)
        self.player, self.marking, self.doors = FakePlayer(self.call.duration), FakeMarking(), FakeDoors()
        self.window = ReplayWindow(
            self.call, self.player, FakeWave(self.call), self.marking, self.doors, look or Look("light")
        )
        self.replay, self.marks = self.window.replay, self.window.marks
        self.quick = self.window.window
        self.quick.resize(*size)
        self.window.show()
        QTest.qWaitForWindowExposed(self.quick)
        QTest.qWait(40)

    def item(self, name):
        return next(item for item in _every(self.quick.contentItem()) if item.objectName() == name)

    def key(self, key, modifier=NONE):
        QTest.keyClick(self.quick, key, modifier)

    def at(self, name, x, y=None):
        item = self.item(name)
        return item.mapToScene(QPointF(x, item.height() / 2 if y is None else y)).toPoint()

    def texts(self):
        return [
            item.property("text")
            for item in _shown(self.quick.contentItem())
            if isinstance(item.property("text"), str)
        ]

    def click_text(self, text, nth=0):
        found = [i for i in _shown(self.quick.contentItem()) if i.property("text") == text][nth]
        place = found.mapToScene(QPointF(found.width() / 2, found.height() / 2)).toPoint()
        QTest.mouseClick(self.quick, Qt.MouseButton.LeftButton, NONE, place)


def _every(parent):
    for child in parent.childItems():
        yield child
        yield from _every(child)


def _shown(parent):
    for child in parent.childItems():
        if child.isVisible():
            yield child
            yield from _shown(child)


@pytest.fixture
def room(qapp):
    made = Room()
    yield made
    made.window.close()


def test_space_plays_and_pauses_and_the_cursor_follows_the_sound(room, qtbot):
    room.key(Qt.Key.Key_Space)
    assert room.player.playing
    before = room.item("cursor").x()
    room.player.position = 40.0
    qtbot.waitUntil(lambda: room.item("cursor").x() > before + 50)
    room.key(Qt.Key.Key_Space)
    assert not room.player.playing


def test_keys_go_through_the_call(room):
    steps = [
        (Qt.Key.Key_Right, NONE, 1.0),
        (Qt.Key.Key_Right, SHIFT, 6.0),
        (Qt.Key.Key_Left, NONE, 5.0),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier, 5.1),
        (Qt.Key.Key_Left, SHIFT, 0.1),
        (Qt.Key.Key_Left, NONE, 0.0),
        (Qt.Key.Key_End, NONE, room.call.duration),
        (Qt.Key.Key_Home, NONE, 0.0),
    ]
    for key, modifier, at in steps:
        room.key(key, modifier)
        assert room.player.position == pytest.approx(at)


def test_every_key_of_the_sheet_does_something_that_the_window_knows(room):
    import re

    file = Path(__file__).parents[2] / "ui" / "Callmon" / "Replay.qml"
    known = set(re.findall(r'"(\w+)": \(\) =>', file.read_text("utf-8")))
    deeds = [key.deed for _, keys in SHEET for key in keys]
    assert set(deeds) == known
    sequences = [each for _, keys in SHEET for key in keys for each in (key.sequence, *key.also)]
    assert len(set(sequences)) == len(sequences)


def test_the_sheet_shows_every_key(room, qtbot):
    room.key("?")
    qtbot.waitUntil(lambda: "Play or pause" in room.texts())
    assert all(key.told in room.texts() for _, keys in SHEET for key in keys)
    room.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Play or pause" not in room.texts())


def test_events_are_one_key_away_and_say_why_they_were_found(room):
    seen = []
    for _ in range(4):
        room.key(Qt.Key.Key_Down)
        seen.append(room.replay.property("selectedKey"))
    assert seen == ["moment/1", "act/2", "cue/2", "overlap/3"]
    starts = [room.replay.item(key).start for key in seen]
    assert starts == sorted(starts)
    room.key(Qt.Key.Key_Up)
    assert room.replay.item(room.replay.property("selectedKey")).start < starts[-1]
    room.replay.select("overlap/3")
    assert "Interruption, clear" in room.texts()
    assert "1.46 s" in room.texts()
    assert room.player.position == pytest.approx(room.replay.item("overlap/3").start - 1)


def test_a_cue_is_shown_as_the_agent_saw_it_and_why_it_was_held_back(room):
    room.replay.select("cue/2")
    assert "Held back: the first 30 s of a call are quiet." in room.texts()
    assert "What would have avoided it: Asking how it is for this customer." in room.texts()
    room.replay.select("cue/4")
    assert any(text.startswith("Shown at 0:3") for text in room.texts())
    assert "To keep: Saying it before you solve it." in room.texts()


def test_a_click_on_a_lane_selects_and_a_double_click_plays_it(room):
    lane = room.item("lane-overlaps")
    found = room.replay.item("overlap/3")
    x = (found.start + found.end) / 2 / room.call.duration * lane.width()
    QTest.mouseClick(room.quick, Qt.MouseButton.LeftButton, NONE, room.at("lane-overlaps", x))
    assert room.replay.property("selectedKey") == "overlap/3"
    QTest.mouseDClick(room.quick, Qt.MouseButton.LeftButton, NONE, room.at("lane-overlaps", x))
    assert room.player.playing
    QTest.mouseClick(room.quick, Qt.MouseButton.LeftButton, NONE, room.at("lane-overlaps", lane.width() - 3))
    assert room.replay.property("selectedKey") == ""


def wave_point(room, share):
    lane = room.item("lane-turns")
    return lane.mapToScene(QPointF(share * lane.width(), -40)).toPoint()


def test_a_click_on_the_waves_goes_there_and_a_drag_chooses_a_span(room):
    QTest.mouseClick(room.quick, Qt.MouseButton.LeftButton, NONE, wave_point(room, 0.5))
    assert room.player.position == pytest.approx(room.call.duration / 2, abs=0.5)
    QTest.mousePress(room.quick, Qt.MouseButton.LeftButton, NONE, wave_point(room, 0.25))
    for share in (0.3, 0.4, 0.5):
        QTest.mouseMove(room.quick, wave_point(room, share))
    QTest.mouseRelease(room.quick, Qt.MouseButton.LeftButton, NONE, wave_point(room, 0.5))
    assert room.replay.property("spanStart") == pytest.approx(room.call.duration / 4, abs=0.5)
    assert room.replay.property("spanEnd") == pytest.approx(room.call.duration / 2, abs=0.5)
    room.key(Qt.Key.Key_L)
    assert room.player.said[-1][0] == "loop"
    assert room.replay.property("looping")
    room.key(Qt.Key.Key_Escape)
    assert room.player.said[-1] == ("loop", None)
    assert room.replay.property("spanEnd") == -1


def test_a_span_is_set_from_the_keys(room):
    room.replay.seek(20)
    room.key("[")
    room.replay.seek(26)
    room.key("]")
    assert (room.replay.property("spanStart"), room.replay.property("spanEnd")) == (20, 26)


def test_what_plays_once_stops_at_its_end(room, qtbot):
    room.replay.playSpan(10, 12)
    assert (room.player.position, room.player.playing) == (10, True)
    room.player.position = 12.01
    qtbot.waitUntil(lambda: not room.player.playing)


def test_speed_side_and_volume_reach_the_player(room):
    room.key(">")
    room.key("<")
    room.key("<")
    room.key("1")
    room.key("3")
    room.key("2")
    room.replay.setVolume(0.3)
    room.replay.setSpeed(9)
    assert room.player.said == [
        ("speed", 1.25),
        ("speed", 1.0),
        ("speed", 0.75),
        ("solo", "agent"),
        ("solo", "customer"),
        ("solo", ""),
        ("volume", 0.3),
        ("speed", 2.0),
    ]


def test_keys_zoom_and_show_the_whole_call(room):
    before = room.replay.view
    room.replay.zoom(4, 60)
    near = room.replay.view
    assert near.length == pytest.approx(before.length / 4)
    assert near.start < 60 < near.end
    room.replay.scroll(10)
    assert room.replay.view.start == pytest.approx(near.start + 10)
    room.key("0")
    assert room.replay.view == before
    room.key("+")
    assert room.replay.view.length < before.length
    room.key("-")
    assert room.replay.view.length == pytest.approx(before.length)


def wheel(room, place, turns, modifier=NONE):
    QTest.wheelEvent(room.quick, QPointF(place), QPoint(0, 120 * turns), stateKey=modifier)


def test_the_wheel_zooms_at_the_pointer_with_ctrl_and_scrolls_without(room):
    whole = room.replay.view
    wheel(room, wave_point(room, 0.5), 4, CTRL)
    near = room.replay.view
    assert near.length < whole.length / 2
    assert (near.start + near.end) / 2 == pytest.approx(room.call.duration / 2, abs=0.5)
    wheel(room, wave_point(room, 0.5), -1)
    assert room.replay.view.start == pytest.approx(near.start + near.length / 8)
    wheel(room, wave_point(room, 0.5), -30, CTRL)
    assert room.replay.view == whole


def test_the_middle_button_drags_what_is_seen(room):
    room.replay.zoom(4, 60)
    near = room.replay.view
    QTest.mousePress(room.quick, Qt.MouseButton.MiddleButton, NONE, wave_point(room, 0.75))
    for share in (0.6, 0.5):
        QTest.mouseMove(room.quick, wave_point(room, share))
    QTest.mouseRelease(room.quick, Qt.MouseButton.MiddleButton, NONE, wave_point(room, 0.5))
    assert room.replay.view.start == pytest.approx(near.start + near.length / 4, abs=0.3)
    assert room.player.position == 0.0


def test_one_can_look_elsewhere_while_it_plays_until_one_comes_back(room, qtbot):
    room.replay.zoom(8, 5)
    room.replay.play()
    room.replay.scroll(60)
    elsewhere = room.replay.view
    room.player.position = 3.0
    qtbot.waitUntil(lambda: room.item("cursor").x() < 0)
    assert room.replay.view == elsewhere
    room.replay.scroll(-100)
    room.player.position = 90.0
    qtbot.waitUntil(lambda: room.replay.view.start <= 90 <= room.replay.view.end)


def test_the_next_event_is_looked_for_from_where_the_cursor_has_gone(room):
    room.replay.select("moment/1")
    room.replay.seek(60)
    room.key("J")
    assert room.replay.item(room.replay.property("selectedKey")).start > 60
    room.key("K")
    room.replay.seek(20)
    room.key("K")
    assert room.replay.property("selectedKey") == "overlap/3" or room.player.position < 20


def test_a_loop_goes_along_with_the_selection(room):
    room.replay.select("overlap/3")
    room.key("L")
    room.replay.select("act/4")
    spans = [(room.replay.item(key).start, room.replay.item(key).end) for key in ("overlap/3", "act/4")]
    assert room.player.said == [("loop", span) for span in spans]
    room.key(Qt.Key.Key_Escape)
    assert room.player.said[-1] == ("loop", None)


def test_the_view_follows_the_cursor_page_by_page(room, qtbot):
    room.replay.zoom(8, 5)
    room.replay.play()
    room.player.position = 80
    qtbot.waitUntil(lambda: room.replay.view.start <= 80 <= room.replay.view.end)


def test_a_lane_can_be_hidden_and_its_events_are_passed_over(room):
    room.replay.toggleLane("moments")
    assert not room.item("lane-moments").isVisible()
    room.key(Qt.Key.Key_Down)
    assert not room.replay.property("selectedKey").startswith("moment/")
    room.replay.toggleLane("moments")
    assert room.item("lane-moments").isVisible()


def test_the_transcript_follows_and_a_word_is_a_place_to_go_to(room, qtbot):
    room.replay.seek(62)
    aside = room.item("transcript")
    qtbot.waitUntil(lambda: aside.property("contentY") >= 0)
    room.replay.seek(0)
    QTest.qWait(30)
    room.click_text("parcel")
    assert room.player.position == pytest.approx(room.call.lines[1].words[1].start)


def test_the_transcript_is_searched(room, qtbot):
    room.key(Qt.Key.Key_F, CTRL)
    for letter in "friday":
        room.key(letter)
    assert not room.player.playing
    assert len(room.window.transcript.property("found")) == 4
    assert "1 of 4" in room.texts()
    room.key(Qt.Key.Key_Return)
    assert "2 of 4" in room.texts()


def test_agreeing_disagreeing_and_taking_it_back(room):
    room.replay.select("act/2")
    room.key(Qt.Key.Key_A)
    (mark,) = room.marking.own
    assert (mark.kind, mark.label, mark.target) == ("agree", "act/assumption", "act/2")
    assert room.marks.property("judgement") == "agree"
    room.key(Qt.Key.Key_D)
    (mark,) = room.marking.own
    assert mark.kind == "disagree"
    room.marks.setRemark("She asks.")
    assert room.marking.own[0].text == "She asks."
    room.key(Qt.Key.Key_D)
    assert room.marking.own == []
    room.key(Qt.Key.Key_Z, CTRL)
    assert room.marks.property("judgement") == "disagree"
    room.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert room.marking.own == []


def test_a_judgement_needs_something_that_was_found(room):
    room.key(Qt.Key.Key_A)
    assert room.item("told").property("text").startswith("Select something that was found")
    room.replay.select("turn/1")
    room.key(Qt.Key.Key_D)
    assert room.marking.own == []


def test_a_note_is_kept_on_the_chosen_span(room, qtbot):
    room.replay.setSpan(10, 14)
    room.key(Qt.Key.Key_N)
    qtbot.waitUntil(
        lambda: (
            room.quick.activeFocusItem() is not None
            and room.quick.activeFocusItem().objectName() == "askText"
        )
    )
    for letter in "well done":
        room.key(letter)
    room.key(Qt.Key.Key_Return)
    (mark,) = room.marking.own
    assert (mark.kind, mark.text, mark.segment) == ("note", "well done", Segment(160_000, 224_000))
    assert room.replay.lanes.count("marks") == 1


def test_what_was_missed_is_marked_with_who_did_it(room):
    room.replay.setSpan(10, 14)
    room.marks.missed("act/empathy", "agent")
    (mark,) = room.marking.own
    assert (mark.kind, mark.label, mark.speaker) == ("missed", "act/empathy", "agent")


def test_words_and_speakers_are_corrected_on_top_of_what_was_found(room):
    room.replay.select("utterance/1")
    asked = []
    room.marks.asks.connect(lambda *what: asked.append(what))
    room.marks.correctWord()
    assert asked[0][2].startswith("My parcel is")
    room.key(Qt.Key.Key_Escape)
    QTest.qWait(300)
    room.marks.setWords(asked[0][2].replace("eight", "nine_or_ten").replace("weekend.", "–"))
    told = {mark.target: mark.text for mark in room.marking.own}
    assert told == {"word/1/3": "nine or ten", "word/1/12": ""}
    assert "nine or ten" in room.texts()
    room.marks.setWords("too few")
    assert "The line has 13 words and this has 2" in room.item("told").property("text")
    room.replay.select("utterance/1")
    room.marks.setWords(asked[0][2])
    assert room.marking.own == []
    room.key(Qt.Key.Key_S)
    assert [(mark.kind, mark.speaker) for mark in room.marking.own] == [("speaker", "agent")]
    assert "Agent ✎" in room.texts()
    room.key(Qt.Key.Key_S)
    assert room.marking.own == []
    assert room.call.lines[1].speaker == "customer"


def test_others_marks_are_seen_once_the_call_is_judged(room):
    assert len(room.marks.property("rows")) == 0
    room.key(Qt.Key.Key_F)
    assert room.marks.property("finished")
    (row,) = room.marks.property("rows")
    assert (row["coder"], row["own"]) == ("Alex", False)
    room.key(Qt.Key.Key_F)
    assert len(room.marks.property("rows")) == 0


def test_what_cannot_be_kept_is_told_and_nothing_is_lost(room):
    room.marking.trouble = StoreError("The library is being written by another window of callmon; try again.")
    room.replay.select("act/2")
    room.key(Qt.Key.Key_A)
    assert room.item("told").property("text").startswith("The library is being written")
    room.marking.trouble = None
    room.key(Qt.Key.Key_A)
    assert len(room.marking.own) == 1


def test_keys_do_nothing_while_one_types(room, qtbot):
    room.key(Qt.Key.Key_F, CTRL)
    for letter in "add":
        room.key(letter)
    room.key(Qt.Key.Key_Space)
    assert (room.marking.own, room.player.playing) == ([], False)


def focus(room, text):
    """Reach something with the Tab key."""
    for _ in range(60):
        room.key(Qt.Key.Key_Tab)
        at = room.quick.activeFocusItem()
        if text in (
            at.property("text"),
            QAccessible.queryAccessibleInterface(at).text(QAccessible.Text.Name),
        ):
            return at
    raise AssertionError(f"Tab does not lead to {text}.")


def test_space_presses_the_button_that_has_the_focus_and_plays_otherwise(room):
    focus(room, "Customer")
    room.key(Qt.Key.Key_Space)
    assert (room.replay.property("solo"), room.player.playing) == ("customer", False)
    QTest.mouseClick(room.quick, Qt.MouseButton.LeftButton, NONE, wave_point(room, 0.5))
    room.key(Qt.Key.Key_Space)
    assert (room.replay.property("solo"), room.player.playing) == ("customer", True)


def test_arrows_move_the_slider_that_has_the_focus_and_the_cursor_otherwise(room):
    focus(room, "Volume")
    room.key(Qt.Key.Key_Left)
    assert room.player.position == 0.0
    assert room.replay.property("volume") == pytest.approx(0.9)
    QTest.mouseClick(room.quick, Qt.MouseButton.LeftButton, NONE, wave_point(room, 0.5))
    at = room.player.position
    room.key(Qt.Key.Key_Left)
    assert room.player.position == pytest.approx(at - 1)


def test_the_list_of_speeds_is_chosen_from_and_closed_with_keys(room, qtbot):
    focus(room, "Speed")
    room.replay.select("act/2")
    room.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "0.5 ×" in room.texts())
    room.key(Qt.Key.Key_Down)
    room.key(Qt.Key.Key_Return)
    assert room.replay.property("speed") == 1.25
    qtbot.waitUntil(lambda: "0.5 ×" not in room.texts())
    room.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "0.5 ×" in room.texts())
    room.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "0.5 ×" not in room.texts())
    assert room.replay.property("selectedKey") == "act/2"
    assert not room.player.playing


def test_without_sound_everything_else_works_and_it_says_why(qapp):
    room = Room()
    room.player.trouble = "The recording /calls/a.wav is not where it was; say where it lies now."
    room.replay.state_changed.emit()
    assert room.item("trouble").property("text") == room.player.trouble
    assert not room.item("find").isVisible()
    room.player.lost = True
    room.replay.state_changed.emit()
    # Drawing lays out what has appeared.
    room.quick.grabWindow()
    room.click_text("Find the recording…")
    assert room.doors.gone == [("find", "abc123")]
    room.replay.select("act/2")
    room.key(Qt.Key.Key_A)
    assert len(room.marking.own) == 1
    room.window.close()


def test_doors_lead_on_and_tell_what_is_wrong(room, monkeypatch):
    room.click_text("Report…")
    room.click_text("Rehearse…")
    assert room.doors.gone == [("report", "abc123"), ("rehearse", "abc123")]

    def locked(_call):
        raise CallmonError("The disk is full; free some space.")

    monkeypatch.setattr(room.doors, "export_report", locked)
    room.window.doors.go("report")
    assert room.item("told").property("text") == "The disk is full; free some space."


def test_closing_lets_the_sound_go(qapp):
    room = Room()
    closed = []
    room.window.closed.connect(lambda: closed.append(True))
    room.quick.close()
    room.window.close()
    assert (closed, room.player.closed) == ([True], True)


LOOKS = [*(Look(s) for s in ("light", "dark", "contrast")), Look("light", 1.5), Look("light", 2.0)]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", [900, 1200])
def test_texts_are_whole_in_every_look(qapp, look, width):
    room = Room(look=look, size=(width, 1000))
    room.player.trouble = (
        "The recording /srv/calls/2026-11-20_parcel_0042.wav is not where it was; say where."
    )
    room.player.lost = True
    room.replay.state_changed.emit()
    for key in ("cue/12", "overlap/3", "moment/1", "act/4"):
        room.replay.select(key)
        room.quick.grabWindow()
        cut = [i.property("text") for i in _shown(room.quick.contentItem()) if i.property("truncated")]
        assert cut == []
    room.window.close()


@pytest.mark.parametrize("look", LOOKS)
def test_what_leads_on_stays_in_the_window(qapp, look):
    room = Room(look=look, size=(900, 1000))
    room.player.lost = True
    room.replay.state_changed.emit()
    room.quick.grabWindow()
    for name in ("find", "play", "transcript", "lane-turns"):
        item = room.item(name)
        right = item.mapToScene(QPointF(item.width(), 0))
        assert right.x() <= room.quick.width()
        assert right.y() < room.quick.height()
    room.window.close()


def test_a_lane_below_the_edge_comes_into_view_with_the_focus(qapp):
    room = Room(look=Look("light", 2.0), size=(1000, 900))
    marks = focus(room, "Marks")
    room.quick.grabWindow()
    place = marks.mapToScene(QPointF(0, marks.height()))
    assert place.y() <= room.item("play").mapToScene(QPointF(0, 0)).y()
    room.window.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_sheet_lies_within_the_window(qapp, qtbot, scale):
    room = Room(look=Look("light", scale), size=(1000, 860))
    room.key("?")
    qtbot.waitUntil(lambda: "Play or pause" in room.texts())
    told = {key.told for _, keys in SHEET for key in keys}
    rows = [i for i in _shown(room.quick.contentItem()) if i.property("text") in told]
    assert len(rows) >= len(told)
    assert all(i.mapToScene(QPointF(i.width(), 0)).x() <= room.quick.width() for i in rows)
    room.window.close()


def test_a_line_of_the_transcript_reads_as_a_sentence(room):
    lines = [
        i for i in _shown(room.quick.contentItem()) if i.metaObject().className().startswith("ReplayLine")
    ]
    names = [QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Name) for line in lines]
    assert "Customer, 0:07: My parcel is eight days late and I need it before the weekend." in names


def test_the_lanes_say_what_lies_below_the_pointer(room):
    lane = room.item("lane-acts")
    found = room.replay.item("act/2")
    place = (found.start / room.call.duration * lane.width() + 3, lane.height() / 2)
    assert lane.keyAt(*place) == "act/2"
    assert lane.toldAt(*place) == (
        "Assumption\n“You probably did not check the tracking page.”\ntakes for known what the other did"
    )
    assert lane.toldAt(lane.width() - 2, 5) == ""


def test_the_whole_call_can_be_dragged_in_the_overview(room):
    room.replay.zoom(8, 5)
    lane = room.item("lane-turns")
    place = QPoint(lane.mapToScene(QPointF(lane.width() * 0.75, 0)).toPoint().x(), 80)
    QTest.mouseClick(room.quick, Qt.MouseButton.LeftButton, NONE, place)
    view = room.replay.view
    assert view.start < room.call.duration * 0.75 < view.end


@pytest.mark.parametrize("wish", ["addNote", "addMissed"])
def test_a_window_that_is_closed_while_it_asks_goes_quietly(qapp, wish):
    for _ in range(3):
        room = Room()
        getattr(room.marks, wish)()
        QTest.qWait(60)
        room.quick.close()
        room.window.close()
    room = Room()
    assert room.texts()
    room.window.close()
