"""Say it back: a long turn of the customer that the agent's next turns restate or not."""

import pytest
from cue_scene import Call, act, rule, span

from callmon.timeline import (
    Meaning,
    Sentence,
    SpeechStarted,
    Turn,
    Utterance,
    Word,
    Words,
    samples,
)


def told(call):
    return [(at, cue.rule) for at, cue in call.cues]


def test_say_back_fires_when_two_turns_of_the_agent_restate_nothing():
    call = Call(rule("say_back_what_you_heard"))
    call.turn("customer", 0, 25, "it started last week when the line went dead")
    call.turn("agent", 26, 29)
    call.turn("customer", 30, 32)
    assert call.cues == []
    call.turn("agent", 33, 36)
    call.tell(39.4)
    assert call.cues == []
    call.tell(39.5)
    [(at, cue)] = call.cues
    assert (at, cue.pillar, cue.urgency, cue.text) == (39.5, "active_listening", 1, "Say it back")
    assert cue.why == "The customer spoke for 25 s, and in 2 turns you have said none of it back."
    assert (cue.evidence.segment, cue.evidence.value, cue.evidence.threshold) == (span(0, 25), 25, 20)
    assert (cue.evidence.count, cue.evidence.words) == (2, "it started last week when the line went dead")
    call.turn("customer", 37, 40)
    call.turn("agent", 41, 44)
    call.tell(48)
    assert len(call.cues) == 1


@pytest.mark.parametrize("place", ["during", "first", "second"])
def test_say_back_is_silent_where_anything_was_said_back(place):
    call = Call(rule("say_back_what_you_heard"))
    if place == "during":
        call.tell(12, act("paraphrase", 10, 11))
    call.turn("customer", 0, 25)
    call.turn("agent", 26, 29, "so it did", *([act("paraphrase", 26, 29)] if place == "first" else []))
    call.turn("customer", 30, 32)
    call.turn("agent", 33, 36, "so it did", *([act("paraphrase", 33, 36)] if place == "second" else []))
    call.tell(40)
    assert call.cues == []


def test_once_the_two_agree_what_happens_next_the_point_has_arrived():
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.turn("customer", 0, 25)
    call.turn("agent", 26, 29, "so it did", act("next_step", 26, 29))
    call.tell(33)
    assert call.cues == []


def test_the_agent_is_given_time_to_answer_before_it_is_asked_for():
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.turn("customer", 0, 25)
    call.turn("agent", 26, 29)
    call.turn("customer", 30, 33)
    call.tell(33.9)
    assert call.cues == []
    call.tell(34)
    assert [at for at, _ in call.cues] == [34]


@pytest.mark.parametrize("event", [act("paraphrase", 26, 29, by="customer"), act("validation", 26, 29)])
def test_nothing_but_a_paraphrase_of_the_agent_says_it_back(event):
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.turn("customer", 0, 25)
    call.turn("agent", 26, 29, "so it did", event)
    call.tell(33)
    assert told(call) == [(33, "say_back_what_you_heard")]


def test_a_paraphrase_of_something_earlier_does_not_say_it_back():
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.turn("agent", 0, 5, "so it did", act("paraphrase", 0, 5))
    call.turn("customer", 6, 30)
    call.turn("agent", 31, 35)
    call.tell(39)
    assert told(call) == [(39, "say_back_what_you_heard")]


def test_a_short_turn_need_not_be_said_back():
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.turn("customer", 0, 19.9)
    call.turn("agent", 21, 25)
    call.turn("customer", 29, 49)
    assert call.cues == []
    call.turn("agent", 51, 54)
    call.tell(58)
    assert told(call) == [(58, "say_back_what_you_heard")]


