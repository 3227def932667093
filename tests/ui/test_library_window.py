from dataclasses import replace
from pathlib import Path

import pytest
from made_library import AGENTS, Doors, Importing, Labels, Shelf, call
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from callmon.errors import StoreError
from callmon.ui.library.calls_model import PAGE, _bold
from callmon.ui.library.seams import ImportProgress
from callmon.ui.library.window import LibraryWindow
from callmon.ui.look import Look

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Desk:
    """A window with everything around it."""

    def __init__(self, size=10_000, look=None):
        self.shelf, self.importing, self.doors = Shelf(size), Importing(), Doors()
        self.window = LibraryWindow(
            self.shelf, Labels(), self.importing, self.doors, look=look or Look("light")
        )
        self.model = self.window.model
        self.quick = self.window.window
        self.quick.setWidth(1100)
        self.window.show()
        QTest.qWaitForWindowExposed(self.quick)
        QTest.qWait(30)

    def item(self, name):
        found = self.quick.findChild(QQuickItem, name)
        assert found is not None, name
        return found

    def press(self, key, modifier=NONE):
        QTest.keyClick(self.quick, key, modifier)

    def type(self, text):
        for letter in text:
            QTest.keyClick(self.quick, letter)

    def row_at(self, row):
        """The middle of a row's first column on the window."""
        calls = self.item("calls")
        return calls.mapToScene(QPointF(80, 21 + 42 * row)).toPoint()

    def click(self, row, modifier=NONE, button=Qt.MouseButton.LeftButton):
        QTest.mouseClick(self.quick, button, modifier, self.row_at(row))

    def texts(self):
        return [
            item.property("text")
            for item in _shown(self.quick.contentItem())
            if isinstance(item.property("text"), str)
        ]


def _shown(parent):
    for child in parent.childItems():
        if child.isVisible():
            yield child
            yield from _shown(child)


@pytest.fixture
def desk(qapp):
    made = Desk()
    yield made
    made.window.close()


def test_only_the_calls_that_are_seen_are_read(desk):
    assert desk.model.property("count") == 10_000
    assert set(desk.shelf.pages) == {0}
    desk.item("calls").setProperty("contentY", 5_000 * 42)
    QTest.qWait(50)
    assert len({offset // PAGE for offset in desk.shelf.pages}) <= 3


def test_what_is_typed_is_searched_once_the_person_pauses(desk, qtbot):
    desk.press(Qt.Key.Key_F, CTRL)
    desk.type("late")
    assert desk.shelf.asked.text == ""
    qtbot.waitUntil(lambda: desk.shelf.asked.text == "late")
    assert any("My parcel is eight days <b>late</b>" in text for text in desk.texts())
    desk.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.shelf.asked.text == "")


def test_filters_are_chips_that_can_be_taken_away(desk):
    asked = desk.model.wanted
    asked.ask("agent", "Kim")
    asked.askTag("escalated")
    asked.ask("cue", "let_them_finish")
    asked.ask("pillar", "care")
    asked.ask("since", "2026-11-01")
    asked.askRange("agent", "pace", "1,2", "")
    labels = [chip["label"] for chip in asked.property("chips")]
    assert labels == [
        "Kim",
        "from 2026-11-01",
        "#escalated",
        "cue: Let them finish",
        "cue of Care",
        "Agent: pace from 120 %",
    ]
    assert desk.shelf.asked.tags == {"escalated"}
    for chip in asked.property("chips")[::-1]:
        asked.drop(chip["key"])
    assert asked.property("all")


def test_a_range_that_is_no_number_is_told(desk):
    desk.model.wanted.askRange("agent", "pace", "much", "")
    assert desk.model.property("message") == "A range is two numbers, or one of them."
    assert desk.model.wanted.property("all")


def test_the_head_of_a_column_sorts_and_turns_round(desk):
    asked = desk.model.wanted
    asked.sort("agent.interruptions")
    assert (desk.shelf.sort.by, desk.shelf.sort.descending) == ("agent.interruptions", True)
    asked.sort("agent.interruptions")
    assert (desk.shelf.sort.by, desk.shelf.sort.descending) == ("agent.interruptions", False)
    asked.sort("held")
    assert (desk.shelf.sort.by, desk.shelf.sort.descending) == ("held", True)


def test_calls_are_chosen_as_in_every_list(desk):
    def chosen():
        return desk.model.property("chosen")

    desk.click(1)
    assert chosen() == [call(1).id]
    desk.click(3, CTRL)
    assert chosen() == [call(1).id, call(3).id]
    desk.click(1, CTRL)
    assert chosen() == [call(3).id]
    desk.click(2)
    desk.click(5, SHIFT)
    assert chosen() == [call(n).id for n in (2, 3, 4, 5)]
    desk.press(Qt.Key.Key_A, CTRL)
    assert len(chosen()) == 10_000
    desk.press(Qt.Key.Key_Escape)
    assert chosen() == []


def test_keys_walk_and_open(desk):
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down, SHIFT)
    assert desk.model.property("chosen") == [call(1).id, call(2).id]
    desk.press(Qt.Key.Key_End)
    assert desk.model.property("current") == 9_999
    desk.press(Qt.Key.Key_Home)
    desk.press(Qt.Key.Key_Return)
    assert desk.doors.gone == [("open", call(0).id, None)]


