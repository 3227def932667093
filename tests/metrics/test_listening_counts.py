from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmon.metrics import Board, MetricSettings
from callmon.timeline import (
    Act,
    Ended,
    Meaning,
    Moment,
    Segment,
    Sentence,
    Tick,
    Turn,
    Utterance,
    Wording,
    samples,
)

SENTENCE = (Sentence(0, 1),)
JUDGED = (
    Utterance(1, "agent", Segment(0, 16_000)),
    Utterance(2, "customer", Segment(16_000, 32_000)),
    Meaning(1, SENTENCE),
    Meaning(2, SENTENCE),
)
"""Words of both sides that were judged."""


def span(start, end):
    return Segment(samples(start), samples(end))


def act(kind, form="", speaker="agent", **more):
    return Act(0, 0, kind, form, speaker, 1, Segment(0, 1), "said", 0.8, "", **more)


def moment(number, outcome="open", after=None):
    answered = None if after is None else samples(after)
    return Moment(number, 0, "worry", 2, Segment(0, 1), "said", 0.8, "", outcome, answered)


def ended(events=(), heard=JUDGED, settings=None, **more):
    board = Board(settings, **more)
    for observation in heard:
        board.observe(observation, [])
    for event in events:
        board.observe(Tick(1), [event])
    return {(each.speaker, each.name): each.value for each in board.observe(Ended(samples(60)), [])}


def told(found, side):
    """What is not as in a judged call in which nothing was done."""
    nothing = ended()
    return {
        name: value
        for (owner, name), value in found.items()
        if owner == side and value != nothing[owner, name]
    }


def test_a_judged_call_without_an_act_has_none_of_each():
    found = ended()
    assert found["agent", "questions"] == found["customer", "rebuttals"] == found["agent", "words_named"] == 0
    assert found[None, "moments"] == found[None, "long_customer_turns_said_back"] == 0
    assert found[None, "moment_answer_time_median"] is None
    assert found["agent", "concreteness"] is None


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("paraphrase", "paraphrases"),
        ("validation", "validations"),
        ("empathy", "empathy"),
        ("apology", "apologies"),
        ("acknowledgement", "acknowledgements"),
        ("rebuttal", "rebuttals"),
        ("assumption", "assumptions"),
        ("jargon", "jargon"),
        ("hold", "holds_announced"),
        ("hold_thanks", "holds_thanked"),
        ("name", "names_used"),
        ("callback", "callbacks"),
        ("next_step", "next_steps"),
        ("repetition", "repetitions"),
    ],
)
def test_each_act_counts_for_who_did_it(kind, name):
    found = ended([act(kind), act(kind), act(kind, speaker="customer")])
    assert told(found, "agent") == {name: 2}
    assert told(found, "customer") == {name: 1}


def test_questions_are_counted_by_form_and_by_whether_they_follow_up():
    events = [
        act("question", "open", follow_up=True),
        act("question", "open"),
        act("question", "closed", follow_up=True),
        act("question", "closed"),
        act("question", "closed"),
    ]
    assert told(ended(events), "agent") == {
        "questions": 5,
        "questions_open": 2,
        "questions_closed": 3,
        "questions_follow_up": 2,
    }


def test_offers_are_specific_or_stock():
    events = [act("offer", "specific"), act("offer", "stock"), act("offer", "stock")]
    assert told(ended(events), "agent") == {"offers_specific": 1, "offers_stock": 2}


def test_greetings_and_closings_are_no_measure():
    assert told(ended([act("greeting"), act("closing")]), "agent") == {}


def test_a_side_of_which_no_word_was_judged_has_no_counts():
    found = ended(heard=JUDGED[:3])
    assert found["agent", "questions"] == 0
    assert found["customer", "questions"] is None
    assert found["customer", "words_vague"] is None
    assert found[None, "moments"] == 0


def test_words_without_a_sentence_or_of_no_known_utterance_were_not_judged():
    found = ended(heard=[*JUDGED[:2], Meaning(1, ()), Meaning(7, SENTENCE)])
    assert found["agent", "questions"] is None
    assert found[None, "moments"] is None


