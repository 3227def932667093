import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from replay_room import CTRL, SHIFT, PanelRoom

from callmon.errors import StoreError
from callmon.timeline import Segment
from callmon.ui.look import Look
from callmon.ui.replay.word_changes import shown_words

LOCKED = StoreError("The library is being written by another window; try again.")


@pytest.fixture
def room(qapp):
    made = PanelRoom()
    yield made
    made.close()


def waits(qtbot, room, named):
    qtbot.waitUntil(lambda: room.focused() == named)


def test_words_are_corrected_one_by_one_from_the_keys(room, qtbot):
    room.replay.select("utterance/1")
    room.key(Qt.Key.Key_W)
    waits(qtbot, room, "word")
    assert [i.property("text") for i in room.every("word")][:3] == ["My", "parcel", "is"]
    room.key(Qt.Key.Key_Tab)
    room.write("nine parcels")
    room.key(Qt.Key.Key_Tab)
    room.key(Qt.Key.Key_Backspace)
    room.key(Qt.Key.Key_Return)
    assert {mark.target: mark.text for mark in room.marking.own} == {
        "word/1/1": "nine parcels",
        "word/1/2": "",
    }
    qtbot.waitUntil(lambda: room.every("word") == [])
    room.key(Qt.Key.Key_W)
    waits(qtbot, room, "word")
    assert [i.property("text") for i in room.every("word")][:3] == ["My", "nine parcels", ""]


def test_the_line_is_heard_while_its_words_are_corrected(room, qtbot):
    room.replay.select("utterance/1")
    room.key(Qt.Key.Key_W)
    waits(qtbot, room, "word")
    room.key(Qt.Key.Key_Space, CTRL)
    assert (room.player.playing, room.player.position) == (True, 7.0)
    assert room.marking.own == []


@pytest.mark.parametrize(("key", "line"), [("act/2", "2"), ("moment/1", "1"), ("utterance/4", "4")])
def test_the_line_that_is_corrected_is_the_one_that_is_selected_not_the_one_at_the_cursor(room, key, line):
    # What is selected is heard from a second before it, which is often in the line before.
    room.replay.select(key)
    room.key(Qt.Key.Key_S)
    assert [mark.target for mark in room.marking.own] == [f"utterance/{line}"]


def test_a_correction_goes_to_its_line_also_where_another_is_selected_meanwhile(room):
    room.replay.select("utterance/1")
    room.marks.correctWord()
    room.replay.select("utterance/5")
    words = room.transcript.texts(room.call.lines[1])
    assert room.marks.setWords(shown_words(["Our", *words[1:]]))
    assert [mark.target for mark in room.marking.own] == ["word/1/0"]


def test_a_selected_mark_on_a_word_leads_to_its_line(room):
    room.marking.add("word", Segment(0, 1), label="word", target="word/4/0", text="We")
    room.marks.note("x")
    room.replay.select(f"mark/{room.marking.own[0].id}")
    room.key(Qt.Key.Key_S)
    assert [mark.target for mark in room.marking.own if mark.kind == "speaker"] == ["utterance/4"]


def test_a_line_without_words_has_none_to_correct(room):
    room.replay.seek(0)
    room.marks.correctWord()
    assert room.item("told").property("text") == "Select a line of the transcript that has words."
    room.marks.fixSpeaker()
    assert room.item("told").property("text") == "Select a line of the transcript."
    assert room.marks.setWords("anything")
    assert room.marking.own == []


def note(room, qtbot, text):
    room.key(Qt.Key.Key_N)
    waits(qtbot, room, "askText")
    room.write(text)


def test_a_note_stays_where_it_was_begun_while_the_call_plays_on(room, qtbot):
    room.replay.seek(20.0)
    room.replay.play()
    note(room, qtbot, "slow")
    room.player.position = 31.0
    room.key(Qt.Key.Key_Return)
    assert [mark.segment for mark in room.marking.own] == [Segment(320_000, 352_000)]


def test_a_note_is_about_the_line_that_is_selected(room, qtbot):
    room.replay.select("utterance/1")
    note(room, qtbot, "slow")
    room.key(Qt.Key.Key_Return)
    assert [mark.segment for mark in room.marking.own] == [Segment(112_000, 192_000)]


def test_a_note_at_the_very_end_has_a_length_all_the_same(room):
    room.replay.seek(room.call.duration)
    assert room.marks.note("bye")
    (mark,) = room.marking.own
    assert mark.segment == Segment(121 * 16_000 - 1_600, 121 * 16_000)


def test_what_cannot_be_kept_stays_in_the_editor_and_is_kept_later(room, qtbot):
    room.marking.trouble = LOCKED
    note(room, qtbot, "well done")
    room.key(Qt.Key.Key_Return)
    assert room.item("editorTrouble").property("text") == str(LOCKED)
    assert room.item("askText").property("text") == "well done"
    room.marking.trouble = None
    room.click(room.item("keep"))
    assert [mark.text for mark in room.marking.own] == ["well done"]
    qtbot.waitUntil(lambda: room.every("askText") == [])


def test_an_empty_note_is_none(room, qtbot):
    note(room, qtbot, "")
    room.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.every("askText") == [])
    assert room.marking.own == []


def test_escape_leaves_the_editor_without_a_mark(room, qtbot):
    note(room, qtbot, "well")
    room.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: room.every("askText") == [])
    assert room.marking.own == []


def test_what_was_missed_is_picked_and_marked(room, qtbot):
    room.replay.setSpan(10, 14)
    room.key(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: "What happened here?" in room.texts())
    assert not room.item("keep").isEnabled()
    QTest.qWait(300)
    room.click_text("Customer", among="pick")
    room.click_text("Question", among="pick")
    room.click(room.item("keep"))
    (mark,) = room.marking.own
    assert (mark.label, mark.speaker, mark.segment) == ("act/question", "customer", Segment(160_000, 224_000))


