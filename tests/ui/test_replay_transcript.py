from dataclasses import replace

import pytest
from made_replay import made_call
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from replay_room import CTRL, SHIFT, PanelRoom

from callmon.timeline import Mark, Segment
from callmon.ui.replay.shown import Item, Said, ShownCall, ShownWord
from callmon.ui.replay.transcript_model import TranscriptModel


@pytest.fixture
def room(qapp):
    made = PanelRoom()
    yield made
    made.close()


def line(number, speaker, start, end, text=""):
    words = text.split()
    step = (end - start) / max(1, len(words))
    return Said(
        f"utterance/{number}",
        speaker,
        start,
        end,
        tuple(
            ShownWord(f"word/{number}/{place}", start + place * step, start + (place + 1) * step, word)
            for place, word in enumerate(words)
        ),
    )


def model(*lines, items=()):
    return TranscriptModel(ShownCall("c", "t", "s", 60.0, tuple(items), lines))


def role(made, row, name):
    number = next(number for number, known in made.roleNames().items() if bytes(known).decode() == name)
    return made.data(made.index(row), number)


TWO = (
    line(0, "agent", 1.0, 4.0, "The straße is closed today"),
    line(1, "customer", 3.5, 6.0, "today of all days"),
    line(2, "agent", 7.0, 9.0, "I see"),
)


def test_a_line_that_begins_while_the_other_speaks_is_told_apart():
    made = model(*TWO)
    assert [role(made, row, "over") for row in range(3)] == [False, True, False]


def test_one_who_speaks_on_after_a_pause_speaks_over_nobody():
    made = model(line(0, "agent", 1.0, 4.0), line(1, "agent", 3.5, 6.0), line(2, "customer", 5.98, 8.0))
    assert [role(made, row, "over") for row in range(3)] == [False, False, False]


def test_a_word_is_known_by_the_time_at_which_it_is_said():
    made = model(line(0, "agent", 1.0, 3.0, "one two"))
    assert [made.wordAt(0, at) for at in (0.5, 1.0, 1.9, 2.1, 3.1)] == [-1, 0, 0, 1, -1]
    assert made.wordAt(7, 1.0) == -1


def test_hits_are_gone_through_in_both_ways_and_round_the_ends(qapp):
    made = model(*TWO)
    made.find("today")
    assert made.property("found") == [0, 1]
    assert [made.foundBeside(row, 1) for row in (-1, 0, 1)] == [0, 1, 0]
    assert [made.foundBeside(row, -1) for row in (1, 0)] == [0, 1]
    assert [made.foundPlace(row) for row in (0, 1, 2)] == [1, 2, 0]
    made.find("nowhere")
    assert (made.foundBeside(0, 1), made.property("foundCount")) == (-1, 0)


@pytest.mark.parametrize(
    ("wanted", "places"),
    [("TODAY", [4]), ("strasse is", [1, 2]), ("closed  to", [3, 4]), ("e", [0, 1, 3]), ("", [])],
)
def test_the_words_that_a_search_covers_are_known_by_their_places(qapp, wanted, places):
    made = model(*TWO)
    made.find(wanted)
    assert made.foundWords(0) == places


def test_a_search_finds_what_was_really_said_and_not_what_was_recognised(qapp):
    made = model(*TWO)
    made.find("closed")
    made.correct([Mark("m", "Robin", "word", Segment(0, 1), "word", "word/0/3", text="wide open")])
    assert made.property("found") == []
    made.find("wide open")
    assert (made.property("found"), made.foundWords(0)) == ([0], [3])
    assert role(made, 0, "text") == "The straße is wide open today"


def test_a_word_that_was_none_leaves_no_gap_in_the_sentence(qapp):
    made = model(*TWO)
    made.correct([Mark("m", "Robin", "word", Segment(0, 1), "word", "word/0/2", text="")])
    made.find("straße closed")
    assert (made.property("found"), made.foundWords(0)) == ([0], [1, 3])


def test_findings_words_and_lines_lead_to_the_line_that_is_meant():
    items = (
        Item("act/0", "acts", "act/x", "x", "X", 3.6, 4.0, speaker="agent"),
        Item("cue/0", "cues", "cue/x", "care", "X", 1.2, 7.5, speaker="agent"),
    )
    made = model(*TWO, items=items)
    keys = ("utterance/1", "word/1/2", "act/0", "cue/0", "note", "word/9/0")
    found = [made.line(key) for key in keys]
    assert [each and each.key for each in found] == [
        "utterance/1",
        "utterance/1",
        "utterance/0",
        "utterance/0",
        None,
        None,
    ]
    # A cue is shown beside the line in which it is known, though it rests on an earlier one.
    assert [[chip["key"] for chip in role(made, row, "chips")] for row in range(3)] == [
        ["act/0"],
        [],
        ["cue/0"],
    ]


