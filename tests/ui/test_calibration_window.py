from dataclasses import replace

import pytest
from figure_room import cut, item, opened, read_aloud, texts
from made_figures import CALIBRATION, CHANGES, Calibrating
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from callmon.errors import CallmonError
from callmon.ui.look import Look
from callmon.ui.trends.shown import CalibrationProgress, ShownReason
from callmon.ui.trends.window import calibration_window

EFFECT = (ShownReason("cues.rebuttal_confidence", "0.7 → 0.82: kappa 0.31 (marks of Robin, 2026-11-26)"),)
THRESHOLD, HIDING = (change.key for change in CHANGES)


@pytest.fixture
def open_calibration(qapp):
    made = []

    def open_window(calibrating=None, look=Look("light"), width=1060):  # noqa: B008 - a frozen value
        calibrating = calibrating or Calibrating()
        window = opened(calibration_window(calibrating, look), width)
        made.append(window)
        return window, calibrating

    yield open_window
    for window in made:
        window.close()


def press(window, name, key=Qt.Key.Key_Space):
    item(window, name).forceActiveFocus()
    QTest.keyClick(window.window, key)


def test_the_figures_of_everything_that_was_compared_are_shown(open_calibration):
    window, _ = open_calibration()
    said = texts(window)
    assert {"Let them finish", "18 / 4", "21", "Only callmon", "Only Robin", "6 calls"} <= set(said)
    assert {"0.84\n(0.72 to 0.96)", "0.90\n(0.78 to 1.00)", "0.81 (0.69 to 0.93)"} <= set(said)
    assert "0.30\n(−0.10 to 0.70)" in said


def test_what_agrees_too_little_says_so_and_what_is_not_defined_says_why(open_calibration):
    window, _ = open_calibration()
    said = texts(window)
    assert "0.21 (0.02 to 0.40), too low to rely on" in said
    assert "–  the second side finds it nowhere" in said
    assert any(text.startswith("Apology: kappa 0.18") for text in said)
    assert "The journal of 00012.wav cannot be read." in said


def test_a_proposal_says_today_then_and_because(open_calibration):
    window, _ = open_calibration()
    said = texts(window)
    assert "How sure a rebuttal must be: 0.70 today → 0.82 then" in said
    assert "Reason: kappa 0.31 at 0.7 and 0.52 held out, on 60 judgements of 9 calls" in said
    assert "Hide the cue: Hold the “but”" in said


def test_only_what_is_ticked_is_taken_over(open_calibration):
    window, calibrating = open_calibration()
    assert not item(window, "takeOver").isEnabled()
    window.model.takeOver()
    assert calibrating.done == []
    press(window, THRESHOLD)
    press(window, HIDING)
    assert item(window, "takeOver").property("text") == "Take 2 over"
    press(window, THRESHOLD)
    press(window, "takeOver", Qt.Key.Key_Return)
    assert calibrating.done == [(HIDING,)]
    assert "Taken over, for calls that are analysed from now on." in texts(window)
    # What is compared afterwards is compared with the settings as they are then.
    assert calibrating.asked == [("Robin", ""), ("Robin", "")]
    assert window.model.property("ticked") == []


def test_what_is_in_effect_is_told_and_can_be_taken_back(open_calibration):
    window, calibrating = open_calibration(Calibrating(replace(CALIBRATION, changes=(), in_effect=EFFECT)))
    said = texts(window)
    assert f"{EFFECT[0].name}: {EFFECT[0].because}" in said
    assert "The marks speak for no change." in said
    press(window, "takeBack")
    assert calibrating.done == ["back"]
    assert "Taken back." in texts(window)


def test_nothing_can_be_taken_back_before_anything_was_taken_over(open_calibration):
    window, _ = open_calibration()
    assert not item(window, "takeBack").isVisible()


def test_what_cannot_be_written_is_told_and_stays_ticked(open_calibration):
    window, calibrating = open_calibration()
    calibrating.trouble = "team.toml cannot be written; nothing was changed."
    press(window, THRESHOLD)
    press(window, "takeOver")
    assert calibrating.trouble in texts(window)
    assert window.model.property("failed")
    assert window.model.property("ticked") == [THRESHOLD]


