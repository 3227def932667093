import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from replay_room import CTRL, NONE
from replay_stage import LEFT, MIDDLE, ReplayStage


@pytest.fixture
def room(qapp):
    made = ReplayStage()
    yield made
    made.close()


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


def test_the_next_event_is_looked_for_from_where_the_cursor_has_gone(room):
    room.replay.select("moment/1")
    room.replay.seek(60)
    room.key("J")
    assert room.replay.item(room.replay.property("selectedKey")).start > 60
    room.replay.seek(20)
    room.key("K")
    assert room.replay.property("selectedKey") == "cue/2"


def test_a_click_on_a_lane_selects_and_a_double_click_plays_it(room):
    width = room.item("lane-overlaps").width()
    found = room.replay.item("overlap/3")
    place = room.lane("overlaps", (found.start + found.end) / 2 / room.call.duration * width)
    room.press(place)
    assert room.replay.property("selectedKey") == "overlap/3"
    QTest.mouseDClick(room.quick, LEFT, NONE, place)
    assert room.player.playing
    room.press(room.lane("overlaps", width - 3))
    assert room.replay.property("selectedKey") == ""


def test_a_click_on_the_waves_goes_there_and_a_drag_chooses_a_span(room):
    room.press(room.wave(0.5))
    assert room.player.position == pytest.approx(room.call.duration / 2, abs=0.5)
    room.drag([room.wave(share) for share in (0.25, 0.3, 0.4, 0.5)])
    assert room.replay.property("spanStart") == pytest.approx(room.call.duration / 4, abs=0.5)
    assert room.replay.property("spanEnd") == pytest.approx(room.call.duration / 2, abs=0.5)
    room.key(Qt.Key.Key_L)
    assert room.player.said[-1][0] == "loop"
    assert room.replay.property("looping")
    room.key(Qt.Key.Key_Escape)
    assert room.player.said[-1] == ("loop", None)
    assert room.replay.property("spanEnd") == -1


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


def test_the_wheel_zooms_at_the_pointer_with_ctrl_and_scrolls_without(room):
    whole = room.replay.view
    room.wheel(room.wave(0.5), 4, CTRL)
    near = room.replay.view
    assert near.length < whole.length / 2
    assert (near.start + near.end) / 2 == pytest.approx(room.call.duration / 2, abs=0.5)
    room.wheel(room.wave(0.5), -1)
    assert room.replay.view.start == pytest.approx(near.start + near.length / 8)
    room.wheel(room.wave(0.5), -30, CTRL)
    assert room.replay.view == whole


def test_the_middle_button_drags_what_is_seen(room):
    room.replay.zoom(4, 60)
    near = room.replay.view
    room.drag([room.wave(share) for share in (0.75, 0.6, 0.5)], MIDDLE)
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


def test_the_view_follows_the_cursor_page_by_page(room, qtbot):
    room.replay.zoom(8, 5)
    room.replay.play()
    room.player.position = 80
    qtbot.waitUntil(lambda: room.replay.view.start <= 80 <= room.replay.view.end)


def test_a_lane_can_be_hidden_and_its_events_are_passed_over(room):
    name = room.focus("Moments")
    room.key(Qt.Key.Key_Space)
    assert room.every("lane-moments") == []
    room.key("J")
    assert room.replay.property("selectedKey") == "act/2"
    assert room.quick.activeFocusItem() == name
    room.key(Qt.Key.Key_Space)
    assert len(room.every("lane-moments")) == 1


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
    left, top, right, _ = room.place("overview")
    places = [QPoint(int(left + (right - left) * share), int(top) + 10) for share in (0.5, 0.6, 0.75)]
    room.drag(places)
    view = room.replay.view
    assert (view.start + view.end) / 2 == pytest.approx(room.call.duration * 0.75, abs=1)
    assert room.player.position == pytest.approx(room.call.duration / 2, abs=1)


def test_what_is_seen_closely_is_drawn_again_once_it_was_read(room, qtbot):
    room.window.replay.wave.ready = 0.99
    with qtbot.waitSignal(room.replay.detail_changed):
        room.replay.zoom(40, 60)
        assert room.replay.view.length < 5
        room.settle()
        room.window.replay.wave.ready = 1.0


def test_the_line_of_the_selected_is_shown_though_the_cursor_stands_before_it(room):
    found = room.replay.item("act/2")
    room.replay.select("act/2")
    row = room.transcript.rowOf("act/2")
    assert room.transcript.rowAt(room.player.position) < row
    room.settle()
    assert [each.property("index") for each in room.every("line") if each.property("now")] == [row]
    room.replay.seek(found.start - 20)
    room.settle()
    here = room.transcript.rowAt(room.player.position)
    assert [each.property("index") for each in room.every("line") if each.property("now")] in ([here], [])
    room.replay.select("act/2")
    room.replay.play()
    assert room.replay.property("ahead") == ""


def test_the_signs_of_a_lane_are_explained_at_its_label(room):
    label = next(each for each in room.every() if each.property("text") == "Moments")
    QTest.mouseMove(room.quick, label.mapToScene(QPointF(20, 8)).toPoint())
    QTest.qWait(600)
    assert any("A full diamond was answered" in text for text in room.texts())


def test_that_nothing_can_be_heard_moves_nothing(room):
    before = [room.place(name) for name in ("play", "lane-turns", "findText")]
    room.player.trouble = "Nothing can be heard: no sound output can be opened. Plug one in and press play."
    room.replay.state_changed.emit()
    room.settle()
    assert room.item("trouble").property("text") == room.player.trouble
    assert [room.place(name) for name in ("play", "lane-turns", "findText")] == before
