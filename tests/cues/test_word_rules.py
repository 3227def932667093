"""The rules that words and voice call for."""

import pytest
from cue_scene import Call, act, heard, moment, rule, shift, span

from callmon.timeline import (
    Health,
    Meaning,
    Measure,
    Pause,
    Segment,
    Turn,
    Utterance,
    Word,
    Words,
    samples,
)


def reasons(name, *steps, **settings):
    """The line of each cue that a rule gives for the events of each step, one step a minute; None without."""
    asked = rule(name, **settings)
    cues = [asked.hear(heard(60 * number, *events)) for number, events in enumerate(steps, 1)]
    return [cue and cue.why for cue in cues]


# Softer


def test_softer_fires_when_the_agent_gets_louder_than_usual():
    cue = rule("softer").hear(heard(100, shift("loud", start=95, end=99)))
    assert (cue.rule, cue.pillar, cue.urgency, cue.at) == ("softer", "care", 1, samples(100))
    assert cue.why == "You speak 6 dB louder than your usual."
    assert cue.evidence.segment == span(95, 99)
    assert (cue.evidence.value, cue.evidence.baseline, cue.evidence.unit) == (-18, -24, "dB")


@pytest.mark.parametrize(
    "event",
    [
        shift("loud", by="customer"),
        shift("quiet"),
        shift("steady"),
        shift("high", "pitch"),
        Pause(span(1, 2), "agent"),
    ],
)
def test_softer_is_about_a_loud_voice_of_the_agent_alone(event):
    assert rule("softer").hear(heard(100, event)) is None


# Slower, by tone


def fast(word="fast", by="agent", feature="rate"):
    return shift(word, feature, 6.0, 4.7, by=by)


def paced(asked, at, pace):
    measures = [Measure("pace_now", "agent", pace, "wpm", 0), Measure("pace_usual", "agent", 150.0, "wpm", 0)]
    return asked.hear(heard(at, measures=measures))


def test_slower_goes_by_syllables_where_there_are_no_words():
    asked = rule("slower")
    cue = asked.hear(heard(100, fast()))
    assert cue.why == "You speak at 6.0 syllables a second; your usual is 4.7."
    assert (cue.evidence.value, cue.evidence.baseline, cue.evidence.unit) == (6.0, 4.7, "syllables/s")
    assert asked.hear(heard(110, fast())) is None
    assert asked.hear(heard(120, fast("steady"))) is None
    assert asked.hear(heard(130, fast())) is not None


@pytest.mark.parametrize(
    "event", [fast(by="customer"), shift("loud"), fast("slow"), fast("steady"), Pause(span(1, 2), "agent")]
)
def test_slower_is_about_a_faster_agent_alone(event):
    assert rule("slower").hear(heard(100, event)) is None


def test_words_and_syllables_never_both_say_it():
    asked = rule("slower")
    assert paced(asked, 100, 200) is not None
    # The pace is known, and has been told.
    assert asked.hear(heard(101, fast())) is None
    # The pace has come down, and is still known.
    assert paced(asked, 110, 150) is None
    assert asked.hear(heard(169.9, fast())) is None
    # For a minute there were no words.
    assert asked.hear(heard(170, fast())) is not None
    # It is the same haste that the words show.
    assert paced(asked, 175, 200) is None


def test_syllables_do_not_repeat_what_the_words_have_said():
    asked = rule("slower")
    assert paced(asked, 100, 200) is not None
    assert asked.hear(heard(170, fast())) is None


# Acknowledge the feeling


def test_a_moment_that_was_passed_over_is_told_once():
    asked = rule("acknowledge_the_feeling")
    assert asked.hear(heard(13, moment("worry"))) is None
    cue = asked.hear(heard(20, moment("worry", "passed_over")))
    assert (cue.pillar, cue.urgency, cue.text) == ("active_listening", 2, "Acknowledge the feeling")
    assert cue.why == "The customer said “I am worried”, and your answer went past it."
    assert (cue.evidence.segment, cue.evidence.words) == (span(10, 12), "I am worried")
    assert (cue.evidence.value, cue.evidence.threshold) == (0.8, 0.6)
    assert asked.hear(heard(25, moment("worry", "passed_over"))) is None
    second = asked.hear(heard(80, moment("loss", "passed_over", said="it is all gone", number=2)))
    assert second.why == (
        "The customer said “it is all gone”, and your answer went past it: 2 times in 1 min."
    )
    assert second.evidence.count == 2


