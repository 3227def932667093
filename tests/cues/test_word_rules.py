"""The rules that words and voice call for."""

import pytest
from cue_scene import Call, act, heard, moment, rule, shift, span

from callmon.timeline import (
    Measure,
    Pause,
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
    assert (cue.evidence.value, cue.evidence.threshold) == (0.8, 0.75)
    assert asked.hear(heard(25, moment("worry", "passed_over"))) is None
    second = asked.hear(heard(80, moment("loss", "passed_over", 70, 72, "it is all gone", 2)))
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
        moment("worry", "passed_over", confidence=0.74),
        moment("upset", confidence=0.74),
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
    steps = [
        [moment("raised_voice", "passed_over", 60 * number - 9, 60 * number - 7, "", number)]
        for number in (1, 2)
    ]
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


def test_an_upset_customer_comes_before_what_was_passed_over():
    asked = rule("acknowledge_the_feeling")
    both = [moment("worry", "passed_over", number=1), moment("upset", number=2, said="I have had it")]
    assert "in words and voice" in asked.hear(heard(20, *both)).why
    assert asked.hear(heard(21, moment("upset", number=2))) is None


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


@pytest.mark.parametrize("kind", ["validation", "empathy"])
@pytest.mark.parametrize(
    ("name", "against"), [("ask_dont_assume", "assumption"), ("hold_the_but", "rebuttal")]
)
def test_what_takes_the_customers_side_is_not_told(name, against, kind):
    told = act(against)
    assert reasons(name, [told, act(kind, confidence=0.75, number=2)]) == [None]
    assert reasons(name, [told, act(kind, confidence=0.74, number=2)]) != [None]
    assert reasons(name, [told, act(kind, 12, 13, number=2)]) != [None]


@pytest.mark.parametrize(("name", "kind"), [("hold_the_but", "rebuttal"), ("ask_dont_assume", "assumption")])
@pytest.mark.parametrize(
    ("text", "said", "sure", "count"),
    [
        ("Well, so you see it.", "so you see", 0.9, 1),
        ("So you see it.", "So you see it.", 0.94, 0),
        ("So you see it.", "So you see it.", 0.95, 1),
        ("So you see it. Well.", "So you see it. Well.", 0.94, 0),
        ("So you see it.", "in two of them", 0.94, 0),
        ("So you see it.", "in two of them", 0.95, 1),
    ],
)
def test_what_no_phrase_shows_must_be_very_sure(name, kind, text, said, sure, count):
    call = Call(rule(name))
    call.turn("agent", 40, 46, text, act(kind, 41, 42, said, confidence=sure))
    assert len(call.cues) == count


def test_praise_needs_no_phrase():
    call = Call(rule("you_said_it_back"))
    call.turn("agent", 40, 46, "So it fell.", act("paraphrase", said="So it fell.", answers=3, answered="it"))
    assert len(call.cues) == 1


def test_the_but_names_what_it_rebuts():
    first, second = (
        act("rebuttal", said="but our policy says so", number=number, answers=9, answered="it was broken")
        for number in (1, 2)
    )
    assert reasons("hold_the_but", [first], [second]) == [
        "To “it was broken” you said “but our policy says so”.",
        "To “it was broken” you said “but our policy says so”: 2 times in 1 min.",
    ]
