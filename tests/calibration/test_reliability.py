from callmon.calibration.agreement import agreement
from callmon.calibration.reliability import proposals


def said(*, both=0, first=0, second=0, none=0, calls=4):
    """Agreement on calls that are all alike."""
    one = [(True, True)] * both + [(True, False)] * first + [(False, True)] * second + [(False, False)] * none
    return agreement([one] * calls, [(both + first, both + second)] * calls)


def test_a_cue_that_coaches_do_not_see_is_proposed_to_be_hidden():
    (found,) = proposals({"cue/hold_the_but": said(both=1, first=5, second=2, none=20)})
    assert (found.label, found.rule) == ("cue/hold_the_but", "hold_the_but")
    assert found.because == "kappa 0.09 (-0.10 to 0.29) on 32 stretches of 4 calls"


def test_an_act_that_coaches_do_not_see_is_told_and_has_no_cue_to_hide():
    (found,) = proposals({"act/jargon": said(both=1, first=5, second=2, none=20)})
    assert (found.label, found.rule) == ("act/jargon", "")


def test_a_cue_with_which_coaches_never_agree_is_proposed_too():
    (found,) = proposals({"cue/softer": said(first=4, none=10)})
    assert found.because == "kappa 0.00 on 16 stretches of 4 calls"


def test_what_is_reliable_or_seldom_or_in_few_calls_is_left_alone():
    poor = {"both": 1, "first": 5, "second": 2, "none": 20}
    assert proposals({"cue/softer": said(both=5, first=1, second=1, none=20)}) == ()
    assert proposals({"cue/softer": said(first=2, none=10)}) == ()
    assert proposals({"cue/softer": said(**poor, calls=2)}) == ()
    assert proposals({"cue/softer": said(none=9)}) == ()


def test_how_reliable_something_must_be_is_chosen():
    found = {"cue/softer": said(both=5, first=1, second=1, none=20)}
    assert [each.rule for each in proposals(found, least_kappa=0.9)] == ["softer"]
    assert proposals(found, least_kappa=0.9, least_marked=29) == ()
