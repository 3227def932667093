"""What a scorecard says it could not measure, and leaves out."""

import pytest
from card_checks import figures, quotes
from cards import checked
from made_call import made
from two_calls import BAD, GOOD, bad, good

from callmon.coaching import scorecard

BY_TIMING = {
    "interruptions",
    "attempts_to_speak",
    "dead_air",
    "response_time_median",
    "response_time_p90",
    "longest_turn",
    "talk_share_of_speech",
    "talk_share_of_call",
    "backchannels",
}
BY_BOTH = {"long_customer_turns_said_back", "moment_answer_time_median"}
BY_WORDS = {
    "questions_open",
    "questions_follow_up",
    "questions_rate",
    "assumptions",
    "rebuttals",
    "validations",
    "offers",
    "holds_announced",
    "holds_thanked",
    "paraphrases",
    "moments",
    "callbacks",
    "concreteness",
}
RATIOS = {
    "questions_open",
    "questions_follow_up",
    "questions_rate",
    "talk_share_of_speech",
    "talk_share_of_call",
    "concreteness",
    "pace",
}


def without_words(lines):
    return [(speaker, start, end, "") for speaker, start, end, _ in lines]


def empty(card):
    """Measures that have neither a value nor a count."""
    return {
        name for name, figure in figures(card).items() if figure["value"] is None and not figure["counts"]
    }


def test_of_a_whole_call_everything_was_measured():
    card = checked(good())
    assert empty(card) == set()
    assert card["not_measured"] == []
    assert set(figures(card)) == BY_TIMING | BY_BOTH | BY_WORDS | {"pace"}


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (None, "Words were left out, so what was said could not be measured."),
        ("tiny.en", "No words were recognised, so what was said could not be measured."),
    ],
)
def test_without_words_timing_is_measured_and_nothing_of_words(model, said):
    lines = without_words(BAD)
    overlaps = [(2, "interruption", "long"), (3, "attempted_interruption", None)]
    card = checked(made(lines, overlaps=overlaps, silences=[(131.0, 145.0, False)], model=model))
    assert card["not_measured"] == [said]
    assert empty(card) >= BY_WORDS | BY_BOTH
    assert empty(card).isdisjoint(BY_TIMING)
    assert figures(card)["interruptions"]["value"] == 1
    assert [(quote["start"], quote["said"], quote["answered"]) for quote in quotes(card)] == [
        (27.0, "", ""),
        (52.2, "", ""),
    ]
    assert card["try"]["text"] == "Next time, try letting the customer finish, as at 0:27."


def test_without_words_letting_the_customer_finish_is_worth_keeping():
    lines = [
        (side, place * 10.0, place * 10.0 + 8.0, "") for place, side in enumerate(["agent", "customer"] * 10)
    ]
    card = checked(made(lines))
    assert card["keep"] == {
        "pillar": "care",
        "text": "Keep letting the customer finish.",
        "why": "In 10 turns of the customer, none was cut short.",
        "at": None,
    }
    assert card["try"] is None
    assert checked(made(lines[:-1]))["keep"] is None


def test_words_that_were_not_kept_cannot_be_judged_again():
    report = made(GOOD, lists=False, kept=False)
    card = checked(report)
    assert card["not_measured"] == [
        "The words of this call were not kept, so what was said could not be measured."
    ]
    assert empty(card) >= BY_WORDS


def test_words_that_were_judged_and_not_kept_are_counted_and_not_quoted():
    acts = [{"kind": "paraphrase", "line": 3, "answers": 1}]
    card = checked(made(GOOD, acts=acts, kept=False))
    assert card["not_measured"] == [
        "The words of this call were not kept, so quotes have a place and no words."
    ]
    assert figures(card)["paraphrases"]["value"] == 1
    best = card["pillars"][2]["best"]
    assert (best["start"], best["said"], best["answered"]) == (32.5, "", "")


def test_a_language_without_lists_is_measured_by_timing():
    card = checked(made(GOOD, acts=[], lists=False, language="de"))
    assert card["not_measured"] == [
        "There are no word lists for the language “de”, so what was said could not be measured."
    ]
    assert empty(card) >= BY_WORDS | BY_BOTH
    assert figures(card)["pace"]["value"] > 0


@pytest.mark.parametrize("side", ["agent", "customer"])
def test_words_of_one_side_alone_are_not_judged(side):
    lines = [(who, start, end, "" if who == side else text) for who, start, end, text in GOOD]
    card = checked(made(lines))
    assert card["not_measured"] == [
        f"No words of the {side} were recognised, so what was said could not be measured."
    ]
    assert empty(card) >= BY_WORDS


@pytest.mark.parametrize(("heard", "missing"), [("agent", "customer"), ("customer", "agent")])
def test_where_one_side_is_silent_nobody_knows_who_said_what(heard, missing):
    lines = [(heard, start, end, text) for _, start, end, text in GOOD]
    report = made(lines, acts=[{"kind": "rebuttal", "line": 3}])
    card = checked(report)
    assert card["not_measured"] == [
        f"The {missing} was not heard, so how the two listened to each other could not be measured; both "
        "voices may be on one channel."
    ]
    assert empty(card) == set(figures(card))
    assert quotes(card) == []
    assert card["keep"] is card["try"] is None