@pytest.mark.parametrize("kind", ["worry", "loss", "delay", "negative", "raised_voice", "upset"])
def test_every_kind_of_moment_may_be_passed_over(kind):
    assert reasons("acknowledge_the_feeling", [moment(kind, "passed_over")]) != [None]


@pytest.mark.parametrize(
    "found",
    [
        moment("repetition", "passed_over"),
        moment("worry", "solved"),
        moment("worry", "acknowledged"),
        moment("worry", "paraphrased"),
        moment("raised_voice"),
        moment("worry", "passed_over", confidence=0.59),
        Pause(span(1, 2), "customer"),
    ],
)
def test_what_was_heard_or_is_not_sure_is_no_reason(found):
    assert reasons("acknowledge_the_feeling", [found]) == [None]


def test_an_upset_customer_is_told_at_once_and_only_then():
    steps = [[moment("upset")], [moment("upset", "passed_over")]]
    assert reasons("acknowledge_the_feeling", *steps) == [
        "The customer said “I am worried”, in words and voice that need an answer first.",
        None,
    ]


def test_a_raised_voice_may_have_no_words():
    steps = [[moment("raised_voice", "passed_over", said="", number=number)] for number in (1, 2)]
    assert reasons("acknowledge_the_feeling", *steps) == [
        "The customer’s voice rose, and your answer went past it.",
        "The customer’s voice rose, and your answer went past it: 2 times in 1 min.",
    ]


def test_of_two_moments_in_a_step_the_second_is_not_lost():
    asked = rule("acknowledge_the_feeling")
    both = [moment("worry", "passed_over", number=1), moment("loss", "passed_over", number=2)]
    assert asked.hear(heard(20, *both)) is not None
    assert asked.hear(heard(21, *both)) is not None
    assert asked.hear(heard(22, *both)) is None


# They said it before


def again(by="customer", confidence=0.9, number=1):
    return act("repetition", by=by, confidence=confidence, number=number, said="as I said it never came")


def test_what_the_customer_says_again_is_told_once_whoever_finds_it():
    asked = rule("they_said_it_before")
    cue = asked.hear(heard(13, again(), moment("repetition", number=1)))
    assert (cue.pillar, cue.urgency) == ("active_listening", 2)
    assert cue.why == "The customer had to say again: “as I said it never came”."
    assert cue.evidence.words == "as I said it never came"
    assert asked.hear(heard(14, moment("repetition", "passed_over", number=7, utterance=1))) is None
    later = asked.hear(heard(60, moment("repetition", number=2, said="like I told you")))
    assert later.why == "The customer had to say again: “like I told you”; 2 repeats in this call."


@pytest.mark.parametrize(
    "event",
    [
        again(by="agent"),
        again(confidence=0.59),
        moment("worry"),
        act("question", by="customer"),
        Pause(span(1, 2), "customer"),
    ],
)
def test_only_a_sure_repetition_of_the_customer_is_one(event):
    assert reasons("they_said_it_before", [event]) == [None]


# Acts of the agent: hold the "but", ask don't assume


