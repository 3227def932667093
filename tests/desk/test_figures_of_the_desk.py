from pathlib import Path

import pytest
from made_reports import cue, report

from callmon import paths
from callmon.app import Source, analyze, call_id
from callmon.coaching.comparison import compare
from callmon.coaching.thresholds import THRESHOLDS
from callmon.desk.calibrating import between, calibrate, coded_calls
from callmon.desk.calibration_desk import CalibrationDesk
from callmon.desk.figures import calibration_table, compared_table, setting_text, trend_table
from callmon.desk.shelving import refresh
from callmon.desk.trends import trends_of
from callmon.engines import Options
from callmon.errors import StoreError
from callmon.settings import Settings, load_settings
from callmon.store.library import Entry, Stamp, open_library
from callmon.team import Change, take_over, team_file
from callmon.timeline import ShelvedCall, findings

DEMO = Path(__file__).parents[2] / "demo" / "call.flac"


@pytest.fixture
def library():
    with open_library() as made:
        yield made


def shelve(library, name, day, agent="Kim", found=None):
    held = f"2026-11-{day:02}T10:00:00+01:00"
    call = ShelvedCall(name, f"{name}.wav", agent, held, held, 121.4, "en")
    library.add(Entry(call, found or report(), Stamp(1, 1)))


def judge(library, call, coder, kind="agree", finish=True):
    marking = library.marking(call, coder)
    for finding in findings(library.report(call)):
        if finding.shown:
            marking.add(kind, finding.segment, label=finding.label, target=finding.key)
    marking.finish(finish)


def test_what_a_coder_said_is_gathered_call_by_call(library):
    shelve(library, "a", 1)
    shelve(library, "b", 2)
    judge(library, "a", "Robin")
    library.marking("b", "Robin").finish(True)
    library.marking("b", "Alex").finish(True)
    found = coded_calls(library, "Robin")
    assert [(each.call, each.finished, len(each.marks)) for each in found] == [("a", True, 7), ("b", True, 0)]


def test_a_coder_who_agrees_agrees_and_calls_without_a_journal_are_told(library):
    for day, name in enumerate(("a", "b", "c"), start=1):
        shelve(library, name, day)
        judge(library, name, "Robin")
    found = calibrate(library, "Robin", Settings())
    rows = {row.compared.what.label: row for row in found.rows}
    assert rows["act/question"].compared.agreed == 3
    assert rows["act/question"].figures.precision.value == 1
    assert rows["act/question"].figures.recall.value == 1
    assert found.calls == 3
    assert found.changes == ()
    assert len(found.skipped) == 3
    assert "cannot be read" in found.skipped[0]
    table = calibration_table(found.rows)
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert any(row[0] == "Cue: Let them finish" for row in table.rows)


def test_a_call_with_a_journal_is_folded_again(library):
    analyze(Source((DEMO,)), Options(words=False, tone=False), Settings())
    refresh(library)
    judge(library, call_id(Source((DEMO,))), "Robin")
    told = []
    found = calibrate(library, "Robin", Settings(), told=lambda *at: told.append(at))
    assert (found.skipped, told) == ((), [(1, 1)])
    assert "3 are needed" in found.fits["cues.monologue_s"].because


def test_two_coders_are_compared_on_what_both_judged_blind(library):
    shelve(library, "a", 1)
    shelve(library, "b", 2)
    judge(library, "a", "Robin")
    judge(library, "a", "Alex", "disagree")
    judge(library, "b", "Robin")
    rows, calls, left_out = between(library, "Robin", "Alex")
    assert (calls, left_out) == (1, 0)
    question = next(row for row in rows if row.compared.what.label == "act/question")
    assert (question.figures.counts.both, question.figures.counts.first) == (0, 1)


def test_trends_are_an_agents_own(library):
    for day in range(1, 13):
        measures = {"agent": {"interruptions": 1 if day <= 7 else 5}, "customer": {}, "call": {}}
        shelve(library, f"k{day:02}", day, "Kim", report(measures=measures))
        shelve(library, f"s{day:02}", day, "Sam", report(measures=measures | {"agent": {"interruptions": 9}}))
    (found,) = trends_of(library, "Kim")
    assert (found.past, found.latest, found.differs) == (1, 5, True)
    ((name, past, calls, latest, told),) = trend_table([found]).rows
    assert (name, calls, latest, told) == ("Agent: interruptions", "7", "5", "differs")
    assert past.startswith("1 ± ")
    with pytest.raises(StoreError, match="no call of Nobody"):
        trends_of(library, "Nobody")


def test_two_calls_stand_side_by_side(library):
    shelve(library, "a", 1)
    shelve(library, "b", 2, found=report(cues=[cue(), cue()]))
    table = compared_table(compare(library.report("a"), library.report("b")), "a", "b")
    assert ("Cue: Let them finish", "1", "2", "") in table.rows
    assert ("Found",) in table.rows


def test_what_was_taken_over_holds_for_the_settings_and_can_be_taken_back(library):
    shelve(library, "a", 1)
    judge(library, "a", "Robin")
    take_over([Change("cues.rebuttal_confidence", 0.7, 0.8, "because")], "Robin", "2026-11-26")
    assert load_settings(paths.settings_file()).cues.rebuttal_confidence == 0.8
    desk = CalibrationDesk(library, "Robin")
    assert desk.take_back() == "Taken back."
    assert load_settings(paths.settings_file()).cues.rebuttal_confidence == 0.7
    assert desk.take_back() == "There is nothing to take back."


def test_ones_own_settings_win_and_a_mistake_is_told_with_its_file():
    file = paths.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    take_over([Change("cues.rebuttal_confidence", 0.7, 0.8, "because")], "Robin", "2026-11-26")
    file.write_text("[cues]\nrebuttal_confidence = 0.9\n", "utf-8")
    assert load_settings(file).cues.rebuttal_confidence == 0.9
    team_file().write_text("[cues]\nrebutal_confidence = 0.9\n", "utf-8")
    with pytest.raises(Exception, match=r"team\.toml"):
        load_settings(file)


def test_a_threshold_has_a_name_for_people():
    for threshold in THRESHOLDS:
        assert "." not in setting_text(threshold.setting)
    assert setting_text("cues.monologue_s") == "Turn of the agent that calls for a cue"
    assert setting_text("cues.off") == "Hidden cues"
    assert setting_text("cues.unheard_of") == "cues.unheard_of"
