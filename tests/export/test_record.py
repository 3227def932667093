import heard_call
import pytest

from callmon.export.files import as_json
from callmon.export.record import Record
from callmon.settings import Settings
from callmon.timeline import (
    Cue,
    Ended,
    Evidence,
    Feedback,
    Health,
    Measure,
    Overlap,
    Painted,
    Segment,
    SilentInterruption,
    Step,
    Suppression,
    Tick,
    Unheard,
    Utterance,
    Word,
    Words,
    samples,
)


@pytest.fixture(scope="module")
def report():
    return heard_call.report()


@pytest.fixture(scope="module")
def live():
    return heard_call.report(more=heard_call.LIVE)


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
        (36.1, "say_what_you_are_doing", True),
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


def test_what_was_not_heard_is_told_as_it_was(report, live):
    assert live["dropouts"] == [
        {"speaker": "agent", "start": 60.0, "end": 62.0},
        {"speaker": "customer", "start": 100.0, "end": 104.0},
    ]
    assert live["measures"]["agent"]["unheard_time"] == 2.0
    assert live["measures"]["customer"]["unheard_time"] == 4.0
    # The hold from 45 to 64.8 s falls in two, of which the second is too short to be one.
    assert live["non_talk"] == [
        {"start": 31.0, "end": 40.0, "hold": False},
        {"start": 45.0, "end": 60.0, "hold": True},
    ]
    # Of the minute of the agent's turn, 4 s of the customer are missing.
    held = {cue["rule"]: cue["suppressed_because"] for cue in live["cues"] if not cue["shown"]}
    assert held["pause_and_check_in"] == "the customer was not heard for a part of it"
    assert report["dropouts"] == []
    assert {cue["painted"] for cue in report["cues"]} == {cue["feedback"] for cue in report["cues"]} == {None}


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


def test_words_without_text_stand_with_their_times_alone():
    kept, dropped = Record(), Record()
    for record, text in ((kept, "Hi"), (dropped, "")):
        record.add(step(observation=Utterance(1, "agent", Segment(0, 32000))))
        record.add(
            step(
                observation=Words(1, (Word(Segment(0, 8000), "", 0.5), Word(Segment(8000, 16000), text, 0.9)))
            )
        )
    assert [record.words_kept for record in (kept, dropped, Record())] == [True, False, True]
    (said,) = dropped.report({}, {})["utterances"]
    assert said["text"] == ""
    assert [(word["start"], word["end"], word["text"]) for word in said["words"]] == [
        (0, 0.5, ""),
        (0.5, 1, ""),
    ]
    assert kept.report({}, {})["utterances"][0]["text"] == "Hi"


def test_dropouts_that_follow_each_other_are_one_of_each_side():
    record = Record()
    for start, end, side in (
        (8, 9, "agent"),
        (2, 4, "agent"),
        (4, 5, "agent"),
        (2, 6, "customer"),
        (5.1, 6, "agent"),
    ):
        record.add(step(Unheard(Segment(samples(start), samples(end)), side)))
    assert [
        (each.speaker, each.segment.start / 16000, each.segment.end / 16000) for each in record.dropouts
    ] == [
        ("agent", 2, 5),
        ("customer", 2, 6),
        ("agent", 5.1, 6),
        ("agent", 8, 9),
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
    evidence = Evidence(Segment(0, 8000), 1.00049, 0.7, "s", 2, baseline=0.12345, words="so it goes")
    cue = Cue("rule", 3, "care", "Text", "Why.", "Avoid.", 1, 16000, evidence)
    shown, held = recorded(step(cues=(cue,), suppressed=(Suppression(cue, "too soon"),)))["cues"]
    assert shown == {
        "rule": "rule",
        "version": 3,
        "pillar": "care",
        "positive": False,
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
            "words": "so it goes",
        },
        "shown": True,
        "suppressed_because": None,
        "painted": None,
        "feedback": None,
    }
    assert held == {**shown, "shown": False, "suppressed_because": "too soon"}


def test_what_became_of_a_cue_stands_with_the_one_that_was_shown():
    evidence = Evidence(Segment(0, 8000), 1.0, 0.7, "s")
    first, second = (Cue("rule", 1, "care", "Text", "", "", 1, at, evidence) for at in (16000, 32000))
    found = recorded(
        step(cues=(first,)),
        step(observation=Painted(17600, "rule", 16000)),
        step(observation=Painted(24000, "rule", 16000)),
        step(observation=Feedback(20000, "rule", 16000, "dismissed")),
        step(suppressed=(Suppression(first, "the same again"),), cues=(second,)),
        step(observation=Painted(40000, "another", 32000)),
    )["cues"]
    told = [(cue["shown"], cue["at"], cue["painted"], cue["feedback"]) for cue in found]
    assert sorted(told, key=str) == [
        (False, 1.0, None, None),
        (True, 1.0, 1.1, "dismissed"),
        (True, 2.0, None, None),
    ]


@pytest.mark.parametrize("verdicts", [("dismissed", "not_helpful"), ("not_helpful", "dismissed")])
def test_not_helpful_says_more_than_dismissed(verdicts):
    cue = Cue("rule", 1, "care", "Text", "", "", 1, 16000, Evidence(Segment(0, 8000), 1.0, 0.7, "s"))
    said = (step(observation=Feedback(20000, "rule", 16000, verdict)) for verdict in verdicts)
    assert recorded(step(cues=(cue,)), *said)["cues"][0]["feedback"] == "not_helpful"


def test_bleed_lasts_from_its_verdict_to_the_next_or_to_the_end():
    record = Record()
    for observation in (
        Health(samples(5), "bleed", "ok"),
        Health(samples(10), "bleed", "bleed"),
        Health(samples(12), "agent", "muted"),
        Health(samples(30), "bleed", "ok"),
        Health(samples(50), "bleed", "bleed"),
        Ended(samples(57)),
    ):
        record.add(Step(observation))
    assert record.bled == samples(20 + 7)