def test_a_double_click_opens_where_the_words_were_found(desk, qtbot):
    desk.model.wanted.search("late")
    qtbot.waitUntil(lambda: desk.shelf.asked.text == "late")
    QTest.mouseDClick(desk.quick, Qt.MouseButton.LeftButton, NONE, desk.row_at(0))
    assert desk.doors.gone == [("open", call(0).id, 62.0)]


def test_a_call_of_a_newer_callmon_is_not_opened_and_says_why(desk):
    desk.model.open(100)
    assert desk.doors.gone == []
    assert "made by a newer callmon" in desk.model.property("message")


def test_the_chosen_calls_get_an_agent_and_tags(desk):
    desk.click(0)
    desk.click(1, CTRL)
    desk.model.setAgent("Robin")
    desk.model.tag("escalated")
    desk.model.tag("  ")
    desk.model.untag("escalated")
    ids = (call(0).id, call(1).id)
    assert desk.shelf.said == [
        ("agent", ids, "Robin"),
        ("tag", ids, "escalated"),
        ("untag", ids, "escalated"),
    ]


def test_removing_asks_first(desk, qtbot):
    desk.click(0)
    desk.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: any("Remove this call" in text for text in desk.texts()))
    desk.press(Qt.Key.Key_Escape)
    assert desk.shelf.said == []
    QTest.qWait(50)
    desk.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: any("Remove this call" in text for text in desk.texts()))
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Return)
    assert desk.shelf.said == [("remove", (call(0).id,))]
    assert desk.model.property("count") == 9_999
    assert desk.model.property("chosen") == []


def test_doors_open_with_what_is_chosen(desk):
    desk.click(0)
    desk.model.go("rehearse")
    desk.model.go("trends")
    desk.model.go("compare")
    desk.click(1, CTRL)
    desk.model.go("compare")
    desk.model.go("calibrate")
    first, second = call(0).id, call(1).id
    assert desk.doors.gone == [
        ("rehearse", first),
        ("trends", AGENTS[0]),
        ("compare", first, second),
        ("calibrate",),
    ]


def test_trends_need_an_agent(desk):
    desk.click(3)
    desk.model.go("trends")
    assert desk.doors.gone == []
    assert "whose calls these are" in desk.model.property("message")


def test_the_context_menu_is_about_the_call_below_it(desk, qtbot):
    desk.click(4, button=Qt.MouseButton.RightButton)
    assert desk.model.property("chosen") == [call(4).id]
    qtbot.waitUntil(lambda: "Open" in desk.texts())
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.doors.gone == [("open", call(4).id, None)]


def drop(desk, urls):
    data = QMimeData()
    data.setUrls(urls)
    at = QPoint(300, 300)
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    qapp_send(desk.quick, enter)
    shown = [text for text in desk.texts() if text.startswith("Drop recordings")]
    event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    qapp_send(desk.quick, event)
    return shown


def qapp_send(window, event):
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.sendEvent(window, event)


def test_recordings_are_dropped_anywhere(desk):
    shown = drop(desk, [QUrl.fromLocalFile("/calls/a.wav"), QUrl.fromLocalFile("/calls")])
    assert shown
    assert desk.importing.wanted == [(("/calls/a.wav", "/calls"), "")]


def test_an_address_of_the_net_is_not_imported(desk):
    drop(desk, [QUrl("https://example.org/a.wav")])
    assert desk.importing.wanted == []
    assert "of this computer" in desk.model.property("message")


def test_an_import_says_how_far_it_is_and_the_list_grows(desk, qtbot):
    desk.importing.at = ImportProgress(True, 40, 12, "kept.wav", 0.5, 9, 2, ("a.wav: has one channel.",))
    qtbot.waitUntil(lambda: "12 of 40" in desk.texts())
    assert "Listening to kept.wav" in desk.texts()
    assert "1 not taken" in desk.texts()
    assert desk.model.imports.property("at")["share"] == pytest.approx(12.5 / 40)
    desk.model.imports.cancel()
    assert desk.importing.cancelled
    pages = len(desk.shelf.pages)
    desk.importing.at = ImportProgress(False, 40, 40, "", 0, 37, 2, ("a.wav: has one channel.",))
    qtbot.waitUntil(lambda: "37 added, 2 already there" in desk.texts())
    assert len(desk.shelf.pages) > pages


