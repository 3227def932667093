"""Acts, moments and the scorecard in words for a reader."""

import pytest
import sample_report
import sample_words

from callmon.export import acts, moments, scorecard, transcript
from callmon.export.words import PILLARS


def act(kind="paraphrase", form="", **more):
    values = {"speaker": "agent", "follow_up": False, "why": "says it again", "confidence": 0.814}
    return {"kind": kind, "form": form, **values, **more}


# Acts


def test_every_kind_serves_a_pillar_but_what_frames_a_call():
    frames = {kind for (kind, _), each in acts.KINDS.items() if not each.pillar}
    assert frames == {"greeting", "closing"}
    assert {each.pillar for each in acts.KINDS.values()} - {""} == set(PILLARS)


@pytest.mark.parametrize(
    ("found", "label"),
    [
        (act("question", "open"), "Open question"),
        (act("question", "closed", follow_up=True), "Closed question, follow-up"),
        (act("hold"), "Hold announced"),
        (act("hold", speaker="customer"), "Asks to wait"),
        (act("small_talk"), "Small talk"),
    ],
)
def test_an_act_is_called(found, label):
    assert acts.label(found) == label


@pytest.mark.parametrize(
    ("found", "marked"),
    [
        (act(), True),
        (act("greeting"), False),
        (act("closing"), False),
        (act("acknowledgement", speaker="customer"), False),
        (act("question", "open", speaker="customer"), True),
        (act("small_talk"), True),
    ],
)
def test_what_asks_nothing_of_the_agent_is_not_marked_in_the_transcript(found, marked):
    assert acts.is_marked(found) is marked


def test_an_act_says_why_and_how_sure_it_is():
    assert acts.why(act()) == "Says it again; certainty 81\N{NO-BREAK SPACE}%"
    assert acts.why(act(why="")) == "Certainty 81\N{NO-BREAK SPACE}%"


def test_acts_stand_under_the_habit_that_they_serve():
    report = sample_report.sample()
    report["acts"].append({**report["acts"][0], "kind": "small_talk", "id": 99})
    found = {
        pillar.label: {group.kind.many: len(group.acts) for group in pillar.groups}
        for pillar in acts.pillars(report, "agent")
    }
    assert found["Open mind"] == {"Open questions": 1, "Closed questions": 2}
    assert found["Care"]["Rebuttals"] == 1
    assert found["Active listening"]["Small talk"] == 1
    assert "Greetings" not in {name for group in found.values() for name in group}
    theirs = acts.pillars(report, "customer")
    assert [[group.kind.many for group in pillar.groups] for pillar in theirs] == [
        ["Open questions"],
        [],
        ["Said it before"],
    ]


def test_a_repetition_that_needed_listening_is_marked_once():
    report = sample_report.sample()
    (line,) = [line for line in transcript.lines(report) if 7 in line.utterances]
    assert ([each["kind"] for each in line.moments], list(line.acts)) == (["repetition"], [])
    report["moments"] = []
    (line,) = [line for line in transcript.lines(report) if 7 in line.utterances]
    assert [each["kind"] for each in line.acts] == ["repetition"]


def test_a_backchannel_is_marked_as_one_and_not_as_an_acknowledgement_too():
    report = sample_report.sample()
    heard = next(each for each in report["acts"] if each["kind"] == "acknowledgement")
    report["acts"] = [{**heard, "utterance": 3, "id": 1}, {**heard, "utterance": 12, "id": 2}]
    marked = {line.start: [act["id"] for act in line.acts] for line in transcript.lines(report)}
    assert (marked[8.1], marked[52.3]) == ([], [2])


def test_a_place_is_found_in_the_line_that_holds_most_of_it():
    lines = transcript.lines(sample_report.sample())
    by = {line.anchor: line for line in lines}
    assert by[transcript.place_of(lines, 36.9, 38.6, "agent")].start == 36.9
    assert by[transcript.place_of(lines, 36.9, 38.6, "customer")].start == 31.4
    assert by[transcript.place_of(lines, 60.0, 60.0)].end == 57.9
    assert transcript.place_of([], 1.0, 2.0) is None


# Moments


@pytest.mark.parametrize(
    ("outcome", "after", "told", "sign"),
    [
        ("acknowledged", 2.14, "acknowledged after 2.1 s", "answered"),
        ("paraphrased", 0.0, "said back, straight away", "answered"),
        ("solved", None, "solved at once", "answered"),
        ("solved", 12.0, "solved after 12.0 s", "answered"),
        ("passed_over", None, "passed over", "passed"),
        ("open", None, "no turn of the agent followed", "left"),
        ("put_off", 3.0, "put off", "passed"),
    ],
)
def test_a_moment_says_what_became_of_it(outcome, after, told, sign):
    moment = {"kind": "loss", "outcome": outcome, "after": after}
    assert (moments.outcome(moment), moments.sign(moment)) == (told, sign)