def test_a_language_without_lists_has_no_counts():
    events = [moment(1, "passed_over"), Turn(span(0, 30), "customer", (2,))]
    found = ended(events, words_judged=False)
    assert found["agent", "questions"] is found["agent", "concreteness"] is None
    assert found[None, "moments"] is found[None, "moments_passed_over"] is None
    assert found[None, "long_customer_turns"] == 1
    assert found[None, "long_customer_turns_said_back"] is None


def test_concreteness_is_the_named_share_of_enough_words():
    wording = [Wording(1, "agent", 4, 1), Wording(3, "agent", 2, 2), Wording(2, "customer", 0, 12)]
    found = ended(wording)
    assert (found["agent", "words_named"], found["agent", "words_vague"]) == (6, 3)
    assert found["agent", "concreteness"] is None
    assert found["customer", "concreteness"] == 0
    found = ended([*wording, Wording(4, "agent", 1, 0)])
    assert found["agent", "concreteness"] == 0.7


def test_concreteness_of_no_word_divides_by_nothing():
    settings = MetricSettings(concrete_words=0)
    assert ended(settings=settings)["agent", "concreteness"] is None
    assert ended([Wording(1, "agent", 0, 1)], settings=settings)["agent", "concreteness"] == 0


def test_moments_are_counted_by_what_became_of_them():
    events = [
        moment(1, "acknowledged", 1.0),
        moment(2, "paraphrased", 2.0),
        moment(3, "solved", 6.0),
        moment(4, "passed_over"),
        moment(5, "passed_over", 0.5),
        moment(6, "acknowledged"),
        moment(7),
    ]
    found = ended(events)
    assert told(found, None) == {
        "moments": 7,
        "moments_acknowledged": 2,
        "moments_paraphrased": 1,
        "moments_solved": 1,
        "moments_passed_over": 2,
        "moment_answer_time_median": 2.0,
    }


def test_a_later_moment_replaces_the_earlier_one_of_its_id():
    found = ended([moment(1), moment(1, "passed_over"), moment(2), moment(1, "acknowledged", 3.0)])
    assert told(found, None) == {
        "moments": 2,
        "moments_acknowledged": 1,
        "moment_answer_time_median": 3.0,
    }


def test_a_long_turn_is_said_back_where_a_paraphrase_answers_any_of_its_utterances():
    turns = [
        Turn(span(0, 20), "customer", (1, 3)),
        Turn(span(30, 60), "customer", (5,)),
        Turn(span(60, 79.9), "customer", (7,)),
        Turn(span(80, 120), "agent", (9,)),
    ]
    found = ended([act("paraphrase", answers=3), *turns, act("paraphrase", answers=7)])
    assert found[None, "long_customer_turns"] == 2
    assert found[None, "long_customer_turns_said_back"] == 1


def test_only_a_paraphrase_by_the_agent_says_a_long_turn_back():
    turn = Turn(span(0, 30), "customer", (1,))
    others = [
        act("validation", answers=1),
        act("paraphrase", speaker="customer", answers=1),
        act("paraphrase"),
    ]
    assert ended([turn, *others])[None, "long_customer_turns_said_back"] == 0


def test_how_long_a_long_turn_is_can_be_set():
    found = ended([Turn(span(0, 8), "customer", (2,))], settings=MetricSettings(long_turn_s=8.0))
    assert found[None, "long_customer_turns"] == 1


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["open", "acknowledged", "solved", "passed_over"])))
)
def test_however_often_they_are_revised_the_outcomes_of_moments_add_up(revisions):
    found = ended([moment(number, outcome) for number, outcome in revisions])
    last = dict(revisions)
    undecided = sum(outcome == "open" for outcome in last.values())
    decided = sum(
        found[None, f"moments_{outcome}"]
        for outcome in ("acknowledged", "paraphrased", "solved", "passed_over")
    )
    assert found[None, "moments"] == len(last) == decided + undecided


def test_the_order_in_which_acts_are_told_changes_nothing():
    events = [
        act("question", "open"),
        replace(act("paraphrase"), answers=3),
        Turn(span(0, 30), "customer", (3,)),
        moment(1, "solved", 1.5),
        Wording(1, "agent", 9, 3),
    ]
    assert ended(events) == ended(events[::-1])
