"""Every line that a rule may give is given once, in every language, with all its values filled in."""

import re
from collections.abc import Mapping

import pytest
from cue_scene import Call, act, given, heard, moment, rule, shift, span

from callmon.cues import NAMES, RULES, RuleTexts, Texts
from callmon.texts import languages, load_texts
from callmon.timeline import Gap, Measure, Overlap, Silence, Tick, Turn, TurnStarted, samples


class Noted(Mapping):
    """The lines of one rule; remembers which were asked for."""

    def __init__(self, whys, used):
        self._whys, self._used = whys, used

    def __getitem__(self, reason):
        self._used.add(reason)
        return self._whys[reason]

    def __iter__(self):
        return iter(self._whys)

    def __len__(self):
        return len(self._whys)


def lap(number, kind, by, settled=True):
    of = "customer" if by == "agent" else "agent"
    start = 10 * number
    return Overlap(number, span(start, start + 2), by, of, kind, "clear", "", number, 99, settled=settled)


def paces(pace, usual):
    return [Measure("pace_now", "agent", pace, "wpm", 0), Measure("pace_usual", "agent", usual, "wpm", 0)]


def each_time(*events):
    return [heard(10 * number, event) for number, event in enumerate(events, 1)]


def quick_answers():
    return [
        heard(end, Turn(span(end - 5, end), "customer", (end,)), Gap(samples(end), "agent", 0))
        for end in (20, 40, 60, 80)
    ]


def finished(signs):
    """A turn of 30 s with so many signs of listening in it, answered."""
    laps = [
        Overlap(n, span(n, n + 0.5), "agent", "customer", "backchannel", None, "", n, 9)
        for n in range(1, signs + 1)
    ]
    turn = Turn(span(0, 30), "customer", (90,))
    return [
        heard(31, *laps, turn, Gap(samples(31), "agent", samples(1))),
        heard(33, observation=Tick(samples(33), agent=samples(33))),
    ]


def moments(*kinds, outcome="passed_over", said="it is late"):
    return each_time(*(moment(kind, outcome, said=said, number=n) for n, kind in enumerate(kinds, 1)))


def acts(kind, *more, **common):
    return each_time(*(act(kind, number=n, **common | each) for n, each in enumerate(more, 1)))


ANSWERS = {"answers": 5, "answered": "it broke on Monday"}
STEPS = {
    "let_them_finish": [
        each_time(lap(1, "interruption", "agent"), lap(2, "interruption", "agent")),
        each_time(
            lap(1, "interruption", "agent", settled=False), lap(2, "interruption", "agent", settled=False)
        ),
    ],
    "they_tried_to_speak": [each_time(*(lap(n, "attempted_interruption", "customer") for n in (1, 2)))],
    "breath_before_answer": [quick_answers()],
    "pause_and_check_in": [
        [heard(1, TurnStarted(samples(1), "agent")), heard(62, observation=Tick(samples(62), samples(62)))]
    ],
    "balance_the_talk": [
        [
            heard(
                99,
                measures=[
                    Measure("talk_share_now", "agent", 0.8, "share", 0),
                    Measure("speech_now", None, 99.0, "s", 0),
                ],
            )
        ]
    ],
    "say_what_you_are_doing": [[heard(17, Silence(span(10, 16), hold=False, after="agent", settled=False))]],
    "slower": [
        [heard(99, measures=paces(200.0, None))],
        [heard(99, measures=paces(200.0, 150.0))],
        [heard(99, shift("fast", "rate", 6.0, 4.7))],
    ],
    "softer": [[heard(99, shift("loud"))]],
    "acknowledge_the_feeling": [
        moments("worry", "loss"),
        moments("raised_voice", "raised_voice", said=""),
        moments("upset", "upset", outcome="open"),
    ],
    "they_said_it_before": [
        moments("repetition", "repetition"),
        acts("repetition", ANSWERS, ANSWERS, by="customer"),
    ],
    "hold_the_but": [acts("rebuttal", {}, {}), acts("rebuttal", ANSWERS, ANSWERS)],
    "ask_dont_assume": [acts("assumption", {}, {})],
    "you_said_it_back": [acts("paraphrase", ANSWERS)],
    "you_named_the_feeling": [
        [heard(9, act("empathy", utterance=5), moment("worry", "acknowledged", answered_by=5, said=said))]
        for said in ("I worry", "")
    ],
    "you_let_them_finish": [finished(0), finished(1), finished(2)],
    "good_question": [acts("question", {}, ANSWERS, form="open", follow_up=True)],
}


def say_back(call):
    call.turn("customer", 0, 25)
    call.turn("agent", 26, 29)
    call.turn("agent", 33, 36)
    call.tell(41)


def open_question(call):
    for at in range(0, 300, 30):
        call.turn("agent", at, at + 20)
        call.turn("customer", at + 21, at + 29)
    call.tell(301, *(act("question", 300, 302, form="closed", number=n) for n in range(1, 6)))
    call.turn("customer", 500, 510)


def closed_questions(call):
    call.turn("agent", 0, 20)
    call.tell(21, *(act("question", 20, 21, form="closed", number=n) for n in range(1, 6)))
    call.turn("customer", 130, 135)


def offer(call):
    call.turn("agent", 0, 20, "goodbye then", act("closing"))


CALLS = {
    "say_back_what_you_heard": [say_back],
    "ask_an_open_question": [open_question, closed_questions],
    "offer_one_thing_more": [offer],
}


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_every_rule_is_given(code, name):
    texts = load_texts(code)
    known, used = texts.rules[name], set()
    noted = RuleTexts(known.text, known.avoid, known.about, Noted(known.whys, used))
    [kind] = [each for each in RULES if each.name == name]
    cues = []
    for steps in STEPS.get(name, [()]):
        asked = kind(given(texts=Texts(code, {name: noted})))
        cues += [cue for step in steps if (cue := asked.hear(step)) is not None]
    for play in CALLS.get(name, []):
        call = Call(kind(given(texts=Texts(code, {name: noted}))))
        play(call)
        cues += [cue for _, cue in call.cues]
    assert used == set(known.whys)
    for cue in cues:
        assert (cue.rule, cue.text, cue.avoid, cue.pillar) == (name, known.text, known.avoid, kind.pillar)
        assert not re.search(r"[{}]|None|\.\.", cue.why), cue.why
        assert not cue.why.endswith(" .")


def test_a_quotation_may_hold_what_looks_like_a_value():
    cue = rule("hold_the_but").hear(heard(9, act("rebuttal", said="but {words} costs 5%")))
    assert cue.why == "You answered with “but {words} costs 5%”."
