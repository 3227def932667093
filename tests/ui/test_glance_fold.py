from dataclasses import replace

import pytest
from plausible import cue

from callmon.pipeline import Pipeline
from callmon.texts import load_texts
from callmon.timeline import (
    Arousal,
    Dropout,
    Ended,
    Evidence,
    Failure,
    Feedback,
    Health,
    Measure,
    NoticeGiven,
    Overlap,
    Painted,
    Segment,
    Snooze,
    SpeechStarted,
    Step,
    Tick,
    ToneShift,
    Utterance,
    Word,
    Words,
    samples,
)
from callmon.ui.fold import GlanceFold


def tick(seconds, **more):
    return Step(Tick(samples(seconds)), **more)


def lap(name, kind, by="agent", start=40.0, settled=True):
    of = "customer" if by == "agent" else "agent"
    segment = Segment(samples(start), samples(start + 1))
    return Overlap(name, segment, by, of, kind, None, "", 1, 2, settled=settled)


def resting_on(overlap, at=41.0, **changed):
    return cue(at=at, evidence=Evidence(overlap.segment, 1.0, 0.5, "s"), **changed)


@pytest.fixture
def fold():
    fold = GlanceFold()
    fold.fold(tick(1))
    return fold


def interrupting_call():
    """The agent comes in while the customer is mid-turn at 40 s, and holds the floor."""
    yield SpeechStarted(samples(36), "customer", 1)
    for tenth in range(362, 430):
        at = samples(tenth / 10)
        if tenth == 402:
            yield SpeechStarted(samples(40), "agent", 2)
        agent = at if tenth >= 402 else None
        yield Tick(at, agent=agent, customer=at if tenth < 413 else None)
    yield Utterance(1, "customer", Segment(samples(36), samples(41.3)))
    for tenth in range(430, 470):
        yield Tick(samples(tenth / 10), agent=samples(min(tenth / 10, 46)))
    yield Utterance(2, "agent", Segment(samples(40), samples(46)))
    said = [f"word{n}" for n in range(12)]
    yield Words(2, tuple(Word(Segment(samples(40), samples(46)), text, 0.9) for text in said))
    for tenth in range(470, 560):
        yield Tick(samples(tenth / 10))
    yield Ended(samples(56))


def glances(heard):
    pipeline, fold = Pipeline(texts=load_texts()), GlanceFold()
    return [(observation, fold.fold(pipeline.fold(observation))) for observation in heard]


def test_a_call_with_an_interruption_shows_one_interruption_and_its_cue_for_eight_seconds():
    seen = [
        (observation.at, glance)
        for observation, glance in glances(interrupting_call())
        if isinstance(observation, Tick)
    ]
    shown = [at for at, glance in seen if glance.cue is not None and glance.cue.rule == "let_them_finish"]
    # Both have spoken for more than 1 s first at 41.1 s.
    assert shown[0] == samples(41.1)
    assert samples(7.9) <= shown[-1] - shown[0] < samples(8)
    assert {glance.interruptions for _, glance in seen} == {0, 1}
    assert seen[-1][1].interruptions == 1


def test_a_call_says_who_speaks_and_what_was_said():
    last = {type(observation): glance for observation, glance in glances(interrupting_call())}
    assert last[Utterance].agent_speaks
    assert not last[Ended].agent_speaks
    assert [(line.speaker, line.text.split()[0]) for line in last[Ended].lines] == [("agent", "word0")]
    assert last[Ended].state == "stopped"
    assert last[Ended].share is not None


def test_the_same_steps_give_the_same_glances():
    assert glances(interrupting_call()) == glances(interrupting_call())


def test_it_is_starting_until_audio_has_been_heard():
    fold = GlanceFold()
    assert fold.fold(Step(Health(0, "words", "loading"))).state == "starting"
    assert fold.fold(tick(0.1)).state == "listening"