def test_columns_come_and_go(desk):
    asked = desk.model.wanted
    asked.showColumn("agent.pace", True)
    assert "Agent: pace" in desk.texts()
    asked.showColumn("agent.pace", False)
    assert "Agent: pace" not in desk.texts()
    assert ("agent", "pace") not in asked.shown_columns


def test_a_library_that_cannot_be_read_is_told_and_the_window_stays(desk, monkeypatch):
    def locked(*_):
        raise StoreError("The library is being written by another window of callmon; try again.")

    monkeypatch.setattr(desk.shelf, "tag", locked)
    desk.click(0)
    desk.model.tag("x")
    assert desk.item("message").property("text").startswith("The library is being written")
    desk.model.refresh()
    assert desk.item("message").property("text") == ""
    desk.shelf.trouble = "The library is damaged; move it away."
    desk.model.reload()
    assert (desk.model.property("count"), desk.model.property("message")) == (0, desk.shelf.trouble)


def test_an_empty_library_says_how_to_begin_and_a_vain_search_the_way_back(qapp):
    desk = Desk(size=0)
    assert "No calls yet" in desk.texts()
    desk.window.close()
    desk = Desk()
    desk.model.wanted.search("nothing")
    desk.model.wanted.changed.emit()
    assert "No call has these words" in desk.texts()
    desk.shelf.size = 0
    desk.model.wanted.clear()
    desk.model.wanted.ask("agent", "Kim")
    assert "No call is like that" in desk.texts()
    desk.window.close()


@pytest.mark.parametrize(
    "look", [*(Look(s) for s in ("light", "dark", "contrast")), Look("light", 1.5), Look("light", 2.0)]
)
@pytest.mark.parametrize("width", [640, 1200])
def test_texts_are_whole_in_every_look(qapp, look, width):
    desk = Desk(look=look)
    desk.quick.setWidth(max(width, desk.quick.minimumWidth()))
    desk.model.wanted.ask("agent", "Kim")
    QTest.qWait(30)
    cut = [
        item.property("text")
        for item in _shown(desk.quick.contentItem())
        if item.property("truncated") and not item.property("text").startswith("2026-")
    ]
    assert cut == []
    desk.window.close()


def test_a_row_reads_as_a_sentence(desk):
    from PySide6.QtGui import QAccessible

    rows = [i for i in _shown(desk.quick.contentItem()) if i.objectName() == "libraryRow"]
    names = [QAccessible.queryAccessibleInterface(row).text(QAccessible.Text.Name) for row in rows[:1]]
    assert names == ["2026-11-01_desk-1_00000.wav, Kim, 01 Nov 2026  08:00, 1:30 long, 0 cues"]


def test_what_a_search_hides_is_no_longer_chosen(desk, qtbot):
    desk.click(1)
    desk.model.wanted.ask("agent", "Kim")
    assert desk.model.property("chosen") == [call(1).id]
    assert desk.model.property("current") == 1
    desk.model.wanted.clear()
    desk.model.choose(50, True, False)
    desk.model.wanted.ask("agent", "Kim")
    assert desk.model.property("chosen") == [call(1).id]
    assert "2 of 37 calls chosen" not in desk.texts()
    desk.model.wanted.search("nothing")
    qtbot.waitUntil(lambda: desk.model.property("count") == 0)
    assert desk.model.property("chosen") == []


def test_the_other_voice_of_the_chosen_call_becomes_the_agents(desk, qtbot):
    desk.click(1, button=Qt.MouseButton.RightButton)
    qtbot.waitUntil(lambda: "The other voice is the agent" in desk.texts())
    shown = _shown(desk.quick.contentItem())
    line = next(item for item in shown if item.property("text") == "The other voice is the agent")
    # The menu has its place once it was drawn.
    desk.quick.grabWindow()
    QTest.mouseClick(desk.quick, Qt.MouseButton.LeftButton, NONE, line.mapToScene(QPointF(5, 5)).toPoint())
    assert desk.shelf.said == [("exchange", call(1).id)]


def test_it_is_told_which_calls_are_removed(desk):
    desk.click(1)
    desk.press(Qt.Key.Key_Delete)
    assert f"{call(1).title}\n\nIts report" in "".join(desk.texts())
    desk.press(Qt.Key.Key_Escape)
    desk.model.chooseAll()
    first = ", ".join(call(n).title for n in range(3))
    assert desk.model.property("chosenNames") == f"{first} and 9997 more"


