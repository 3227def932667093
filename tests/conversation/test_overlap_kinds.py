import pytest
from scene import ENGLISH, A, C, fold, observations, only, play, record, said, span

from callmon.conversation import Lexicon, TimingSettings
from callmon.conversation.lexicon import WordList
from callmon.conversation.overlaps import Facts, judge, severity
from callmon.timeline import Gap, Leakage, Overlap, Turn, other, samples

SETTINGS = TimingSettings()
LONG = "I already told you that the delivery never came"


def kinds(scene, **how):
    return [overlap.kind for overlap in record(play(scene, **how))]


def taken(overlap, *, alone=2.0, spoken=3.0):
    """The agent begins `overlap` seconds before the customer ends, and has the floor afterwards."""
    return [(C, 1.0, 1.0 + spoken + overlap), (A, 1.0 + spoken, 1.0 + spoken + overlap + alone)]


def kept(length, *, spoken=3.0, text=None):
    """The agent speaks for `length` over the customer, who goes on."""
    return [(C, 1.0, 1.0 + spoken + length + 3.0), (A, 1.0 + spoken, 1.0 + spoken + length, text)]


@pytest.mark.parametrize(
    ("scene", "kind"),
    [
        (taken(0.5), "terminal"),
        (taken(0.51), "terminal"),  # 0.2 s of it may be the network's
        (taken(0.7), "terminal"),
        (taken(0.71), "interruption"),
        (taken(0.71, spoken=1.0), "interruption"),
        (taken(0.71, spoken=0.99), "crosstalk"),
        (taken(0.5, spoken=0.3), "terminal"),
        (taken(3.0, spoken=0.1), "crosstalk"),
        (kept(1.0), "backchannel"),
        (kept(1.01), "attempted_interruption"),
        (kept(1.01, spoken=1.0), "attempted_interruption"),
        (kept(1.01, spoken=0.99), "crosstalk"),
        (kept(0.12), "backchannel"),
        (kept(1.0, text="mm-hm yeah"), "backchannel"),
        (kept(1.0, text="yeah but"), "backchannel"),
        (kept(1.0, text="but wait no"), "attempted_interruption"),
        (kept(0.71, text="but wait no"), "attempted_interruption"),
        (kept(0.7, text="but wait no"), "backchannel"),
        (kept(1.0, text="but wait no", spoken=0.99), "backchannel"),
        (kept(1.0, text=""), "backchannel"),
        (kept(2.0, text="that makes perfect sense"), "supportive"),
        (kept(2.0, text="that makes my blood boil somehow"), "attempted_interruption"),
        (kept(2.0, text=""), "attempted_interruption"),
        (kept(2.0, text=LONG), "attempted_interruption"),
    ],
)
def test_each_kind_on_both_sides_of_its_thresholds(scene, kind):
    assert kinds(scene) == [kind]


@pytest.mark.parametrize(
    ("overlap", "expected"),
    [(0.71, "minor"), (1.2, "minor"), (1.21, "clear"), (2.2, "clear"), (2.21, "long"), (6.0, "long")],
)
def test_severity_is_judged_after_the_delay_budget(overlap, expected):
    (found,) = record(play(taken(overlap)))
    assert found.severity == expected
    assert found.segment == span(4.0, 4.0 + overlap)
    assert (found.by, found.of) == (A, C)
    assert "mid-turn" in found.reason


def test_severity_at_its_edges():
    assert [severity(samples(s), SETTINGS) for s in (0.6, 1.0, 1.1, 2.0, 2.1)] == [
        "minor",
        "minor",
        "clear",
        "clear",
        "long",
    ]


@pytest.mark.parametrize(("overlap", "discounted"), [(0.4, False), (0.5, False), (0.51, True), (0.7, True)])
def test_what_the_network_may_have_made_is_discounted_and_said(overlap, discounted):
    (found,) = record(play(taken(overlap)))
    assert found.discounted is discounted
    assert ("network" in found.reason) is discounted


def test_without_a_delay_budget_half_a_second_is_enough():
    settings = TimingSettings(delay_budget_s=0.0)
    assert [lap.kind for lap in record(play(taken(0.51), settings))] == ["interruption"]


def test_a_long_piece_that_mostly_falls_into_a_breath_is_discounted_only_over_half_a_second():
    def breath(overlap):
        return [(C, 1.0, 5.0), (C, 5.28, 9.0), (A, 5.0 - overlap, 5.28 + 0.35)]

    (short,) = record(play(breath(0.45)))
    assert (short.kind, short.discounted, short.segment) == ("supportive", False, span(4.55, 5.0))
    assert "too short to interrupt" in short.reason
    (longer,) = record(play(breath(0.6)))
    assert (longer.kind, longer.discounted) == ("supportive", True)


