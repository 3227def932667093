from coded import cue, mark, report
from hypothesis import given
from hypothesis import strategies as st

from callmon.coaching.judged import judged


def keys(found):
    return [each.key for each in found]


def test_what_was_found_and_not_disagreed_with_holds_and_so_does_what_was_missed():
    missed = mark("missed", 27, 30, "act/validation", speaker="agent", text="fair point")
    found = judged(report(), [mark("disagree", 19, 26, "act/rebuttal", "act/0"), missed])
    assert keys(found.held_true()) == ["moment/0", "overlap/0", f"missed/{missed.id}", "act/1"]
    assert found.missed[0].said == "fair point"
    assert found.orphaned == ()


def test_agreement_and_disagreement_are_told_apart_and_notes_change_nothing():
    marks = [
        mark("agree", 40.5, 70, "act/paraphrase", "act/1"),
        mark("disagree", 5.5, 20, "moment/worry", "moment/0"),
        mark("note", 1, 2, text="hm"),
    ]
    found = judged(report(), marks)
    assert (found.agreed, found.disagreed) == ({"act/1"}, {"moment/0"})


def test_a_finding_that_is_numbered_otherwise_is_found_again_by_what_and_where_it_is():
    found = judged(report(), [mark("disagree", 20, 27, "act/rebuttal", "act/7")])
    assert found.disagreed == {"act/0"}


def test_a_key_that_belongs_to_something_else_by_now_is_not_trusted():
    elsewhere = mark("disagree", 50, 60, "act/rebuttal", "act/0")
    another = mark("disagree", 19, 26, "act/apology", "act/0")
    found = judged(report(), [elsewhere, another])
    assert found.disagreed == frozenset()
    assert found.orphaned == (another, elsewhere)


def test_less_than_half_in_common_is_another_place():
    assert judged(report(), [mark("agree", 23, 33, "act/rebuttal", "act/9")]).orphaned
    assert not judged(report(), [mark("agree", 22, 29, "act/rebuttal", "act/9")]).orphaned


def test_two_marks_are_not_led_to_the_same_finding():
    marks = [
        mark("agree", 19, 26, "act/rebuttal", "act/0"),
        mark("disagree", 19, 25, "act/rebuttal", "act/9"),
    ]
    found = judged(report(), marks)
    assert (found.agreed, found.disagreed, [each.id for each in found.orphaned]) == (
        {"act/0"},
        frozenset(),
        [marks[1].id],
    )


def test_what_was_missed_and_is_found_by_now_counts_as_agreed_with():
    found = judged(report(), [mark("missed", 19, 25, "act/rebuttal", speaker="agent")])
    assert (found.agreed, found.missed) == ({"act/0"}, ())


def test_what_was_missed_of_the_other_side_is_still_missed():
    found = judged(report(), [mark("missed", 19, 25, "act/rebuttal", speaker="customer")])
    assert (found.agreed, len(found.missed)) == (frozenset(), 1)


def test_a_cue_that_was_held_back_is_still_missed():
    told = report(cues=[cue("slower", 20, 30, 30, shown=False), cue("slower", 50, 60, 60)])
    marks = [mark("missed", 20, 30, "cue/slower"), mark("missed", 50, 60, "cue/slower")]
    found = judged(told, marks)
    assert (keys(found.missed), found.agreed) == ([f"missed/{marks[0].id}"], {"cue/1"})


def test_what_is_disagreed_with_is_not_agreed_with_because_it_was_also_missed():
    marks = [
        mark("disagree", 19, 26, "act/rebuttal", "act/0"),
        mark("missed", 19, 26, "act/rebuttal", speaker="agent"),
    ]
    found = judged(report(), marks)
    assert (found.agreed, found.disagreed) == (frozenset(), {"act/0"})


def test_a_missed_moment_is_the_customers_and_a_missed_cue_the_agents():
    marks = [
        mark("missed", 30, 31, "moment/loss", speaker="agent"),
        mark("missed", 50, 51, "cue/slower", speaker="customer"),
        mark("missed", 60, 61),
    ]
    assert [each.speaker for each in judged(report(), marks).missed] == ["customer", "agent"]


def test_a_finding_without_length_is_found_again_where_it_is():
    told = report(cues=[cue("offer_one_thing_more", 79, 79, 79)])
    assert judged(told, [mark("agree", 79, 79, "cue/offer_one_thing_more", "cue/5")]).agreed == {"cue/0"}


marks = st.lists(
    st.builds(
        mark,
        st.sampled_from(["agree", "disagree", "missed", "note"]),
        st.integers(0, 40),
        st.integers(40, 80),
        st.sampled_from(["act/rebuttal", "act/paraphrase", "moment/worry", "overlap/interruption", ""]),
        st.sampled_from(["act/0", "act/1", "moment/0", "overlap/0", "act/8", ""]),
    ),
    max_size=6,
)


@given(marks, st.randoms())
def test_the_order_of_marks_does_not_matter_and_nothing_is_lost(said, chance):
    found = judged(report(), said)
    mixed = list(said)
    chance.shuffle(mixed)
    assert judged(report(), mixed) == found
    verdicts = [each for each in said if each.kind in ("agree", "disagree")]
    assert len(found.orphaned) <= len(verdicts)
    assert len(found.held_true()) == len(found.found) - len(found.disagreed) + len(found.missed)
