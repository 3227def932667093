"""What holds for the scorecard of any call."""

from copy import deepcopy
from itertools import pairwise
from typing import Any

from card_checks import figures
from cards import checked
from hypothesis import given, settings
from hypothesis import strategies as st
from made_call import made

from callmon.coaching import scorecard
from callmon.coaching.kept_themes import KEPT
from callmon.coaching.tried_themes import TRIED

KINDS = [
    "question", "paraphrase", "validation", "empathy", "acknowledgement", "rebuttal", "assumption", "offer",
    "hold", "hold_thanks", "name", "callback", "next_step", "greeting",
]  # fmt: skip
FORMS = {"question": ["open", "closed"], "offer": ["specific", "stock"]}
MOMENTS = ["worry", "loss", "delay", "repetition", "negative", "raised_voice", "upset"]
OUTCOMES = ["open", "acknowledged", "paraphrased", "solved", "passed_over"]


@st.composite
def calls(draw: st.DrawFn) -> dict[str, Any]:
    """Reports of calls with anything in them."""
    count = draw(st.integers(0, 12))
    sides = draw(st.sampled_from([["agent", "customer"], ["customer", "agent"], ["agent"]]))
    wordless = draw(st.booleans())
    lines, at = [], 0.0
    for place in range(count):
        length = draw(st.sampled_from([0.5, 3.0, 12.0, 30.0, 70.0]))
        text = "" if wordless else draw(st.sampled_from(["mm", "some words of mine", "no text " * 9]))
        lines.append((sides[place % len(sides)], at, at + length, text.strip()))
        at += length + draw(st.sampled_from([-0.4, 0.2, 1.5, 8.0]))
    if not lines:
        return made(lines, end=draw(st.sampled_from([0.0, 60.0])))
    place = st.integers(0, count - 1)
    sure = st.sampled_from([0.5, 0.7, 0.79, 0.8, 1.0])
    acts = []
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=14)):
        form = draw(st.sampled_from(FORMS.get(kind, [""])))
        answers = draw(st.none() | place)
        act = {"kind": kind, "form": form, "line": draw(place), "answers": answers, "confidence": draw(sure)}
        acts.append({**act, "follow_up": kind == "question" and draw(st.booleans())})
    agents = [number for number, line in enumerate(lines) if line[0] == "agent"]
    moments = [
        {
            "kind": draw(st.sampled_from(MOMENTS)),
            "line": draw(place),
            "outcome": draw(st.sampled_from(OUTCOMES)),
            "confidence": draw(sure),
            "by": draw(st.sampled_from([None, *agents])),
        }
        for _ in range(draw(st.integers(0, 4)))
    ]
    kinds = st.sampled_from(["interruption", "attempted_interruption", "backchannel", "terminal"])
    overlaps = [
        (number, draw(kinds), draw(st.sampled_from(["minor", "clear", "long"])))
        for number in range(1, count)
        if lines[number][1] < lines[number - 1][2]
    ]
    silences = [
        (before[2], after[1], draw(st.booleans()))
        for before, after in pairwise(lines)
        if after[1] - before[2] > 3
    ]
    return made(
        lines,
        acts=[] if wordless else acts,
        moments=[] if wordless else [each for each in moments if lines[each["line"]][0] == "customer"],
        overlaps=overlaps,
        silences=silences,
        wording=[(number, draw(st.integers(0, 20)), draw(st.integers(0, 9))) for number in agents],
        lists=draw(st.booleans()),
        kept=draw(st.booleans()),
        meaning=draw(st.booleans()),
        **({} if draw(st.booleans()) else {"timing_reliable": False}),
    )


@settings(max_examples=200, deadline=None)
@given(calls())
def test_every_number_has_its_counts_and_every_quote_its_place(report: dict[str, Any]) -> None:
    checked(report)


@given(calls())
def test_the_same_report_gives_the_same_card_and_stays_as_it_was(report: dict[str, Any]) -> None:
    before = deepcopy(report)
    assert scorecard(report) == scorecard(report)
    assert report == before


@given(calls(), st.randoms(use_true_random=False))
def test_the_order_of_acts_and_moments_changes_nothing(report: dict[str, Any], random: Any) -> None:
    turned = deepcopy(report)
    random.shuffle(turned["acts"])
    random.shuffle(turned["moments"])
    assert scorecard(turned) == scorecard(report)


@given(calls())
def test_what_is_shown_as_missed_rests_on_a_sure_find(report: dict[str, Any]) -> None:
    for pillar in scorecard(report)["pillars"]:
        missed = pillar["missed"]
        if missed is None or missed["why"].endswith(("is enough.", "lets the customer in.")):
            continue
        finds = [
            row for name in ("acts", "moments") for row in report[name] if row["start"] == missed["start"]
        ]
        overlaps = [row for row in report["overlaps"] if row["start"] == missed["start"]]
        assert overlaps or any(row["confidence"] >= 0.8 for row in finds)


@given(calls())
def test_numbers_are_those_of_the_report(report: dict[str, Any]) -> None:
    agent, found = report["measures"]["agent"], figures(scorecard(report))
    for name in ("rebuttals", "assumptions", "callbacks", "paraphrases", "pace", "longest_turn"):
        assert found[name]["value"] in (None, agent[name])


def test_no_theme_is_named_twice():
    assert len({theme.name for theme in (*KEPT, *TRIED)}) == len(KEPT) + len(TRIED)


def test_weights_are_those_of_the_definitions():
    assert {theme.name: theme.weight for theme in TRIED if theme.weight} == {
        "passed_over": 6,
        "long_interruption": 6,
        "rebuttal": 5,
        "assumption": 5,
        "clear_interruption": 3,
        "tried_to_speak": 3,
        "not_said_back": 2,
        "only_closed": 2,
        "dead_air": 1,
        "monologue": 1,
    }
    weights = [theme.weight for theme in TRIED]
    assert weights == sorted(weights, reverse=True)


def test_every_suggestion_is_one():
    assert all(theme.text.startswith("Next time, ") for theme in TRIED)
    assert all(theme.text.startswith("Keep ") for theme in KEPT)
