import io
import re
from collections import Counter
from pathlib import Path

import pytest
from made_reports import cue, report
from rich.console import Console

from callmon import paths
from callmon.app import Source, analyze, call_id
from callmon.coaching.comparison import Comparison, Counted, compare
from callmon.coaching.thresholds import THRESHOLDS
from callmon.coaching.trends import Point, Trend
from callmon.desk.calibrating import between, calibrate, coded_calls
from callmon.desk.calibration_desk import CalibrationDesk
from callmon.desk.figures import (
    Table,
    calibration_table,
    compared_table,
    label_text,
    printed,
    setting_text,
    trend_table,
)
from callmon.desk.shelving import refresh
from callmon.desk.trends import agent_named, trends_of
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
    assert trend_table([found]).rows == (
        ("Agent: interruptions", "1 ± 0", "7", "5", "higher than before, further from the habit"),
    )
    with pytest.raises(StoreError, match="no call of Nobody"):
        trends_of(library, "Nobody")


@pytest.mark.parametrize(
    ("past", "spread", "latest", "row"),
    [
        (1.0, 1.4826, 1.5, ("1 ± 1.5", "7", "1.5", "as before")),
        (3.0, 0.5, 2.0, ("3 ± 0.5", "7", "2", "lower than before, nearer to the habit")),
        (3.0, 0.5, None, ("3 ± 0.5", "7", "–", "")),
    ],
)
def test_a_trend_is_told_in_the_words_of_its_window(past, spread, latest, row):
    differs = latest is not None and abs(latest - past) > spread
    found = Trend("agent", "interruptions", (), past, spread, 7, latest, differs)
    assert trend_table([found]).rows == (("Agent: interruptions", *row),)
    pace = Trend("agent", "pace", (Point("a", "", 131.5),), 131.6, 12.2, 1)
    assert trend_table([pace]).rows[0][1] == "132 ± 12 words/min"


def test_an_agent_is_found_whatever_the_case_and_others_are_offered(library):
    for name, agent in (("a", "Kim"), ("b", "Robin"), ("c", "ROBIN")):
        shelve(library, name, 1, agent)
    assert agent_named(library, "kim") == "Kim"
    assert agent_named(library, "ROBIN") == "ROBIN"
    for name, told in (
        ("robin", "did you mean ROBIN or Robin?"),
        ("Kin", "did you mean Kim?"),
        ("Alexander", "say whose calls these are first."),
        ("", "no call of nobody; say"),
    ):
        with pytest.raises(StoreError, match=re.escape(told)):
            agent_named(library, name)


def test_two_calls_stand_side_by_side(library):
    shelve(library, "a", 1)
    shelve(library, "b", 2, found=report(cues=[cue(), cue()]))
    table = compared_table(compare(library.report("a"), library.report("b")), "a", "b")
    rows = list(table.rows)
    place = rows.index(("Cues shown",))
    assert rows[place + 1] == ("Let them finish", "1", "2", "")
    assert ("Listening acts",) in rows


def test_what_became_of_moments_is_told_as_in_reports():
    outcomes = ("acknowledged", "paraphrased", "solved", "passed_over", "open")
    found = Comparison((), tuple(Counted(f"moment/{outcome}", 1, 0) for outcome in outcomes))
    heading, *rows = compared_table(found, "first", "second").rows
    assert heading == ("Moments of the customer",)
    assert [row[0] for row in rows] == [
        *("Acknowledged", "Said back", "Solved at once", "Passed over", "No turn of the agent followed")
    ]
    assert label_text("moment/worry") == "Worry"


LONG = "20260610-133722_0171555017_ext204_in.wav"


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize(
    "table",
    [
        Table(
            ("", LONG, LONG, ""), (("Care",), ("Agent: talk share", "40 %", "60 %", "further from the habit"))
        ),
        Table(
            ("", "before", "calls", "last five", "change"),
            (
                (
                    "Customer: tried to speak",
                    "132 ± 12 words/min",
                    "17",
                    "150 words/min",
                    f"{LONG} is as before",
                ),
            ),
        ),
        Table(
            ("", "both", "1st", "2nd", "precision", "recall", "kappa", "ICC"),
            (("Supportive overlap (customer)", "100", "100", "100", *["0.52\n0.41–0.63"] * 4),),
        ),
        Table(("setting", "today"), (("a certainty " * 20, "because " * 40),)),
    ],
)
def test_nothing_of_a_table_is_cut_off(table, width):
    out = io.StringIO()
    Console(file=out, width=width).print(printed(table, width))
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    letters = Counter("".join("".join(lines).split()))
    assert letters == Counter(
        "".join("".join(cell.split()) for row in (table.columns, *table.rows) for cell in row)
    )


def test_words_of_a_table_are_broken_last_of_all():
    table = Table(
        ("", "first", "second", ""),
        (("Agent: talk share of speech", "40 %", "60 %", "further from the habit"),),
    )
    out = io.StringIO()
    Console(file=out, width=50).print(printed(table, 50))
    whole = set(out.getvalue().split())
    assert {"Agent:", "speech", "further", "habit", "40", "%"} <= whole


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
