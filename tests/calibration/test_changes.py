from callmon.calibration.changes import changes
from callmon.calibration.fitting import Fitted
from callmon.calibration.reliability import Proposal
from callmon.team import Change


def fit(then):
    return Fitted(0.7, then, None, None, 9, 80, "kappa 0.40 at 0.7 and 0.60 held out")


def test_thresholds_that_the_marks_speak_for_become_changes_and_others_do_not():
    found = changes({"cues.rebuttal_confidence": fit(0.8), "acts.told": fit(None)}, [], [])
    assert found == [
        Change("cues.rebuttal_confidence", 0.7, 0.8, "kappa 0.40 at 0.7 and 0.60 held out"),
    ]


def test_cues_to_hide_are_one_change_beside_those_that_are_hidden_today():
    hidden = [
        Proposal("cue/softer", "softer", "kappa 0.10"),
        Proposal("cue/slower", "slower", "kappa 0.05"),
        Proposal("act/jargon", "", "kappa 0.02"),
    ]
    assert changes({}, hidden, {"good_question"}) == [
        Change(
            "cues.off",
            ("good_question",),
            ("good_question", "slower", "softer"),
            "slower: kappa 0.05; softer: kappa 0.10",
        )
    ]


def test_what_is_hidden_already_is_not_proposed_again():
    assert changes({}, [Proposal("cue/softer", "softer", "kappa 0.10")], {"softer"}) == []
