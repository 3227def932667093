import json
import re
from pathlib import Path

import heard_call
import pytest
from jsonschema import Draft202012Validator

from callmon.cues import CueSettings
from callmon.export.files import as_json
from callmon.export.measures import CALL, SIDES
from callmon.export.record import Record
from callmon.export.words import KINDS, PILLARS
from callmon.metrics import MetricSettings
from callmon.settings import Settings
from callmon.timeline import (
    Cue,
    Evidence,
    Measure,
    Overlap,
    Segment,
    SilentInterruption,
    Step,
    Suppression,
    Tick,
    Utterance,
    Word,
    Words,
    samples,
)

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "report.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def report():
    return heard_call.report()


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


@pytest.mark.parametrize(
    "report",
    [
        heard_call.report([], music=(0, 0), end=5),
        heard_call.report([], music=(0, 0), end=0),
        heard_call.report([("customer", 1, 4, "")], music=(0, 0), end=5),
        heard_call.report(settings=Settings(metrics=MetricSettings(non_talk_counted_s=(2.5, 1e-5)))),
        heard_call.report(settings=Settings(cues=CueSettings(most=0))),
        Record().report(heard_call.CALL, Settings().definitions()),
    ],
    ids=["nobody", "no length", "one side", "other tiers", "no cues", "nothing folded"],
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
        ((), {"schema": "callmon-report/2"}),
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
        (("cues", 0), {"shown": True}),
        (("cues", -1, "evidence"), {"value": None}),
        (("definitions",), {"turn_pause_s": "3"}),
    ],
)
def test_the_schema_refuses_what_is_wrong(place, change):
    report = heard_call.report()
    _at(report, place).update(change)
    assert faults(report)


def test_the_schema_refuses_a_missing_measure():
    report = heard_call.report()
    del report["measures"]["customer"]["pace"]
    assert faults(report)


