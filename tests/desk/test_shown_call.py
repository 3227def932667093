import json
from pathlib import Path

from jsonschema import Draft202012Validator
from made_reports import report, said, sounded

from callmon.desk.shown_call import shown_call
from callmon.timeline import ShelvedCall, findings
from callmon.ui.replay.shown import LANES, Fact

ROW = ShelvedCall("abc", "parcel.wav", "Kim", "2026-11-25T10:00:00+01:00", "", 121.4, "en", ("escalated",))
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text("utf-8"))


def shown(**more):
    return shown_call(ROW, report(**more))


def by_key(call):
    return {item.key: item for item in call.items}


def test_the_made_report_is_one():
    made = report()
    errors = [error.message for error in Draft202012Validator(SCHEMA).iter_errors(made)]
    assert [error for error in errors if "'scorecard'" not in error and "measures" not in error] == errors


def test_every_finding_and_every_turn_is_an_item_under_the_key_that_marks_use():
    call, keys = shown(), {finding.key for finding in findings(report())}
    assert {item.key for item in call.items} == keys | {"turn/0", "turn/1", "turn/2"}
    labels = {finding.key: finding.label for finding in findings(report())}
    assert all(item.label == labels.get(item.key, "") for item in call.items)


def test_items_lie_in_order_of_lane_and_start():
    places = [(LANES.index(item.lane), item.start) for item in shown().items]
    assert places == sorted(places)


def test_a_cue_says_when_it_was_on_the_screen_or_why_it_was_not():
    items = by_key(shown())
    painted, held = items["cue/0"], items["cue/1"]
    assert (painted.shown_at, painted.held_back) == (52.9, "")
    assert (held.shown_at, held.held_back) == (None, "it was snoozed")
    assert (painted.text, painted.avoid) == ("Let them finish", "Waiting until the customer has ended.")


def test_a_cue_of_a_recording_would_have_been_shown_when_it_was_true():
    cues = [{**report()["cues"][0], "painted": None}]
    assert by_key(shown(cues=cues))["cue/0"].shown_at == 52.8


def test_the_evidence_of_a_cue_is_in_words_and_what_was_said_is_told_apart():
    cue = by_key(shown())["cue/0"]
    assert Fact("Measured", "1.02 s") in cue.facts
    assert Fact("Threshold", "0.7 s") in cue.facts
    assert Fact("Count", "2") in cue.facts
    assert cue.said == "No, that · is not"
    assert not any("”" in fact.value for fact in cue.facts)


def test_findings_say_what_they_are_and_what_became_of_them():
    items = by_key(shown())
    assert items["overlap/1"].name == "Interruption, long"
    assert items["overlap/2"].positive
    assert any(fact.name == "Discounted" for fact in items["overlap/2"].facts)
    assert items["act/1"].name == "Open question"
    assert Fact("Answers", "“It is late”") in items["act/1"].facts
    assert Fact("What became of it", "acknowledged after 0.5 s") in items["moment/1"].facts
    assert items["shift/0"].lane == "tone"
    assert "loud" in items["shift/0"].name
    assert items["silent/0"].lane == "overlaps"


def test_a_turn_is_named_by_its_first_words_or_by_who_speaks():
    items = by_key(shown())
    assert items["turn/1"].name == "My parcel is late and I am worried about it."
    assert items["turn/2"].name == "Agent speaks"


def test_the_transcript_has_each_word_under_its_key_and_none_without_text():
    lines = shown().lines
    assert [line.key for line in lines] == ["utterance/1", "utterance/2", "utterance/3"]
    assert [word.key for word in lines[0].words][:2] == ["word/1/0", "word/1/1"]
    assert lines[2].words == ()
    bare = said(1, "agent", 1.0, 4.0, "a b")
    bare["words"][0]["text"] = ""
    assert [word.key for word in shown(utterances=[bare], turns=[]).lines[0].words] == ["word/1/1"]


def test_the_head_says_whose_call_it_is_when_it_was_and_how_long():
    call = shown()
    assert call.subtitle == "Kim · 25 Nov 2026, 10:00 · 2:01 · escalated"
    assert (call.title, call.duration, call.notes) == ("parcel.wav", 121.4, ("Something to know.",))


def utterances_and_tone(values):
    spoken = [said(n, "customer", n, n + 0.5, "yes") for n in range(len(values))]
    heard = [sounded(n, value, -26.0, None) for n, value in enumerate(values)]
    return {"utterances": spoken, "turns": [], "tone": {"shifts": [], "utterances": heard, "arousal": []}}


def test_tone_is_told_in_spreads_of_the_speakers_own_and_cut_where_it_leaves_the_lane():
    call = shown(**utterances_and_tone([0.0, 2.0, -2.0, 0.0, 40.0, 1.0, -1.0]))
    pitch = [point.value for point in call.tone if point.feature == "pitch"]
    assert pitch[0] == pitch[3] == 0
    assert pitch[1] == -pitch[2] > 1
    assert max(pitch) == 4


def test_what_does_not_vary_lies_in_the_middle():
    call = shown(**utterances_and_tone([1.0] * 6))
    assert {point.value for point in call.tone} == {0.0}
    assert {point.feature for point in call.tone} == {"pitch", "loudness"}


def test_a_few_utterances_say_nothing_of_what_is_usual():
    assert shown(**utterances_and_tone([0.0, 2.0, -2.0, 1.0])).tone == ()
