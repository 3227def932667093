import pytest
from PySide6.QtTest import QTest

from callmon.errors import SettingsError
from callmon.ui.look import Look
from callmon.ui.sheet import Deed, Part, Sheet
from callmon.ui.sheet_window import SheetWindow

PARTS = (
    Part(
        "Agreement",
        ("", "agreed", "kappa", "calls"),
        (
            ("Cues",),
            ("Cue: Let them finish", "12", "0.61 (0.40 to 0.82)", "5"),
            ("Validation", "3", "–", "2"),
        ),
    ),
    Part(
        "Proposed",
        ("setting", "today", "then", "because"),
        (
            (
                "cues.rebuttal_confidence",
                "0.7",
                "0.8",
                "kappa 0.31 at 0.7 and 0.52 held out, on 60 judgements of 9 calls",
            ),
        ),
    ),
)


def shown(parent):
    for child in parent.childItems():
        if child.isVisible():
            yield child
            yield from shown(child)


def texts(window):
    return [item.property("text") for item in shown(window.window.contentItem()) if item.property("text")]


@pytest.fixture
def open_sheet(qapp):
    made = []

    def opened(sheet, look=Look("light")):  # noqa: B008 - a frozen value
        window = SheetWindow(sheet, look)
        window.show()
        QTest.qWait(40)
        made.append(window)
        return window

    yield opened
    for window in made:
        window.close()


def test_every_figure_is_shown_below_its_heading(open_sheet):
    window = open_sheet(Sheet("Calibration", "What you marked.", PARTS))
    for part in PARTS:
        for row in (part.columns, *part.rows):
            assert set(filter(None, row)) <= set(texts(window))
    assert {"Calibration", "What you marked.", "Agreement", "Proposed"} <= set(texts(window))


def test_a_deed_tells_what_came_of_it(open_sheet):
    def refused():
        raise SettingsError("team.toml cannot be written.")

    window = open_sheet(
        Sheet("C", "", PARTS, (Deed("Take over", lambda: "Taken over."), Deed("Back", refused)))
    )
    window.model.do(0)
    assert "Taken over." in texts(window)
    window.model.do(1)
    assert "team.toml cannot be written." in texts(window)


@pytest.mark.parametrize("look", [Look("dark"), Look("contrast"), Look("light", 2.0)])
def test_no_text_is_cut(open_sheet, look):
    window = open_sheet(Sheet("Calibration", "What you marked.", PARTS, (Deed("Take over", str),)), look)
    assert [
        item.property("text") for item in shown(window.window.contentItem()) if item.property("truncated")
    ] == []


def test_a_person_closes_it_with_a_key(open_sheet, qtbot):
    from PySide6.QtCore import Qt

    window = open_sheet(Sheet("C", "", PARTS))
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window.window, Qt.Key.Key_Escape)
