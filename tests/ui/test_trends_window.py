import pytest
from figure_room import cut, item, opened, read_aloud, shown, texts
from hypothesis import given
from hypothesis import strategies as st
from made_figures import FEW, INTERRUPTIONS, ONE, REPETITIONS, TALK, TRENDS, Door, points
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from callmon.ui.look import Look
from callmon.ui.trends.chart import chart
from callmon.ui.trends.shown import ShownTrend, ShownTrends
from callmon.ui.trends.window import trends_window


@pytest.fixture
def open_trends(qapp):
    made = []

    def open_window(trends=TRENDS, look=Look("light", still=True), width=1000):  # noqa: B008 - a frozen value
        door = Door()
        window = opened(trends_window(trends, door, look), width)
        made.append(window)
        return window, door

    yield open_window
    for window in made:
        window.close()


def card(window, name):
    """The card of a measure."""
    return next(each for each in shown(window) if (each.property("modelData") or {}).get("name") == name)


def press(window, *keys):
    for key in keys:
        QTest.keyClick(window.window, key)


def test_a_chart_spans_its_values_and_the_spread_of_the_past():
    found = chart(TALK)
    assert (found.xs[0], found.xs[-1]) == (0, 1)
    assert found.ys[found.highest] == 0
    assert found.ys[found.lowest] == 1
    assert found.band_top < found.middle < found.band_bottom
    assert TALK.points[found.highest].value == 0.62


def test_a_spread_does_not_reach_below_nothing_where_no_value_does():
    found = chart(REPETITIONS)
    assert found.middle == found.band_bottom == 1
    assert found.band_top < 1


def test_a_single_call_lies_in_the_middle():
    found = chart(ONE)
    assert (found.xs, found.ys, found.middle) == ((0.5,), (0.5,), 0.5)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30),
    st.floats(-1e6, 1e6),
    st.floats(0, 1e6),
    st.data(),
)
def test_everything_lies_within_the_chart_and_higher_values_lie_higher(values, past, spread, data):
    found = chart(ShownTrend("", "any", points(values, str), past, spread, "", "", 1))
    places = (*found.xs, *found.ys, found.middle, found.band_top, found.band_bottom)
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in places)
    assert found.band_top <= found.middle <= found.band_bottom
    one, two = (data.draw(st.integers(0, len(values) - 1)) for _ in range(2))
    if values[one] > values[two]:
        assert found.ys[one] <= found.ys[two]


def test_each_measure_tells_its_last_calls_its_past_and_how_they_differ(open_trends):
    window, _ = open_trends()
    said = texts(window)
    assert any(text.startswith("17 calls. 3 of 4 measures differ from before") for text in said)
    talk = texts(window, card(window, TALK.name))
    assert {"45 %", "last 5 calls", "before: 56 % ± 4 %, in 12 calls", "lower than before"} <= set(talk)
    assert "as before" in said
    assert "higher than before, nearer to the habit" in said
    assert "higher than before, further from the habit" in said


def test_too_few_calls_are_said_to_be_too_few(open_trends):
    window, _ = open_trends(ShownTrends("Kim", 3, (FEW,)))
    said = texts(window)
    assert "too few calls to compare" in said
    assert "median of 3 calls" in said
    assert any("Ten calls are needed" in text for text in said)


