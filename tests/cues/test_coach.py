from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.cues import Coach, CueSettings, Heard
from callmon.timeline import Act, Cue, Ended, Evidence, Segment, SpeechStarted, Tick, samples


class Script:
    """A rule that asks for a cue at given seconds."""

    def __init__(self, name, *times, urgency=1, hears=("agent", "customer"), positive=False):
        self.name, self._times, self._urgency, self.hears = name, times, urgency, hears
        self._positive = positive

    def hear(self, heard):
        if heard.at / 16_000 not in self._times:
            return None
        evidence = Evidence(Segment(0, heard.at), 1.0, 0.5, "s")
        text, urgency = self.name.title(), self._urgency
        return Cue(self.name, 1, "care", text, "", "", urgency, heard.at, evidence, self._positive)


def praise(name, *times):
    """A rule that praises at given seconds."""
    return Script(name, *times, urgency=0, positive=True)


def coached(*rules, until=2000.0, step=0.5, **settings):
    """(seconds, rule) of what is shown, and (seconds, rule, reason) of what is held back."""
    coach = Coach(list(rules), CueSettings(**settings))
    shown, held = [], []
    for n in range(int(until / step) + 1):
        at = samples(n * step)
        cues, suppressed, _ = coach.hear(Heard(at, Tick(at), (), ()))
        shown += [(at / 16_000, cue.rule) for cue in cues]
        held += [(at / 16_000, each.cue.rule, each.reason) for each in suppressed]
    return shown, held


def test_the_first_half_minute_is_quiet():
    shown, held = coached(Script("a", 29.5), Script("b", 30))
    assert shown == [(30, "b")]
    assert held == [(29.5, "a", "the first 30 s of a call are quiet")]


def test_what_was_held_back_delays_nothing():
    shown, _ = coached(Script("a", 20), Script("b", 40), Script("c", 84.5), Script("d", 85))
    assert shown == [(40, "b"), (85, "d")]


def test_between_two_cues_lie_45_seconds():
    shown, held = coached(Script("a", 100), Script("b", 144.5), Script("c", 145))
    assert shown == [(100, "a"), (145, "c")]
    assert held == [(144.5, "b", "“A” was shown 44 s before")]


def test_between_two_of_a_kind_lie_120_seconds():
    shown, held = coached(Script("a", 100, 219.5, 220))
    assert shown == [(100, "a"), (220, "a")]
    assert held == [(219.5, "a", "the same cue was shown 120 s before")]


def test_what_is_more_urgent_waits_for_no_softer_cue():
    low, same, high = Script("low", 100), Script("same", 104), Script("high", 107.5, urgency=2)
    shown, held = coached(low, same, high)
    assert shown == [(100, "low"), (107.5, "high")]
    assert [(at, rule) for at, rule, _ in held] == [(104, "same")]
    assert coached(Script("low", 100), Script("high", 120, urgency=2))[0] == [(100, "low"), (120, "high")]


def test_what_is_as_urgent_waits_for_the_last_that_was():
    rules = [Script("high", 100, urgency=3), Script("top", 144.5, 145, urgency=3), Script("low", 189.5, 190)]
    shown, held = coached(*rules)
    assert shown == [(100, "high"), (145, "top"), (190, "low")]
    assert [(at, reason) for at, _, reason in held] == [
        (144.5, "“High” was shown 44 s before"),
        (189.5, "“Top” was shown 44 s before"),
    ]


def test_a_lower_urgency_never_replaces():
    shown, _ = coached(Script("high", 100, urgency=3), Script("low", 101))
    assert shown == [(100, "high")]


def test_the_replacing_cue_starts_the_time_anew():
    rules = [Script("low", 100), Script("high", 105, urgency=2), Script("next", 149.5, 150)]
    assert coached(*rules)[0] == [(100, "low"), (105, "high"), (150, "next")]


def test_a_replacement_is_bound_by_the_same_kind_too():
    shown, held = coached(Script("high", 100, 204, urgency=2), Script("low", 200))
    assert shown == [(100, "high"), (200, "low")]
    assert held == [(204, "high", "the same cue was shown 104 s before")]


def test_of_two_at_once_the_more_urgent_is_shown():
    shown, held = coached(Script("low", 100), Script("high", 100, urgency=3))
    assert shown == [(100, "high")]
    assert held == [(100, "low", "“High” was shown 0 s before")]


def test_eight_in_ten_minutes_are_enough():
    rules = [Script(f"r{n}", 100 + 50 * n) for n in range(8)]
    shown, held = coached(*rules, Script("ninth", 699.5), Script("tenth", 700), Script("more", 749.5, 750))
    assert [at for at, _ in shown] == [*range(100, 500, 50), 700, 750]
    assert (699.5, "ninth", "8 cues in 10 minutes are enough") in held
    # The second of the eight was shown at 150 s.
    assert (749.5, "more", "8 cues in 10 minutes are enough") in held


