"""What is told of a call's words and voices: steps that every report may hold, made by hand."""

from callmon.timeline import (
    Act,
    Arousal,
    Cue,
    Evidence,
    Failure,
    Moment,
    Prosody,
    Segment,
    Step,
    Tick,
    ToneShift,
    samples,
)


def place(start, end):
    return Segment(samples(start), samples(end))


def act(number, kind, start, **more):
    values = {
        "at": samples(start + 3),
        "form": "",
        "speaker": "agent",
        "utterance": number,
        "segment": place(start, start + 1.5),
        "said": "so you moved in April",
        "confidence": 0.81234,
        "why": "says in other words what the customer said",
    }
    return Act(id=number, kind=kind, **{**values, **more})


def moment(number, start, **more):
    values = {
        "at": samples(start + 2),
        "kind": "worry",
        "utterance": 2,
        "segment": place(start, start + 2),
        "said": "I do not see why",
        "confidence": 0.75,
        "why": "says that something is not understood",
    }
    return Moment(id=number, **{**values, **more})


def shift(at, word, feature, **more):
    values = {
        "speaker": "customer",
        "utterance": 2,
        "segment": place(at - 2, at),
        "value": 6.12345,
        "usual": 4.7,
        "unit": "syllables/s",
    }
    return ToneShift(at=samples(at), word=word, feature=feature, **{**values, **more})


def prosody(utterance, **more):
    values = {
        "voiced": samples(1),
        "pitch_st": 9.87654,
        "spread_st": 4.0,
        "loudness_db": -23.45678,
        "rate": 4.71,
        "voiced_share": 0.61234,
        "pause_share": 0.1,
        "tilt_db": -8.25,
    }
    return Prosody(utterance, **{**values, **more})


def told(*events, observation=None, **more):
    return Step(observation or Tick(0), events, **more)


STEPS = (
    told(observation=prosody(1)),
    told(observation=prosody(2, pitch_st=None, spread_st=None, rate=None)),
    told(observation=Arousal(2, 0.71234)),
    told(act(7, "question", 0.5, form="open", utterance=1, said="how can I help you")),
    told(moment(1, 3.4), shift(12.0, "fast", "rate")),
    told(act(8, "paraphrase", 10.0, utterance=4, answers=2, answered="I do not see why")),
    told(
        moment(
            1,
            3.4,
            outcome="paraphrased",
            after=samples(4.6),
            answer="so you moved in April",
            answered_by=4,
        )
    ),
    told(moment(2, 17.0, kind="raised_voice", utterance=6, said="")),
    told(shift(40.0, "steady", "rate")),
    told(
        cues=(
            Cue(
                "you_said_it_back",
                1,
                "active_listening",
                "You said it back",
                "In your own words.",
                "Saying back what you heard.",
                1,
                samples(13.0),
                Evidence(place(10.0, 11.5), 0.812, 0.75, "", words="so you moved in April"),
                positive=True,
            ),
        )
    ),
    told(failures=(Failure("house_rule", samples(62.0), "KeyError: 'pace'"),)),
)
"""One of each, on the utterances of `heard_call.SCENE`."""
