"""An open question and one thing more: what calls for them is that they were not said."""

import pytest
from cue_scene import Call, act, moment, rule, span

from callmon.timeline import (
    Health,
    Meaning,
    Pause,
    Segment,
    Sentence,
    SpeechStarted,
    Utterance,
    Word,
    Words,
    samples,
)

# Ask an open question


def question(form, start=10.0, number=1, **more):
    return act("question", start, start + 2, "what is that", form=form, number=number, **more)


def talk(call, until, start=0.0, understood=True):
    """Half a minute each: the agent for 20 s, the customer for 8."""
    at = start
    while at < until:
        call.turn("agent", at, at + 20, understood=understood)
        call.turn("customer", at + 21, at + 29)
        at += 30


def test_open_question_fires_after_four_minutes_without_one():
    call = Call(rule("ask_an_open_question"))
    call.tell(5, question("closed", 3), question("open", 3, by="customer"))
    talk(call, 600, start=10)
    [(at, cue)] = call.cues
    assert (cue.rule, cue.pillar, cue.urgency) == ("ask_an_open_question", "open_mind", 1)
    # The customer's answer that ends at 249 s is the first after 10 + 240 s less a second.
    assert at == 279
    assert cue.why == "No open question from you for 4 min; closed ones: 1."
    assert cue.evidence.segment == span(10, 279)
    assert (cue.evidence.value, cue.evidence.threshold, cue.evidence.unit) == (269, 240, "s")


def test_an_open_question_starts_the_time_anew_and_arms_it_again():
    call = Call(rule("ask_an_open_question"))
    talk(call, 270)
    call.tell(271, question("open", 268))
    talk(call, 900, start=271)
    assert [at for at, _ in call.cues] == [269, 510]
    call = Call(rule("ask_an_open_question"))
    talk(call, 240)
    call.tell(241, question("open", 238))
    talk(call, 450, start=241)
    assert call.cues == []


def test_open_question_needs_the_agent_to_have_spoken_and_been_understood():
    for understood in (False, None):
        call = Call(rule("ask_an_open_question"))
        talk(call, 600, understood=understood)
        assert call.cues == []
    call = Call(rule("ask_an_open_question"))
    call.turn("agent", 0, 29.9)
    call.turn("customer", 300, 310)
    assert call.cues == []
    call.turn("agent", 311, 312)
    call.turn("customer", 313, 320)
    assert [at for at, _ in call.cues] == [320]


def test_closed_questions_alone_call_for_an_open_one():
    call = Call(rule("ask_an_open_question"))
    call.turn("agent", 0, 4)
    call.tell(5, *(question("closed", start, number=start) for start in range(10, 50, 10)))
    call.turn("customer", 121, 123)
    assert call.cues == []
    call.tell(124, question("closed", 122, number=122))
    call.turn("customer", 125, 127)
    [(at, cue)] = call.cues
    assert (at, cue.why) == (127, "Your last 5 questions all asked for a yes or a detail.")
    assert (cue.evidence.segment, cue.evidence.count) == (span(10, 124), 5)
    assert cue.evidence.words == "what is that"


def test_checks_of_identity_are_quick_and_need_no_open_question():
    call = Call(rule("ask_an_open_question"))
    call.turn("agent", 0, 4)
    call.tell(5, *(question("closed", start, number=start) for start in range(10, 60, 10)))
    call.turn("customer", 117, 119.9)
    assert call.cues == []
    call.turn("customer", 120, 121)
    assert [at for at, _ in call.cues] == [121]


def test_an_open_question_ends_a_row_of_closed_ones():
    call = Call(rule("ask_an_open_question", open_question_s=0.0, open_question_speech_s=1000.0))
    call.turn("agent", 0, 4)
    call.tell(5, *(question("closed", start, number=start) for start in range(4)))
    call.tell(6, question("open", 5, number=9))
    call.tell(7, question("closed", 6, number=10))
    call.turn("customer", 8, 10)
    assert call.cues == []


@pytest.mark.parametrize("by", ["agent", "customer"])
def test_nobody_needs_an_open_question_while_the_call_is_closing(by):
    call = Call(rule("ask_an_open_question"))
    talk(call, 240)
    call.tell(241, act("closing", by=by))
    talk(call, 271, start=241)
    talk(call, 310, start=290)
    assert [at for at, _ in call.cues] == [319]