def test_a_live_overlap_and_its_settled_version_count_once(fold):
    fold.fold(tick(41, events=(lap(7, "interruption", settled=False),)))
    assert fold.fold(tick(42, events=(lap(7, "interruption"),))).interruptions == 1


def test_a_later_verdict_takes_an_interruption_back_and_clears_its_cue(fold):
    overlap = lap(7, "interruption", settled=False)
    fold.fold(tick(41, events=(overlap,), cues=(resting_on(overlap),)))
    other = lap(8, "interruption", start=60)
    fold.fold(tick(61, events=(other,), cues=(resting_on(other, 61),)))
    glance = fold.fold(tick(62, events=(lap(7, "supportive"),)))
    assert glance.interruptions == 1
    assert [past.cleared for past in glance.cues] == [False, True]
    assert not any(past.cleared for past in fold.fold(tick(63, events=(lap(7, "interruption"),))).cues)


def test_only_the_customers_failed_attempts_are_tries(fold):
    laps = (lap(1, "attempted_interruption", "customer"), lap(2, "attempted_interruption", "agent"))
    glance = fold.fold(tick(41, events=laps))
    assert (glance.interruptions, glance.tries) == (0, 1)


def test_overlaps_of_a_day_are_counted_and_forgotten(fold):
    for n in range(5000):
        glance = fold.fold(tick(n, events=(lap(n, "interruption"),)))
    assert glance.interruptions == 5000
    # What was counted long ago stays, though its verdict can no longer change.
    assert fold.fold(tick(5001, events=(lap(4999, "terminal"),))).interruptions == 4999
    assert len(fold._counts._latest) <= 512


def test_a_higher_urgency_replaces_a_cue_and_a_lower_one_does_not(fold):
    first, higher = cue(at=40, urgency=2), cue("slower", at=42, urgency=3)
    fold.fold(tick(40, cues=(first,)))
    assert fold.fold(tick(41, cues=(cue("slower", at=41, urgency=1),))).cue == first
    assert fold.fold(tick(42, cues=(higher,))).cue == higher
    assert fold.fold(tick(49.9)).cue == higher
    assert fold.fold(tick(50)).cue is None


def test_the_last_five_cues_are_listed_with_what_became_of_them(fold):
    for n in range(7):
        glance = fold.fold(tick(40 + 10 * n, cues=(cue(at=40 + 10 * n),)))
    assert [past.cue.at for past in glance.cues] == [samples(40 + 10 * n) for n in (6, 5, 4, 3, 2)]
    rule, at = glance.cues[0].cue.rule, glance.cues[0].cue.at
    fold.fold(Step(Painted(at + 1, rule, at)))
    glance = fold.fold(Step(Feedback(at + 2, rule, at, "not_helpful")))
    assert (glance.cues[0].painted, glance.cues[0].verdict) == (True, "not_helpful")
    assert (glance.cues[1].painted, glance.cues[1].verdict) == (False, None)
    assert glance.cue is None


def test_feedback_on_an_earlier_cue_leaves_the_current_one(fold):
    early, now = cue(at=40), cue("slower", at=100)
    fold.fold(tick(40, cues=(early,)))
    fold.fold(tick(100, cues=(now,)))
    assert fold.fold(Step(Feedback(samples(101), early.rule, early.at, "not_helpful"))).cue == now


def test_a_pause_takes_the_cue_away_and_silences_everyone(fold):
    fold.fold(Step(Tick(samples(40), samples(40), None), cues=(cue(at=40),)))
    glance = fold.fold(Step(Health(samples(41), "call", "paused")))
    assert (glance.state, glance.cue, glance.agent_speaks) == ("paused", None, False)
    assert fold.fold(Step(Health(samples(41), "call", "ok"))).state == "listening"


