"""What was not heard is no silence, makes no answer quick and accuses nobody."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene import ENGLISH, A, C, fold, observations, only, record, said, span
from test_fold_properties import CALMLY, SCENES

from callmon.conversation.conversation import Conversation
from callmon.timeline import (
    Dropout,
    Ended,
    Gap,
    Health,
    Overlap,
    Pause,
    Silence,
    SilentInterruption,
    SpeechStarted,
    Tick,
    Turn,
    Unheard,
    Utterance,
    Words,
    samples,
)


def told(scene, *more, **how):
    """Observations of `scene` with (seconds, observation) told in between."""
    heard = observations(scene, **how)
    for at, observation in more:
        index = next(i for i, o in enumerate(heard) if isinstance(o, Tick | Ended) and o.at >= samples(at))
        heard.insert(index, observation)
    return heard


def sick(start, end, part=C, state="no_frames"):
    """A part of the call that is not well for a while."""
    return (start, Health(samples(start), part, state)), (end, Health(samples(end), part, "ok"))


def lost(start, end, side=C):
    return end, Dropout(side, span(start, end))


def silences(events):
    return [silence.segment for silence in only(events, Silence) if silence.settled]


def unheard(events):
    return [(each.segment, each.speaker) for each in only(events, Unheard)]


def gaps(events):
    """The last that is told of each change of the floor: (seconds, offset, heard)."""
    last = {event.at: event for event in only(events, Gap)}
    return [(gap.at / 16000, gap.offset / 16000, gap.heard) for gap in last.values()]


# Stretches


@pytest.mark.parametrize("more", [[lost(5, 8)], sick(5, 8), [*sick(5, 8), lost(5, 8)]])
def test_a_stretch_is_told_once_however_it_is_known(more):
    assert unheard(fold(told([(A, 1, 3), (C, 9, 10)], *more))) == [(span(5, 8), C)]


def test_a_stretch_that_is_told_in_pieces_is_told_in_pieces_without_its_known_parts():
    more = [lost(5, 6), lost(6, 7.5), *sick(5.5, 9)]
    events = fold(told([(A, 1, 3), (C, 12, 13)], *more))
    assert unheard(events) == [(span(5, 6), C), (span(6, 7.5), C), (span(7.5, 9), C)]


def test_both_sides_may_be_lost_at_once():
    events = fold(told([(A, 1, 3), (C, 12, 13)], lost(5, 8, A), lost(5, 8, C)))
    assert unheard(events) == [(span(5, 8), A), (span(5, 8), C)]


def test_while_the_call_is_paused_nobody_is_heard():
    events = fold(told([(A, 1, 3), (C, 12, 13)], *sick(5, 8, "call", "paused")))
    assert unheard(events) == [(span(5, 8), A), (span(5, 8), C)]


def test_a_channel_that_stays_sick_was_not_heard_until_the_end():
    events = fold(told([(A, 1, 3)], (5, Health(samples(5), A, "lost")), end=9))
    assert unheard(events) == [(span(5, 9), A)]
    assert silences(events) == []


def test_a_change_of_the_fault_is_no_end_of_it():
    flat, gone = Health(samples(5), C, "flat"), Health(samples(6), C, "lost")
    events = fold(told([(A, 1, 3), (C, 12, 13)], (5, flat), (6, gone), (8, Health(samples(8), C, "ok"))))
    assert unheard(events) == [(span(5, 8), C)]


@pytest.mark.parametrize(
    "health",
    [
        Health(samples(5), C, "ok"),
        Health(samples(5), "bleed", "bleed"),
        Health(samples(5), "words", "timing_only"),
        Health(samples(5), "call", "ok"),
    ],
)
def test_what_concerns_no_channel_or_changes_nothing_changes_nothing(health):
    scene = [(A, 1, 3), (C, 12, 13)]
    assert fold(told(scene, (5, health))) == fold(told(scene))


def test_what_fails_in_no_time_is_nothing():
    assert unheard(fold(told([(A, 1, 3)], *sick(5, 5), lost(6, 6)))) == []


# Silences


@pytest.mark.parametrize("more", [[lost(8, 10)], sick(8, 10)])
def test_a_silence_ends_where_a_side_is_not_heard_and_another_begins_after_it(more):
    events = fold(told([(A, 1, 3), (C, 15, 16)], *more, end=17))
    assert silences(events) == [span(3, 8), span(10, 15)]


@pytest.mark.parametrize("side", [A, C])
def test_what_is_left_of_a_silence_must_be_long_enough_itself(side):
    events = fold(told([(A, 1, 3), (C, 8, 9)], *sick(5, 6, side), end=10))
    assert only(events, Silence) == []


def test_no_silence_is_told_while_a_side_is_not_heard():
    events = fold(told([(A, 1, 3), (C, 30, 31)], *sick(4, 26), end=32))
    told_live = [(s.segment.start, s.segment.end > samples(29)) for s in only(events, Silence)]
    assert told_live == [(samples(26), True)] * 2


def test_who_speaks_while_the_other_is_not_heard_is_not_silent():
    events = fold(told([(A, 1, 20), (C, 22, 23)], lost(5, 6), *sick(8, 12), end=24))
    assert only(events, Silence) == []


def test_a_silence_after_a_dropout_is_still_after_the_last_speaker():
    events = fold(told([(A, 1, 3), (C, 15, 16)], lost(3.5, 5), end=17))
    assert [(s.segment, s.after) for s in only(events, Silence) if s.settled] == [(span(5, 15), A)]


def test_without_ticks_a_silence_does_not_outlast_the_hearing_either():
    heard = observations([(A, 1, 3), (C, 15, 16)], tick=None, end=17)
    assert silences(fold(heard)) == [span(3, 15)]
    # After the agent's start and end.
    heard.insert(2, Health(samples(4), C, "flat"))
    assert silences(fold(heard)) == []


# Answers


@pytest.mark.parametrize(
    ("start", "end", "side", "heard"),
    [
        (5.2, 5.6, C, False),
        (5.2, 5.6, A, False),
        (4.0, 5.1, A, False),
        (5.9, 6.4, C, False),
        (4.0, 4.7, C, True),
        (6.3, 6.5, C, True),
    ],
)
def test_an_answer_counts_only_where_all_of_the_silence_before_it_was_heard(start, end, side, heard):
    scene = [(A, 1, 5), (C, 6, 9)]
    assert gaps(fold(told(scene, lost(start, end, side)))) == [(6.0, 1.0, heard)]


def test_a_gap_that_was_told_before_the_dropout_is_told_again():
    scene = [(A, 1, 5), (C, 6, 9)]
    events = fold(told(scene, (8, Dropout(A, span(5, 7.5)))))
    assert [gap.heard for gap in only(events, Gap)] == [True, False]
    assert gaps(events) == [(6.0, 1.0, False)]


def test_a_gap_is_taken_back_once():
    scene = [(A, 1, 5), (C, 6, 9)]
    events = fold(told(scene, (8, Dropout(A, span(5, 7))), (8.5, Dropout(C, span(4.9, 5.5)))))
    assert [gap.heard for gap in only(events, Gap)] == [True, False]


def test_an_answer_while_the_other_is_sick_does_not_count():
    scene = [(A, 1, 5), (C, 6, 9)]
    assert gaps(fold(told(scene, *sick(5.1, 8, A)))) == [(6.0, 1.0, False)]


def test_an_answer_that_overlaps_does_not_count_where_the_end_of_the_other_was_cut_off():
    scene = [(A, 1, 5), (C, 4.8, 9)]
    assert gaps(fold(told(scene, lost(5, 6, A)))) == [(4.8, -0.2, False)]


# Overlaps


CUT_OFF = [(C, 1, 8), (A, 7, 12)]
"""The agent comes in 1 s before the customer's voice ends."""


