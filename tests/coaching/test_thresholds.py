from typing import get_args

import pytest

from callmon.coaching.candidates import scored
from callmon.coaching.judged import judged
from callmon.coaching.thresholds import THRESHOLDS, widened
from callmon.cues import NAMES
from callmon.export.record import Record
from callmon.folding import folding_of
from callmon.settings import Settings, from_table, to_table
from callmon.timeline import (
    ActKind,
    Ended,
    MomentKind,
    Segment,
    SpeechStarted,
    Tick,
    Utterance,
    samples,
)

KNOWN = {
    "cue": {*NAMES},
    "act": {*get_args(ActKind), "*"},
    "moment": {*get_args(MomentKind), "*"},
}
SCENE = [("customer", 1.0, 4.0), ("agent", 5.0, 54.0), ("customer", 61.0, 64.0)]


def observations():
    told = []
    for number, (side, start, end) in enumerate(SCENE):
        segment = Segment(samples(start), samples(end))
        told.append((start, 0, SpeechStarted(segment.start, side, number)))
        told.append((end, 1, Utterance(number, side, segment)))
    for tenth in range(1, 700):
        at = tenth / 10
        speaking = {side: samples(at) for side, start, end in SCENE if start <= at < end}
        told.append((at, 2, Tick(samples(at), speaking.get("agent"), speaking.get("customer"))))
    return [*(each for _, _, each in sorted(told, key=lambda each: each[:2])), Ended(samples(70))]


def folded(settings):
    """The report of a call in which the agent speaks for 49 s and nobody for 7 s."""
    record, pipeline = Record(), folding_of(settings, "en").pipeline()
    for observation in observations():
        record.add(pipeline.fold(observation))
    return record.report({"duration": 70.0}, settings.definitions())


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda each: each.setting)
def test_every_threshold_is_a_setting_and_can_be_widened(threshold):
    settings = from_table(widened(to_table(Settings()), threshold))
    assert getattr(getattr(settings, threshold.room), threshold.name) == threshold.steps[0]
    assert threshold.steps[0] <= getattr(getattr(Settings(), threshold.room), threshold.name)
    assert getattr(getattr(Settings(), threshold.room), threshold.name) <= threshold.steps[-1]


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda each: each.setting)
def test_every_threshold_is_about_something_that_callmon_finds(threshold):
    for label in (*threshold.labels, *threshold.rests_on):
        group, _, kind = label.partition("/")
        assert kind in KNOWN[group]


@pytest.mark.parametrize(
    ("name", "values"), [("monologue_s", ((49.0, False),)), ("dead_air_s", ((7.0, True),))]
)
def test_a_call_that_is_folded_with_a_lower_threshold_shows_its_candidates(name, values):
    today = folded(Settings())
    threshold = next(each for each in THRESHOLDS if each.name == name)
    wide = folded(from_table(widened(to_table(Settings()), threshold)))
    found = scored(wide, threshold, judged(today, []), finished=True)
    assert [(pytest.approx(value, abs=0.1), right) for value, right in values] == list(found)
