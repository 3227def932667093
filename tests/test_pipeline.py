import pytest

from callmon.conversation import TimingSettings, UnderstandingSettings
from callmon.cues import CueSettings
from callmon.metrics import MetricSettings
from callmon.pipeline import Pipeline
from callmon.texts import load_texts
from callmon.timeline import (
    Dropout,
    Ended,
    Health,
    Leakage,
    Overlap,
    Segment,
    Silence,
    Snooze,
    Sound,
    SpeechStarted,
    Tick,
    Turn,
    TurnStarted,
    Unheard,
    Utterance,
    Word,
    Words,
    samples,
)

TEXTS = load_texts()


def dead_air_call():
    """The agent speaks from 40 to 42 s, then nobody does until the end at 60 s."""
    yield Sound("customer", Segment(0, samples(1)))
    yield Leakage("customer", Segment(0, samples(1)), 0.9, -20.0)
    yield SpeechStarted(samples(40), "agent", 1)
    yield Utterance(1, "agent", Segment(samples(40), samples(42)))
    yield Words(1, (Word(Segment(samples(40), samples(41)), "Hello", 0.9),))
    for tenth in range(423, 600):
        yield Tick(samples(tenth / 10))
    yield Ended(samples(60))


def folded(heard, **settings):
    pipeline = Pipeline(**settings, texts=TEXTS)
    return [pipeline.fold(observation) for observation in heard]


def test_a_step_holds_all_that_an_observation_led_to():
    steps = folded(dead_air_call())
    assert [step.observation for step in steps] == list(dead_air_call())
    assert steps[0].events == steps[0].measures == steps[0].cues == steps[0].suppressed == ()
    events = [event for step in steps for event in step.events if not isinstance(event, Silence)]
    assert events == [
        TurnStarted(samples(40), "agent"),
        Turn(Segment(samples(40), samples(42)), "agent", (1,)),
    ]
    assert {measure.name for measure in steps[4].measures} == {"pace_now", "pace_usual"}
    assert "duration" in {measure.name for measure in steps[-1].measures}


def test_a_cue_comes_with_the_step_that_makes_it_true_at_the_position_heard():
    shown = [(step.observation.at, cue) for step in folded(dead_air_call()) for cue in step.cues]
    assert [cue.rule for _, cue in shown] == ["say_what_you_are_doing"]
    at, cue = shown[0]
    # The silence began at 42 s and a start is known 0.03 s late: more than 5 s are certain after 47.03 s.
    assert at == cue.at == samples(47.1)


def test_what_is_held_back_comes_with_its_reason():
    steps = folded(dead_air_call(), cues=CueSettings(warm_up_s=50.0))
    assert [cue for step in steps for cue in step.cues] == []
    assert [(s.cue.rule, s.reason) for step in steps for s in step.suppressed] == [
        ("say_what_you_are_doing", "the first 50 s of a call are quiet")
    ]


def test_the_position_never_goes_back():
    # The interruption ends at 8.6 s, and is known from ticks long before.
    heard = [
        SpeechStarted(0, "customer", 1),
        Tick(samples(6), customer=samples(6)),
        SpeechStarted(samples(5), "agent", 2),
        Utterance(1, "customer", Segment(0, samples(6.5))),
        Utterance(2, "agent", Segment(samples(5), samples(8.6))),
        Ended(samples(8)),
    ]
    steps = folded(heard, cues=CueSettings(warm_up_s=0.0))
    cues = [cue for step in steps for cue in step.cues]
    assert [(cue.rule, cue.at) for cue in cues] == [("let_them_finish", samples(8.6))]


def test_the_position_is_how_far_the_call_has_been_heard():
    pipeline = Pipeline(texts=TEXTS)
    assert pipeline.position == 0
    for observation, position in (
        (Tick(samples(5)), 5),
        (SpeechStarted(samples(5.1), "agent", 1), 5.1),
        (Utterance(1, "agent", Segment(samples(5.1), samples(7))), 7),
        (Tick(samples(6.9)), 7),
        # What is said about the call is not heard on it.
        (Snooze(samples(7), samples(60)), 7),
        (Dropout("customer", Segment(samples(7), samples(9))), 7),
        (Ended(samples(10)), 10),
    ):
        pipeline.fold(observation)
        assert pipeline.position == samples(position)


def test_a_call_that_broke_off_has_ended_where_it_was_heard_last():
    *whole, _ = dead_air_call()
    pipeline = Pipeline(texts=TEXTS)
    for observation in whole:
        pipeline.fold(observation)
    last = pipeline.fold(Ended(pipeline.position))
    values = {measure.name: measure.value for measure in last.measures}
    assert values["duration"] == pytest.approx(59.9)
    assert [type(event) for event in last.events] == [Silence, Turn]


def test_what_is_told_about_a_channel_reaches_what_is_said():
    sick = Health(samples(43), "customer", "flat")
    call = [*dead_air_call()]
    steps = folded([*call[:5], sick, *call[5:]])
    assert [cue for step in steps for cue in step.cues] == []
    assert [event for step in steps for event in step.events if isinstance(event, Unheard)] == [
        Unheard(Segment(samples(43), samples(60)), "customer")
    ]
    unheard = {m.speaker: m.value for m in steps[-1].measures if m.name == "unheard_time"}
    assert unheard == {"agent": 0, "customer": 17}


def test_a_cue_that_was_not_heard_whole_is_held():
    # Over 60 s of one turn, 8 s of which the customer was not heard.
    heard = [SpeechStarted(0, "agent", 1), *(Tick(samples(n), agent=samples(n)) for n in range(1, 62))]
    heard.insert(30, Dropout("customer", Segment(samples(20), samples(28))))
    steps = folded(heard)
    assert [(s.cue.rule, s.reason) for step in steps for s in step.suppressed] == [
        ("pause_and_check_in", "the customer was not heard for a part of it")
    ]


def test_what_the_person_wishes_reaches_what_is_said():
    call = [*dead_air_call()]
    steps = folded([Snooze(0, samples(50)), *call])
    assert [(s.cue.rule, s.reason) for step in steps for s in step.suppressed] == [
        ("say_what_you_are_doing", "cues were snoozed")
    ]
    steps = folded(call, cues=CueSettings(off=frozenset({"say_what_you_are_doing"})))
    assert [s.reason for step in steps for s in step.suppressed] == ["this cue is switched off"]


def test_settings_reach_every_room():
    timing = TimingSettings(interruption_overlap_s=0.8, delay_budget_s=0.3)
    metrics = MetricSettings(non_talk_counted_s=(4.0,))
    heard = [
        SpeechStarted(0, "customer", 1),
        SpeechStarted(samples(5), "agent", 2),
        Utterance(1, "customer", Segment(0, samples(6.5))),
        Utterance(2, "agent", Segment(samples(5), samples(8.6))),
        Ended(samples(9)),
    ]
    steps = folded(
        heard, understanding=UnderstandingSettings(timing), metrics=metrics, cues=CueSettings(warm_up_s=0.0)
    )
    [overlap] = [event for step in steps for event in step.events if isinstance(event, Overlap)]
    assert overlap.kind == "interruption"
    [cue] = [cue for step in steps for cue in step.cues]
    assert cue.evidence.threshold == 1.1
    assert "non_talk_over_4s" in {measure.name for measure in steps[-1].measures}


def test_the_same_in_gives_the_same_out():
    assert folded(dead_air_call()) == folded(dead_air_call())