def test_a_report_is_asked_for_in_one_dialog_and_it_is_told_where_it_is(desk, qtbot):
    desk.click(2)
    dialog = desk.quick.findChild(QObject, "reportAsk")
    dialog.ask(call(2).id)
    qtbot.waitUntil(lambda: "The report for Kim" in desk.texts())
    qtbot.wait(50)
    desk.type("well done")
    desk.item("withSound").click()
    path = desk.item("reportPath")
    assert path.property("text") == "/reports/kim.html"
    desk.item("asPrint").click()
    assert path.property("text") == "/reports/kim.pdf"
    desk.item("asPage").click()
    path.setProperty("text", "/reports/for kim")
    dialog.accept_()
    assert "Writing the report…" in desk.texts()
    qtbot.waitUntil(lambda: "The report is in /reports/for kim.html." in desk.texts())
    assert desk.doors.gone == [("report", call(2).id, "/reports/for kim.html", "well done", True)]
    assert not desk.model.property("failed")


def test_what_is_printed_has_no_sound(desk, qtbot):
    desk.model.reports.write(call(0).id, "/reports/kim", "", True, True)
    qtbot.waitUntil(lambda: desk.doors.gone == [("report", call(0).id, "/reports/kim.pdf", "", False)])


def test_why_a_report_is_not_written_is_told(desk, qtbot, monkeypatch):
    def full(*_, audio):
        raise StoreError("The disk is full; free some space.")

    monkeypatch.setattr(desk.doors, "export_report", full)
    desk.model.reports.write(call(0).id, "/reports/kim", "", False, False)
    qtbot.waitUntil(lambda: "The disk is full; free some space." in desk.texts())
    assert desk.model.property("failed")


def test_what_was_found_is_bold_and_in_sight(desk, monkeypatch):
    line = "Well I wanted to say <first> & foremost, that after all of this time nobody had my parcel ready"
    at = line.index("parcel")
    found = replace(call(0), excerpt=line, hits=((at, at + 6),))
    shown = _bold(found)
    assert shown.startswith("…")
    assert shown.endswith("had my <b>parcel</b> ready")
    assert shown.index("<b>") <= 60
    early = _bold(replace(found, hits=((0, 4),)))
    assert early.startswith("<b>Well</b> I wanted to say &lt;first&gt; &amp; foremost")


def test_a_row_ends_within_the_window(desk):
    row = next(item for item in _shown(desk.quick.contentItem()) if item.objectName() == "libraryRow")
    assert row.mapToScene(QPointF(row.width(), 0)).x() <= desk.quick.width()


def test_what_nobody_asked_for_is_not_told(desk, qtbot):
    desk.importing.at = ImportProgress(True)
    qtbot.wait(300)
    assert not any(text.startswith("Looking for") for text in desk.texts())
    desk.model.imports.take([QUrl.fromLocalFile("/calls")], "")
    qtbot.waitUntil(lambda: "Looking for recordings…" in desk.texts())


def test_a_call_that_was_judged_whole_has_a_sign(desk, monkeypatch):
    def page(*_args):
        return [replace(call(0), judged=True, marks=4)]

    monkeypatch.setattr(desk.shelf, "page", page)
    desk.model.reload()
    assert "✓ ✎ 4" in desk.texts()


def test_no_line_of_the_menu_touches_its_key(desk, qtbot):
    desk.click(1, button=Qt.MouseButton.RightButton)
    qtbot.waitUntil(lambda: "Remove from the library…" in desk.texts())
    texts = [item for item in _shown(desk.quick.contentItem()) if item.property("text")]
    said = next(
        item
        for item in texts
        if item.property("text") == "Remove from the library…" and item.property("contentWidth") is not None
    )
    key = next(item for item in texts if item.property("text") == "Del")
    right = said.mapToScene(QPointF(said.property("contentWidth"), 0)).x()
    assert key.mapToScene(QPointF(0, 0)).x() - right >= 12


def test_a_report_lies_at_home_where_no_folder_is_named_and_a_file_that_is_there_is_told(desk, tmp_path):
    reports = desk.model.reports
    assert reports._file("kim", printed=False) == Path.home() / "kim.html"
    assert reports._file("~/kim.PDF", printed=True) == Path.home() / "kim.pdf"
    (tmp_path / "kim.html").write_text("")
    assert reports.replaces(str(tmp_path / "kim"), False)
    assert not reports.replaces(str(tmp_path / "kim"), True)