def test_of_silence_nothing_is_measured():
    card = checked(made([], end=60.0))
    assert card["not_measured"] == ["Nobody was heard, so there is nothing to measure."]
    assert empty(card) == set(figures(card))


def test_a_loudspeaker_in_the_microphone_leaves_out_timing_and_suggests_nothing_about_the_agents_words():
    report = bad()
    report["call"]["timing_reliable"] = False
    card = checked(report)
    assert len(card["not_measured"]) == 1
    assert card["not_measured"][0].startswith("Who spoke when cannot be trusted on this call, so")
    assert empty(card) == BY_TIMING | BY_BOTH
    assert figures(card)["rebuttals"]["value"] == 2
    assert [quote["speaker"] for quote in quotes(card)] == ["customer"]
    assert card["try"]["text"].startswith(
        "Next time, before you go on, try a word on what the customer thinks might happen"
    )


def test_a_tiny_call_has_counts_and_no_ratio():
    lines = [
        ("agent", 0.0, 4.0, "How can I help?"),
        ("customer", 4.5, 9.0, "I lost my card."),
        ("agent", 9.5, 13.0, "Where did you have it last?"),
    ]
    acts = [
        {"kind": "question", "line": 0, "form": "open"},
        {"kind": "question", "line": 2, "form": "open", "follow_up": True, "answers": 1},
    ]
    card = checked(made(lines, acts=acts, wording=[(2, 11, 0)]))
    assert card["not_measured"] == [
        "Less than 2 minutes were spoken: too little for shares and rates, so the scorecard gives counts "
        "alone."
    ]
    found = figures(card)
    assert {name for name in RATIOS if found[name]["value"] is not None} == set()
    assert all(found[name]["counts"] for name in RATIOS)
    assert [each["count"] for each in found["questions_open"]["counts"]] == [2, 2]
    assert card["keep"]["text"] == "Keep asking on from what you have just heard, as at 0:09."
    assert card["try"] is None
    asked = figures(checked(made(lines, acts=acts * 3)))["questions_open"]
    assert (asked["value"], [each["count"] for each in asked["counts"]]) == (None, [6, 6])


def test_two_minutes_of_speech_are_enough():
    lines = [("agent", 0.0, 60.0, "all of it"), ("customer", 60.5, 120.5, "right")]
    assert figures(checked(made(lines)))["talk_share_of_speech"]["value"] == 0.5
    shorter = [lines[0], ("customer", 60.5, 120.4, "right")]
    assert figures(checked(made(shorter)))["talk_share_of_speech"]["value"] is None


def test_without_a_model_of_meaning_nothing_follows_from_what_was_not_found():
    silent = made(GOOD)
    assert checked(silent)["pillars"][2]["missed"]["why"].endswith("one sentence is enough.")
    card = checked({**silent, "call": {**silent["call"], "meaning": False}})
    assert len(card["not_measured"]) == 1
    assert card["not_measured"][0].startswith("The model of meaning was missing")
    assert quotes(card) == []
    assert card["try"] is None


def test_without_tone_no_raised_voice_is_counted():
    report = good()
    report["tone"]["utterances"] = []
    assert checked(report)["not_measured"] == [
        "How the voices sounded was not measured, so no raised voice is among the moments."
    ]


def test_what_was_not_heard_is_told():
    report = good()
    report["dropouts"] = [
        {"speaker": "agent", "start": 10.0, "end": 14.0},
        {"speaker": "agent", "start": 60.0, "end": 68.0},
        {"speaker": "customer", "start": 10.0, "end": 10.5},
    ]
    assert checked(report)["not_measured"] == ["For 12 s the agent was not heard; nothing is counted there."]


def test_a_call_whose_end_is_not_known_has_no_figures():
    report = good()
    report["measures"] = {"agent": {}, "customer": {}, "call": {}}
    card = checked(report)
    assert card["not_measured"] == ["The end of the call is not known, so nothing was measured."]
    assert empty(card) == BY_WORDS | BY_TIMING - {"dead_air"} | BY_BOTH | {"pace"}


def test_a_report_from_before_words_were_judged_is_measured_by_timing():
    report = bad()
    for name in ("acts", "moments", "tone", "failures", "dropouts"):
        del report[name]
    old = {"interruptions_minor", "interruptions_clear", "interruptions_long", "attempted_interruptions"}
    old |= {
        "talk_time",
        "talk_share_of_speech",
        "talk_share_of_call",
        "turns",
        "longest_turn",
        "backchannels",
    }
    report["measures"] = {
        "agent": {name: value for name, value in report["measures"]["agent"].items() if name in old},
        "customer": {name: value for name, value in report["measures"]["customer"].items() if name in old},
        "call": {"duration": 160.0},
    }
    report["definitions"] = {"version": "2"}
    card = scorecard(report)
    assert card["not_measured"] == [
        "This report was made before words were judged, so what was said could not be measured."
    ]
    found = figures(card)
    assert found["interruptions"]["value"] == 2
    assert found["response_time_median"]["value"] is found["paraphrases"]["value"] is None
    assert found["dead_air"]["value"] == 1
    assert card["try"]["text"] == "Next time, try letting the customer finish, as at 0:27."
