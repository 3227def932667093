import pytest
from made_replay import made_call, replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from replay_room import CTRL, SHIFT, PanelRoom

from callmon.errors import CallmonError, StoreError
from callmon.timeline import Segment


@pytest.fixture
def room(qapp):
    made = PanelRoom()
    yield made
    made.close()


def test_a_cue_is_shown_as_the_agent_saw_it_and_why_it_was_held_back(room):
    room.replay.select("cue/2")
    assert "Held back: the first 30 s of a call are quiet." in room.texts()
    assert "What would have avoided it: Asking how it is for this customer." in room.texts()
    room.replay.select("cue/4")
    assert any(text.startswith("Shown at 0:3") for text in room.texts())
    assert "To keep: Saying it before you solve it." in room.texts()


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
    room.settle()
    assert not room.marks.property("finished")
    room.key(Qt.Key.Key_Escape)
    room.settle()
    room.key(Qt.Key.Key_F)
    assert not room.marks.property("finished")
    room.settle()
    room.key(Qt.Key.Key_Return)
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


def test_doors_lead_on_and_tell_what_is_wrong(room, monkeypatch):
    room.click_text("Rehearse…")
    assert room.doors.gone == [("rehearse", "abc123")]

    def locked(_call):
        raise CallmonError("The disk is full; free some space.")

    monkeypatch.setattr(room.doors, "rehearse", locked)
    room.window.doors.go("rehearse")
    assert room.item("told").property("text") == "The disk is full; free some space."


def test_sides_that_were_told_apart_by_voice_can_be_exchanged(qapp, room):
    assert room.every("exchange") == []
    mono = PanelRoom(replace(made_call(), one_channel=True))
    mono.click(mono.item("exchange"))
    assert mono.doors.gone == [("exchange", "abc123")]
    mono.window.close()


def test_a_report_is_asked_for_and_it_is_told_where_it_is(room, qtbot):
    room.click_text("Report…")
    qtbot.waitUntil(lambda: "The report for Kim" in room.texts())
    qtbot.wait(50)
    room.write("an m")
    assert room.item("reportWords").property("text") == "an m"
    room.click_text("Save")
    qtbot.waitUntil(lambda: room.item("told").property("text") == "The report is in /reports/abc123.html.")
    assert room.doors.gone == [("report", "abc123", "/reports/abc123.html", "an m", False)]


def test_closing_lets_the_sound_go(qapp):
    room = PanelRoom()
    closed = []
    room.window.closed.connect(lambda: closed.append(True))
    room.quick.close()
    room.window.close()
    assert (closed, room.player.closed) == ([True], True)


def test_a_line_of_the_transcript_reads_as_a_sentence(room):
    lines = room.every("line")
    names = [QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Name) for line in lines]
    assert "Customer, 0:07: My parcel is eight days late and I need it before the weekend." in names


@pytest.mark.parametrize("wish", ["addNote", "addMissed"])
def test_a_window_that_is_closed_while_it_asks_goes_quietly(qapp, wish):
    for _ in range(3):
        room = PanelRoom()
        getattr(room.marks, wish)()
        QTest.qWait(60)
        room.quick.close()
        room.window.close()
    room = PanelRoom()
    assert room.texts()
    room.window.close()
