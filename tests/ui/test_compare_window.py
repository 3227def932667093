from dataclasses import replace

import pytest
from figure_room import cut, item, opened, read_aloud, shown, texts
from made_figures import COMPARISON, Door
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from callmon.ui.look import Look
from callmon.ui.trends.shown import ShownCount
from callmon.ui.trends.window import comparison_window


@pytest.fixture
def open_comparison(qapp):
    made = []

    def open_window(comparison=COMPARISON, look=Look("light"), width=1000):  # noqa: B008 - a frozen value
        door = Door()
        window = opened(comparison_window(comparison, door, look), width)
        made.append(window)
        return window, door

    yield open_window
    for window in made:
        window.close()


def row(window, name):
    """The texts of a measure's row."""
    found = next(each for each in shown(window) if (each.property("modelData") or {}).get("name") == name)
    return [each.property("text") for each in found.childItems() if each.property("text")]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Agent: open questions", "up by 3, nearer to the habit"),
        ("Agent: assumptions", "the same"),
        ("Agent: interruptions", "up by 2, further from the habit"),
        ("Agent: talk share of speech", "down by 12 points"),
        ("Agent: response time, median", "down by 0.50 s"),
        ("Agent: pace", "not known of both"),
        ("Let them finish", "down by 2"),
        ("Ask, don’t assume", "the same"),
        ("passed over", "down by 2"),
        ("Backchannel", "up by 2"),
    ],
)
def test_what_differs_is_said_in_words(open_comparison, name, told):
    window, _ = open_comparison()
    assert row(window, name)[-1] == told


def test_both_values_stand_side_by_side_below_both_calls(open_comparison):
    window, _ = open_comparison()
    assert row(window, "Agent: talk share of speech")[1:3] == ["60 %", "48 %"]
    said = texts(window)
    assert {COMPARISON.first.title, COMPARISON.second.title} <= set(said)
    assert "Kim Okonkwo · 3 Nov 2026, 10:04 · 6:12" in said
    assert {"Care", "Cues", "What was said", "Moments that needed listening"} <= set(said)


def test_bars_are_as_long_as_the_values_and_none_stands_for_what_cannot_be_drawn(open_comparison):
    window, _ = open_comparison()
    rows = {each["name"]: each for group in window.model.property("measures") for each in group["rows"]}
    talk = rows["Agent: talk share of speech"]
    assert (talk["firstShare"], talk["secondShare"]) == (1, pytest.approx(0.8))
    for name in ("Agent: response time, median", "Agent: pace"):
        assert (rows[name]["firstShare"], rows[name]["secondShare"]) == (-1, -1)


def test_either_call_is_opened_with_the_keyboard(open_comparison):
    window, door = open_comparison()
    for name, key in (("openFirst", Qt.Key.Key_Return), ("openSecond", Qt.Key.Key_Space)):
        item(window, name).forceActiveFocus()
        QTest.keyClick(window.window, key)
    assert door.opened == [("a1", None), ("b2", None)]
    door.trouble = "The library has no call b2."
    QTest.keyClick(window.window, Qt.Key.Key_Space)
    assert door.trouble in texts(window)


def test_a_rehearsal_is_before_and_after_and_cannot_be_opened_where_it_is_no_call(open_comparison):
    window, _ = open_comparison(
        replace(COMPARISON, rehearsal=True, second=replace(COMPARISON.second, call=""))
    )
    assert {"Before and after", "Before", "After"} <= set(texts(window))
    assert item(window, "openFirst").isVisible()
    assert not item(window, "openSecond").isVisible()


def test_arrow_keys_scroll(open_comparison):
    window, _ = open_comparison()
    window.window.setHeight(420)
    QTest.qWait(20)
    flick = item(window, "flick")
    QTest.keyClick(window.window, Qt.Key.Key_Up)
    assert flick.property("contentY") == 0
    for _ in range(60):
        QTest.keyClick(window.window, Qt.Key.Key_Down)
    assert flick.property("contentY") == pytest.approx(flick.property("contentHeight") - flick.height())


def test_a_screen_reader_is_told_each_row_as_a_sentence(open_comparison):
    QAccessible.setActive(True)
    try:
        window, _ = open_comparison()
        found = read_aloud(window)
        rows = [name for role, name in found if role == QAccessible.Role.Row]
        assert "Agent: open questions: 1, then 4; up by 3, nearer to the habit" in rows
        buttons = [name for role, name in found if role == QAccessible.Role.Button]
        assert buttons == ["Replay", "Replay"]
    finally:
        QAccessible.setActive(False)


@pytest.mark.parametrize(
    ("look", "width"),
    [(Look("dark"), 1000), (Look("contrast", 1.5), 800), (Look("light", 2.0), 800), (Look("light"), 400)],
)
def test_no_text_is_cut(open_comparison, look, width):
    window, _ = open_comparison(look=look, width=width)
    assert cut(window) == []


def test_a_person_closes_it_with_a_key(open_comparison, qtbot):
    window, _ = open_comparison()
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window.window, Qt.Key.Key_Escape)


def test_counts_of_calls_of_different_length_stand_beside_their_rates(open_comparison):
    counts = (
        ShownCount("act", "Validation", 2, 3, (4.0, 1.5)),
        ShownCount("act", "Offer", 1, 2, (2.0, 2.01)),
    )
    window, _ = open_comparison(replace(COMPARISON, counts=counts))
    assert row(window, "Validation")[1:] == [
        "2 (4.0 in 10 min)",
        "3 (1.5 in 10 min)",
        "down by 2.5 in 10 min",
    ]
    assert row(window, "Offer")[-1] == "about the same"


def test_it_is_said_what_the_habit_is(open_comparison):
    window, _ = open_comparison()
    assert any(text.startswith("Nearer to the habit is") for text in texts(window))
