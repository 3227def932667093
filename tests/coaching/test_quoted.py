"""What a scorecard quotes of what was said, and what it holds against nobody."""

import pytest
from cards import card_of, checked, quoted
from made_call import made
from two_calls import GOOD, good

from callmon.coaching import scorecard


def test_the_sentence_is_quoted_that_an_act_rests_on_and_what_it_answers():
    lines = [
        ("customer", 0.0, 6.0, "I rang on Monday. Nobody came."),
        ("agent", 7.0, 14.0, "Oh dear. That should not have been so. Let me look."),
        ("customer", 15.0, 16.0, "Thanks."),
        ("agent", 17.0, 19.0, "Not at all."),
    ]
    report = made(lines, acts=[{"kind": "empathy", "line": 1}])
    report["acts"][0]["said"] = "should not have been"
    best = scorecard(report)["pillars"][1]["best"]
    assert (best["said"], best["answered"]) == (
        "That should not have been so.",
        "I rang on Monday. Nobody came.",
    )
    report["acts"][0]["said"] = "what goes over two utterances"
    assert scorecard(report)["pillars"][1]["best"]["said"] == "what goes over two utterances"


@pytest.mark.parametrize(
    ("text", "said", "quoted"),
    [
        ("Oh no. Wrong dress and four days. Well.", "Oh no.", "Oh no. Wrong dress and four days."),
        ("I had no right to. Oh. Sorry.", "Sorry.", "I had no right to. Oh. Sorry."),
        ("Oh. Sorry.", "Sorry.", "Oh. Sorry."),
        ("Oh. Dear me. That is hard. Let me look.", "Dear", "Dear me. That is hard."),
        ("Well. That is hard for you. Let me look.", "hard", "That is hard for you."),
    ],
)
def test_a_sentence_of_a_word_or_two_is_quoted_with_those_around_it(text, said, quoted):
    lines = [("customer", 0.0, 6.0, "I rang on Monday."), ("agent", 7.0, 14.0, text)]
    report = made(lines, acts=[{"kind": "empathy", "line": 1}])
    report["acts"][0]["said"] = said
    assert scorecard(report)["pillars"][1]["best"]["said"] == quoted


@pytest.mark.parametrize(
    ("text", "quoted"), [("Yes. Thank you.", ""), ("Yes. Thank you then.", "Yes. Thank you then.")]
)
def test_what_says_nothing_is_not_quoted_as_answered(text, quoted):
    lines = [("customer", 0.0, 6.0, text), ("agent", 7.0, 14.0, "That is a long time to wait.")]
    for act in ({"kind": "empathy"}, {"kind": "paraphrase", "answers": 0}):
        card = scorecard(made(lines, acts=[{**act, "line": 1}]))
        (best,) = (pillar["best"] for pillar in card["pillars"] if pillar["best"])
        assert best["answered"] == quoted


@pytest.mark.parametrize("against", ["rebuttal", "assumption"])
@pytest.mark.parametrize("kind", ["paraphrase", "validation", "empathy"])
def test_what_contradicts_or_guesses_is_not_praised(kind, against):
    acts = [{"kind": kind, "line": 4, "answers": 3}, {"kind": against, "line": 4, "confidence": 0.5}]
    moments = [{"kind": "loss", "line": 3, "outcome": "acknowledged", "by": 4}]
    assert quoted(card_of(acts, moments), "best") == {}
    acts[1]["line"] = 6
    assert quoted(card_of(acts, moments), "best") != {}


@pytest.mark.parametrize("against", ["rebuttal", "assumption"])
@pytest.mark.parametrize("kind", ["validation", "empathy"])
def test_what_takes_the_customers_side_is_not_held_up(kind, against):
    acts = [{"kind": against, "line": 4}, {"kind": kind, "line": 4, "confidence": 0.7}]
    assert quoted(card_of(acts), "missed") == {}
    acts[1]["confidence"] = 0.69
    assert quoted(card_of(acts), "missed") != {}


@pytest.mark.parametrize("kind", ["rebuttal", "assumption"])
def test_what_no_phrase_shows_must_be_very_sure(kind):
    act = {"kind": kind, "line": 4, "said": "words of the turn 4"}
    assert quoted(card_of([{**act, "confidence": 0.94}]), "missed") == {}
    assert quoted(card_of([{**act, "confidence": 0.95}]), "missed") != {}
    assert quoted(card_of([{**act, "said": "of the"}]), "missed") != {}
    assert quoted(card_of([{**act, "confidence": 0.94}], kept=False), "missed") != {}


SPLIT = [
    ("customer", 0.0, 6.0, "I rang on Monday and nobody came."),
    ("agent", 7.0, 9.0, "for the two days"),
    ("agent", 9.5, 12.0, "we could also have"),
    ("agent", 12.5, 16.0, "a car for you."),
    ("customer", 17.0, 19.0, "That would be good."),
]


@pytest.mark.parametrize(
    ("more", "quoted"),
    [
        ("a car for you.", "for the two days we could also have a car for you."),
        ("one " * 30, "for the two days we could also have " + "one " * 15 + "one…"),
    ],
)
def test_what_was_said_in_several_utterances_is_quoted_as_one(more, quoted):
    lines = [*SPLIT[:3], ("agent", 12.5, 16.0, more.strip()), SPLIT[4]]
    report = made(lines, acts=[{"kind": "offer", "form": "specific", "line": 2, "said": "could also"}])
    report["acts"][0].update(start=7.0, end=16.0)
    card = checked(report)
    assert card["pillars"][1]["best"]["said"] == quoted
    report["acts"][0].update(start=7.0, end=13.0)
    assert scorecard(report)["pillars"][1]["best"]["said"].startswith("for the two days we could also have ")
    report["acts"][0].update(start=9.5, end=12.0)
    assert scorecard(report)["pillars"][1]["best"]["said"] == "we could also have"


@pytest.mark.parametrize(("sure", "count"), [(0.94, 0), (0.95, 1)])
def test_what_goes_over_two_utterances_is_no_part_of_either(sure, count):
    acts = [{"kind": "assumption", "line": 2, "said": "days we could", "confidence": sure}]
    assert len(quoted(card_of(acts, lines=SPLIT), "missed")) == count


def test_what_an_act_does_not_answer_is_not_quoted_beside_it():
    best = card_of([{"kind": "offer", "form": "specific", "line": 4}])["pillars"][1]["best"]
    assert (best["said"], best["answered"]) == ("words of the turn 4", "")
    later = card_of([{"kind": "empathy", "line": 4}])["pillars"][1]["best"]
    assert later["answered"] == "words of the turn 3"
    first = card_of([{"kind": "empathy", "line": 0}])["pillars"][1]["best"]
    assert first["answered"] == ""


def test_what_is_quoted_of_the_good_call_is_what_was_said():
    best = scorecard(good())["pillars"][2]["best"]
    assert (best["said"], best["answered"]) == (GOOD[3][3], GOOD[1][3])