def test_the_word_that_is_heard_is_underlined_while_the_call_plays(room, qtbot):
    room.replay.play()
    room.player.position = room.call.lines[0].words[2].start + 0.05
    qtbot.waitUntil(lambda: any(i.property("heard") for i in room.every("heardWord")))
    heard = [i.property("text") for i in room.every("heardWord") if i.property("heard")]
    assert heard == [room.call.lines[0].words[2].text]
    room.replay.pause()
    assert not any(i.property("heard") for i in room.every("heardWord"))


def test_scrolling_stops_following_until_one_wishes_it_again(qapp, qtbot):
    room = PanelRoom(made_call(30))
    transcript = room.item("transcript")
    room.replay.seek(600.0)
    followed = transcript.property("contentY")
    assert followed > 0
    place = transcript.mapToScene(QPointF(60, 60))
    QTest.wheelEvent(room.quick, place, QPointF(0, 480).toPoint())
    qtbot.waitUntil(lambda: room.every("follow") != [])
    qtbot.waitUntil(lambda: not transcript.property("moving"))
    still = transcript.property("contentY")
    room.replay.seek(900.0)
    assert transcript.property("contentY") == still
    room.click(room.item("follow"))
    assert transcript.property("contentY") > followed
    assert room.every("follow") == []
    room.close()


def test_a_click_beside_the_words_selects_the_line(room):
    room.click(room.item("line", 1), x=20)
    assert room.replay.property("selectedKey") == "utterance/1"
    assert "Customer says" in room.texts()


def test_a_chip_selects_its_finding(room):
    room.click(next(i for i in room.every("chip") if "Assumption" in i.property("finding")["name"]))
    assert room.replay.property("selectedKey") == "act/2"


def test_enter_goes_to_the_next_hit_and_shift_enter_back(room):
    room.key(Qt.Key.Key_F, CTRL)
    room.write("birthday")
    assert "1 of 2" in room.texts()
    room.key(Qt.Key.Key_Return)
    assert "2 of 2" in room.texts()
    room.key(Qt.Key.Key_Return, SHIFT)
    assert "1 of 2" in room.texts()
    hit = [i for i in room.every("line") if i.property("hit")]
    assert [i.property("key") for i in hit] == ["utterance/7"]
    room.key(Qt.Key.Key_Escape)
    assert room.item("findText").property("text") == ""
    assert not any(i.property("hit") for i in room.every("line"))


def test_a_search_begins_where_the_cursor_stands(room):
    room.replay.seek(65.0)
    room.key(Qt.Key.Key_F, CTRL)
    room.write("birthday")
    assert "2 of 2" in room.texts()


def test_what_was_recognised_is_seen_where_one_points_at_a_corrected_word(room, qtbot):
    room.marking.add("word", Segment(0, 1), label="word", target="word/1/1", text="package")
    room.marks.undo()
    room.marks.redo()
    assert "package" in room.texts()
    room.settle()
    word = next(i for i in room.every("heardWord") if i.property("text") == "package")
    QTest.mouseMove(room.quick, word.mapToScene(QPointF(word.width() / 2, word.height() / 2)).toPoint())
    qtbot.waitUntil(lambda: "parcel" in [i.property("text") for i in room.every() if _struck(i)])


def _struck(item):
    font = item.property("font")
    return font is not None and font.strikeOut()


def test_a_line_that_is_spoken_over_another_says_so_to_a_screen_reader(qapp):
    call = made_call(1)
    over = replace(call.lines[2], start=call.lines[1].end - 1.0)
    room = PanelRoom(replace(call, lines=(*call.lines[:2], over, *call.lines[3:])))
    row = room.item("line", 2)
    said = QAccessible.queryAccessibleInterface(row).text(QAccessible.Text.Description)
    assert said == "begins while the other speaks"
    room.close()


@pytest.mark.parametrize(
    ("lines", "told"),
    [((), "Nobody speaks in this call."), (made_call(1).lines, "No words of this call are known")],
)
def test_a_call_without_words_says_why(qapp, lines, told):
    wordless = tuple(replace(each, words=()) for each in lines)
    room = PanelRoom(replace(made_call(1), lines=wordless))
    assert room.item("wordless").property("text").startswith(told)
    assert bool(room.every("line")) == bool(lines)
    room.close()


def test_a_call_with_words_gives_no_reason(room):
    assert room.every("wordless") == []
