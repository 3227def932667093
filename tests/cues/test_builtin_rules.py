from dataclasses import fields

import pytest

from callmon.cues import NAMES, RULES, CueSettings, Given, Heard, builtin_rules
from callmon.texts import load_texts
from callmon.timeline import (
    Gap,
    Measure,
    Overlap,
    Pause,
    Segment,
    Silence,
    SpeechStarted,
    Tick,
    Turn,
    TurnStarted,
    Utterance,
    samples,
)

TEXTS = load_texts("en")


def given(overlap_s=0.7, **settings):
    return Given(CueSettings(**settings), TEXTS, overlap_s)


def rule(name, **settings):
    return next(each for each in RULES if each.name == name)(given(**settings))


def span(start, end):
    return Segment(samples(start), samples(end))


def heard(at, *events, observation=None, measures=()):
    return Heard(samples(at), observation or Tick(samples(at)), events, tuple(measures))


def overlap(start, end, by="agent", kind="interruption", utterance=1, settled=True):
    of = "customer" if by == "agent" else "agent"
    return Overlap(utterance, span(start, end), by, of, kind, "clear", "", utterance, 99, settled=settled)


def test_every_rule_has_a_name_of_its_own_and_starts_silent():
    rules = builtin_rules(given())
    assert [each.name for each in rules] == list(NAMES)
    assert len(set(NAMES)) == len(NAMES)
    assert [each.hear(heard(1)) for each in rules] == [None] * len(rules)


def test_rules_are_fresh_for_each_call():
    first = builtin_rules(given())[0].hear(heard(9, overlap(7, 9)))
    again = builtin_rules(given())[0].hear(heard(9, overlap(7, 9)))
    assert first == again
    assert first is not None


def test_every_rule_says_what_it_looks_at_by_settings_that_exist():
    known = {each.name for each in fields(CueSettings)}
    assert {name for each in RULES for name in each.looks_at} <= known


# Let them finish


def test_finish_fires_live_once_for_an_interruption():
    finish = rule("let_them_finish")
    cue = finish.hear(heard(9, overlap(7.5, 9, settled=False)))
    assert (cue.rule, cue.pillar, cue.text, cue.urgency, cue.at) == (
        "let_them_finish",
        "care",
        "Let them finish",
        3,
        samples(9),
    )
    assert cue.why == "You began while the customer was speaking and by now both have spoken for 1.5 s."
    assert (cue.evidence.segment, cue.evidence.value, cue.evidence.count) == (span(7.5, 9), 1.5, 1)
    assert finish.hear(heard(10, overlap(7.5, 10))) is None
    second = finish.hear(heard(30, overlap(28, 30, utterance=2)))
    assert second.evidence.count == 2
    assert second.why == (
        "You began while the customer was speaking, 2 times in 1 min; both spoke for 2.0 s."
    )
    third = finish.hear(heard(71, overlap(69, 71, utterance=3, settled=False)))
    assert third.why == (
        "You began while the customer was speaking, 3 times in 2 min; by now both have spoken for 2.0 s."
    )
    # The others were more than five minutes before.
    assert "times" not in finish.hear(heard(372, overlap(370, 372, utterance=4))).why


@pytest.mark.parametrize(
    "event",
    [
        overlap(7, 9, by="customer"),
        overlap(7, 9, kind="attempted_interruption"),
        overlap(7, 9, kind="backchannel"),
        overlap(7, 9, kind="terminal"),
        Pause(span(7, 9), "agent"),
    ],
)
def test_finish_is_about_interruptions_by_the_agent_alone(event):
    assert rule("let_them_finish").hear(heard(9, event)) is None


def test_finish_names_the_threshold_that_was_used():
    finish, tried = builtin_rules(given(overlap_s=1.1))[:2]
    assert finish.hear(heard(9, overlap(7, 9))).evidence.threshold == 1.1
    attempt = overlap(7, 9, by="customer", kind="attempted_interruption")
    assert tried.hear(heard(9, attempt)).evidence.threshold == 1.1
    assert rule("let_them_finish").hear(heard(9, overlap(7, 9))).evidence.threshold == 0.7


# They tried to speak


