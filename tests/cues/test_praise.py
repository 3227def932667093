"""The rules that say what went well."""

import pytest
from cue_scene import act, heard, moment, rule, span

from callmon.cues import RULES
from callmon.timeline import Gap, Overlap, Pause, SilentInterruption, SpeechStarted, Tick, Turn, samples

PRAISE = ("you_said_it_back", "you_named_the_feeling", "you_let_them_finish", "good_question")


def test_praise_is_marked_as_such_and_waits_for_everything_else():
    assert {each.name: each.urgency for each in RULES if each.positive} == dict.fromkeys(PRAISE, 0)
    assert all(each.urgency > 0 for each in RULES if not each.positive)


# You said it back


def restated(**more):
    return act(
        "paraphrase", said="so you were charged twice", **{"answers": 4, "answered": "two times"} | more
    )


def test_a_paraphrase_is_praised_once_with_both_sides_words():
    asked = rule("you_said_it_back")
    cue = asked.hear(heard(13, restated()))
    assert (cue.pillar, cue.positive, cue.urgency) == ("active_listening", True, 0)
    assert cue.why == "To “two times” you said “so you were charged twice”."
    assert cue.evidence.words == "so you were charged twice"
    assert asked.hear(heard(14, restated())) is None
    again = asked.hear(heard(15, restated(number=2)))
    assert again.why == cue.why


@pytest.mark.parametrize(
    "event", [restated(answers=None), restated(confidence=0.74), restated(by="customer"), act("validation")]
)
def test_only_a_sure_paraphrase_of_something_is_praised(event):
    assert rule("you_said_it_back").hear(heard(13, event)) is None


# Good question


def asked_for(**more):
    return act("question", said="what happened then", **{"form": "open", "follow_up": True} | more)


def test_an_open_question_that_follows_up_is_praised():
    question = rule("good_question")
    cue = question.hear(heard(13, asked_for()))
    assert (cue.pillar, cue.positive) == ("open_mind", True)
    assert cue.why == "“what happened then” is open."
    cue = question.hear(heard(13, asked_for(number=2, answers=1, answered="it broke on Monday.")))
    assert cue.why == "“what happened then” is open, and takes up “it broke on Monday”."
    cue = question.hear(heard(13, asked_for(number=3, answers=1, answered="it broke then.")))
    assert cue.why == "“what happened then” is open."


@pytest.mark.parametrize(
    "event",
    [
        asked_for(form="closed"),
        asked_for(follow_up=False),
        asked_for(confidence=0.7),
        asked_for(by="customer"),
    ],
)
def test_any_other_question_is_not_praised(event):
    assert rule("good_question").hear(heard(13, event)) is None


# You named the feeling


@pytest.mark.parametrize("kind", ["validation", "empathy"])
def test_a_feeling_that_was_named_is_praised_once(kind):
    named = rule("you_named_the_feeling")
    assert named.hear(heard(15, act(kind, 13, 15, "that is a long wait", utterance=5))) is None
    found = moment("delay", "acknowledged", said="three weeks", answered_by=5)
    cue = named.hear(heard(16, found, found))
    assert (cue.pillar, cue.positive, cue.urgency) == ("active_listening", True, 0)
    assert cue.why == "To “three weeks” you said “that is a long wait”."
    assert (cue.evidence.segment, cue.evidence.words) == (span(13, 15), "that is a long wait")
    assert named.hear(heard(17, found)) is None
    quiet = moment("raised_voice", "acknowledged", said="", answered_by=5, number=2)
    assert named.hear(heard(18, quiet)).why == "You said “that is a long wait”."


def test_of_two_moments_that_one_sentence_answers_the_last_is_quoted():
    said = act("empathy", 33, 35, "that is a long wait", utterance=5)
    early = moment("delay", "acknowledged", 10, 12, "three weeks", 1, answered_by=5)
    late = moment("loss", "acknowledged", 20, 22, "a day off", 2, answered_by=5)
    for found in ([early, late], [late, early]):
        named = rule("you_named_the_feeling")
        assert named.hear(heard(36, said, *found)).why == "To “a day off” you said “that is a long wait”."
        assert named.hear(heard(37, *found)) is None


@pytest.mark.parametrize("kind", ["rebuttal", "assumption"])
def test_what_contradicts_or_guesses_is_no_praise(kind):
    against, other = act(kind, utterance=5, number=8), act(kind, 12, 14, utterance=5, number=9)
    found = moment("delay", "acknowledged", answered_by=5)
    said = act("validation", utterance=5)
    assert rule("you_named_the_feeling").hear(heard(16, said, found, against)) is None
    assert rule("you_named_the_feeling").hear(heard(16, said, found, other)) is not None
    assert rule("you_said_it_back").hear(heard(16, restated(utterance=5), against)) is None
    assert rule("you_said_it_back").hear(heard(16, restated(utterance=5), other)) is not None
    assert rule("good_question").hear(heard(16, asked_for(), against)) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (act("acknowledgement", utterance=5), moment("worry", "acknowledged", answered_by=5)),
        (act("empathy", utterance=5, by="customer"), moment("worry", "acknowledged", answered_by=5)),
        (act("empathy", utterance=5, confidence=0.7), moment("worry", "acknowledged", answered_by=5)),
        (act("empathy", utterance=5), moment("worry", "acknowledged", answered_by=6)),
        (act("empathy", utterance=5), moment("worry", "acknowledged")),
        (act("empathy", utterance=5), moment("worry", "paraphrased", answered_by=5)),
        (act("empathy", utterance=5), Pause(span(1, 2), "agent")),
    ],
)
def test_any_other_answer_does_not_name_the_feeling(said, found):
    assert rule("you_named_the_feeling").hear(heard(20, said, found)) is None


