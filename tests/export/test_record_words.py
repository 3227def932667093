"""What was said and how it sounded, in the record of a call."""

import said_and_sounded as made
from test_record import recorded

from callmon.export.record import Record
from callmon.timeline import Arousal, Failure, Step, Tick, Utterance, samples

TALK = (
    Step(Utterance(1, "agent", made.place(0.5, 3.0))),
    Step(Utterance(2, "customer", made.place(3.4, 12.0))),
)


def test_an_act_stands_with_its_evidence():
    (found,) = recorded(
        made.told(made.act(8, "paraphrase", 10.0, utterance=4, answers=2, answered="I do not see why"))
    )["acts"]
    assert found == {
        "id": 8,
        "kind": "paraphrase",
        "form": "",
        "follow_up": False,
        "speaker": "agent",
        "utterance": 4,
        "start": 10.0,
        "end": 11.5,
        "said": "so you moved in April",
        "confidence": 0.812,
        "why": "says in other words what the customer said",
        "answers": 2,
        "answered": "I do not see why",
    }


def test_acts_stand_in_order_of_start_whenever_they_were_known():
    late, early = made.act(1, "hold", 50.0), made.act(2, "apology", 20.0, at=samples(70))
    assert [act["id"] for act in recorded(made.told(late), made.told(early))["acts"]] == [2, 1]


def test_a_moment_stands_as_it_was_told_last():
    first, other = made.moment(1, 30.0), made.moment(2, 9.0)
    later = made.moment(
        1, 30.0, outcome="acknowledged", after=samples(2.25), answer="I am sorry", answered_by=5
    )
    found = recorded(made.told(first), made.told(other), made.told(later))["moments"]
    assert [(each["id"], each["outcome"]) for each in found] == [(2, "open"), (1, "acknowledged")]
    assert found[1] == {
        "id": 1,
        "kind": "worry",
        "utterance": 2,
        "start": 30.0,
        "end": 32.0,
        "said": "I do not see why",
        "confidence": 0.75,
        "why": "says that something is not understood",
        "outcome": "acknowledged",
        "after": 2.25,
        "answer": "I am sorry",
        "answered_by": 5,
    }
    assert found[0]["after"] is None
    assert found[0]["answered_by"] is None


def test_shifts_of_tone_stand_in_order_of_time_against_the_usual():
    found = recorded(
        made.told(made.shift(40.0, "steady", "rate")), made.told(made.shift(12.0, "fast", "rate"))
    )
    assert [each["word"] for each in found["tone"]["shifts"]] == ["fast", "steady"]
    assert found["tone"]["shifts"][0] == {
        "at": 12.0,
        "speaker": "customer",
        "utterance": 2,
        "start": 10.0,
        "end": 12.0,
        "word": "fast",
        "feature": "rate",
        "value": 6.123,
        "usual": 4.7,
        "unit": "syllables/s",
    }


def test_how_an_utterance_was_said_stands_once_and_in_order_of_the_utterances():
    found = recorded(
        *TALK,
        made.told(observation=made.prosody(2, pitch_st=None, spread_st=None, rate=None)),
        made.told(observation=made.prosody(1, tilt_db=-1.0)),
        made.told(observation=made.prosody(1)),
        made.told(observation=made.prosody(99)),
    )["tone"]["utterances"]
    assert found[0] == {
        "utterance": 1,
        "pitch_st": 9.877,
        "spread_st": 4.0,
        "loudness_db": -23.457,
        "rate": 4.71,
        "voiced_share": 0.612,
        "pause_share": 0.1,
        "tilt_db": -8.25,
    }
    assert [each["utterance"] for each in found] == [1, 2]
    assert (found[1]["pitch_st"], found[1]["spread_st"], found[1]["rate"]) == (None, None, None)


def test_arousal_stands_for_the_customer_and_never_for_the_agent():
    told = [made.told(observation=Arousal(number, 0.71234)) for number in (1, 2, 99)]
    assert recorded(*TALK, *told)["tone"]["arousal"] == [{"utterance": 2, "value": 0.712}]


def test_a_rule_that_failed_is_told_with_its_reason():
    record = Record()
    assert record.failures == ()
    failed = Failure("house_rule", samples(62.0), "KeyError: 'pace'")
    record.add(Step(Tick(0), failures=(failed,)))
    assert record.failures == (failed,)
    assert record.report({}, {})["failures"] == [
        {"rule": "house_rule", "at": 62.0, "reason": "KeyError: 'pace'"}
    ]


def test_praise_is_told_from_advice():
    found = recorded(*made.STEPS)["cues"]
    assert [(cue["positive"], cue["evidence"]["words"]) for cue in found] == [(True, "so you moved in April")]