def test_arrow_keys_step_through_the_calls_of_a_chart_and_enter_opens_one(open_trends):
    window, door = open_trends()
    card(window, TALK.name).forceActiveFocus()
    press(window, Qt.Key.Key_Return)
    assert door.opened == []
    press(window, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert "16 Nov 2026: 45 % in 2026-11-16_desk-4.wav" in texts(window)
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert door.opened == [("call15", None), ("call00", None), ("call16", None)]


def test_the_pointer_shows_a_call_and_a_double_click_opens_it(open_trends):
    window, door = open_trends()
    at = card(window, INTERRUPTIONS.name)
    place = at.mapToScene(QPointF(14, at.height() - 60)).toPoint()
    QTest.mouseMove(window.window, place)
    assert "1 Nov 2026: 1 in 2026-11-01_desk-4.wav" in texts(window)
    QTest.mouseDClick(window.window, Qt.MouseButton.LeftButton, pos=place)
    assert door.opened == [("call00", None)]


def test_of_many_calls_the_last_ones_are_drawn_until_all_are_wanted(open_trends):
    many = points([1, 2] * 60, str)
    long = ShownTrend("care", "Agent: interruptions", many, 1.5, 0.5, "1.5", "0.5", 115, 5, "1", 0)
    window, door = open_trends(ShownTrends("Kim", 120, (long,)))

    def first_call():
        card(window, long.name).forceActiveFocus()
        press(window, Qt.Key.Key_Home, Qt.Key.Key_Return)
        return door.opened[-1][0]

    assert first_call() == many[60].call
    item(window, "all").forceActiveFocus()
    press(window, Qt.Key.Key_Return)
    assert first_call() == many[0].call
    item(window, "recent").forceActiveFocus()
    press(window, Qt.Key.Key_Space)
    assert first_call() == many[60].call


def test_of_few_calls_there_is_nothing_to_choose(open_trends):
    window, _ = open_trends()
    assert not item(window, "all").isVisible()


def test_a_call_that_cannot_be_opened_is_told(open_trends):
    window, door = open_trends()
    door.trouble = "The library has no call call16."
    card(window, TALK.name).forceActiveFocus()
    press(window, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert door.trouble in texts(window)
    door.trouble = ""
    press(window, Qt.Key.Key_Return)
    assert "The library has no call call16." not in texts(window)


def test_what_has_the_focus_is_brought_into_sight(open_trends):
    window, _ = open_trends()
    last = card(window, ONE.name)
    last.forceActiveFocus()
    box = last.mapRectToScene(last.boundingRect())
    assert box.bottom() <= window.window.height()
    first = card(window, TRENDS.trends[0].name)
    first.forceActiveFocus()
    assert first.mapRectToScene(first.boundingRect()).top() >= item(window, "flick").y()


def test_tab_reaches_the_ways_and_every_card(open_trends):
    window, _ = open_trends()
    names = set()
    for _ in range(12):
        press(window, Qt.Key.Key_Tab)
        focused = window.window.activeFocusItem()
        names.add((focused.property("modelData") or {}).get("name") or focused.objectName())
    assert {trend.name for trend in TRENDS.trends} | {"charts", "tableTab"} <= names


def test_the_table_says_the_same_and_arrow_keys_go_from_row_to_row(open_trends):
    window, _ = open_trends()
    item(window, "tableTab").forceActiveFocus()
    press(window, Qt.Key.Key_Space)
    table = item(window, "table")
    assert table.hasActiveFocus()
    assert {"56 % ± 4 %", "45 %", "lower than before"} <= set(texts(window))
    rows = []
    for _ in range(8):
        rows.append(table.property("current"))
        press(window, Qt.Key.Key_Down)
    # Headings of the pillars are passed over, and the last row is the end.
    assert rows == [1, 3, 4, 6, 7, 9, 9, 9]
    press(window, Qt.Key.Key_Up)
    assert table.property("current") == 7


def test_a_screen_reader_is_told_each_measure_as_a_sentence(open_trends):
    QAccessible.setActive(True)
    try:
        window, _ = open_trends()
        charts = [name for role, name in read_aloud(window) if role == QAccessible.Role.Chart]
        assert (
            "Agent: talk share of speech, 45 % (last 5 calls), before: 56 % ± 4 %, in 12 calls, "
            "lower than before"
        ) in charts
        window.window.setProperty("table", True)
        rows = [name for role, name in read_aloud(window) if role == QAccessible.Role.Row]
        assert (
            "Agent: talk share of speech: before 56 % ± 4 % in 12 calls, last five 45 %, lower than before"
            in rows
        )
    finally:
        QAccessible.setActive(False)


@pytest.mark.parametrize("table", [False, True])
@pytest.mark.parametrize(
    ("look", "width"),
    [(Look("dark"), 1000), (Look("contrast", 1.5), 800), (Look("light", 2.0), 840), (Look("light"), 420)],
)
def test_no_text_is_cut(open_trends, look, width, table):
    window, _ = open_trends(look=look, width=width)
    window.window.setProperty("table", table)
    QTest.qWait(20)
    assert cut(window) == []


def test_a_person_closes_it_with_a_key(open_trends, qtbot):
    window, _ = open_trends()
    with qtbot.waitSignal(window.closed):
        press(window, Qt.Key.Key_Escape)
