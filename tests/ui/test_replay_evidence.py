from dataclasses import replace

import pytest
from made_replay import made_call
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from replay_room import PanelRoom

from callmon.errors import StoreError


@pytest.fixture
def room(qapp):
    made = PanelRoom()
    yield made
    made.close()


def test_while_nothing_is_selected_it_says_how_to_begin_and_how_much_there_is(room):
    known = [QAccessible.queryAccessibleInterface(i) for i in room.item("found").childItems()]
    names = [each.text(QAccessible.Text.Name) for each in known if each is not None]
    assert "4 times both spoke" in names
    assert "6 listening acts" in names
    assert any(text.startswith("Select something on a lane") for text in room.texts())
    room.replay.select("act/2")
    assert room.every("found") == []


def test_a_finding_shows_what_it_rests_on(room):
    room.replay.select("act/2")
    told = room.texts()
    assert {"Assumption", "“You probably did not check the tracking page.”", "Certainty", "93 %"} <= set(told)
    assert "takes for known what the other did" in told


def test_a_cue_says_how_long_after_it_was_true_it_was_shown(room):
    room.replay.select("cue/4")
    assert "Shown at 0:30, 0.2 s after it was true." in room.texts()
    room.replay.select("cue/12")
    assert "Shown at 1:18." in room.texts()


def test_a_cue_stands_there_with_the_text_the_reason_and_the_habit_that_the_agent_saw(room):
    room.replay.select("cue/4")
    card = QAccessible.queryAccessibleInterface(room.item("cueCard"))
    assert card.text(QAccessible.Text.Name).startswith("Well done: ")
    assert "You said “I understand why that is annoying”." in card.text(QAccessible.Text.Name)
    assert card.text(QAccessible.Text.Description) == "Active listening"


def test_what_is_selected_is_heard_also_where_another_span_is_chosen(room):
    room.replay.select("act/4")
    room.replay.setSpan(80, 90)
    room.click(room.item("hear"))
    assert (room.player.playing, room.player.position) == (True, 24.5)


def test_what_is_selected_is_heard_over_and_over(room):
    room.replay.select("act/4")
    room.click(room.item("loopIt"))
    assert room.player.said[-1] == ("loop", (25.0, 30.0))
    room.click(room.item("loopIt"))
    assert room.player.said[-1] == ("loop", None)


def test_a_click_judges_and_a_second_one_takes_it_back(room):
    room.replay.select("act/2")
    room.click(room.item("disagree"))
    assert [mark.kind for mark in room.marking.own] == ["disagree"]
    assert room.item("disagree").property("on")
    room.click(room.item("disagree"))
    assert room.marking.own == []
    assert room.every("remark") == []


def test_a_line_is_told_with_its_words_and_cannot_be_judged(room):
    room.replay.select("utterance/1")
    assert "Customer says" in room.texts()
    assert "“My parcel is eight days late and I need it before the weekend.”" in room.texts()
    assert room.every("agree") == []


def judged(room, key):
    room.replay.select(key)
    room.key(Qt.Key.Key_D)
    room.settle()
    room.click(room.item("remark"))


def test_a_remark_is_kept_with_enter(room):
    judged(room, "act/2")
    room.write("she asked")
    room.key(Qt.Key.Key_Return)
    assert [mark.text for mark in room.marking.own] == ["she asked"]


def test_a_remark_is_kept_for_its_finding_where_one_selects_another(room):
    judged(room, "act/2")
    room.write("she asked")
    room.replay.select("act/4")
    assert [(mark.target, mark.text) for mark in room.marking.own] == [("act/2", "she asked")]
    assert room.every("remark") == []
    room.replay.select("act/2")
    assert room.item("remark").property("text") == "she asked"


def test_a_remark_is_kept_where_one_turns_to_the_marks(room):
    judged(room, "act/2")
    room.write("she asked")
    room.click_text("Marks (1)")
    assert [mark.text for mark in room.marking.own] == ["she asked"]


def test_a_remark_is_kept_where_the_window_is_closed(qapp):
    room = PanelRoom()
    judged(room, "act/2")
    room.write("she asked")
    room.quick.close()
    room.close()
    assert [mark.text for mark in room.marking.own] == ["she asked"]


def test_a_remark_that_cannot_be_kept_is_there_again_when_one_comes_back(room):
    judged(room, "act/2")
    room.write("she asked")
    room.marking.trouble = StoreError("The library is being written by another window; try again.")
    room.replay.select("act/4")
    assert room.item("told").property("text").startswith("The library is being written")
    room.marking.trouble = None
    room.replay.select("act/2")
    assert room.item("remark").property("text") == "she asked"
    room.replay.select("act/4")
    assert [mark.text for mark in room.marking.own] == ["she asked"]


def test_a_point_in_time_is_heard_but_not_looped(qapp):
    call = made_call(1)
    point = replace(call.items[-1], key="act/99", start=20.0, end=20.0)
    room = PanelRoom(replace(call, items=(*call.items, point)))
    room.replay.select("act/99")
    assert room.item("hear").property("text") == "0:20"
    assert room.every("loopIt") == []
    room.close()