@pytest.mark.parametrize(
    ("name", "kind", "pillar", "why", "more"),
    [
        (
            "hold_the_but",
            "rebuttal",
            "care",
            "You answered with “so you see”.",
            "You answered with “so you see”: 2",
        ),
        (
            "ask_dont_assume",
            "assumption",
            "open_mind",
            "“so you see” takes something for granted.",
            "“so you see” takes something for granted: 2",
        ),
    ],
)
def test_an_act_of_the_agent_is_told_once(name, kind, pillar, why, more):
    asked = rule(name)
    cue = asked.hear(heard(13, act(kind)))
    assert (cue.pillar, cue.urgency, cue.positive, cue.why) == (pillar, 1, False, why)
    assert (cue.evidence.segment, cue.evidence.words) == (span(10, 12), "so you see")
    assert (cue.evidence.value, cue.evidence.threshold, cue.evidence.unit) == (0.9, 0.7, "confidence")
    assert asked.hear(heard(14, act(kind))) is None
    assert asked.hear(heard(100, act(kind, number=2))).why == f"{more} times in 2 min."
    # The first two are more than five minutes ago.
    assert asked.hear(heard(500, act(kind, number=3))).why == why


@pytest.mark.parametrize(("name", "kind"), [("hold_the_but", "rebuttal"), ("ask_dont_assume", "assumption")])
def test_only_a_sure_act_of_that_kind_by_the_agent_is_told(name, kind):
    others = [
        act(kind, by="customer"),
        act("validation"),
        act(kind, confidence=0.69),
        moment("worry"),
    ]
    assert reasons(name, others) == [None]
    assert reasons(name, [act(kind, confidence=0.7)]) != [None]
    assert reasons(name, [act(kind, confidence=0.6)], **{f"{kind}_confidence": 0.6}) != [None]


def test_the_but_names_what_it_rebuts():
    first, second = (
        act("rebuttal", said="but our policy says so", number=number, answers=9, answered="it was broken")
        for number in (1, 2)
    )
    assert reasons("hold_the_but", [first], [second]) == [
        "To “it was broken” you said “but our policy says so”.",
        "To “it was broken” you said “but our policy says so”: 2 times in 1 min.",
    ]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("I see. You probably did not look. Or did you?", "You probably did not look."),
        (
            "Before we go into that let me say that you probably did not look at it on that day.",
            "you probably did not look at it on that day.",
        ),
        ("You prob- probably did", "you probably did"),
    ],
)
def test_the_sentence_is_quoted_that_an_act_stands_in(text, quoted):
    call = Call(rule("ask_dont_assume"))
    call.turn("agent", 40, 46, text, act("assumption", 41, 42, quoted[:16]))
    [(_, cue)] = call.cues
    assert cue.why == f"“{quoted}” takes something for granted."
    assert cue.evidence.words.lower() == "you probably did"


def test_what_is_quoted_in_a_line_is_cut_and_what_is_evidence_is_not():
    said = " ".join(f"word{number}" for number in range(20))
    cue = rule("hold_the_but").hear(heard(13, act("rebuttal", said=said)))
    assert cue.why == "You answered with “" + " ".join(said.split()[:12]) + " …”."
    assert cue.evidence.words == said


# Say back what you heard


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


def test_say_back_waits_for_late_words_and_gives_up_on_those_that_do_not_come():
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.turn("customer", 0, 25)
    number = call.turn("agent", 26, 29, understood=None)
    call.tell(31)
    said = Words(number, (Word(span(26, 29), "well", 0.9),))
    call.tell(32, observation=said)
    assert call.cues == []
    # What is understood and what it shows come in one step: the cue waits for the next tick.
    call.tell(33, observation=Meaning(number, ()))
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
    assert (at, cue.why) == (127, "Your last 5 questions can all be answered in a word.")
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
    assert told(call) == [(110, "offer_one_thing_more")]


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
    assert told(call) == [(261, "offer_one_thing_more")]


def test_a_language_without_lists_of_offers_is_not_blamed():
    call = Call(rule("offer_one_thing_more", frozenset({"offer"})))
    closing(call, act("closing"))
    assert call.cues == []


# What was said, as the rules remember it


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


def test_a_turn_of_which_nothing_is_remembered_has_no_words():
    call = Call(rule("say_back_what_you_heard", say_back_turns=1))
    call.tell(25, Turn(span(0, 25), "customer", (901,)))
    call.turn("agent", 26, 30)
    call.tell(34)
    assert [cue.evidence.words for _, cue in call.cues] == [""]