def test_who_is_cut_off_by_the_line_is_not_interrupted():
    (before,) = record(fold(told(CUT_OFF)))
    assert before.kind == "interruption"
    (lap,) = record(fold(told(CUT_OFF, lost(8, 9))))
    assert (lap.kind, lap.severity) == ("crosstalk", None)
    assert lap.reason == "one side was not heard at its edge, so who went on is not known"


def test_no_interruption_is_called_live_because_the_line_fell_silent():
    scene = [(C, 1, 7.9), (A, 7, 12)]
    assert [lap.kind for lap in only(fold(told(scene)), Overlap) if not lap.settled] == ["interruption"]
    events = fold(told(scene, *sick(7.9, 12)))
    assert [lap for lap in only(events, Overlap) if not lap.settled] == []
    assert [lap.kind for lap in record(events)] == ["crosstalk"]


def test_a_dropout_in_the_middle_of_an_overlap_settles_nothing():
    (lap,) = record(fold(told([(C, 1, 9), (A, 6, 12)], lost(7.4, 7.6))))
    assert lap.kind == "interruption"


def test_an_overlap_far_from_a_dropout_stays_what_it_was():
    scene = [(C, 1, 8), (A, 7, 12), (C, 13, 15)]
    assert record(fold(told(scene, lost(20, 22), end=24))) == record(fold(told(scene, end=24)))