def test_a_moment_of_another_version_is_shown_under_its_own_name():
    assert moments.kind({"kind": "long_wait"}) == "Long wait"
    assert moments.kind({"kind": "loss"}) == "Loss"


def test_moments_are_summed_up_with_what_became_of_them():
    assert moments.summary(sample_report.sample()) == "4 moments: 1 acknowledged, 1 said back, 2 passed over."
    one = {"moments": [{"outcome": "put_off"}]}
    assert moments.summary(one) == "1 moment: 1 put off."


# Scorecard


def measure(value, unit, *counts, name="anything"):
    listed = [{"label": label, "count": count} for label, count in counts]
    return {
        "name": name,
        "label": "Label",
        "value": value,
        "unit": unit,
        "counts": listed,
        "definition": "What it is.",
    }


@pytest.mark.parametrize(
    ("found", "value", "counts"),
    [
        (measure(2, "count", ("minor", 1), ("clear", 1), ("long", 0)), "2", "1 minor · 1 clear"),
        (measure(0, "count", ("minor", 0), ("clear", 0)), "0", ""),
        (measure(3, "count", ("rebuttals", 3)), "3", ""),
        (measure(None, "count"), "–", ""),
        (measure(1, "of", ("said back", 1), ("long turns", 3)), "1 of 3", ""),
        (measure(0, "of", ("said back", 0), ("long turns", 0)), "no long turn", ""),
        (measure(None, "of"), "–", ""),
        (measure(0.4, "share", ("open", 2), ("questions", 5)), "40 %", "2 open of 5 questions"),
        (measure(None, "share", ("open", 1), ("questions", 1)), "1 of 1 question", ""),
        (measure(None, "share"), "–", ""),
        (
            measure(0.58, "share", ("seconds of the agent", 62), ("seconds of both", 107)),
            "58 %",
            "the agent 1:02 min · both 1:47 min",
        ),
        (
            measure(14.2, "per ten minutes", ("questions", 3), ("seconds of call", 127)),
            "14.2",
            "3 questions · call 2:07 min",
        ),
        (measure(0.412, "s", ("answers", 8), name="response_time_median"), "0.41 s", "8 answers"),
        (measure(10.64, "s", ("answered", 1), name="moment_answer_time_median"), "10.6 s", "1 answered"),
        (measure(161.5, "wpm", ("words", 168)), "162 words per minute", "168 words"),
        (measure(None, "wpm", ("words", 1)), "–", "1 word"),
    ],
)
def test_a_measure_is_told_with_the_counts_behind_it(found, value, counts):
    told = scorecard.figure(found, {})
    assert (told.value, told.counts) == (value, counts)


@pytest.mark.parametrize(
    ("name", "counts"),
    [("attempts_to_speak", "a hint"), ("interruptions", "2 clear · a hint"), ("moments", "")],
)
def test_what_one_channel_leaves_unsure_says_so_beside_its_number(name, counts):
    made = [("clear", 2), ("long", 0)] if name == "interruptions" else [("all", 2)]
    told = scorecard.figure(measure(2, "count", *made, name=name), {"one_channel": {"apart": 0.9}})
    assert told.counts == counts
    assert told.trust.startswith("One channel: ")


def test_no_ratio_is_told_without_its_counts():
    for pillar in sample_words.scorecard()["pillars"]:
        for each in pillar["measures"]:
            told = scorecard.figure(each, {})
            if "%" in told.value or each["unit"] == "per ten minutes":
                assert all(str(part["count"]) in told.counts or ":" in told.counts for part in each["counts"])


def test_the_measures_that_lead_a_pillar_come_first_in_their_own_order():
    report = sample_report.sample()
    last = next(card for card in scorecard.cards(report) if card.name == "active_listening")
    assert [each.label for each in last.leading] == [
        "Moments that needed listening",
        "Paraphrases",
        "Long turns said back",
        "Response time, median",
        "Talk share of speech",
    ]
    assert "Pace" in {each.label for each in last.others}


def test_a_report_without_a_scorecard_has_no_cards():
    report = sample_report.sample()
    assert len(scorecard.cards(report)) == 3
    del report["scorecard"]
    assert scorecard.cards(report) == []


def test_a_pillar_of_another_version_is_shown_under_its_own_name():
    card = sample_words.scorecard()
    card["pillars"][0]["pillar"] = "good_humour"
    (first, *_) = scorecard.cards({"call": {}, "scorecard": card})
    assert (first.label, first.habit, first.leading) == ("Good humour", "", [])
    assert len(first.others) == 4
