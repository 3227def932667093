"""The schema and the manual say of a report what it is."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import get_args

import heard_call
import pytest
import said_and_sounded
import sample_words
from jsonschema import Draft202012Validator

from callmon.coaching import scorecard
from callmon.cues import CueSettings
from callmon.export.acts import KINDS as ACTS
from callmon.export.files import as_json
from callmon.export.measure_labels import CALL, SIDES
from callmon.export.moments import KINDS as MOMENTS
from callmon.export.moments import OUTCOMES
from callmon.export.record import Record
from callmon.export.scorecard import LEADING
from callmon.export.tone import FEATURES
from callmon.export.words import KINDS, PILLARS
from callmon.metrics import MetricSettings
from callmon.settings import Settings
from callmon.timeline import ActForm, ActKind, MomentKind, Outcome, SignalWord

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "report.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def report():
    return heard_call.report()


@pytest.fixture(scope="module")
def live():
    return heard_call.report(more=heard_call.LIVE)


@pytest.fixture(scope="module")
def rich():
    """With everything that is told of words and voices, and a scorecard with every part."""
    report = heard_call.report(more=heard_call.LIVE, told=said_and_sounded.STEPS)
    return {**report, "scorecard": sample_words.scorecard()}


def faults(report):
    """What the schema says of the report as it is written, one line each."""
    written = json.loads(as_json(report))
    return [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(written)
    ]


def fields(value, where=""):
    """Every (place, field) of a report; items of lists stand under the list's own place."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield where, name
            yield from fields(part, f"{where}.{name}")
    elif isinstance(value, list):
        for part in value:
            yield from fields(part, where)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_a_whole_report_fits_the_schema_and_tries_every_part_of_it(report):
    assert faults(report) == []
    for name in ("utterances", "turns", "overlaps", "silent_interruptions", "non_talk", "cues"):
        assert report[name], name
    assert {cue["shown"] for cue in report["cues"]} == {True, False}
    assert {silence["hold"] for silence in report["non_talk"]} == {True, False}


def test_the_report_of_a_running_call_fits_the_schema_and_tries_what_it_adds(live):
    assert faults(live) == []
    assert live["dropouts"]
    assert [cue["painted"] for cue in live["cues"] if cue["shown"]] == [36.5, None]
    assert [cue["feedback"] for cue in live["cues"] if cue["shown"]] == ["not_helpful", None]


def test_what_is_told_of_words_and_voices_fits_the_schema_and_tries_every_part_of_it(rich):
    assert faults(rich) == []
    for name in ("acts", "moments", "failures"):
        assert rich[name], name
    assert all(rich["tone"].values())
    assert {cue["positive"] for cue in rich["cues"]} == {True, False}
    card = scorecard(rich)
    assert faults({**rich, "scorecard": card}) == []
    assert [pillar["pillar"] for pillar in card["pillars"]] == list(PILLARS)


@pytest.mark.parametrize(
    "report",
    [
        heard_call.report([], music=(0, 0), end=5),
        heard_call.report([], music=(0, 0), end=0),
        heard_call.report([("customer", 1, 4, "")], music=(0, 0), end=5),
        heard_call.report(settings=Settings(metrics=MetricSettings(non_talk_counted_s=(2.5, 1e-5)))),
        heard_call.report(settings=Settings(cues=CueSettings(most=0))),
        heard_call.report(settings=Settings(cues=CueSettings(off=frozenset({"slower"})))),
        Record().report(heard_call.CALL, Settings().definitions()),
    ],
    ids=["nobody", "no length", "one side", "other tiers", "no cues", "a rule off", "nothing folded"],
)
def test_odd_calls_fit_the_schema(report):
    assert faults(report) == []