def test_a_cue_that_replaces_counts_among_the_eight():
    rules = [Script("low", 100), Script("high", 101, urgency=2)]
    rules += [Script(f"r{n}", 150 + 50 * n) for n in range(6)]
    shown, held = coached(*rules, Script("ninth", 600), Script("tenth", 700))
    assert len(shown) == 9
    assert held == [(600, "ninth", "8 cues in 10 minutes are enough")]


def test_most_may_be_none():
    shown, held = coached(Script("a", 100), most=0)
    assert shown == []
    assert held == [(100, "a", "0 cues in 10 minutes are enough")]


def test_there_is_one_cue_at_a_time_whatever_lies_between():
    rules = [Script("low", 100, 107.5, 108), Script("other", 100, urgency=2)]
    shown, _ = coached(*rules, between_s=0.0, between_same_s=0.0)
    assert shown == [(100, "other"), (108, "low")]


def test_praise_waits_for_advice_but_advice_never_for_praise():
    rules = [Script("a", 100), praise("p", 144.5, 145), Script("b", 146, 266)]
    shown, held = coached(*rules)
    # The praise at 145 s is on the screen when advice comes, and makes room for it.
    assert shown == [(100, "a"), (145, "p"), (146, "b"), (266, "b")]
    assert held == [(144.5, "p", "“A” was shown 44 s before")]
    shown, _ = coached(praise("p", 100), Script("a", 110), Script("b", 155))
    assert shown == [(100, "p"), (110, "a"), (155, "b")]


def test_praise_never_replaces_advice_nor_comes_with_it():
    shown, held = coached(praise("p", 100), Script("a", 100), Script("low", 200, urgency=0), praise("q", 204))
    assert shown == [(100, "a"), (200, "low")]
    assert held == [(100, "p", "“A” was shown 0 s before"), (204, "q", "“Low” was shown 4 s before")]
    eager = Script("eager", 204, urgency=3, positive=True)
    assert coached(Script("a", 200), eager)[0] == [(200, "a")]


def test_between_two_times_of_praise_lie_three_minutes():
    shown, held = coached(praise("p", 100), praise("q", 279.5, 280))
    assert shown == [(100, "p"), (280, "q")]
    assert held == [(279.5, "q", "“P” praised 180 s before")]


def test_advice_between_does_not_shorten_the_time_between_praise():
    shown, _ = coached(praise("p", 100), Script("a", 150), praise("q", 200, 280))
    assert shown == [(100, "p"), (150, "a"), (280, "q")]


def test_a_quarter_of_the_cues_may_praise():
    rules = [praise("p", 100), praise("q", 300), praise("r", 500, 699.5, 700)]
    shown, held = coached(*rules)
    assert shown == [(100, "p"), (300, "q"), (700, "r")]
    assert {reason for _, _, reason in held} == {"2 times of praise in 10 minutes are enough"}
    assert coached(praise("p", 100), positive_most=0)[0] == []


def test_praise_counts_among_the_eight_and_is_bound_by_them():
    rules = [praise("p", 100), *(Script(f"r{n}", 150 + 50 * n) for n in range(8))]
    shown, held = coached(*rules)
    assert len(shown) == 8
    assert held == [(500, "r7", "8 cues in 10 minutes are enough")]
    rules = [*(Script(f"r{n}", 100 + 50 * n) for n in range(8)), praise("p", 600, 700)]
    shown, held = coached(*rules)
    assert shown[-1] == (700, "p")
    assert held == [(600, "p", "8 cues in 10 minutes are enough")]


def test_praise_is_bound_by_its_kind_and_by_the_first_half_minute():
    shown, held = coached(praise("p", 20, 40, 159.5), positive_between_s=0.0)
    assert shown == [(40, "p")]
    assert [reason for _, _, reason in held] == [
        "the first 30 s of a call are quiet",
        "the same cue was shown 120 s before",
    ]


TIMES = st.lists(st.integers(12, 300).map(lambda n: 5 * n), max_size=12)