def test_how_far_it_is_is_shown_until_there_is_something(open_calibration, qtbot):
    calibrating = Calibrating()
    calibrating.at = CalibrationProgress(running=True, done=3, total=12)
    window, _ = open_calibration(calibrating)
    assert "Comparing: 3 of 12 calls" in texts(window)
    assert "Proposed" not in texts(window)
    calibrating.at = CalibrationProgress(done=12, total=12, found=CALIBRATION)
    qtbot.waitUntil(lambda: "Proposed" in texts(window))
    assert not any(text.startswith("Comparing") for text in texts(window))


def test_figures_stay_while_they_are_made_anew_but_nothing_is_taken_over_then(open_calibration):
    window, calibrating = open_calibration()
    calibrating.at = CalibrationProgress(running=True, total=12)
    window.model.takeBack()
    assert "Let them finish" in texts(window)
    assert not item(window, THRESHOLD).isEnabled()
    assert "Comparing: 0 of 12 calls" in texts(window)


def test_why_nothing_came_of_it_is_told(open_calibration):
    calibrating = Calibrating()
    calibrating.at = CalibrationProgress(problem="Calibration needs scikit-learn.")
    window, _ = open_calibration(calibrating)
    assert "Calibration needs scikit-learn." in texts(window)


def test_a_comparison_that_cannot_begin_is_told(open_calibration):
    class Broken(Calibrating):
        def start(self, coder, against):
            raise CallmonError("The library is locked.")

    window, _ = open_calibration(Broken())
    assert "The library is locked." in texts(window)


def test_another_coder_is_chosen_with_the_keyboard(open_calibration):
    window, calibrating = open_calibration()
    press(window, "against", Qt.Key.Key_Down)
    assert calibrating.asked[-1] == ("Robin", "Alex")
    assert any(text.startswith("Two coaches on the calls") for text in texts(window))
    # Proposals are about callmon; two coaches propose nothing.
    assert "Proposed" not in texts(window)
    press(window, "coder", Qt.Key.Key_Down)
    assert calibrating.asked[-1] == ("Alex", "")


def test_figures_of_others_are_gone_when_another_coder_is_chosen(open_calibration):
    window, calibrating = open_calibration()
    calibrating.at = CalibrationProgress(running=True)
    window.model.compare("Alex", "")
    assert "Let them finish" not in texts(window)


def test_no_call_that_was_judged_whole_says_what_to_do(open_calibration):
    window, _ = open_calibration(Calibrating(replace(CALIBRATION, rows=(), changes=(), calls=0)))
    assert any(text.startswith("No call was judged whole yet") for text in texts(window))


def test_settings_that_stay_are_unfolded_with_the_keyboard(open_calibration):
    window, _ = open_calibration()
    why = f"{CALIBRATION.kept[0].name}: {CALIBRATION.kept[0].because}"
    assert why not in texts(window)
    press(window, "fold", Qt.Key.Key_Return)
    assert why in texts(window)


def test_what_runs_ends_with_the_window(open_calibration, qtbot):
    window, calibrating = open_calibration()
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window.window, Qt.Key.Key_Escape)
    assert calibrating.asked[-1] == "stop"


def test_what_runs_ends_when_the_window_is_taken_down_unseen(qapp):
    calibrating = Calibrating()
    calibration_window(calibrating).close()
    assert calibrating.asked[-1] == "stop"


def test_a_screen_reader_is_told_each_row_as_a_sentence(open_calibration):
    QAccessible.setActive(True)
    try:
        window, _ = open_calibration()
        found = read_aloud(window)
        rows = [name for role, name in found if role == QAccessible.Role.Row]
        assert rows[0].startswith(
            "Let them finish, 6 calls: kappa 0.81 (0.69 to 0.93). Agreed / disagreed 18 / 4"
        )
        boxes = [name for role, name in found if role == QAccessible.Role.CheckBox]
        assert "Hide the cue: Hold the “but”" in boxes
        choices = [name for role, name in found if role == QAccessible.Role.ComboBox]
        assert choices == ["Whose marks", "Compared with"]
    finally:
        QAccessible.setActive(False)


@pytest.mark.parametrize(
    ("look", "width"),
    [(Look("dark"), 1060), (Look("contrast", 1.5), 900), (Look("light", 2.0), 880), (Look("light"), 440)],
)
def test_no_text_is_cut(open_calibration, look, width):
    window, _ = open_calibration(Calibrating(replace(CALIBRATION, in_effect=EFFECT)), look, width)
    assert cut(window) == []