def test_a_call_that_failed_or_ended_does_not_come_back_by_itself(fold):
    fold.fold(Step(Ended(samples(5))))
    assert fold.fold(Step(Health(samples(5), "call", "ok"))).state == "stopped"
    failed = fold.fail("The microphone is gone; plug it in.")
    assert (failed.state, failed.message) == ("failed", "The microphone is gone; plug it in.")
    assert fold.fold(Step(Health(samples(5), "call", "paused"))).state == "failed"


def test_it_shows_recording_only_while_it_listens():
    fold = GlanceFold("recording")
    assert not fold.fold(Step(NoticeGiven(0))).recording
    assert fold.fold(tick(1)).recording
    assert not fold.fold(Step(Health(samples(1), "call", "paused"))).recording
    fold.fold(Step(Health(samples(1), "call", "ok")))
    assert fold.keep("cues", recording=False).mode == "cues"


def test_health_of_each_part_stays_until_another_is_told(fold):
    assert fold.glance.bleed == "unknown"
    for part, state in (("agent", "muted"), ("customer", "flat"), ("bleed", "bleed"), ("words", "loading")):
        fold.fold(Step(Health(samples(2), part, state)))
    glance = fold.fold(tick(3))
    assert (glance.agent, glance.customer, glance.bleed, glance.words) == (
        "muted",
        "flat",
        "bleed",
        "loading",
    )


def test_what_was_not_heard_adds_up_for_the_worse_channel(fold):
    fold.fold(Step(Dropout("agent", Segment(0, samples(1.5)))))
    fold.fold(Step(Dropout("customer", Segment(0, samples(2)))))
    assert fold.fold(Step(Dropout("agent", Segment(samples(4), samples(6.7))))).unheard == 4


def test_a_snooze_counts_down_and_hides_the_cue(fold):
    fold.fold(tick(40, cues=(cue(at=40),)))
    glance = fold.fold(Step(Snooze(samples(41), samples(641))))
    assert (glance.cue, glance.snoozed) == (None, 600)
    assert fold.fold(tick(600.5)).snoozed == 41
    assert fold.fold(Step(Snooze(samples(601), samples(601)))).snoozed == 0


def test_measures_of_the_agent_are_rounded_and_those_of_the_customer_ignored(fold):
    measures = (
        Measure("talk_share_now", "agent", 0.584, "share", 0),
        Measure("pace_now", "agent", 163.6, "wpm", 0),
        Measure("pace_usual", "agent", None, "wpm", 0),
        Measure("pace_now", "customer", 99.0, "wpm", 0),
    )
    glance = fold.fold(tick(2, measures=measures))
    assert (glance.share, glance.pace_now, glance.pace_usual) == (58, 164, None)


def test_timing_is_shown_as_it_is_told(fold):
    glance = fold.timing(cue_p50=180.0, words_p95=880.0)
    assert replace(glance.timing, cue_p50=None, words_p95=None) == GlanceFold().glance.timing
    assert (glance.timing.cue_p50, glance.timing.words_p95) == (180.0, 880.0)


def test_a_recording_is_one_from_the_notice_on():
    fold = GlanceFold("recording")
    assert not fold.fold(tick(1)).recording
    glance = fold.fold(Step(NoticeGiven(samples(2))))
    assert (glance.recording, glance.notice_given) == (True, True)
    assert not fold.keep("recording", False).recording, "the disk is full"
    assert not GlanceFold("transcript").fold(Step(NoticeGiven(0))).recording


def test_tone_and_failed_rules_reach_the_glance():
    fold = GlanceFold()
    shift = ToneShift(9, "customer", 1, Segment(0, 9), "loud", "loudness", 5.0, 1.0, "dB")
    assert fold.fold(Step(Tick(9), (shift,))).customer_tone == ("loud",)
    assert fold.fold(Step(Arousal(1, 0.5))).tense == 50
    failed = Step(Tick(10), failures=(Failure("polite", 10, "KeyError: 'x'"),))
    assert fold.fold(failed).message == "The cue “polite” failed and is off for this call (KeyError: 'x')."
