"""The whole way: what a coach marks in some calls becomes a setting of the team, and can be taken back."""

from coded import cue, mark, report

from callmon.calibration.agreement import agreement
from callmon.calibration.changes import changes
from callmon.calibration.fitting import fitted
from callmon.calibration.reliability import proposals
from callmon.coaching.candidates import scored
from callmon.coaching.judged import judged
from callmon.coaching.thresholds import THRESHOLDS
from callmon.coaching.units import CodedCall, machine_and_coder
from callmon.settings import from_table
from callmon.team import layered, read_team, take_back, take_over

REBUTTALS = next(each for each in THRESHOLDS if each.name == "rebuttal_confidence")
CALLS = 8


def marked(number):
    """A call with four cues, one a minute; the coach disagrees with each that is less sure than 0.8."""
    values = [0.71 + 0.01 * (number % 3), 0.74, 0.85, 0.9 + 0.01 * (number % 2)]
    cues = [
        cue("hold_the_but", 60 * place + 10, 60 * place + 15, 60 * place + 16, value=value)
        for place, value in enumerate(values)
    ]
    told = report(cues=cues, acts=[], call={**report()["call"], "duration": 300.0})
    marks = tuple(
        mark("disagree", 60 * place + 10, 60 * place + 16, "cue/hold_the_but", f"cue/{place}")
        for place, value in enumerate(values)
        if value < 0.8
    )
    return CodedCall(f"call {number}", told, marks, finished=True)


def test_what_a_coach_marks_becomes_a_setting_of_the_team_and_can_be_taken_back():
    calls = [marked(number) for number in range(CALLS)]
    found = {
        each.what.label: agreement([call.units for call in each.calls], [call.counts for call in each.calls])
        for each in machine_and_coder(calls)
    }
    rebuttals = found["cue/hold_the_but"]
    assert rebuttals.counts == (2 * CALLS, 2 * CALLS, 0, CALLS)
    assert (rebuttals.precision.value, rebuttals.recall.value) == (0.5, 1.0)

    told = [scored(call.report, REBUTTALS, judged(call.report, call.marks), finished=True) for call in calls]
    fits = {REBUTTALS.setting: fitted(told, 0.7, REBUTTALS.steps)}
    hidden = proposals(found)
    assert [each.rule for each in hidden] == ["hold_the_but"]

    wanted = changes(fits, hidden, off=())
    assert [each.setting for each in wanted] == ["cues.rebuttal_confidence", "cues.off"]
    take_over(wanted[:1], "Ada", "2026-11-26")
    settings = from_table(layered({}, read_team()))
    assert settings.cues.rebuttal_confidence == wanted[0].then
    assert 0.74 < settings.cues.rebuttal_confidence < 0.85

    assert take_back()
    assert from_table(layered({}, read_team())) == from_table({})