def test_tried_fires_once_for_each_attempt():
    tried = rule("they_tried_to_speak")
    attempt = overlap(7, 8.2, by="customer", kind="attempted_interruption")
    cue = tried.hear(heard(10, attempt))
    assert (cue.rule, cue.pillar, cue.urgency, cue.at) == ("they_tried_to_speak", "care", 3, samples(10))
    assert cue.why == "The customer spoke for 1.2 s while you did, and gave up."
    assert (cue.evidence.segment, cue.evidence.count) == (span(7, 8.2), 1)
    assert tried.hear(heard(11, attempt)) is None
    later = overlap(20, 22, by="customer", kind="attempted_interruption", utterance=2)
    second = tried.hear(heard(23, attempt, later))
    assert second.evidence.count == 2
    assert second.why == "The customer spoke for 2.0 s while you did, and gave up: 2 times in 1 min."


@pytest.mark.parametrize(
    "event",
    [
        overlap(7, 9, by="agent", kind="attempted_interruption"),
        overlap(7, 9, by="customer", kind="interruption"),
        overlap(7, 9, by="customer", kind="supportive"),
        Pause(span(7, 9), "customer"),
    ],
)
def test_tried_is_about_failed_attempts_of_the_customer_alone(event):
    assert rule("they_tried_to_speak").hear(heard(9, event)) is None


# A breath before you answer


def answers(breath, *offsets, start=10.0, turn_s=4.0, by="agent"):
    """The cues for answers with these floor transfer offsets, one every 10 s."""
    said = "customer" if by == "agent" else "agent"
    cues = []
    for number, offset in enumerate(offsets):
        end = start + 10 * number
        turn = Turn(span(end - turn_s, end), said, (number,))
        gap = Gap(samples(end + offset), by, samples(offset))
        cues.append(breath.hear(heard(end + 1, turn, gap, TurnStarted(gap.at, by))))
    return cues


def test_breath_fires_at_the_fourth_quick_answer_of_five():
    cues = answers(rule("breath_before_answer"), 0.1, 0.19, 0.6, -0.3, 0.0)
    assert cues[:4] == [None] * 4
    cue = cues[4]
    assert (cue.rule, cue.pillar, cue.urgency, cue.at) == (
        "breath_before_answer",
        "active_listening",
        1,
        samples(51),
    )
    assert cue.why == "4 of your last 5 answers came within 0.2 s."
    assert cue.evidence.segment == span(10.1, 50)
    assert (cue.evidence.value, cue.evidence.threshold) == (pytest.approx(0.19), 0.2)
    assert (cue.evidence.unit, cue.evidence.count) == ("s", 4)


def test_breath_starts_anew_after_it_has_fired():
    cues = answers(rule("breath_before_answer"), *[0.1] * 8)
    assert [number for number, cue in enumerate(cues) if cue] == [3, 7]
    assert cues[3].why == "4 of your last 4 answers came within 0.2 s."


def test_breath_needs_the_last_answer_to_be_quick():
    # Of the last five only three are quick.
    assert answers(rule("breath_before_answer"), 0.1, 0.1, 0.1, 0.5, 0.5, 0.1) == [None] * 6
    # Two make a habit here; a slow answer between them does not.
    cues = answers(rule("breath_before_answer", quick_answers=2), 0.1, 0.5, 0.1)
    assert [number for number, cue in enumerate(cues) if cue] == [2]


def test_an_answer_of_which_a_part_was_not_heard_is_no_quick_one():
    breath = rule("breath_before_answer")
    assert answers(breath, *[0.1] * 3) == [None] * 3
    missed = Gap(samples(40.1), "agent", samples(0.1), heard=False)
    assert breath.hear(heard(41, Turn(span(36, 40), "customer", (4,)), missed)) is None
    (cue,) = answers(breath, 0.1, start=50.0)
    assert cue is not None


def test_an_answer_may_turn_out_not_to_have_been_heard():
    breath = rule("breath_before_answer")
    answers(breath, *[0.1] * 3)
    # The second of the three.
    assert breath.hear(heard(32, Gap(samples(20.1), "agent", samples(0.1), heard=False))) is None
    assert [cue is not None for cue in answers(breath, 0.1, 0.1, start=40.0)] == [False, True]