def test_signs_of_listening_neither_end_the_turn_nor_answer_it():
    call = Call(rule("say_back_what_you_heard"))
    call.turn("customer", 0, 12, "first it rang")
    call.turn("agent", 12.5, 13.5, "mm-hm")
    call.turn("customer", 14, 24, "then it was dead")
    call.turn("agent", 25, 28)
    call.turn("agent", 32, 33, "right")
    call.tell(37)
    assert call.cues == []
    call.turn("agent", 38, 40)
    call.tell(44)
    [(_, cue)] = call.cues
    assert (cue.evidence.segment, cue.evidence.words) == (span(0, 24), "first it rang then it was dead")


def test_a_later_long_turn_takes_the_place_of_the_earlier_one():
    call = Call(rule("say_back_what_you_heard"))
    call.turn("customer", 0, 25)
    call.turn("agent", 26, 29)
    call.turn("customer", 30, 60)
    call.turn("agent", 61, 65)
    call.tell(69)
    assert call.cues == []
    call.turn("agent", 70, 75)
    call.tell(79)
    assert [cue.evidence.segment for _, cue in call.cues] == [span(30, 60)]


def test_an_answer_that_was_not_understood_may_have_said_it_back():
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.turn("customer", 0, 25)
    call.turn("agent", 26, 29, understood=False)
    call.tell(33)
    call.turn("agent", 35, 39)
    call.tell(43)
    assert call.cues == []


def test_without_a_model_of_meaning_nobody_knows_what_was_not_said_back():
    for first, second, count in ((True, True, 1), (True, False, 0), (False, True, 0)):
        call = Call(rule("say_back_what_you_heard"))
        call.turn("customer", 0, 25, read=False)
        call.turn("agent", 26, 29, read=first)
        call.turn("agent", 33, 36, read=second)
        call.tell(40)
        assert len(call.cues) == count


def test_what_the_agent_is_saying_may_say_it_back():
    for acts, count in (([act("paraphrase", 37, 41)], 0), ([], 1)):
        call = Call(rule("say_back_what_you_heard"))
        call.turn("customer", 0, 25)
        call.turn("agent", 26, 29)
        call.turn("agent", 33, 36)
        call.tell(38, observation=SpeechStarted(samples(37), "agent", 9))
        call.tell(40)
        segment = span(37, 41)
        call.tell(41, observation=Utterance(9, "agent", segment))
        call.tell(42)
        assert call.cues == []
        call.tell(43, *acts, observation=Meaning(9, (Sentence(0, 3, (127,)),)))
        call.tell(43.1)
        assert len(call.cues) == count


def test_say_back_waits_for_late_words_and_gives_up_on_those_that_do_not_come():
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.turn("customer", 0, 25)
    number = call.turn("agent", 26, 29, understood=None)
    call.tell(31)
    said = Words(number, (Word(span(26, 29), "well", 0.9),))
    call.tell(32, observation=said)
    assert call.cues == []
    # What is understood and what it shows come in one step: the cue waits for the next tick.
    call.tell(33, observation=Meaning(number, (Sentence(0, 1, (127,)),)))
    assert call.cues == []
    call.tell(33.1)
    assert told(call) == [(33.1, "say_back_what_you_heard")]
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.turn("customer", 0, 25)
    number = call.turn("agent", 26, 29, understood=None)
    call.tell(59.1)
    call.tell(59.2, observation=said)
    call.tell(59.3, observation=Meaning(number, ()))
    call.tell(59.4)
    assert call.cues == []


def test_a_language_without_lists_of_what_restates_is_not_blamed():
    for lists, count in ((frozenset({"offer"}), 0), (frozenset({"offer", "reflection"}), 1)):
        call = Call(rule("say_back_what_you_heard", lists, say_back_turns=0))
        call.turn("customer", 0, 25)
        call.turn("agent", 26, 29)
        call.tell(33)
        assert len(call.cues) == count


def test_a_turn_of_which_nothing_is_remembered_has_no_words():
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.tell(25, Turn(span(0, 25), "customer", (901,)))
    call.turn("agent", 26, 30)
    call.tell(34)
    assert [cue.evidence.words for _, cue in call.cues] == [""]
