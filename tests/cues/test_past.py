"""What was passed over, and what was said before: told once the agent is not saying what was missing."""

from dataclasses import replace

import pytest
from cue_scene import Call, act, heard, moment, rule, span

from callmon.timeline import Meaning, Pause, Sentence, SpeechStarted, Utterance, Word, Words, samples

PAST = {"acknowledge_the_feeling": "worry", "they_said_it_before": "repetition"}


@pytest.fixture(params=PAST)
def past(request):
    """A call whose answer, up to 20 s, went past a moment, as it is known at 26 s; and the moment."""
    call = Call(rule(request.param))
    return call, moment(PAST[request.param], "passed_over", 8, 10)


def speak(call, start, end, *acts, words=True):
    """The agent speaks, and is understood a second and a half later; with `words` None nobody tells."""
    call.tell(start, observation=SpeechStarted(samples(start), "agent", 9))
    call.tell(end, observation=Utterance(9, "agent", span(start, end)))
    if words is not None:
        said = (Word(span(start, end), "well", 0.9),) if words else ()
        call.tell(end + 1.4, observation=Words(9, said))
        call.tell(end + 1.5, *acts, observation=Meaning(9, (Sentence(0, 1),)) if words else None)


def test_the_agent_may_be_saying_what_was_missing(past):
    call, found = past
    call.tell(25, observation=SpeechStarted(samples(25), "agent", 9))
    call.tell(26, found)
    assert call.cues == []
    call.tell(28, observation=Utterance(9, "agent", span(25, 28)))
    call.tell(28.5, observation=Words(9, (Word(span(25, 28), "well", 0.9),)))
    assert call.cues == []
    call.tell(29, observation=Meaning(9, (Sentence(0, 1),)))
    assert [at for at, _ in call.cues] == [29]


def test_what_was_contradicted_is_told_as_such_and_not_again(past):
    call, found = past
    for sure, answers, count in ((0.7, 1, 0), (0.69, 1, 1), (0.7, 7, 1)):
        call = Call(rule(call.asked.name))
        call.tell(30, act("rebuttal", 12, 14, confidence=sure, answers=answers))
        call.tell(36, found)
        assert len(call.cues) == count


@pytest.mark.parametrize(
    ("at", "text", "sure", "count"),
    [
        (29.9, "But so you see it", 0.9, 1),
        (30, "But so you see it", 0.9, 0),
        (30, "so you see", 0.94, 1),
        (30, "so you see", 0.95, 0),
    ],
)
def test_a_contradiction_that_is_not_told_leaves_the_moment_to_be_told(past, at, text, sure, count):
    call, found = past
    number = call.turn("agent", 12, 14, text)
    call.tell(at, act("rebuttal", 12, 14, confidence=sure, answers=1, utterance=number))
    call.tell(36, found)
    assert len(call.cues) == count


def test_the_agent_is_given_time_to_answer(past):
    call, found = past
    call.tell(25.5, observation=Utterance(8, "customer", span(20, 25.1)))
    call.tell(26, found)
    assert call.cues == []
    call.tell(26.1)
    assert [at for at, _ in call.cues] == [26.1]


@pytest.mark.parametrize("kind", ["validation", "empathy", "apology", "paraphrase"])
def test_who_has_shown_since_that_they_heard_needs_no_word(past, kind):
    call, found = past
    call.tell(25.9, observation=SpeechStarted(samples(25.9), "agent", 9))
    call.tell(26, found)
    call.tell(28, observation=Utterance(9, "agent", span(25.9, 28)))
    call.tell(29, act(kind, 25.9, 28), observation=Meaning(9, (Sentence(0, 1),)))
    call.tell(30)
    assert call.cues == []
    call.tell(80, moment(found.kind, "passed_over", 60, 62, number=2))
    assert [at for at, _ in call.cues] == [80]


def test_so_it_is_where_that_was_known_before(past):
    call, found = past
    call.tell(25, act("apology", 22, 24))
    call.tell(26, found)
    assert call.cues == []