def test_an_answer_at_the_threshold_is_not_quick():
    assert answers(rule("breath_before_answer"), *[0.2] * 6) == [None] * 6
    assert answers(rule("breath_before_answer"), 0.1, 0.1, 0.2, 0.2, 0.1) == [None] * 5
    cue = answers(rule("breath_before_answer"), 0.1, 0.1, 0.2, 0.1, 0.1)[4]
    assert (cue.evidence.count, cue.evidence.value) == (4, pytest.approx(0.1))
    assert cue.why == "4 of your last 5 answers came within 0.2 s."


def test_breath_without_answers_to_look_at_is_silent():
    assert answers(rule("breath_before_answer", quick_answers=0, quick_answers_of=0), 0.1, 0.1) == [None] * 2
    cues = answers(rule("breath_before_answer", quick_answers=0), 0.5, 0.1)
    assert [number for number, cue in enumerate(cues) if cue] == [1]


def test_breath_counts_answers_to_long_turns_of_the_customer_alone():
    assert answers(rule("breath_before_answer"), *[0.1] * 6, turn_s=1.9) == [None] * 6
    assert answers(rule("breath_before_answer"), *[0.1] * 4, turn_s=2.0)[3] is not None
    assert answers(rule("breath_before_answer"), *[0.1] * 6, by="customer") == [None] * 6


def test_an_own_turn_before_is_no_answer():
    breath = rule("breath_before_answer")
    for number in range(6):
        own = Turn(span(10 * number, 10 * number + 5), "agent", (number,))
        gap = Gap(samples(10 * number + 5), "agent", 0)
        assert breath.hear(heard(10 * number + 6, own, gap)) is None


# Pause and check in


def spoken(check_in, start, *ticks):
    cues = [check_in.hear(heard(start, TurnStarted(samples(start), "agent")))]
    cues += [check_in.hear(heard(at, observation=Tick(samples(at), agent=samples(at)))) for at in ticks]
    return cues


def test_check_in_fires_once_when_a_turn_has_lasted_a_minute():
    check_in = rule("pause_and_check_in")
    cues = spoken(check_in, 10, 69.9, 70, 70.1, 140)
    assert [number for number, cue in enumerate(cues) if cue] == [2]
    cue = cues[2]
    assert (cue.pillar, cue.urgency, cue.at) == ("active_listening", 2, samples(70))
    assert cue.why == "You have been speaking for 60 s; ask whether that answers it."
    assert (cue.evidence.segment, cue.evidence.value, cue.evidence.threshold) == (span(10, 70), 60, 60)
    # The next turn may call for it again.
    assert spoken(check_in, 150, 210)[1] is not None


def test_check_in_waits_while_the_agent_is_silent():
    check_in = rule("pause_and_check_in")
    spoken(check_in, 10)
    assert check_in.hear(heard(71, observation=Tick(samples(71)))) is None
    assert check_in.hear(heard(71, observation=SpeechStarted(samples(71), "agent", 1))) is None
    voiced = Tick(samples(72), agent=samples(71.9))
    assert check_in.hear(heard(72, observation=voiced)).evidence.segment == span(10, 71.9)


def test_check_in_forgets_a_turn_that_the_customer_has_taken():
    check_in = rule("pause_and_check_in")
    spoken(check_in, 10)
    taken = TurnStarted(samples(50), "customer")
    assert check_in.hear(heard(50, taken, Pause(span(1, 2), "agent"))) is None
    assert check_in.hear(heard(80, observation=Tick(samples(80), agent=samples(80)))) is None


# Balance the talk


def shared(balance, at, share, speech=100.0):
    measures = [
        Measure("talk_share_now", "agent", share, "share", samples(at)),
        Measure("speech_now", None, speech, "s", samples(at)),
    ]
    return balance.hear(heard(at, measures=measures))