def test_an_offer_put_as_a_question_is_no_closed_one():
    call = Call(rule("ask_an_open_question"))
    call.turn("agent", 0, 4)
    call.tell(5, *(question("closed", start, number=start) for start in range(10, 50, 10)))
    call.tell(52, question("closed", 50, number=50), act("offer", 50, 52, form="specific", number=51))
    call.turn("customer", 121, 123)
    assert call.cues == []
    call.tell(124, question("closed", 122, number=122), act("offer", 110, 112, form="specific", number=52))
    call.turn("customer", 125, 127)
    assert [at for at, _ in call.cues] == [127]


def test_what_the_agent_says_now_may_be_an_open_question():
    for form, count in (("open", 0), ("closed", 1)):
        call = Call(rule("ask_an_open_question"))
        talk(call, 240)
        call.tell(260, observation=SpeechStarted(samples(259), "agent", 99))
        call.turn("customer", 257, 261)
        call.tell(263, observation=Utterance(99, "agent", span(259, 263)))
        assert call.cues == []
        call.tell(264, question(form, 259), observation=Meaning(99, (Sentence(0, 3),)))
        call.tell(265)
        assert [at for at, _ in call.cues] == [264] * count


def test_words_of_the_customer_call_for_a_question_a_quarter_of_a_minute_long():
    call = Call(rule("ask_an_open_question"))
    talk(call, 240)
    call.tell(260, observation=SpeechStarted(samples(259), "agent", 99))
    call.turn("customer", 257, 261)
    call.tell(276, observation=Utterance(99, "agent", span(259, 276)))
    call.tell(276.1, observation=Meaning(99, (Sentence(0, 3),)))
    call.turn("customer", 277, 278, understood=False)
    assert call.cues == []
    call.turn("customer", 279, 280)
    assert [at for at, _ in call.cues] == [280]


def test_who_has_asked_openly_on_the_call_may_ask_closed_ones_in_a_row():
    for opened, count in ((5, 1), (40, 0)):
        call = Call(rule("ask_an_open_question"))
        call.turn("agent", 0, 4, "what is it", *([question("open", 1, 77)] if opened < 20 else []))
        call.turn("customer", 20, 22)
        call.turn("agent", 24, 40, "what is it", *([question("open", 24, 77)] if opened > 20 else []))
        call.tell(45, *(question("closed", start, number=start) for start in range(41, 46)))
        call.turn("customer", 170, 172)
        assert len(call.cues) == count


def test_an_offer_may_be_an_open_question():
    call = Call(rule("ask_an_open_question"))
    talk(call, 240)
    call.tell(241, question("open", 238), act("offer", 238, 240, number=2))
    talk(call, 450, start=241)
    assert call.cues == []


@pytest.mark.parametrize("settled", [act("next_step"), act("offer", form="stock")])
def test_nobody_needs_an_open_question_while_the_two_agree_what_happens_next(settled):
    call = Call(rule("ask_an_open_question"))
    talk(call, 240)
    call.tell(241, settled)
    talk(call, 310, start=241)
    assert [at for at, _ in call.cues] == [330]
    call = Call(rule("ask_an_open_question"))
    talk(call, 240)
    call.tell(241, act("next_step", by="customer"))
    talk(call, 310, start=241)
    assert [at for at, _ in call.cues] == [270]


def test_a_moment_of_the_customer_comes_before_any_question():
    call = Call(rule("ask_an_open_question"))
    talk(call, 240)
    call.tell(260, moment("loss"))
    call.turn("customer", 261, 263)
    assert call.cues == []
    call.tell(264, moment("loss", "acknowledged"), Pause(span(1, 2), "agent"))
    call.turn("customer", 265, 267)
    assert [at for at, _ in call.cues] == [267]
    call = Call(rule("ask_an_open_question"))
    talk(call, 240)
    call.tell(241, moment("loss"))
    call.turn("customer", 258, 260.9)
    assert call.cues == []
    call.turn("customer", 260.9, 261)
    assert [at for at, _ in call.cues] == [261]


