"""Which finds a scorecard quotes, and what it suggests."""

import pytest
from card_checks import figures, quotes
from cards import TALK, card_of, quoted
from made_call import made
from two_calls import good

from callmon.coaching import scorecard
from callmon.coaching.choice import Finds, place
from callmon.coaching.finds import Find
from callmon.coaching.themes import Theme


def test_the_surest_of_a_kind_is_quoted_and_of_two_alike_the_first():
    paraphrases = [(2, 0.8), (4, 0.9), (6, 0.9)]
    acts = [
        {"kind": "paraphrase", "line": line, "answers": line - 1, "confidence": confidence}
        for line, confidence in paraphrases
    ]
    assert quoted(card_of(acts), "best") == {"active_listening": 40.0}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"kind": "question", "form": "open", "follow_up": True}, {"kind": "question", "form": "open"}),
        ({"kind": "validation"}, {"kind": "empathy"}),
        ({"kind": "empathy"}, {"kind": "offer", "form": "specific"}),
        ({"kind": "offer", "form": "specific"}, {"kind": "next_step"}),
        ({"kind": "hold"}, {"kind": "hold_thanks"}),
        ({"kind": "next_step"}, {"kind": "name"}),
        ({"kind": "paraphrase"}, {"kind": "callback"}),
        ({"kind": "callback"}, {"kind": "acknowledgement"}),
    ],
)
def test_the_more_telling_kind_is_quoted_however_sure_the_other_is(better, worse):
    acts = [{**worse, "line": 2, "confidence": 1.0}, {**better, "line": 6, "confidence": 0.7}]
    assert list(quoted(card_of(acts), "best").values()) == [60.0]


@pytest.mark.parametrize("kind", ["rebuttal", "assumption"])
def test_what_is_not_sure_is_counted_and_not_held_up(kind):
    assert quoted(card_of([{"kind": kind, "line": 4, "confidence": 0.8}]), "missed") != {}
    card = card_of([{"kind": kind, "line": 4, "confidence": 0.79}])
    assert quoted(card, "missed") == {}
    assert figures(card)[f"{kind}s"]["value"] == 1


def test_what_is_not_sure_is_not_praised():
    assert quoted(card_of([{"kind": "paraphrase", "line": 4, "confidence": 0.69}]), "best") == {}


def test_acts_of_the_customer_are_nobodys_merit():
    acts = [{"kind": "rebuttal", "line": 3}, {"kind": "paraphrase", "line": 3, "answers": 2}]
    assert quotes(card_of(acts)) == []


def test_a_stock_offer_is_not_praised():
    assert quoted(card_of([{"kind": "offer", "form": "stock", "line": 4}]), "best") == {}


def test_the_quickest_answer_to_a_moment_is_quoted_with_what_it_answers():
    report = made(
        TALK,
        moments=[
            {"kind": "loss", "line": 1, "outcome": "acknowledged", "by": 4},
            {"kind": "loss", "line": 5, "outcome": "paraphrased", "by": 6, "confidence": 0.7},
            {"kind": "loss", "line": 7, "outcome": "solved", "by": 8},
        ],
    )
    report["moments"][0]["after"] = None
    card = scorecard(report)
    assert figures(card)["moment_answer_time_median"]["counts"] == [{"label": "answered", "count": 2}]
    best = card["pillars"][2]["best"]
    assert (best["start"], best["speaker"]) == (60.0, "agent")
    assert (best["said"], best["answered"]) == ("words of the turn 6", "words of the turn 5")


def test_of_answers_to_moments_those_that_say_what_was_heard_come_before_quicker_ones():
    moments = [
        {"kind": "loss", "line": 1, "outcome": "acknowledged", "by": 2},
        {"kind": "loss", "line": 5, "outcome": "acknowledged", "by": 8, "confidence": 0.7},
    ]
    acts = [{"kind": "acknowledgement", "line": 2}, {"kind": "empathy", "line": 8, "confidence": 0.5}]
    assert quoted(card_of(moments=moments), "best")["active_listening"] == 20.0
    assert quoted(card_of(acts, moments), "best")["active_listening"] == 80.0