# You let them finish


def lap(start, end, kind, number=50, by="agent"):
    of = "customer" if by == "agent" else "agent"
    return Overlap(number, span(start, end), by, of, kind, None, "", number, 99)


def finished(*during, offset=0.5, end=25.0, speaks=3.0, finish=None):
    """The cue for a customer's turn up to `end`, answered after `offset` for `speaks` seconds."""
    finish = finish or rule("you_let_them_finish")
    start = end + offset
    finish.hear(heard(end - 1, *during))
    turn, gap = Turn(span(0, end), "customer", (1,)), Gap(samples(start), "agent", samples(offset))
    cues = [finish.hear(heard(start + 0.2, turn, gap))]
    ticks = [start + n / 10 for n in range(3, round(speaks * 10))]
    cues += [finish.hear(heard(at, observation=Tick(samples(at), agent=samples(at)))) for at in ticks]
    found = [cue for cue in cues if cue is not None]
    assert len(found) < 2
    return found[0] if found else None


def test_a_long_turn_that_was_let_end_is_praised_once_the_answer_is_one():
    cue = finished()
    assert (cue.pillar, cue.positive, cue.urgency, cue.at) == ("care", True, 0, samples(26.5))
    assert cue.why == "The customer spoke for 25 s, and you let them end."
    assert (cue.evidence.segment, cue.evidence.value, cue.evidence.threshold) == (span(0, 25), 25, 20)


def test_signs_of_listening_are_credited():
    one = finished(lap(5, 5.5, "backchannel"))
    assert one.why.endswith("you let them end, with one sign of listening.")
    more = [lap(5, 5.5, "backchannel"), lap(5, 5.5, "backchannel"), lap(9, 9.4, "backchannel", 51)]
    assert finished(*more).why.endswith("you let them end, with 2 signs of listening.")
    assert finished(*more).evidence.count == 2
    # By words it turns out to have been something else.
    other = [lap(5, 6.5, "backchannel"), lap(5, 6.5, "attempted_interruption")]
    assert finished(*other) is None


@pytest.mark.parametrize(
    "during",
    [
        lap(5, 7, "interruption"),
        lap(5, 7, "attempted_interruption"),
        SilentInterruption(samples(25.5), "agent", "customer", samples(0.5), "because"),
    ],
)
def test_who_was_interrupted_was_not_let_finish(during):
    assert finished(during) is None


@pytest.mark.parametrize(
    "during",
    [lap(5, 7, "interruption", by="customer"), lap(5, 7, "supportive"), Pause(span(3, 4), "customer")],
)
def test_what_is_no_interruption_by_the_agent_does_not_matter(during):
    assert finished(during) is not None


def test_a_hurried_answer_or_a_short_turn_is_not_praised():
    assert finished(offset=0.19) is None
    assert finished(offset=-0.3) is None
    assert finished(offset=0.2) is not None
    assert finished(end=19.9) is None
    assert finished(end=20.0) is not None


def test_an_answer_that_was_not_heard_whole_is_not_praised():
    finish = rule("you_let_them_finish")
    turn, gap = Turn(span(0, 25), "customer", (1,)), Gap(samples(26), "agent", samples(1))
    finish.hear(heard(26.2, turn, gap))
    finish.hear(heard(26.5, Gap(samples(26), "agent", samples(1), heard=False)))
    assert finish.hear(heard(28, observation=Tick(samples(28), agent=samples(28)))) is None


def test_praise_waits_while_the_agent_is_silent():
    finish = rule("you_let_them_finish")
    turn, gap = Turn(span(0, 25), "customer", (1,)), Gap(samples(26), "agent", samples(1))
    assert finish.hear(heard(26.2, turn, gap)) is None
    assert finish.hear(heard(28)) is None
    assert (
        finish.hear(
            heard(29, Pause(span(27, 29), "agent"), observation=SpeechStarted(samples(29), "agent", 3))
        )
        is None
    )
    assert finish.hear(heard(30, observation=Tick(samples(30), agent=samples(30)))) is not None


def test_a_sign_of_listening_in_a_pause_is_no_answer():
    finish = rule("you_let_them_finish")
    assert finished(end=22, speaks=0.8, finish=finish) is None
    # The customer goes on, and the agent's turn has been a sign of listening.
    finish.hear(
        heard(24, Turn(span(22.5, 23.3), "agent", (2,)), Gap(samples(23.8), "customer", samples(0.5)))
    )
    assert finish.hear(heard(25, observation=Tick(samples(25), agent=samples(25)))) is None
    finish.hear(heard(31, Turn(span(23.8, 30), "customer", (3,)), Gap(samples(31), "agent", samples(1))))
    cue = finish.hear(heard(32.5, observation=Tick(samples(32.5), agent=samples(32.5))))
    assert cue.why == "The customer spoke for 30 s, and you let them end, with one sign of listening."


def test_the_next_turn_starts_anew():
    finish = rule("you_let_them_finish")
    finished(lap(5, 7, "interruption"), finish=finish)
    finish.hear(heard(40, Turn(span(25.5, 39), "agent", (2,))))
    finish.hear(heard(70.2, Turn(span(40, 70), "customer", (3,)), Gap(samples(71), "agent", samples(1))))
    cue = finish.hear(heard(73, observation=Tick(samples(73), agent=samples(73))))
    assert cue.why == "The customer spoke for 30 s, and you let them end."