def test_a_pause_that_was_not_heard_is_no_place_to_interrupt_in():
    scene = [(A, 1, 3, "so I called you because the"), (C, 3.4, 5, "what is your number")]
    assert len(only(fold(told(scene)), SilentInterruption)) == 1
    assert only(fold(told(scene, lost(3, 3.3, A))), SilentInterruption) == []


# Turns


def test_turns_stand_as_they_were_heard():
    scene = [(A, 1, 5), (A, 7, 9), (C, 10, 12)]
    events = fold(told(scene, lost(5, 7, A)))
    assert [(turn.segment, turn.speaker) for turn in only(events, Turn)] == [
        (span(1, 9), A),
        (span(10, 12), C),
    ]
    assert only(events, Pause) == [Pause(span(5, 7), A)]


# Words without their text


def unkept(words):
    """The same words as a call that keeps no text tells them."""
    return [type(word)(word.segment, "", word.probability) for word in words]


@pytest.mark.parametrize("length", [0.5, 1.4])
def test_words_whose_text_was_not_kept_decide_like_words_that_are_not_known(length):
    scene = [(C, 1, 9), (A, 5, 5 + length)]
    heard = observations(scene)
    nothing_said = Words(2, tuple(unkept(said("but that is not what I told you"))))
    assert fold([*heard[:-1], nothing_said, heard[-1]]) == fold(heard)


def test_no_silent_interruption_rests_on_words_that_were_not_kept():
    conversation = Conversation(lexicon=ENGLISH)
    conversation.observe(SpeechStarted(0, A, 1))
    conversation.observe(Utterance(1, A, span(0, 2)))
    conversation.observe(SpeechStarted(samples(2.4), C, 2))
    conversation.observe(Words(1, said("because the")))
    assert conversation.observe(Words(2, tuple(unkept(said("what is your number"))))) == []
    (found,) = conversation.observe(Words(2, said("what is your number")))
    assert isinstance(found, SilentInterruption)


# Any call


STRETCHES = st.lists(
    st.tuples(st.integers(0, 450), st.integers(1, 80), st.sampled_from([A, C, "call"])), max_size=4
)


def spoiled(scene, stretches):
    more = []
    for start, length, part in stretches:
        more += sick(start / 10, (start + length) / 10, part)
    return told(scene, *sorted(more, key=lambda entry: entry[0]), end=60)


@CALMLY
@given(SCENES, STRETCHES)
def test_no_silence_meets_what_was_not_heard(scene, stretches):
    events = fold(spoiled(scene, stretches))
    for silence in only(events, Silence):
        assert not any(silence.segment & each.segment for each in only(events, Unheard))


@CALMLY
@given(SCENES, STRETCHES)
def test_nothing_that_was_not_heard_is_told_twice(scene, stretches):
    found = only(fold(spoiled(scene, stretches)), Unheard)
    for side in (A, C):
        mine = sorted(each.segment for each in found if each.speaker == side)
        assert all(one.gap_to(two) >= 0 for one, two in pairwise(mine))


@CALMLY
@given(SCENES, STRETCHES)
def test_a_fault_moves_no_turn(scene, stretches):
    assert only(fold(spoiled(scene, stretches)), Turn) == only(fold(told(scene, end=60)), Turn)