def test_of_questions_those_come_first_of_which_one_knows_what_they_follow_up():
    asked = {"kind": "question", "form": "open", "follow_up": True}
    acts = [{**asked, "line": 4, "confidence": 1.0}, {**asked, "line": 6, "answers": 5, "confidence": 0.7}]
    assert quoted(card_of(acts), "best") == {"open_mind": 60.0}
    assert quoted(card_of(acts[:1]), "best") == {"open_mind": 40.0}


def test_no_sentence_is_quoted_for_two_pillars_where_there_is_another():
    acts = [{"kind": "validation", "line": 4}]
    moments = [{"kind": "loss", "line": 3, "outcome": "acknowledged", "by": 4}]
    assert quoted(card_of(acts, moments), "best") == {"care": 40.0, "active_listening": 40.0}
    acts.append({"kind": "callback", "line": 8})
    assert quoted(card_of(acts, moments), "best") == {"care": 40.0, "active_listening": 80.0}


def test_what_is_asked_before_the_customer_has_spoken_is_a_greeting():
    acts = [{"kind": "question", "form": "open", "line": line} for line in (0, 4)]
    assert quoted(card_of(acts[:1]), "best") == {}
    assert quoted(card_of(acts), "best") == {"open_mind": 40.0}


def test_a_moment_without_an_answer_to_quote_is_not_quoted():
    moments = [
        {"kind": "loss", "line": 1, "outcome": "acknowledged"},
        {"kind": "loss", "line": 3, "outcome": "solved", "by": 4, "confidence": 0.6},
    ]
    assert quotes(card_of(moments=moments)) == []


def test_a_moment_that_was_solved_straight_away_is_worth_keeping():
    card = card_of(moments=[{"kind": "delay", "line": 3, "outcome": "solved", "by": 4}])
    assert card["keep"]["text"] == "Keep dealing with it straight away, as at 0:40."


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("worry", "what the customer thinks might happen"),
        ("loss", "what it has cost the customer"),
        ("delay", "how long it has taken"),
        ("repetition", "how often the customer has had to say it"),
        ("negative", "what went wrong"),
        ("upset", "what went wrong"),
        ("of another version", "what the customer has just said"),
    ],
)
def test_a_moment_that_was_passed_over_says_what_it_was_about(kind, what):
    card = card_of(moments=[{"kind": kind, "line": 3, "outcome": "passed_over"}])
    assert card["try"] == {
        "pillar": "active_listening",
        "text": f"Next time, before you go on, try a word on {what}, as at 0:30.",
        "why": "No answer to it was found in your next turns.",
        "at": 30.0,
    }


@pytest.mark.parametrize(
    "moment",
    [
        {"kind": "loss", "outcome": "open"},
        {"kind": "loss", "outcome": "passed_over", "confidence": 0.79},
        {"kind": "raised_voice", "outcome": "passed_over", "confidence": 1.0},
    ],
)
def test_no_moment_is_held_up_that_is_open_or_unsure_or_a_voice_alone(moment):
    assert quoted(card_of(moments=[{"line": 3, **moment}]), "missed") == {}


def test_of_moments_that_are_nearly_as_sure_the_first_is_held_up():
    def held_up(*sure):
        moments = [
            {"kind": "worry", "line": line, "outcome": "passed_over", "confidence": each}
            for line, each in zip((3, 5), sure, strict=True)
        ]
        return quoted(card_of(moments=moments), "missed")["active_listening"]

    assert held_up(0.86, 0.94) == 30.0
    assert held_up(0.82, 0.94) == 50.0


def test_three_finds_of_a_theme_weigh_more_than_one_of_a_weightier():
    rebuttals = [{"kind": "rebuttal", "line": line} for line in (4, 8, 12)]
    passed_over = [{"kind": "worry", "line": 3, "outcome": "passed_over"}]
    assert card_of(rebuttals[:1], passed_over)["try"]["pillar"] == "active_listening"
    assert card_of(rebuttals, passed_over)["try"]["pillar"] == "care"


