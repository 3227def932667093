import pytest

from callmon.cues import RULES, Coach, CueSettings, Heard
from callmon.timeline import (
    Cue,
    Dropout,
    Evidence,
    Feedback,
    Health,
    Pause,
    Segment,
    Snooze,
    Tick,
    Unheard,
    samples,
)

BOTH = ("agent", "customer")


def span(start, end):
    return Segment(samples(start), samples(end))


class Asks:
    """A rule that asks at a given second for a cue that rests on the seconds before it."""

    def __init__(self, at, over=2.0, hears=BOTH, name="asks"):
        self.name, self.hears, self._at, self._over = name, hears, at, over

    def hear(self, heard):
        if heard.at != samples(self._at) or not isinstance(heard.observation, Tick):
            return None
        evidence = Evidence(span(self._at - self._over, self._at), 1.0, 0.5, "s")
        return Cue(self.name, 1, "care", "Text", "", "", 1, heard.at, evidence)


def coached(*steps, rules, **settings):
    """What is said of each cue after the steps: None where it is shown, else the reason against it."""
    coach = Coach(list(rules), CueSettings(**settings))
    found = []
    for step in steps:
        shown, held, _ = coach.hear(step)
        found += [None for _ in shown] + [each.reason for each in held]
    return found


def told(at, observation, *events):
    return Heard(samples(at), observation, events, ())


def health(at, part, state):
    return told(at, Health(samples(at), part, state))


def missed(start, end, side="customer"):
    return told(end, Dropout(side, span(start, end)), Unheard(span(start, end), side))


def asked(at=100):
    return told(at, Tick(samples(at)))


@pytest.mark.parametrize(
    ("part", "state", "reason"),
    [
        ("customer", "no_frames", "nothing came from the customer’s device"),
        ("agent", "flat", "the agent’s channel was silent while its meter moved"),
        ("agent", "muted", "the agent’s device was muted"),
        ("customer", "moved", "the customer’s channel came from another device"),
        ("customer", "lost", "the customer’s device was gone"),
        ("call", "paused", "the call was paused"),
        ("bleed", "bleed", "the customer was heard in the microphone too, so who spoke is not certain"),
        ("bleed", "unknown", None),
        ("bleed", "one_line", None),
        (
            "bleed",
            "one_line_unnamed",
            "both sides come on one line, and nobody said who of them the agent is",
        ),
        ("words", "timing_only", None),
        ("agent", "ok", None),
    ],
)
def test_a_cue_is_held_while_what_it_rests_on_is_not_well(part, state, reason):
    assert coached(health(90, part, state), asked(), rules=[Asks(100)]) == [reason]


@pytest.mark.parametrize("part", ["agent", "call", "bleed"])
def test_what_is_well_again_may_be_trusted(part):
    state = {"agent": "lost", "call": "paused", "bleed": "bleed"}[part]
    assert coached(health(90, part, state), health(95, part, "ok"), asked(), rules=[Asks(100)]) == [None]


@pytest.mark.parametrize(
    "step", [health(90, "customer", "lost"), health(90, "bleed", "bleed"), missed(98.5, 99.5)]
)
def test_what_rests_on_the_agent_alone_does_not_mind_the_customer(step):
    assert coached(step, asked(), rules=[Asks(100, hears=("agent",))]) == [None]


@pytest.mark.parametrize(
    ("steps", "held"),
    [
        ([missed(99, 99.11)], True),
        ([missed(99, 99.09)], False),
        ([missed(99, 99.06), missed(99.5, 99.56)], True),
        ([missed(99, 99.06), missed(99.06, 99.12)], True),
        ([missed(99, 99.06), missed(99.06, 99.08), missed(99.5, 99.51)], False),
        ([missed(95, 98)], False),
        ([missed(99, 99.11, "agent")], True),
    ],
)
def test_a_twentieth_of_what_a_cue_rests_on_may_be_missing(steps, held):
    (reason,) = coached(*steps, asked(), rules=[Asks(100, over=2.0)])
    assert (reason is not None) == held
    assert reason in (
        None,
        "the customer was not heard for a part of it",
        "the agent was not heard for a part of it",
    )


