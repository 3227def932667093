import threading

import pytest
from made_reports import cue, report

from callmon.calibration.reliability import Proposal
from callmon.desk import calibration_desk
from callmon.desk.calibrating import Calibration
from callmon.desk.calibration_desk import CalibrationDesk
from callmon.desk.shown_figures import shown_comparison, shown_trends
from callmon.errors import StoreError
from callmon.paths import settings_file
from callmon.settings import load_settings
from callmon.store.library import Entry, Stamp, open_library
from callmon.team import Change
from callmon.timeline import ShelvedCall, findings


@pytest.fixture
def library():
    with open_library() as made:
        yield made


def shelve(library, name, day, found=None):
    held = f"2026-11-{day:02}T10:04:00+01:00"
    call = ShelvedCall(name, f"{name}.wav", "Kim", held, held, 121.4, "en")
    library.add(Entry(call, found or report(), Stamp(1, 1)))


def judge(library, call, coder):
    marking = library.marking(call, coder)
    for finding in findings(library.report(call)):
        if finding.shown:
            marking.add("agree", finding.segment, label=finding.label, target=finding.key)
    marking.finish(True)


def compared(desk, coder="Robin", against=""):
    """What comes of a comparison, once its thread has ended."""
    desk.start(coder, against)
    for thread in threading.enumerate():
        if thread.name == "calibration":
            thread.join()
    return desk.progress()


def test_trends_are_shown_with_their_calls_in_the_measures_unit(library):
    for day in range(1, 13):
        shelve(
            library,
            f"k{day:02}",
            day,
            report(measures={"agent": {"interruptions": 1 if day <= 7 else 5}, "customer": {}, "call": {}}),
        )
    found = shown_trends(library, "Kim")
    (trend,) = found.trends
    assert (found.calls, trend.pillar, trend.name) == (12, "care", "Agent: interruptions")
    assert (trend.past_text, trend.latest_text, trend.latest, trend.change) == ("1", "5", 5, 1)
    assert trend.towards is False
    assert (trend.points[0].title, trend.points[0].held, trend.points[0].text) == (
        "k01.wav",
        "1 Nov 2026",
        "1",
    )
    with pytest.raises(StoreError, match="no call of Nobody"):
        shown_trends(library, "Nobody")


def test_two_calls_are_shown_with_what_they_differ_by(library):
    shelve(
        library, "a", 1, report(measures={"agent": {"talk_share_of_speech": 0.6}, "customer": {}, "call": {}})
    )
    shelve(
        library,
        "b",
        2,
        report(
            measures={"agent": {"talk_share_of_speech": 0.48}, "customer": {}, "call": {}},
            cues=[cue(), cue()],
        ),
    )
    found = shown_comparison(library, "b", "a")
    assert (found.first.call, found.second.call) == ("a", "b")
    assert (found.first.held, found.first.length) == ("1 Nov 2026, 10:04", "2:01")
    (share,) = found.measures
    assert (share.first_text, share.second_text, share.difference, share.towards) == (
        "60 %",
        "48 %",
        "12 points",
        None,
    )
    assert ("cue", "Let them finish", 1, 2) in [
        (each.kind, each.name, each.first, each.second) for each in found.counts
    ]


def test_a_coder_is_compared_with_callmon_and_with_another_coder(library):
    for day, name in enumerate(("a", "b", "c"), start=1):
        shelve(library, name, day)
        judge(library, name, "Robin")
        judge(library, name, "Alex")
    desk = CalibrationDesk(library, "Sam")
    assert desk.coders() == ["Sam", "Alex", "Robin"]
    found = compared(desk).found
    rows = {(row.kind, row.name): row for row in found.rows}
    assert (rows["act", "Question"].agreed, rows["act", "Question"].both) == (3, 3)
    assert ("cue", "Let them finish") in rows
    assert (found.first, found.second, found.calls, len(found.notes)) == ("callmon", "Robin", 3, 3)
    assert {reason.name for reason in found.kept} >= {"Turn of the agent that calls for a cue"}
    between = compared(desk, "Robin", "Alex").found
    assert (between.first, between.second, between.calls, between.changes) == ("Robin", "Alex", 3, ())


def test_only_chosen_changes_are_taken_over_and_are_in_effect_until_they_are_taken_back(library, monkeypatch):
    hidden = tuple(
        Proposal(f"cue/{rule}", rule, f"kappa of {rule}") for rule in ("hold_the_but", "slow_down")
    )
    changes = (
        Change("cues.rebuttal_confidence", 0.7, 0.8, "held out"),
        Change(
            "cues.off",
            (),
            ("hold_the_but", "slow_down"),
            "hold_the_but: kappa of hold_the_but; slow_down: kappa of slow_down",
        ),
    )
    monkeypatch.setattr(
        calibration_desk, "calibrate", lambda *_, **__: Calibration((), hidden, {}, changes, 3)
    )
    desk = CalibrationDesk(library, "Robin")
    shown = compared(desk).found.changes
    assert [(each.key, each.hides) for each in shown] == [
        ("cues.rebuttal_confidence", False),
        ("cues.off/hold_the_but", True),
        ("cues.off/slow_down", True),
    ]
    desk.take_over(["cues.off/hold_the_but"])
    settings = load_settings(settings_file())
    assert (set(settings.cues.off), settings.cues.rebuttal_confidence) == ({"hold_the_but"}, 0.7)
    (effect,) = compared(desk).found.in_effect
    assert "kappa of hold_the_but" in effect.because
    assert "slow_down" not in effect.because
    assert desk.take_back() == "Taken back."
    assert compared(desk).found.in_effect == ()


def test_what_goes_wrong_is_told_in_a_sentence(library, monkeypatch):
    def failing(*_, **__):
        raise StoreError("The library is locked.")

    monkeypatch.setattr(calibration_desk, "calibrate", failing)
    assert compared(CalibrationDesk(library, "Robin")).problem == "The library is locked."