def test_a_language_without_lists_of_questions_is_not_blamed():
    call = Call(rule("ask_an_open_question", frozenset({"question_closed"})))
    call.tell(1, question("open", 0))
    talk(call, 600)
    assert call.cues == []


# Offer one thing more


def closing(call, *acts):
    call.turn("agent", 0, 20)
    call.turn("customer", 21, 30)
    call.turn("agent", 100, 103, "thank you for calling goodbye", *acts)


def test_offer_fires_at_the_close_of_a_call_without_one():
    call = Call(rule("offer_one_thing_more"))
    bye = act("closing", 100, 103, "goodbye then")
    closing(call, bye, Pause(span(99, 100), "agent"))
    [(at, cue)] = call.cues
    assert (at, cue.pillar, cue.urgency) == (103, "care", 2)
    assert cue.why == "You are closing with “goodbye then”, and have offered nothing beyond the request."
    assert (cue.evidence.segment, cue.evidence.words, cue.evidence.value) == (
        span(100, 103),
        "goodbye then",
        0,
    )
    call.tell(105, act("closing", 104, 105, number=2))
    assert len(call.cues) == 1


def test_a_next_step_closes_once_the_customer_has():
    step = act("next_step", 100, 103, number=3)
    call = Call(rule("offer_one_thing_more"))
    closing(call, step)
    assert call.cues == []
    call.tell(104, act("closing", 103, 104, by="customer"), act("next_step", by="customer"))
    assert call.cues == []
    call.tell(110, act("next_step", 106, 110, number=4))
    assert [(at, cue.rule) for at, cue in call.cues] == [(110, "offer_one_thing_more")]


@pytest.mark.parametrize("form", ["specific", "stock"])
@pytest.mark.parametrize("when", [50, 103])
def test_an_offer_of_either_form_keeps_it_silent(form, when):
    call = Call(rule("offer_one_thing_more"))
    offer, bye = act("offer", 48, 50, form=form, number=5), act("closing", 100, 103, number=6)
    if when == 50:
        call.tell(50, offer)
        closing(call, bye)
    else:
        closing(call, bye, offer)
    assert call.cues == []


def test_a_question_closes_nothing_whatever_words_it_holds():
    call = Call(rule("offer_one_thing_more"))
    closing(call, act("closing", 100, 103, number=3), act("question", 100, 103, number=4))
    assert call.cues == []
    call.tell(110, act("closing", 106, 110, number=5), act("question", 104, 106, number=6))
    assert [at for at, _ in call.cues] == [110]


def test_an_offer_of_the_customer_is_none():
    call = Call(rule("offer_one_thing_more"))
    call.tell(50, act("offer", by="customer"))
    closing(call, act("closing", number=6))
    assert len(call.cues) == 1


def test_an_offer_may_lie_in_what_was_not_understood():
    call = Call(rule("offer_one_thing_more"))
    call.turn("agent", 0, 20, understood=False)
    closing(call, act("closing", number=6))
    assert call.cues == []
    # By now four fifths of what the agent said was understood.
    call.turn("agent", 200, 260)
    call.tell(261, act("closing", number=7))
    assert [(at, cue.rule) for at, cue in call.cues] == [(261, "offer_one_thing_more")]


def test_a_language_without_lists_of_offers_is_not_blamed():
    call = Call(rule("offer_one_thing_more", frozenset({"offer"})))
    closing(call, act("closing"))
    assert call.cues == []


def test_words_of_utterances_that_nobody_remembers_change_nothing():
    call = Call(rule("offer_one_thing_more"))
    call.tell(1, observation=Words(77, (Word(span(0, 1), "hello", 0.9),)))
    call.tell(1, observation=Meaning(77, ()))
    call.tell(1, observation=Health(samples(1), "words", "ok"))
    for number in range(1, 258):
        call.tell(2, observation=Utterance(number, "agent", Segment(number, number + 1)))
    call.tell(3, observation=Meaning(1, ()))
    for number in range(2, 257):
        call.tell(4, observation=Meaning(number, ()))
    # Of 257 utterances all but the first and the last are known to have been understood.
    call.tell(5, act("closing"))
    assert len(call.cues) == 1