def test_a_long_window_bears_a_short_dropout():
    steps = [missed(50, 60), asked(300)]
    assert coached(*steps, rules=[Asks(300, over=300)]) == [None]
    assert coached(*steps, rules=[Asks(300, over=100)]) == [None]
    assert coached(missed(250, 260), asked(300), rules=[Asks(300, over=100)]) != [None]


def test_pieces_that_follow_each_other_are_remembered_as_one():
    # 20 s in 400 pieces: those that are remembered one by one would be too little.
    pieces = [missed(100 + n / 20, 100 + (n + 1) / 20) for n in range(400)]
    assert coached(*pieces, asked(400), rules=[Asks(400, over=300)]) == [
        "the customer was not heard for a part of it"
    ]


@pytest.mark.parametrize(("until", "reason"), [(101, "cues were snoozed"), (100, None), (50, None)])
def test_no_cue_is_shown_while_they_are_snoozed(until, reason):
    snooze = told(90, Snooze(samples(90), samples(until)))
    assert coached(snooze, asked(), rules=[Asks(100)]) == [reason]


def test_a_later_snooze_replaces_and_may_end_an_earlier_one():
    snoozes = [told(80, Snooze(samples(80), samples(900))), told(90, Snooze(samples(90), 0))]
    assert coached(*snoozes, asked(), rules=[Asks(100)]) == [None]


def test_what_was_held_while_snoozed_delays_no_later_cue():
    rules = [Asks(100, name="one"), Asks(102, name="two")]
    snooze = told(90, Snooze(samples(90), samples(101)))
    assert coached(snooze, asked(100), asked(102), rules=rules) == ["cues were snoozed", None]


def test_what_happens_on_the_call_says_nothing_against_a_cue():
    assert coached(told(99, Tick(samples(99)), Pause(span(98, 99), "agent")), asked(), rules=[Asks(100)]) == [
        None
    ]


def test_what_was_not_helpful_is_not_shown_again_in_the_call():
    rules = [Asks(100, name="one"), Asks(500, name="one"), Asks(900, name="two")]
    verdict = told(110, Feedback(samples(110), "one", samples(100), "not_helpful"))
    assert coached(asked(100), verdict, asked(500), asked(900), rules=rules) == [
        None,
        "this cue was marked as not helpful earlier in the call",
        None,
    ]


def test_what_was_dismissed_may_come_again():
    rules = [Asks(100), Asks(500)]
    verdict = told(110, Feedback(samples(110), "asks", samples(100), "dismissed"))
    assert coached(asked(100), verdict, asked(500), rules=rules) == [None, None]


def test_a_cue_that_is_switched_off_is_never_shown_but_recorded():
    rules = [Asks(100, name="one"), Asks(100, name="two")]
    found = coached(asked(), rules=rules, off=frozenset({"one"}))
    assert found == [None, "this cue is switched off"]


def test_only_a_cue_about_the_own_voice_rests_on_one_side():
    hears = {rule.name: rule.hears for rule in RULES}
    assert {name for name, sides in hears.items() if sides != BOTH} == {"slower", "softer"}
    assert hears["slower"] == hears["softer"] == ("agent",)


@pytest.mark.parametrize("rule", ["let_them_finish", "they_tried_to_speak"])
@pytest.mark.parametrize(
    ("state", "over", "reason"),
    [
        ("one_line", 0.9, "both sides come on one line, where an overlap under 1 s is not certain"),
        ("one_line", 1.0, None),
        ("one_line_unnamed", 1.0, "both sides come on one line, and nobody said who of them the agent is"),
        ("ok", 0.9, None),
    ],
)
def test_on_one_line_short_overlaps_accuse_nobody(rule, state, over, reason):
    assert coached(health(90, "bleed", state), asked(), rules=[Asks(100, over, name=rule)]) == [reason]


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("one_line", "both sides come on one line, where it is not certain how soon an answer came"),
        ("ok", None),
    ],
)
def test_on_one_line_a_quick_answer_accuses_nobody(state, reason):
    rules = [Asks(100, 5.0, name="breath_before_answer")]
    assert coached(health(90, "bleed", state), asked(), rules=rules) == [reason]