@pytest.mark.parametrize(
    ("picked", "label", "speaker"),
    [("Worry", "moment/worry", "customer"), ("Say it back", "cue/say_back_what_you_heard", "agent")],
)
def test_a_moment_is_the_customers_and_a_cue_the_agents(room, qtbot, picked, label, speaker):
    room.key(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: "What happened here?" in room.texts())
    QTest.qWait(300)
    room.click_text(picked, among="pick")
    room.click(room.item("keep"))
    assert [(mark.label, mark.speaker) for mark in room.marking.own] == [(label, speaker)]


def test_a_miss_that_cannot_be_kept_stays_picked(room, qtbot):
    room.marking.trouble = LOCKED
    room.key(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: "What happened here?" in room.texts())
    QTest.qWait(300)
    room.click_text("Empathy", among="pick")
    room.click(room.item("keep"))
    assert room.item("editorTrouble").property("text") == str(LOCKED)
    room.marking.trouble = None
    room.click(room.item("keep"))
    assert [mark.label for mark in room.marking.own] == ["act/empathy"]


def marked(room):
    """A note, a judgement and a corrected word, on the page of marks."""
    room.marking.add("word", Segment(400_000, 408_000), label="word", target="word/4/0", text="We")
    room.marks.note("Good start")
    room.replay.select("act/2")
    room.marks.agree()
    room.replay.select("")
    room.click_text("Marks (3)")
    room.settle()


def test_a_mark_that_is_chosen_selects_what_it_is_about(room):
    marked(room)
    note, judgement, word = room.every("markRow")
    for row, key in ((judgement, "act/2"), (word, "utterance/4")):
        room.click(row, x=30)
        assert room.replay.property("selectedKey") == key
    room.click(note, x=30)
    assert room.replay.property("selectedKey").startswith("mark/")


def test_a_note_is_edited_where_it_stands(room, qtbot):
    marked(room)
    before = room.marking.marks()[0]
    room.click(room.item("edit"))
    waits(qtbot, room, "askText")
    assert room.item("askText").property("text") == "Good start"
    room.key(Qt.Key.Key_A, CTRL)
    room.write("calm")
    room.key(Qt.Key.Key_Return)
    after = room.marks.property("rows")[0]
    assert (after["id"], after["said"]) == (before.id, "calm")


def test_a_note_whose_text_is_emptied_is_taken_back_and_a_remark_only_emptied(room):
    marked(room)
    first, judgement = room.marking.marks()[:2]
    room.marks.edit(judgement.id)
    assert room.marks.note("a remark")
    room.marks.edit(judgement.id)
    assert room.marks.note(" ")
    room.marks.edit(first.id)
    assert room.marks.note(" ")
    assert [(mark.kind, mark.text) for mark in room.marking.marks()] == [("agree", ""), ("word", "We")]
    room.marks.edit("gone")
    assert len(room.marking.own) == 2


def test_marks_are_taken_back_with_the_mouse_and_the_keys(room):
    marked(room)
    room.click(room.item("takeBack"))
    assert [mark.kind for mark in room.marking.marks()] == ["agree", "word"]
    room.item("markRow").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    room.key(Qt.Key.Key_Delete)
    assert [mark.kind for mark in room.marking.marks()] == ["word"]
    room.marks.undo()
    room.settle()
    assert len(room.every("markRow")) == 2


def test_marks_of_others_stand_apart_under_their_name_and_cannot_be_changed(room):
    marked(room)
    room.click(room.item("finished"))
    room.settle()
    room.click_text("Judged")
    room.settle()
    assert {"Your marks, as Robin", "Marks of Alex"} <= set(room.texts())
    other = room.every("markRow")[-1]
    assert (other.property("coder"), other.property("own")) == ("Alex", False)
    other.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    room.key(Qt.Key.Key_Delete)
    assert len(room.marking.elses) == 1
    assert len(room.every("takeBack")) == 3


def test_undo_says_what_it_undid_and_where_there_is_nothing(room):
    room.key(Qt.Key.Key_Z, CTRL)
    assert room.item("told").property("text") == "There is nothing to undo."
    room.marks.note("x")
    room.key(Qt.Key.Key_Z, CTRL)
    assert room.item("told").property("text") == "Undid: Note"
    room.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert room.item("told").property("text") == "Redid: Note"


def test_undo_and_redo_call_a_mark_what_its_row_calls_it(room):
    room.marks.missed("cue/say_back_what_you_heard", "agent")
    assert room.marks.property("rows")[0]["what"] == "Missed: Say it back"
    room.key(Qt.Key.Key_Z, CTRL)
    assert room.item("told").property("text") == "Undid: Missed: Say it back"
    room.replay.select("act/2")
    room.marks.agree()
    row = room.marks.property("rows")[0]["what"]
    room.marks.disagree()
    room.marks.undo()
    assert room.item("told").property("text") == f"Undid: {row.replace('Agree', 'Disagree')}"


@pytest.mark.parametrize("look", [Look("light", 1.0), Look("dark", 1.5), Look("contrast", 2.0)])
def test_texts_of_the_marks_and_their_editors_are_whole(qapp, qtbot, look):
    room = PanelRoom(look=look, size=(1600, 1500))
    marked(room)
    room.marks.finish(True)
    for ask in (room.marks.correctWord, room.marks.addMissed, room.marks.addNote):
        ask()
        QTest.qWait(250)
        assert [i.property("text") for i in room.every() if i.property("truncated")] == []
        room.key(Qt.Key.Key_Escape)
        QTest.qWait(250)
    room.close()
