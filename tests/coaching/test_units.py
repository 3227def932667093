from coded import cue, mark, report
from hypothesis import given
from hypothesis import strategies as st

from callmon.coaching.units import CodedCall, What, coder_and_coder, machine_and_coder

YES, FALSE, MISSED, NO = (True, True), (True, False), (False, True), (False, False)


def coded(*marks, told=None, finished=True, call="c1", informed=()):
    told = report() if told is None else told
    return CodedCall(call, told, marks, finished, frozenset(each.id for each in informed))


def by_what(compared):
    return {each.what: each for each in compared}


def units(compared, label, speaker):
    return by_what(compared)[What(label, speaker)].calls[0].units


def test_an_act_is_compared_on_every_utterance_of_its_speaker():
    found = machine_and_coder(
        [
            coded(
                mark("disagree", 19, 26, "act/rebuttal", "act/0"),
                mark("missed", 41, 45, "act/rebuttal", speaker="agent"),
            )
        ]
    )
    assert units(found, "act/rebuttal", "agent") == (NO, FALSE, MISSED)
    assert units(found, "act/paraphrase", "agent") == (NO, NO, YES)


def test_a_moment_is_compared_on_every_utterance_of_the_customer():
    found = machine_and_coder([coded(mark("missed", 27, 28, "moment/loss"))])
    assert units(found, "moment/worry", "customer") == (YES, NO, NO)
    assert units(found, "moment/loss", "customer") == (NO, MISSED, NO)


def test_an_overlap_is_compared_where_the_two_overlap_and_where_one_was_marked():
    assert units(machine_and_coder([coded()]), "overlap/interruption", "agent") == (YES,)
    found = machine_and_coder(
        [
            coded(
                mark("missed", 41, 42, "overlap/interruption", speaker="agent"),
                mark("missed", 26, 26.6, "overlap/backchannel", speaker="customer"),
            )
        ]
    )
    assert units(found, "overlap/interruption", "agent") == (YES, MISSED)
    assert units(found, "overlap/backchannel", "customer") == (NO, MISSED)


def test_a_cue_is_compared_on_every_minute_and_one_held_back_does_not_count():
    told = report(
        cues=[
            cue("slower", 20, 30, 30),
            cue("slower", 72, 79, 80, shown=False),
            cue("softer", 72, 79, 80, shown=False),
        ]
    )
    found = machine_and_coder(
        [coded(mark("missed", 71, 75, "cue/slower"), mark("agree", 72, 80, "cue/slower", "cue/1"), told=told)]
    )
    assert units(found, "cue/slower", "agent") == (YES, MISSED)
    assert What("cue/softer", "agent") not in by_what(found)
    assert What("cue/slower", "agent").unit == "minute"


def test_a_cue_at_the_end_of_a_call_lies_in_its_last_minute():
    told = report(cues=[cue("slower", 20, 60, 60)], call={**report()["call"], "duration": 60.0})
    assert units(machine_and_coder([coded(told=told)]), "cue/slower", "agent") == (YES,)


def test_a_start_in_a_short_pause_lies_in_the_utterance_behind_it():
    silent = {"at": 26.5, "pause": 0.5, "by": "customer", "last_words": "and"}
    found = machine_and_coder([coded(told=report(silent_interruptions=[silent]))])
    assert units(found, "silent/interruption", "customer") == (NO, YES, NO)


def test_what_lies_near_no_utterance_is_counted_and_has_no_stretch():
    found = machine_and_coder([coded(mark("missed", 30, 31, "act/rebuttal", speaker="agent"))])
    call = by_what(found)[What("act/rebuttal", "agent")].calls[0]
    assert (call.units, call.counts) == ((NO, YES, NO), (1, 2))


def test_what_is_nobodys_own_is_compared_on_all_utterances():
    found = machine_and_coder([coded(mark("missed", 27, 30, "act/jargon"))])
    assert units(found, "act/jargon", "") == (NO, NO, NO, MISSED, NO, NO)