def test_silences_never_weigh_more_than_a_moment_that_was_passed_over():
    silences = [(10.0 * turn + 3.0, 10.0 * turn + 9.0 + turn / 10, False) for turn in range(8)]
    card = card_of(silences=silences)
    assert card["try"]["text"] == "Next time, try saying what you are doing when it goes quiet, as at 1:13."
    assert card["try"]["why"] == "Neither of you spoke for 7 s."
    card = card_of(silences=silences, moments=[{"kind": "worry", "line": 3, "outcome": "passed_over"}])
    assert card["try"]["at"] == 30.0


def test_silences_are_dead_air_above_the_threshold_of_the_report():
    silences = [(3.0, 9.0, False), (13.0, 18.0, False), (23.0, 50.0, True)]
    assert figures(card_of(silences=silences))["dead_air"]["value"] == 1
    card = card_of(silences=silences, definitions={"cue_dead_air_s": 4.0})
    assert figures(card)["dead_air"]["value"] == 2
    assert figures(card)["dead_air"]["definition"] == "Neither spoke for more than 4 s, and it was no hold."


def test_what_is_kept_is_of_another_skill_than_what_is_tried():
    acts = [
        {"kind": "validation", "line": 2},
        {"kind": "name", "line": 4},
        {"kind": "rebuttal", "line": 6},
    ]
    card = card_of(acts)
    assert card["try"]["text"] == "Next time, try taking up the point before you answer it, as at 1:00."
    assert card["keep"]["text"] == "Keep using the customer’s name, as at 0:40."
    card = card_of([acts[0], acts[2]], lines=TALK[:8])
    assert card["keep"]["text"] == "Keep giving the customer’s point its due, as at 0:20."


def test_interruptions_are_quoted_from_the_longest_with_whom_they_cut_short():
    long = " ".join(f"w{number}" for number in range(20))
    lines = [
        ("customer", 0.0, 20.0, long),
        ("agent", 18.0, 30.0, long),
        ("customer", 31.0, 50.0, long),
        ("agent", 47.0, 60.0, long),
        ("customer", 61.0, 70.0, long),
        ("agent", 69.0, 80.0, long),
    ]
    card = card_of(
        lines=lines,
        overlaps=[(1, "interruption", "long"), (3, "interruption", "long"), (5, "interruption", "minor")],
    )
    missed = card["pillars"][1]["missed"]
    assert (missed["start"], missed["end"], missed["speaker"]) == (47.0, 50.0, "agent")
    assert missed["said"] == "w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11…"
    assert missed["answered"] == "…w8 w9 w10 w11 w12 w13 w14 w15 w16 w17 w18 w19"
    assert missed["why"].startswith("Both spoke for 3.0 s here")


def test_a_minor_interruption_is_counted_and_not_held_up():
    lines = [("customer", 0.0, 5.0, "one two"), ("agent", 4.4, 9.0, "three")]
    card = card_of(lines=lines, overlaps=[(1, "interruption", "minor")])
    assert figures(card)["interruptions"]["value"] == 1
    assert quoted(card, "missed") == {}


def test_of_an_overlap_whose_utterances_are_not_there_the_place_is_quoted():
    lines = [("customer", 0.0, 5.0, "one two"), ("agent", 3.0, 9.0, "three"), *TALK[1:4]]
    report = made(lines, overlaps=[(1, "interruption", "clear")])
    report["overlaps"][0].update(start=9.2, end=10.8)
    missed = scorecard(report)["pillars"][1]["missed"]
    assert (missed["start"], missed["said"], missed["answered"]) == (9.2, "", "")


def test_an_attempt_of_the_customer_to_speak_asks_for_a_pause():
    lines = [("agent", 0.0, 20.0, "one two three"), ("customer", 8.0, 9.0, "but I"), *TALK[3:8]]
    card = card_of(lines=lines, overlaps=[(1, "attempted_interruption", None)])
    assert card["try"]["text"] == "Next time, try a pause when the customer begins to speak, as at 0:08."
    assert card["pillars"][1]["missed"]["answered"] == "one two"


