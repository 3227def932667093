from typing import get_args

import pytest
from made_replay import made_call

from callmon.texts import load_texts
from callmon.timeline import ActKind, Mark, MomentKind, OverlapKind, Segment, samples
from callmon.ui.replay.mark_rows import mark_item, mark_row
from callmon.ui.replay.mark_words import groups, label_words, mark_words
from callmon.ui.replay.word_changes import changed_words, shown_words


def test_all_that_can_be_found_can_be_missed():
    kinds = {group: set(of) for group, _, of in groups()}
    assert kinds["act"] == set(get_args(ActKind))
    assert kinds["overlap"] == set(get_args(OverlapKind))
    assert kinds["moment"] == set(get_args(MomentKind))
    assert kinds["cue"] == set(load_texts().rules)


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("act/validation", "Validation"),
        ("moment/repetition", "Had to say it again"),
        ("cue/let_them_finish", "Let them finish"),
        ("cue/own_rule_of_a_team", "Own rule of a team"),
        ("shift/loud", "Loud"),
    ],
)
def test_labels_are_told_in_the_words_that_a_coach_reads(label, told):
    assert label_words(label) == told


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        ("agree", {"label": "act/offer"}, "Agree: Offer"),
        ("disagree", {"label": "act/offer"}, "Disagree: Offer"),
        ("missed", {"label": "act/offer"}, "Missed: Offer"),
        ("speaker", {"speaker": "agent"}, "It was the agent"),
        ("word", {"text": "late"}, "Said “late”"),
        ("word", {"text": ""}, "Nothing was said"),
        ("note", {"text": "Good."}, "Note"),
    ],
)
def test_a_mark_is_one_line(kind, more, told):
    assert mark_words(Mark("m", "Robin", kind, Segment(0, 16_000), **more)) == told


@pytest.mark.parametrize(
    ("kind", "target", "goes"),
    [
        ("word", "word/7/2", "utterance/7"),
        ("word", "", "mark/m"),
        ("speaker", "utterance/3", "utterance/3"),
        ("agree", "act/0", "mark/m"),
        ("note", "", "mark/m"),
    ],
)
def test_a_mark_leads_to_what_it_is_about(kind, target, goes):
    mark = Mark("m", "Robin", kind, Segment(16_000, 32_000), target=target)
    row = mark_row(mark, lambda key: None, own=True)
    assert (row.goes, row.start, row.end) == (goes, 1.0, 2.0)


def test_a_judgement_leads_to_its_finding_and_has_its_name():
    find = {item.key: item for item in made_call(1).items}.get
    mark = Mark("m", "Robin", "disagree", Segment(0, 1), "act/assumption", "act/2", text="She asked.")
    row, item = mark_row(mark, find, own=True), mark_item(mark, find)
    assert (row.goes, row.what, row.said) == ("act/2", "Disagree: Assumption", "She asked.")
    assert (item.name, item.why) == ("Disagree: Assumption", "She asked.")
    assert [(fact.name, fact.value) for fact in item.facts] == [("Coder", "Robin"), ("About", "Assumption")]


def test_words_are_asked_for_in_their_places_and_only_what_changed_is_told():
    texts = ["that", "nine or ten", "", "-", "a_b"]
    asked = shown_words(texts)
    assert asked == "that nine_or_ten – - a_b"
    assert list(changed_words(texts, asked.split())) == []
    assert list(changed_words(texts, ["–", "nine", "days", "-", "a_c"])) == [
        (0, ""),
        (1, "nine"),
        (2, "days"),
        (4, "a c"),
    ]


def test_a_mark_on_a_cue_stands_where_the_cue_came():
    cue = next(item for item in made_call(1).items if item.lane == "cues" and item.shown_at is not None)
    segment = Segment(samples(cue.start), samples(cue.end))
    mark = Mark("m", "Robin", "agree", segment, cue.label, cue.key)
    row, item = mark_row(mark, {cue.key: cue}.get, own=True), mark_item(mark, {cue.key: cue}.get)
    assert (row.start, row.end) == (item.start, item.end) == (cue.shown_at, cue.shown_at)
