import pytest
from coded import cue, mark, report
from hypothesis import given
from hypothesis import strategies as st

from callmon.coaching.candidates import NEVER, scored
from callmon.coaching.judged import judged
from callmon.coaching.thresholds import THRESHOLDS, widened

BY_NAME = {each.name: each for each in THRESHOLDS}


def read(name, wide, *marks, told=None, finished=True):
    told = report() if told is None else told
    return scored(wide, BY_NAME[name], judged(told, marks), finished=finished)


def rebuttal_cue(value=0.8, **changes):
    return cue("hold_the_but", 19, 26, 28, value=value, **changes)


def test_settings_are_widened_for_one_threshold_and_the_others_stay():
    table = {"cues": {"rebuttal_confidence": 0.7, "monologue_s": 60.0}}
    wide = widened(table, BY_NAME["rebuttal_confidence"])
    assert wide == {"cues": {"rebuttal_confidence": 0.5, "monologue_s": 60.0}}
    assert table["cues"]["rebuttal_confidence"] == 0.7


def test_what_is_wider_already_and_what_is_not_set_are_widened_too():
    assert widened({"acts": {"told": 0.2}}, BY_NAME["told"]) == {"acts": {"told": 0.2}}
    assert widened({}, BY_NAME["monologue_s"]) == {"cues": {"monologue_s": 30.0}}


def test_every_threshold_has_its_values_in_ascending_order():
    for each in THRESHOLDS:
        assert list(each.steps) == sorted(set(each.steps))
        assert each.steps[0] > NEVER
        assert each.setting == f"{each.room}.{each.name}"


def test_a_cue_is_right_where_the_coach_agrees_and_wrong_where_not():
    told = report(cues=[rebuttal_cue()])
    for kind, right in (("agree", True), ("disagree", False)):
        said = mark(kind, 19, 28, "cue/hold_the_but", "cue/0")
        assert read("rebuttal_confidence", told, said, told=told, finished=False) == ((0.8, right),)


def test_what_a_cue_rests_on_speaks_about_it_unless_the_cue_itself_was_judged():
    told = report(cues=[rebuttal_cue()])
    act = mark("disagree", 19, 26, "act/rebuttal", "act/0")
    itself = mark("agree", 19, 28, "cue/hold_the_but", "cue/0")
    assert read("rebuttal_confidence", told, act, told=told, finished=False) == ((0.8, False),)
    assert read("rebuttal_confidence", told, act, itself, told=told, finished=False) == ((0.8, True),)


def test_what_was_not_judged_is_known_only_in_calls_that_were_judged_whole():
    told = report(cues=[rebuttal_cue()])
    assert read("rebuttal_confidence", told, told=told) == ((0.8, True),)
    assert read("rebuttal_confidence", told, told=told, finished=False) == ()


def test_a_cue_below_the_threshold_is_right_where_the_act_that_it_rests_on_is():
    wide = report(cues=[rebuttal_cue(0.6)])
    assert read("rebuttal_confidence", wide) == ((0.6, True),)


def test_a_cue_that_nothing_told_is_wrong_unless_the_coach_missed_it():
    wide, told = report(cues=[rebuttal_cue(0.6)]), report(acts=[])
    missed = mark("missed", 20, 25, "act/rebuttal", speaker="agent")
    assert read("rebuttal_confidence", wide, told=told) == ((0.6, False),)
    assert read("rebuttal_confidence", wide, missed, told=told, finished=False) == ((0.6, True),)


def test_a_cue_that_was_held_back_tells_nothing_by_itself():
    held = cue("you_let_them_finish", 5.5, 20, 22, value=14.5, shown=False)
    told = report(cues=[held])
    agreed = mark("agree", 5.5, 22, "cue/you_let_them_finish", "cue/0")
    assert read("let_finish_turn_s", told, told=told) == ()
    assert read("let_finish_turn_s", told, agreed, told=told) == ((14.5, True),)


def test_a_cue_on_a_turn_is_worth_the_whole_turn():
    wide = report(cues=[cue("pause_and_check_in", 40.5, 60.5, 60.5, value=20)])
    assert read("monologue_s", wide) == ((29.5, False),)
    missed = mark("missed", 60, 70, "cue/pause_and_check_in")
    assert read("monologue_s", wide, missed) == ((29.5, True),)


def test_a_cue_on_a_silence_is_worth_the_whole_silence():
    wide = report(
        cues=[cue("say_what_you_are_doing", 30, 33, 33.2, value=3)],
        non_talk=[{"start": 30.0, "end": 36.0, "hold": False}],
    )
    assert read("dead_air_s", wide) == ((6.0, False),)


def test_a_turn_that_the_report_does_not_have_is_worth_what_the_cue_saw():
    wide = report(cues=[cue("pause_and_check_in", 40.5, 60.5, 60.5, value=20)], turns=[])
    assert read("monologue_s", wide) == ((20.0, False),)


def test_acts_are_candidates_by_their_confidence_and_what_was_never_found_counts_as_missed():
    missed = mark("missed", 6, 8, "act/apology", speaker="agent")
    disagreed = mark("disagree", 19, 26, "act/rebuttal", "act/0")
    assert read("told", report(), missed, disagreed) == ((0.8, False), (0.9, True), (NEVER, True))


def test_what_a_lower_threshold_finds_is_right_where_the_coach_missed_it():
    wide, told = report(), report(acts=[])
    missed = mark("missed", 41, 50, "act/paraphrase", speaker="agent")
    assert read("told", wide, missed, told=told) == ((0.8, False), (0.9, True))


def test_what_the_other_side_missed_is_another_thing():
    wide, told = report(), report(acts=[])
    missed = mark("missed", 41, 50, "act/paraphrase", speaker="customer")
    assert read("told", wide, missed, told=told) == ((0.8, False), (0.9, False), (NEVER, True))


def test_moments_are_candidates_and_findings_without_a_confidence_are_none():
    assert read("confidence_least", report()) == ((0.8, True),)
    unsure = report()
    unsure["moments"] = [{**unsure["moments"][0], "confidence": None}]
    assert read("confidence_least", unsure) == ()


@pytest.mark.parametrize("finished", [True, False])
@given(st.lists(st.sampled_from(["agree", "disagree"]), max_size=1), st.floats(0.5, 0.99))
def test_every_candidate_is_told_at_most_once(finished, verdicts, value):
    told = report(cues=[rebuttal_cue(value)])
    marks = [mark(kind, 19, 28, "cue/hold_the_but", "cue/0") for kind in verdicts]
    found = read("rebuttal_confidence", told, *marks, told=told, finished=finished)
    assert len(found) == (1 if finished or verdicts else 0)
    assert all(each[0] == value for each in found)