def test_a_call_without_any_speech_has_no_stretch():
    told = report(utterances=[], acts=[], moments=[], overlaps=[])
    found = machine_and_coder([coded(mark("missed", 30, 31, "act/rebuttal", speaker="agent"), told=told)])
    assert units(found, "act/rebuttal", "agent") == ()


def test_only_calls_that_were_judged_whole_have_stretches():
    found = by_what(
        machine_and_coder(
            [
                coded(call="c1"),
                coded(mark("disagree", 19, 26, "act/rebuttal", "act/0"), finished=False, call="c2"),
                coded(mark("agree", 5.5, 20, "moment/worry", "moment/0"), finished=False, call="c3"),
            ]
        )
    )
    rebuttal, worry = found[What("act/rebuttal", "agent")], found[What("moment/worry", "customer")]
    assert [each.call for each in rebuttal.calls] == ["c1"]
    assert (rebuttal.agreed, rebuttal.disagreed) == (0, 1)
    assert (worry.agreed, worry.disagreed) == (1, 0)


def test_judgements_alone_make_no_stretch():
    (found,) = machine_and_coder([coded(mark("agree", 5.5, 20, "moment/worry", "moment/0"), finished=False)])
    assert (found.what.label, found.calls, found.agreed) == ("moment/worry", (), 1)


def test_a_call_in_which_nothing_of_a_kind_is_found_still_has_its_stretches():
    silent = coded(told=report(acts=[]), call="c2")
    found = by_what(machine_and_coder([coded(), silent]))[What("act/rebuttal", "agent")]
    assert [each.counts for each in found.calls] == [(1, 1), (0, 0)]
    assert found.calls[1].units == (NO, NO, NO)


def test_two_coders_are_compared_on_calls_that_both_have_judged_whole():
    disagreed = mark("disagree", 19, 26, "act/rebuttal", "act/0")
    found = coder_and_coder(
        [coded(disagreed), coded(call="c2"), coded(call="c3", finished=False), coded(call="c4")],
        [coded(coder_of("Bo")), coded(call="c2", finished=False), coded(call="c3")],
    )
    assert (found.calls, found.left_out) == (1, 0)
    assert units(found.compared, "act/rebuttal", "agent") == (NO, MISSED, NO)


def coder_of(name):
    return mark("agree", 40.5, 70, "act/paraphrase", "act/1", coder=name)


def test_marks_that_were_made_with_the_others_in_sight_are_left_out_and_counted():
    late = mark("disagree", 19, 26, "act/rebuttal", "act/0")
    found = coder_and_coder([coded(late, informed=[late])], [coded(coder_of("Bo"))])
    assert (found.calls, found.left_out) == (1, 1)
    assert units(found.compared, "act/rebuttal", "agent") == (NO, YES, NO)


said = st.lists(
    st.builds(
        mark,
        st.sampled_from(["agree", "disagree", "missed"]),
        st.integers(0, 40),
        st.integers(40, 80),
        st.sampled_from(["act/rebuttal", "moment/worry", "overlap/interruption", "cue/slower"]),
        st.sampled_from(["act/0", "act/1", "moment/0", "overlap/0"]),
    ),
    max_size=5,
)


@given(said, said)
def test_two_coders_turned_round_say_the_same_turned_round(one, two):
    first = coder_and_coder([coded(*one)], [coded(*two)])
    second = coder_and_coder([coded(*two)], [coded(*one)])
    assert [each.what for each in first.compared] == [each.what for each in second.compared]
    for here, there in zip(first.compared, second.compared, strict=True):
        assert here.calls[0].units == tuple((b, a) for a, b in there.calls[0].units)


@given(said)
def test_a_coder_agrees_with_oneself(marks):
    found = coder_and_coder([coded(*marks)], [coded(*marks)])
    assert all(one == two for each in found.compared for one, two in each.calls[0].units)