@pytest.mark.parametrize(
    "other", [act("apology", 8, 10), act("question", 22, 24), act("apology", by="customer")]
)
def test_what_was_shown_earlier_or_is_something_else_does_not_count(past, other):
    call, found = past
    call.tell(26, other, found)
    assert [at for at, _ in call.cues] == [26]


def test_words_that_do_not_come_are_not_waited_for(past):
    call, found = past
    speak(call, 22, 25, words=None)
    call.tell(26, found)
    call.tell(30.9)
    assert call.cues == []
    call.tell(31)
    assert [at for at, _ in call.cues] == [31]


def test_neither_is_what_was_not_understood(past):
    call, found = past
    speak(call, 22, 24, words=False)
    call.tell(26, found)
    assert [at for at, _ in call.cues] == [26]


def test_after_eight_seconds_the_talk_has_gone_on(past):
    call, found = past
    call.tell(25, observation=SpeechStarted(samples(25), "agent", 9))
    call.tell(26, found)
    call.tell(34.1, observation=Utterance(9, "agent", span(25, 28)))
    call.tell(50)
    assert call.cues == []


@pytest.mark.parametrize(("ago", "count"), [(60.0, 1), (60.1, 0)])
def test_after_a_minute_a_moment_is_an_old_one(past, ago, count):
    call, found = past
    call.tell(10 + ago, found)
    assert len(call.cues) == count


def test_what_turns_out_to_have_been_heard_is_not_told(past):
    call, found = past
    call.tell(25, observation=SpeechStarted(samples(25), "agent", 9))
    call.tell(26, found)
    call.tell(27, replace(found, outcome="acknowledged"))
    call.tell(28, observation=Utterance(9, "agent", span(25, 26)))
    call.tell(40)
    assert call.cues == []


# They said it before


def again(by="customer", confidence=0.9, number=1, answers=5):
    said = "As I said it never came."
    return act("repetition", by=by, confidence=confidence, number=number, said=said, answers=answers)


def test_what_the_customer_says_again_is_told_once_whoever_finds_it():
    asked = rule("they_said_it_before")
    cue = asked.hear(heard(13, again(), moment("repetition", number=1)))
    assert (cue.pillar, cue.urgency) == ("active_listening", 2)
    assert cue.why == "The customer had to say again: “As I said it never came”."
    assert (cue.evidence.words, cue.evidence.threshold) == ("As I said it never came.", 0.6)
    assert asked.hear(heard(14, moment("repetition", "passed_over", number=7, utterance=1))) is None
    later = asked.hear(heard(60, again(number=2)))
    assert later.why == "The customer had to say again: “As I said it never came”: 2 times in 1 min."


def test_earlier_explanations_are_told_where_the_answer_goes_past_them():
    asked = rule("they_said_it_before")
    third = moment("repetition", said="It is the third time.")
    assert asked.hear(heard(13, again(answers=None), third)) is None
    cue = asked.hear(heard(20, replace(third, outcome="passed_over")))
    assert cue.why == "The customer said “It is the third time”, and your answer went past it."
    assert asked.hear(heard(21, replace(third, outcome="passed_over"))) is None
    other = asked.hear(heard(50, moment("repetition", "passed_over", number=2, said="Again I call.")))
    assert other.why == "The customer said “Again I call”, and your answer went past it: 2 times in 1 min."


@pytest.mark.parametrize(
    "event",
    [
        again(by="agent", answers=None),
        again(confidence=0.59),
        moment("repetition", "passed_over", confidence=0.59),
        moment("repetition", "acknowledged"),
        moment("worry", "passed_over"),
        act("question", by="customer", answers=5),
        Pause(span(1, 2), "customer"),
    ],
)
def test_only_a_sure_repetition_of_the_customer_is_one(event):
    assert rule("they_said_it_before").hear(heard(60, event)) is None