@given(st.lists(st.tuples(TIMES, st.integers(0, 3)), min_size=1, max_size=8))
def test_whatever_is_asked_for_the_limits_hold(asked):
    rules = [Script(f"r{n}", *times, urgency=u, positive=u == 0) for n, (times, u) in enumerate(asked)]
    shown, held = coached(*rules, until=1500, step=5)
    advice = [(at, name) for at, name in shown if asked[int(name[1:])][1]]
    praised = [at for at, name in shown if not asked[int(name[1:])][1]]
    everything = [at for at, _ in shown]
    assert len(shown) + len(held) == sum(len({*times}) for times, _ in asked)
    assert all(later - at >= 600 for at, later in zip(everything, everything[8:], strict=False))
    assert all(later - at >= 180 for at, later in pairwise(praised))
    for number, (later, name) in enumerate(advice):
        urgency = asked[int(name[1:])][1]
        as_urgent = [at for at, earlier in advice[:number] if asked[int(earlier[1:])][1] >= urgency]
        assert not as_urgent or later - as_urgent[-1] >= 45
    # Advice is what it would be without praise, unless that has made the eight full.
    alone, _ = coached(*(rule for rule, (_, u) in zip(rules, asked, strict=True) if u), until=1500, step=5)
    assert not praised or len(everything) > 8 or advice == alone


@pytest.mark.parametrize("settings", [None, CueSettings()])
def test_a_coach_without_rules_is_silent(settings):
    assert Coach([], settings).hear(Heard(samples(100), Tick(samples(100)), (), ())) == ([], [], [])


class Broken:
    """A rule that somebody brought along, and that fails."""

    name, hears = "broken", ("agent", "customer")

    def __init__(self, gives):
        self._gives = gives
        self.asked = 0

    def hear(self, heard):
        self.asked += 1
        return self._gives(heard.at)


def _fails(at):
    raise KeyError("no such word")


def _cue(at, rule="broken", text="Smile"):
    return Cue(rule, 1, "care", text, "", "", 1, at, Evidence(Segment(0, at), 1.0, 0.5, "s"))


@pytest.mark.parametrize(
    ("gives", "reason"),
    [
        (_fails, "KeyError: 'no such word'"),
        (lambda at: "smile", "TypeError: a rule gives a Cue or None, not str"),
        (lambda at: _cue(at, rule="slower"), "ValueError: a cue names its own rule"),
        (lambda at: _cue(at + 1), "ValueError: a cue names its own rule, is not later"),
        (lambda at: _cue(at, text=" "), "ValueError: a cue names its own rule, is not later"),
    ],
)
def test_a_rule_that_was_brought_along_and_fails_is_off_for_the_call(gives, reason):
    broken = Broken(gives)
    coach = Coach([Script("a", 101)], CueSettings(), [broken])
    first = coach.hear(Heard(samples(100), Tick(samples(100)), (), ()))
    assert first[:2] == ([], [])
    assert [(each.rule, each.at) for each in first[2]] == [("broken", samples(100))]
    assert first[2][0].reason.startswith(reason)
    cues, _, failed = coach.hear(Heard(samples(101), Tick(samples(101)), (), ()))
    assert [cue.rule for cue in cues] == ["a"]
    assert failed == []
    assert broken.asked == 1


def test_a_rule_that_was_brought_along_is_coached_like_every_other():
    coach = Coach([], CueSettings(), [Broken(_cue), Broken(lambda at: None)])
    assert [cue.text for cue in coach.hear(Heard(samples(100), Tick(samples(100)), (), ()))[0]] == ["Smile"]
    _, held, _ = coach.hear(Heard(samples(101), Tick(samples(101)), (), ()))
    assert [each.reason for each in held] == ["“Smile” was shown 1 s before"]


def test_no_cue_comes_when_the_call_is_over():
    coach = Coach([Script("a", 100)])
    shown, held, _ = coach.hear(Heard(samples(100), Ended(samples(100)), (), ()))
    assert (shown, [each.reason for each in held]) == ([], ["the call was over"])


def test_where_no_cue_is_wanted_none_is_shown():
    shown, held = coached(Script("a", 100), quiet=True)
    assert shown == []
    assert held == [(100, "a", "this cue is switched off")]


def goodbye(at, speaker="agent"):
    segment = Segment(samples(at - 1), samples(at))
    return Act(1, samples(at), "closing", "", speaker, 7, segment, "Goodbye.", 0.9, "says goodbye")


def test_once_goodbye_was_said_silence_calls_for_nothing():
    rules = [Script("say_what_you_are_doing", 100, 300, urgency=2), Script("other", 160)]
    coach = Coach(rules, CueSettings())

    def told(at, *events, observation=None):
        return coach.hear(Heard(samples(at), observation or Tick(samples(at)), events, ()))

    told(95, goodbye(95, "customer"))
    assert [each.reason for each in told(100)[1]] == ["goodbye was said"]
    assert [cue.rule for cue in told(160)[0]] == ["other"]
    told(200, observation=SpeechStarted(samples(200), "customer", 9))
    assert [cue.rule for cue in told(300)[0]] == ["say_what_you_are_doing"]