def _at(report, place):
    for step in place:
        report = report[step]
    return report


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ((), {"extra": 1}),
        ((), {"schema": "callmon-report/1"}),
        (("call",), {"duration": -1}),
        (("call",), {"notes": "one"}),
        (("utterances", 0), {"extra": 1}),
        (("utterances", 0), {"speaker": "both"}),
        (("utterances", 0, "words", 0), {"probability": 1.1}),
        (("turns", 0), {"utterances": []}),
        (("overlaps", 0), {"kind": "cough"}),
        (("overlaps", 0), {"severity": "minor"}),
        (("overlaps", 1), {"severity": None}),
        (("silent_interruptions", 0), {"pause": None}),
        (("non_talk", 0), {"hold": None}),
        (("measures", "agent"), {"turns": 1.5}),
        (("measures", "agent"), {"pace_now": 150}),
        (("measures", "agent"), {"talk_share_of_call": 1.1}),
        (("measures", "call"), {"non_talk_over_s": 1}),
        (("dropouts",), [{"speaker": "call", "start": 1.0, "end": 2.0}]),
        (("acts", 0), {"kind": "gesture"}),
        (("acts", 0), {"form": ""}),
        (("acts", 1), {"form": "open"}),
        (("acts", 1), {"confidence": 1.2}),
        (("acts", 1), {"answers": "2"}),
        (("moments", 0), {"outcome": "ignored"}),
        (("moments", 0), {"after": -1.0}),
        (("tone",), {"mood": []}),
        (("tone", "shifts", 0), {"word": "nervous"}),
        (("tone", "arousal", 0), {"value": 1.5}),
        (("tone", "utterances", 0), {"loudness_db": None}),
        (("failures", 0), {"reason": None}),
        (("scorecard",), {"grade": "B"}),
        (("scorecard", "keep"), {"at": -1.0}),
        (("scorecard", "pillars"), [{}]),
        (("scorecard", "pillars", 0, "measures", 0), {"value": 0.5, "counts": []}),
        (("scorecard", "pillars", 0, "measures", 0), {"unit": "stars"}),
        (("cues", 0), {"shown": True}),
        (("cues", 0), {"positive": None}),
        (("cues", 0), {"painted": 5.0}),
        (("cues", 2), {"feedback": "liked"}),
        (("cues", 2), {"painted": -1.0}),
        (("cues", -1, "evidence"), {"value": None}),
        (("definitions",), {"turn_pause_s": "3"}),
        (("definitions",), {"policy_region": "mars"}),
        (("definitions",), {"cue_quiet": 1}),
    ],
)
def test_the_schema_refuses_what_is_wrong(place, change, rich):
    report = deepcopy(rich)
    part = _at(report, place)
    part.extend(change) if isinstance(part, list) else part.update(change)
    assert faults(report)


def test_the_schema_refuses_a_missing_measure():
    report = heard_call.report()
    del report["measures"]["customer"]["pace"]
    assert faults(report)


def test_every_field_is_documented_in_its_section(rich):
    sections = re.split(r"^## ", (DOCS / "report.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    named = {
        section.split("\n", 1)[0].strip("`[]"): set(re.findall(r"`(\w+)(?:\[\])?`", section))
        for section in sections
    }
    for where, name in fields(rich):
        section = where.lstrip(".").split(".")[0] or "Top level"
        if (section, where, name) in {("measures", ".measures", n) for n in ("agent", "customer", "call")}:
            continue
        assert name in named[section], (where, name)


def test_every_documented_kind_pillar_and_measure_has_a_label(report):
    def listed(name, field):
        return set(SCHEMA["properties"][name]["items"]["properties"][field]["enum"])

    assert listed("overlaps", "kind") == set(KINDS)
    assert set(SCHEMA["$defs"]["pillar"]["enum"]) == set(PILLARS)
    assert listed("acts", "kind") == {kind for kind, _ in ACTS} == set(get_args(ActKind))
    assert listed("acts", "form") == {form for _, form in ACTS} == set(get_args(ActForm))
    assert listed("moments", "kind") == set(MOMENTS) == set(get_args(MomentKind))
    assert listed("moments", "outcome") == set(OUTCOMES) == set(get_args(Outcome))
    shifts = SCHEMA["properties"]["tone"]["properties"]["shifts"]["items"]["properties"]
    assert set(shifts["word"]["enum"]) == set(get_args(SignalWord))
    assert set(shifts["feature"]["enum"]) == set(FEATURES)
    for side in ("agent", "customer"):
        assert sorted(report["measures"][side]) == sorted(measure.name for measure in SIDES)
    assert sorted(report["measures"]["call"]) == sorted(measure.name for measure in CALL)


def test_every_measure_of_the_scorecard_that_leads_its_pillar_is_there(rich):
    for pillar in scorecard(rich)["pillars"]:
        assert set(LEADING[pillar["pillar"]]) < {measure["name"] for measure in pillar["measures"]}