def test_a_long_turn_is_held_up_unless_something_of_it_was_restated_or_nobody_could_have():
    lines = [("customer", 0.0, 25.0, "it all began"), ("agent", 26.0, 30.0, "right"), *TALK[5:9]]
    card = card_of(lines=lines)
    assert quoted(card, "missed") == {"active_listening": 0.0}
    assert figures(card)["long_customer_turns_said_back"]["value"] == 0
    assert card["try"]["text"] == (
        "Next time, try saying the gist back after a long turn, as after the one at 0:00."
    )
    said_back = [{"kind": "paraphrase", "line": 1, "answers": 0, "confidence": 0.5}]
    card = card_of(said_back, lines=lines)
    assert quoted(card, "missed") == {}
    assert figures(card)["long_customer_turns_said_back"]["value"] == 1
    card = card_of(lines=[("agent", 0.0, 3.0, "hello"), ("customer", 4.0, 29.0, "it all began")])
    assert quoted(card, "missed") == {}


def test_a_long_turn_of_the_agent_asks_for_a_question_on_the_way():
    lines = [("customer", 0.0, 5.0, "please tell"), ("agent", 6.0, 66.0, "so first of all")]
    card = card_of(lines=lines)
    assert card["try"]["why"] == "It lasted 60 s."
    assert card["pillars"][2]["missed"]["said"] == "so first of all"
    assert card_of(lines=lines, definitions={"cue_monologue_s": 61.0})["try"] is None


def test_of_long_turns_the_longest_is_held_up():
    lines = [("customer", 0.0, 5.0, "please tell"), ("agent", 6.0, 67.0, "so first of all")]
    lines += [("customer", 68.0, 69.0, "and"), ("agent", 70.0, 135.0, "and then there is")]
    assert card_of(lines=lines)["try"]["at"] == 70.0


def closed(*lines):
    return [{"kind": "question", "form": "closed", "line": line, "follow_up": True} for line in lines]


def test_several_questions_of_which_none_is_open_ask_for_one_and_none_of_them_is_quoted():
    card = card_of(closed(2, 4, 6, 8, 10))
    assert card["try"] == {
        "pillar": "open_mind",
        "text": "Next time, try a question that begins with “what” or “how”.",
        "why": "None of the 5 questions that were found was an open one.",
        "at": None,
    }
    assert quotes(card) == []
    assert card_of(closed(2, 4, 6, 8))["try"]["why"] != card["try"]["why"]
    an_open_one = {"kind": "question", "form": "open", "line": 12, "confidence": 0.5}
    assert card_of([*closed(2, 4, 6, 8, 10), an_open_one])["try"]["pillar"] != "open_mind"


def test_nothing_is_both_best_and_missed():
    acts = [{"kind": "question", "form": "open", "line": 4}, {"kind": "assumption", "line": 4}]
    card = card_of(acts)
    assert (quoted(card, "best"), quoted(card, "missed")) == ({"open_mind": 40.0}, {})
    acts.append({"kind": "assumption", "line": 8})
    assert quoted(card_of(acts), "missed") == {"open_mind": 80.0}


