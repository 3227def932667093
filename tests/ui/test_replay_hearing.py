import pytest
from PySide6.QtCore import Qt
from replay_room import CTRL, NONE, SHIFT
from replay_stage import ReplayStage


@pytest.fixture
def room(qapp):
    made = ReplayStage()
    yield made
    made.close()


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


def test_a_loop_goes_along_with_the_selection(room):
    room.replay.select("overlap/3")
    room.key("L")
    room.replay.select("act/4")
    spans = [(room.replay.item(key).start, room.replay.item(key).end) for key in ("overlap/3", "act/4")]
    assert room.player.said == [("loop", span) for span in spans]
    room.key(Qt.Key.Key_Escape)
    assert room.player.said[-1] == ("loop", None)


def test_space_presses_the_button_that_has_the_focus_and_plays_otherwise(room):
    room.focus("Customer")
    room.key(Qt.Key.Key_Space)
    assert (room.replay.property("solo"), room.player.playing) == ("customer", False)
    room.press(room.wave(0.5))
    room.key(Qt.Key.Key_Space)
    assert (room.replay.property("solo"), room.player.playing) == ("customer", True)


def test_arrows_move_the_slider_that_has_the_focus_and_the_cursor_otherwise(room):
    room.focus("Volume")
    room.key(Qt.Key.Key_Left)
    assert room.player.position == 0.0
    assert room.replay.property("volume") == pytest.approx(0.9)
    room.press(room.wave(0.5))
    at = room.player.position
    room.key(Qt.Key.Key_Left)
    assert room.player.position == pytest.approx(at - 1)


def test_the_list_of_speeds_is_chosen_from_and_closed_with_keys(room, qtbot):
    room.focus("Speed")
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


def test_keys_do_nothing_while_one_types(room, qtbot):
    room.key(Qt.Key.Key_F, CTRL)
    room.write("add")
    room.key(Qt.Key.Key_Space)
    assert (room.marking.own, room.player.playing) == ([], False)


def test_without_sound_everything_else_works_and_it_says_why(room):
    room.player.trouble = "The recording /calls/a.wav is not where it was; say where it lies now."
    room.replay.state_changed.emit()
    assert room.item("trouble").property("text") == room.player.trouble
    assert room.every("find") == []
    room.player.lost = True
    room.replay.state_changed.emit()
    room.click(room.item("find"))
    assert room.doors.gone == [("find", "abc123")]
    room.replay.select("act/2")
    room.key(Qt.Key.Key_A)
    assert len(room.marking.own) == 1