def test_every_field_is_documented_in_its_section(report):
    sections = re.split(r"^## ", (DOCS / "report.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    named = {
        section.split("\n", 1)[0].strip("`[]"): set(re.findall(r"`(\w+)(?:\[\])?`", section))
        for section in sections
    }
    for where, name in fields(report):
        section = where.lstrip(".").split(".")[0] or "Top level"
        if (section, where, name) in {("measures", ".measures", n) for n in ("agent", "customer", "call")}:
            continue
        assert name in named[section], (where, name)


def test_every_documented_kind_pillar_and_measure_has_a_label(report):
    overlap = SCHEMA["properties"]["overlaps"]["items"]["properties"]
    assert set(overlap["kind"]["enum"]) == set(KINDS)
    pillars = SCHEMA["properties"]["cues"]["items"]["properties"]["pillar"]["enum"]
    assert set(pillars) == set(PILLARS)
    for side in ("agent", "customer"):
        assert list(report["measures"][side]) == [measure.name for measure in SIDES]
    assert list(report["measures"]["call"]) == [measure.name for measure in CALL]


def test_what_was_heard_is_told_as_it_was(report):
    first, *_ = report["utterances"]
    assert {name: first[name] for name in ("id", "speaker", "start", "end", "text")} == {
        "id": 1,
        "speaker": "agent",
        "start": 0.5,
        "end": 3.0,
        "text": "Good morning, how can I help you?",
    }
    assert first["words"][0] == {"start": 0.5, "end": 3.0, "text": "Good", "probability": 0.9}
    assert report["call"] == {**heard_call.CALL, "duration": 135.0}
    assert report["definitions"] == Settings().definitions()


def test_what_happened_is_told_as_it_was(report):
    assert [(lap["kind"], lap["by"], lap["start"], lap["end"]) for lap in report["overlaps"]] == [
        ("backchannel", "agent", 6.0, 6.5),
        ("interruption", "agent", 10.0, 12.0),
        ("attempted_interruption", "customer", 17.0, 18.3),
        ("terminal", "customer", 66.8, 67.0),
    ]
    assert report["silent_interruptions"] == [
        {"at": 26.4, "by": "agent", "of": "customer", "pause": 0.4, "last_words": "rang last week because"}
    ]
    assert report["non_talk"] == [
        {"start": 31.0, "end": 40.0, "hold": False},
        {"start": 45.0, "end": 64.8, "hold": True},
    ]
    assert [(cue["at"], cue["rule"], cue["shown"]) for cue in report["cues"]] == [
        (11.1, "let_them_finish", False),
        (18.3, "they_tried_to_speak", False),
        (36.3, "say_what_you_are_doing", True),
        (129.0, "pause_and_check_in", True),
        (132.0, "balance_the_talk", False),
    ]
    agent = report["measures"]["agent"]
    # 2.5 + 0.5 + 4 + 7.6 + 4.6 + 2.2 + 63 s of the agent, 20.1 s of the customer.
    assert agent["talk_time"] == 84.4
    assert agent["talk_share_of_speech"] == round(84.4 / 104.5, 3)
    assert agent["talk_share_of_call"] == round(84.4 / 135, 3)
    # 0.5 + 2 + 1.3 + 0.2 s.
    assert report["measures"]["call"]["overlap_time"] == 4.0


def test_the_same_call_gives_the_same_bytes(report):
    assert as_json(report) == as_json(heard_call.report())


# Steps by hand


def recorded(*steps):
    record = Record()
    for step in steps:
        record.add(step)
    return record.report({}, {})


def step(*events, observation=None, **more):
    return Step(observation or Tick(0), events, **more)


def lap(number, start, kind, **more):
    span = Segment(samples(start), samples(start + 1))
    return Overlap(number, span, "agent", "customer", kind, None, "why", number, 0, **more)


def test_a_later_overlap_replaces_and_what_is_told_live_is_left_out():
    found = recorded(
        step(lap(1, 9, "interruption", settled=False)),
        step(lap(2, 5, "attempted_interruption")),
        step(lap(2, 5, "supportive", discounted=True), lap(3, 2, "terminal")),
    )["overlaps"]
    assert [(each["id"], each["kind"], each["discounted"]) for each in found] == [
        (3, "terminal", False),
        (2, "supportive", True),
    ]


def test_silent_interruptions_stand_in_order_of_time():
    late, early = (SilentInterruption(samples(at), "agent", "customer", 4800, "so") for at in (9, 3))
    assert [found["at"] for found in recorded(step(late), step(early))["silent_interruptions"]] == [3.0, 9.0]


def test_utterances_stand_in_order_of_start_with_the_last_words_heard():
    def said(utterance, text):
        words = tuple(Word(Segment(0, 8), word, 0.5) for word in text.split())
        return step(observation=Words(utterance, words))

    found = recorded(
        step(observation=Utterance(2, "customer", Segment(16000, 32000))),
        step(observation=Utterance(1, "agent", Segment(0, 48000))),
        said(1, "first guess"),
        said(1, "at last"),
    )["utterances"]
    assert [(each["id"], each["text"], len(each["words"])) for each in found] == [
        (1, "at last", 2),
        (2, "", 0),
    ]


def test_who_was_heard():
    record = Record()
    assert record.heard == frozenset()
    record.add(step(observation=Utterance(1, "agent", Segment(0, 1))))
    assert record.heard == {"agent"}


def test_the_last_value_of_a_measure_stands_and_passing_ones_are_left_out():
    measures = (
        Measure("turns", "agent", 2.0, "count", 0),
        Measure("turns", "agent", 3.0, "count", 0),
        Measure("pace", "agent", None, "wpm", 0),
        Measure("words", "customer", None, "count", 0),
        Measure("talk_time", "customer", 1.23456, "s", 0),
        Measure("talk_share_now", "agent", 0.5, "share", 0),
        Measure("pace_usual", "agent", 150.0, "wpm", 0),
        Measure("duration", None, 2.0, "s", 0),
    )
    found = recorded(step(measures=measures))
    assert found["measures"] == {
        "agent": {"turns": 3, "pace": None},
        "customer": {"words": None, "talk_time": 1.235},
        "call": {"duration": 2.0},
    }
    assert isinstance(found["measures"]["agent"]["turns"], int)
    assert found["call"] == {"duration": 2.0}


def test_cues_stand_with_what_was_held_back_and_why():
    evidence = Evidence(Segment(0, 8000), 1.00049, 0.7, "s", 2, baseline=0.12345)
    cue = Cue("rule", 3, "care", "Text", "Why.", "Avoid.", 1, 16000, evidence)
    shown, held = recorded(step(cues=(cue,), suppressed=(Suppression(cue, "too soon"),)))["cues"]
    assert shown == {
        "rule": "rule",
        "version": 3,
        "pillar": "care",
        "text": "Text",
        "why": "Why.",
        "avoid": "Avoid.",
        "at": 1.0,
        "evidence": {
            "start": 0.0,
            "end": 0.5,
            "value": 1.0,
            "threshold": 0.7,
            "unit": "s",
            "count": 2,
            "baseline": 0.123,
        },
        "shown": True,
        "suppressed_because": None,
    }
    assert held == {**shown, "shown": False, "suppressed_because": "too soon"}