def test_where_nothing_else_is_found_something_may_be_added():
    everything = [
        {"kind": "question", "form": "open", "follow_up": True, "line": 2},
        {"kind": "offer", "form": "specific", "line": 4},
        {"kind": "callback", "line": 6},
        {"kind": "paraphrase", "line": 8, "answers": 7},
    ]
    tried = []
    for number in range(4, -1, -1):
        card = card_of(everything[:number])
        tried.append((card["try"] or {"text": None})["text"])
    assert tried == [
        None,
        "Next time, try saying the gist back once, before you set about it.",
        "Next time, try saying the gist back once, before you set about it.",
        "Next time, try saying the gist back once, before you set about it.",
        "Next time, try saying the gist back once, before you set about it.",
    ]
    told = {
        "questions_open": "Next time, try one question that begins with “what” or “how”.",
        "offers_specific": "Next time, try offering one thing that fits this very customer.",
        "callbacks": "Next time, try coming back to something that was said early in the call.",
    }
    for left_out, text in zip((0, 1, 2), told.values(), strict=True):
        card = card_of([act for place, act in enumerate(everything) if place != left_out])
        assert card["try"]["text"] == text
        assert card["try"]["at"] is None
    closed_on = {"kind": "question", "form": "open", "line": 2}
    assert card_of([closed_on, *everything[1:]])["try"]["text"].startswith("Next time, try asking on from")


def test_small_signs_are_worth_keeping_where_there_are_several():
    lines = list(TALK)
    for turn in (1, 3, 5):
        place = next(place for place, line in enumerate(lines) if line[1] == 10.0 * turn)
        lines.insert(place + 1, ("agent", 10.0 * turn + 3.0, 10.0 * turn + 3.5, "mm"))
    signs = [(place, "backchannel", None) for place, line in enumerate(lines) if line[3] == "mm"]
    card = card_of(lines=lines, overlaps=signs)
    assert card["keep"]["text"] == "Keep giving short signs that you listen, as at 0:13."
    assert card["keep"]["why"] == "There were 3 of them, and none took the floor."
    assert quoted(card_of(lines=lines, overlaps=signs[:2]), "best") == {}


@pytest.mark.parametrize("kind", ["interruptions", "attempted_interruptions"])
def test_where_anybody_was_cut_short_letting_finish_is_no_merit(kind):
    report = made(without_text(TALK))
    assert scorecard(report)["keep"]["text"] == "Keep letting the customer finish."
    report["measures"]["agent" if kind == "interruptions" else "customer"][kind] = 1
    assert scorecard(report)["keep"] is None


def without_text(lines):
    return [(speaker, start, end, "") for speaker, start, end, _ in lines]


def test_a_90th_percentile_needs_ten_answers():
    found = figures(card_of(lines=TALK))
    assert found["response_time_p90"]["counts"] == [{"label": "answers", "count": 9}]
    assert found["response_time_p90"]["value"] is None
    lines = [*TALK, ("agent", 200.0, 208.0, "bye")]
    assert figures(card_of(lines=lines))["response_time_p90"]["value"] == 2.0


def test_the_scorecard_of_the_report_is_not_read():
    report = good()
    assert scorecard({**report, "scorecard": {"pillars": "whatever"}}) == scorecard(report)


def test_finds_are_ordered_by_theme_before_their_own_order():
    themes = [
        Theme("first", "care", "one", "shows {n}", "first at {at}", "because", 1),
        Theme("second", "care", "two", "shows", "second", "because", 2),
    ]
    said = {"start": 1.0, "end": 2.0, "speaker": "agent", "said": "x", "answered": ""}
    finds = [
        Find("second", (0.0,), 9.0, said),
        Find("first", (2.0,), 8.0, said, {"n": 8}),
        Find("first", (1.0,), 7.0, None, {"n": 7}),
    ]
    ordered = Finds(finds, themes)
    assert ordered.quotes(["open_mind", "care"]) == {"open_mind": None, "care": {**said, "why": "shows 8"}}
    assert ordered.weightiest() is finds[2]
    assert Finds(finds[:2], themes).weightiest() is finds[0]
    assert ordered.apart_from("one") is finds[0]
    assert Finds(finds[1:], themes).apart_from("one") is finds[2]
    assert ordered.advice(finds[2]) == {
        "pillar": "care",
        "text": "first at 0:07",
        "why": "because",
        "at": 7.0,
    }


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.0, "0:00"), (32.5, "0:32"), (59.99, "0:59"), (134.0, "2:14"), (3723.4, "1:02:03")],
)
def test_a_place_is_the_second_in_which_it_begins(seconds, shown):
    assert place(seconds) == shown
