from callmon.coaching.comparison import HABITS, Counted, compare


def report(agent=None, customer=None, call=None, cues=(), acts=(), moments=(), length=600.0):
    return {
        "call": {"duration": length},
        "measures": {"agent": agent or {}, "customer": customer or {}, "call": call or {}},
        "cues": [{"rule": rule, "shown": shown} for rule, shown in cues],
        "acts": [{"kind": kind, "speaker": speaker} for kind, speaker in acts],
        "moments": [{"outcome": outcome} for outcome in moments],
    }


def by_name(found):
    return {each.name: each for each in found.measures}


def test_measures_stand_side_by_side_with_what_the_habit_asks_for():
    found = by_name(
        compare(
            report({"interruptions": 4, "questions_open": 2, "pace": 150.0}),
            report({"interruptions": 1, "questions_open": 2, "pace": 170.0}),
        )
    )
    fewer, same, faster = found["interruptions"], found["questions_open"], found["pace"]
    assert (fewer.change, fewer.towards, fewer.pillar) == (-3, True, "care")
    assert (same.change, same.towards) == (0, None)
    assert (faster.change, faster.towards) == (20, None)


def test_more_of_what_the_habit_asks_less_of_leads_away():
    found = by_name(compare(report({"rebuttals": 0, "empathy": 3}), report({"rebuttals": 2, "empathy": 1})))
    assert (found["rebuttals"].towards, found["empathy"].towards) == (False, False)


def test_what_was_not_measured_in_one_of_them_has_no_change():
    found = by_name(compare(report({"pace": None, "empathy": 1}), report({"pace": 150.0, "empathy": None})))
    assert (found["pace"].change, found["empathy"].change, found["empathy"].towards) == (None, None, None)
    assert "interruptions" not in found


def test_what_was_found_is_counted_in_both():
    found = compare(
        report(cues=[("slower", True), ("slower", False)], acts=[("offer", "agent"), ("offer", "customer")]),
        report(cues=[("softer", True)], moments=["passed_over", "passed_over"]),
    )
    assert found.counts == (
        Counted("act/offer", 1, 0),
        Counted("cue/slower", 1, 0),
        Counted("cue/softer", 0, 1),
        Counted("moment/passed_over", 0, 2),
    )


def test_the_pillars_come_in_their_order():
    pillars = [pillar for pillar, *_ in HABITS]
    assert sorted(set(pillars), key=pillars.index) == ["open_mind", "care", "active_listening"]
    assert pillars == sorted(pillars, key=["open_mind", "care", "active_listening"].index)


def test_a_longer_call_is_not_nearer_to_the_habit_for_having_more_of_everything():
    short = report({"questions_open": 2, "interruptions": 1, "validations": 3}, length=300.0)
    long = report({"questions_open": 3, "interruptions": 4, "validations": 6}, length=1200.0)
    found = by_name(compare(short, long))
    assert found["questions_open"].rates == (4.0, 1.5)
    assert [found[name].towards for name in ("questions_open", "validations")] == [False, False]
    assert found["interruptions"].towards is None
    assert found["interruptions"].change == 3


def test_a_hair_is_no_direction():
    turns = [report({"longest_turn": value}) for value in (20.0, 20.1, 25.0)]
    assert by_name(compare(turns[0], turns[1]))["longest_turn"].towards is None
    assert by_name(compare(turns[0], turns[2]))["longest_turn"].towards is False
    rare = by_name(compare(report({"empathy": 1}, length=1200), report({"empathy": 1}, length=1300)))
    assert rare["empathy"].towards is None
    brief = by_name(compare(report({"empathy": 2}, length=100), report({"empathy": 2}, length=95)))
    assert brief["empathy"].towards is None
    one = by_name(compare(report({"empathy": 0}, length=100), report({"empathy": 1}, length=95)))
    assert one["empathy"].towards is True