def test_balance_fires_at_three_quarters_and_again_only_after_two_thirds():
    balance = rule("balance_the_talk")
    assert shared(balance, 400, 0.749) is None
    cue = shared(balance, 401, 0.75)
    assert (cue.pillar, cue.urgency, cue.at) == ("active_listening", 1, samples(401))
    assert cue.why == "75% of the talk of the last minutes was yours."
    assert cue.evidence.segment == span(101, 401)
    assert (cue.evidence.value, cue.evidence.threshold, cue.evidence.unit) == (0.75, 0.75, "share")
    assert shared(balance, 402, 0.9) is None
    assert shared(balance, 403, 0.651) is None
    assert shared(balance, 404, 0.9) is None
    assert shared(balance, 405, 0.65) is None
    assert shared(balance, 406, 0.8) is not None


def test_balance_needs_a_minute_of_speech_and_a_share():
    balance = rule("balance_the_talk")
    assert shared(balance, 90, 0.9, speech=59.9) is None
    assert shared(balance, 91, None) is None
    assert balance.hear(heard(92)) is None
    lone = [Measure("talk_share_now", "agent", 0.9, "share", 0)]
    assert balance.hear(heard(92, measures=lone)) is None
    assert shared(balance, 93, 0.9, speech=60).evidence.segment == span(0, 93)


# Say what you are doing


def silence(start, end, **more):
    return Silence(span(start, end), **{"hold": False, "after": "agent", "settled": False} | more)


def test_dead_air_fires_once_at_five_seconds():
    dead_air = rule("say_what_you_are_doing")
    assert dead_air.hear(heard(14.9, silence(10, 14.9))) is None
    cue = dead_air.hear(heard(15.2, silence(10, 15)))
    assert (cue.pillar, cue.urgency, cue.at) == ("care", 2, samples(15.2))
    assert cue.why == "Nobody has spoken for 5 s and no hold was announced."
    assert (cue.evidence.segment, cue.evidence.value, cue.evidence.threshold) == (span(10, 15), 5, 5)
    assert dead_air.hear(heard(20.3, silence(10, 20.1))) is None
    assert dead_air.hear(heard(45.2, silence(40, 45.1))) is not None


@pytest.mark.parametrize("more", [{"hold": True}, {"after": None}, {"settled": True}])
def test_dead_air_is_no_hold_no_beginning_and_tells_while_it_lasts(more):
    dead_air = rule("say_what_you_are_doing")
    assert dead_air.hear(heard(15.2, silence(10, 15.1, **more), Pause(span(0, 1), "agent"))) is None


# Slower


def paced(slower, at, pace, usual=None, speaker="agent"):
    measures = [
        Measure("pace_now", speaker, pace, "wpm", samples(at)),
        Measure("pace_usual", speaker, usual, "wpm", samples(at)),
    ]
    said = Utterance(1, speaker, span(at - 1, at))
    return slower.hear(heard(at, observation=said, measures=measures))


def test_slower_compares_with_the_own_usual():
    slower = rule("slower")
    assert paced(slower, 100, 179.9, 150) is None
    cue = paced(slower, 101, 180, 150)
    assert (cue.pillar, cue.urgency, cue.at) == ("active_listening", 1, samples(101))
    assert cue.why == "You speak at 180 words a minute; your usual is 150."
    assert cue.evidence.segment == span(41, 101)
    assert (cue.evidence.value, cue.evidence.threshold, cue.evidence.baseline) == (180, 180, 150)
    # Hysteresis: below 95 % of the threshold (171) it may fire again.
    assert paced(slower, 102, 200, 150) is None
    assert paced(slower, 103, 171, 150) is None
    assert paced(slower, 104, 200, 150) is None
    assert paced(slower, 105, 170.9, 150) is None
    assert paced(slower, 106, 200, 150) is not None


def test_slower_falls_back_on_a_fixed_pace():
    slower = rule("slower")
    assert paced(slower, 40, 189.9) is None
    cue = paced(slower, 41, 190)
    assert cue.why == "You speak at 190 words a minute; an easy pace is below 190."
    assert cue.evidence.baseline is None
    assert paced(rule("slower", pace_high_wpm=160.0), 41, 165).why.endswith("an easy pace is below 160.")


def test_slower_is_about_the_agent_with_enough_speech():
    slower = rule("slower")
    assert paced(slower, 40, 300, speaker="customer") is None
    assert paced(slower, 40, None, 150) is None
    assert slower.hear(heard(40)) is None
