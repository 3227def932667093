from callmon.export.remarks import remarks_on
from callmon.timeline import Failure, Leakage, Segment, Unheard, samples

BOTH = ("agent", "customer")


def leak(side, seconds, level_db):
    return Leakage(side, Segment(0, samples(seconds)), 0.9, level_db)


def test_a_clean_call_needs_no_remark():
    assert remarks_on(BOTH, []).notes == ()
    assert remarks_on(BOTH, []).timing_reliable


def test_a_side_without_speech_is_told():
    found = remarks_on(["agent"], [])
    assert found.notes == ("The customer’s channel holds no speech.",)
    assert not found.timing_reliable


def test_a_leak_is_told_with_its_level_and_what_it_cost():
    found = remarks_on(BOTH, [leak("agent", 3, -24.0), leak("agent", 4, -26.0)])
    assert found.notes == (
        "The customer is heard on the agent’s channel too, about 25 dB weaker; 7.0 s of it were not counted "
        "as the agent’s speech.",
    )
    assert found.timing_reliable


def test_a_loud_leak_makes_timing_unreliable():
    found = remarks_on(BOTH, [leak("customer", 30, -3.0)])
    assert not found.timing_reliable
    assert "agent is heard on the customer’s channel" in found.notes[0]
    assert "cannot be told apart" in found.notes[0]
    assert "3 dB louder" in remarks_on(BOTH, [leak("customer", 30, 3.0)]).notes[0]


def test_a_moment_of_leakage_needs_no_remark():
    assert remarks_on(BOTH, [leak("agent", 0.9, -24.0)]).notes == ()


def missed(side, start, end):
    return Unheard(Segment(samples(start), samples(end)), side)


def test_what_was_not_heard_of_each_side_is_told_with_what_it_means():
    found = remarks_on(
        BOTH, [], [missed("customer", 5, 6.2), missed("agent", 5, 75), missed("customer", 9, 10)]
    )
    assert found.notes == (
        "For 1:10.0 min the agent was not heard; silences, answers and overlaps there are not counted.",
        "For 2.2 s the customer was not heard; silences, answers and overlaps there are not counted.",
    )
    assert found.timing_reliable


def test_a_moment_that_was_not_heard_needs_no_remark():
    assert remarks_on(BOTH, [], [missed("agent", 5, 5.2), missed("agent", 8, 8.2)]).notes == ()


def test_a_call_whose_words_were_not_kept_says_so():
    assert remarks_on(BOTH, [], words_kept=False).notes == ("No words of this call were kept.",)


def test_a_call_that_broke_off_says_so():
    assert remarks_on(BOTH, [], broke_off=True).notes == (
        "The call broke off; this report covers what had been heard by then.",
    )


def test_bleed_makes_the_time_of_it_unreliable_and_says_for_how_long():
    found = remarks_on(BOTH, [], bled=samples(40))
    assert not found.timing_reliable
    assert found.notes[0].startswith("For 40.0 s the customer’s loudspeaker was in the agent’s microphone;")


def test_a_rule_that_failed_is_told_once_with_what_went_wrong():
    failed = Failure("house_rule", samples(62.3), "KeyError: 'pace'")
    assert remarks_on(BOTH, [], failures=[failed]).notes == (
        "The cue “house_rule”, which was brought along, failed at 1:02 and was off from then on "
        "(KeyError: 'pace').",
    )
    assert remarks_on(BOTH, [], failures=[failed]).timing_reliable


def test_a_long_reason_is_told_in_one_line():
    long = Failure("house_rule", 0, "ValueError: many\nlines " + "of it " * 60)
    (note,) = remarks_on(BOTH, [], failures=[long]).notes
    assert "(ValueError: many lines of it of it" in note
    assert note.endswith("…).")
    assert len(note) < 220