@pytest.mark.parametrize("text", ["but wait no", "mm-hm yeah", "next to your kitchen window perhaps"])
@pytest.mark.parametrize("length", [0.6, 1.0, 2.0])
@pytest.mark.parametrize("lists", [(), (WordList("rebuttal", "", ("but",)),)])
def test_without_words_of_listening_timing_alone_is_judged(text, length, lists):
    silent = play(kept(length))
    assert play(kept(length, text=text), lexicon=Lexicon("xx", lists)) == silent
    assert record(silent)[0].credited is (length <= 1.0)


def test_words_that_come_back_in_what_the_other_says_support():
    scene = [
        (C, 1.0, 9.0, "the driver left the parcel behind the garden house"),
        (A, 4.0, 6.0, "behind your garden house perhaps"),
    ]
    assert kinds(scene) == ["supportive"]
    scene[1] = (A, 4.0, 6.0, "next to your kitchen window perhaps")
    assert kinds(scene) == ["attempted_interruption"]


@pytest.mark.parametrize(
    ("text", "credited"), [(None, True), ("mm-hm", True), ("", True), ("give me", False)]
)
def test_a_backchannel_is_credited_unless_its_words_say_otherwise(text, credited):
    (found,) = record(play(kept(0.6, text=text)))
    assert found.kind == "backchannel"
    assert found.credited is credited


def test_late_words_turn_a_backchannel_into_an_attempt():
    events = only(play(kept(0.9, text="but wait please"), words=1.5), Overlap)
    assert [(lap.id, lap.kind, lap.settled) for lap in events] == [
        (1, "backchannel", True),
        (1, "attempted_interruption", True),
    ]


def test_late_words_clear_an_attempt():
    events = only(play(kept(1.6, text="yes exactly that makes sense"), words=2.0), Overlap)
    assert [(lap.id, lap.kind, lap.settled) for lap in events] == [
        (1, "interruption", False),
        (1, "attempted_interruption", True),
        (1, "supportive", True),
    ]


def test_words_that_change_nothing_tell_nothing():
    events = only(play([*taken(1.5)[:1], (A, 4.0, 7.5, LONG)]), Overlap)
    assert [lap.settled for lap in events] == [False, True]


@pytest.mark.parametrize(("overlap", "count"), [(0.09, 0), (0.1, 1)])
def test_less_than_a_tenth_of_a_second_is_noise_of_the_edges(overlap, count):
    events = play(taken(overlap))
    assert len(record(events)) == count
    assert [turn.speaker for turn in only(events, Turn)] == [C, A]
    assert [gap.offset for gap in only(events, Gap)] == [-samples(overlap)]


def test_two_who_begin_together_have_no_holder():
    assert kinds([(A, 1.0, 3.0), (C, 1.1, 3.6)]) == ["crosstalk"]
    assert kinds([(A, 1.0, 5.0), (C, 1.1, 3.0)]) == ["crosstalk"]
    assert kinds([(A, 1.0, 3.0), (C, 1.0, 1.5)]) == ["backchannel"]


def test_one_piece_over_two_utterances_counts_once():
    """A breath of the holder under a backchannel, or under an attempt, does not make it two."""
    (found,) = record(play([(C, 1.0, 5.0), (C, 5.26, 9.0), (A, 4.6, 5.6)]))
    assert (found.kind, found.segment, found.holder) == ("backchannel", span(4.6, 5.0), 1)
    (found,) = record(play([(C, 1.0, 5.0), (C, 5.26, 9.0), (A, 4.6, 6.6)]))
    assert (found.kind, found.segment, found.holder) == (
        "attempted_interruption",
        span(5.26, 6.6),
        3,
    )


def test_the_judge_says_what_it_rests_on():
    facts = Facts(1, span(4, 5.5), A, C, 2, 1, samples(1.5), samples(3), samples(4), took_floor=False)
    verdict = judge(facts, SETTINGS, None, None, lexicon=ENGLISH)
    assert verdict.kind == "attempted_interruption"
    assert verdict.reason == "agent spoke for 1.50 s and gave up, customer went on"
    assert judge(facts, SETTINGS, LONG, LONG, lexicon=ENGLISH).kind == "supportive"
    assert len(said(LONG)) == 9


@pytest.mark.parametrize("side", [A, C])
@pytest.mark.parametrize(("share", "kind"), [(0.5, "crosstalk"), (0.49, "interruption")])
def test_an_overlap_that_is_mostly_leakage_is_crosstalk(side, share, kind):
    heard = observations(taken(2.0))
    leak = Leakage(side, span(4.0, 4.0 + 2.0 * share), 0.9, -24.0)
    for at in (len(heard) // 2, len(heard) - 1):  # before the verdict, and after it
        (overlap,) = record(fold([*heard[:at], leak, *heard[at:]]))
        assert overlap.kind == kind
    assert kind == "interruption" or f"{other(side)} is heard on the {side}" in overlap.reason
