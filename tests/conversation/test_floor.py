import pytest
from scene import A, C, fold, observations, only, play, record, span

from callmon.conversation.conversation import Conversation
from callmon.conversation.floor import Hold, Spoken
from callmon.timeline import (
    Ended,
    Gap,
    Overlap,
    Pause,
    Segment,
    SpeechStarted,
    Tick,
    Turn,
    TurnStarted,
    Utterance,
    samples,
)


def turns(events):
    return [(turn.speaker, turn.segment) for turn in only(events, Turn)]


def test_turns_gaps_and_pauses_of_a_plain_exchange():
    events = play([(A, 1, 3), (C, 3.2, 5), (C, 6, 7), (A, 6.8, 9)])
    assert turns(events) == [(A, span(1, 3)), (C, span(3.2, 7)), (A, span(6.8, 9))]
    assert [turn.utterances for turn in only(events, Turn)] == [(1,), (2, 3), (4,)]
    assert [(gap.speaker, gap.offset) for gap in only(events, Gap)] == [
        (C, samples(3.2) - samples(3)),
        (A, samples(6.8) - samples(7)),
    ]
    assert only(events, Pause) == [Pause(span(5, 6), C)]
    assert [start.at for start in only(events, TurnStarted)] == [samples(s) for s in (1, 3.2, 6.8)]


@pytest.mark.parametrize(("pause", "count"), [(3.0, 1), (3.01, 2), (8.0, 2)])
def test_an_own_pause_of_three_seconds_does_not_end_a_turn(pause, count):
    events = play([(A, 1, 3), (A, 3 + pause, 3 + pause + 2)])
    assert len(only(events, Turn)) == len(only(events, TurnStarted)) == count
    assert len(only(events, Pause)) == 2 - count
    assert only(events, Gap) == []


@pytest.mark.parametrize("gap", [0.0, 0.05, 0.09, 0.1, 0.2, 0.4, 2.0])
@pytest.mark.parametrize("length", [0.3, 0.6, 2.0])
def test_an_answer_is_a_turn_however_soon_it_comes(gap, length):
    """Its start may be told before the end of the question; that does not make it a challenge."""
    scene = [(A, 1, 3), (C, 3 + gap, 3 + gap + length), (A, 8, 9)]
    events = play(scene)
    assert [speaker for speaker, _ in turns(events)] == [A, C, A]
    assert only(events, Gap)[0].offset == samples(3 + gap) - samples(3)
    assert record(events) == []


@pytest.mark.parametrize("hang", [0.05, 0.25, 0.7])
@pytest.mark.parametrize("onset", [0.12, 0.2])
def test_turns_do_not_depend_on_when_edges_are_told(hang, onset):
    scene = [(A, 1, 3), (C, 3.05, 3.5), (A, 3.9, 8), (C, 7.4, 10), (A, 10.3, 10.6), (C, 10.9, 12)]
    settled = [
        event
        for event in play(scene, onset=onset, hang=hang)
        if not isinstance(event, Overlap) or event.settled
    ]
    assert settled == [event for event in play(scene) if not isinstance(event, Overlap) or event.settled]


@pytest.mark.parametrize(
    ("alone", "speakers"),
    [(0.2, [A]), (0.29, [A]), (0.31, [A, C, A]), (0.45, [A, C, A]), (2.0, [A, C, A])],
)
def test_going_on_alone_for_a_third_of_a_second_takes_the_floor(alone, speakers):
    events = play([(A, 1, 5), (C, 3.5, 5 + alone), (A, 5 + alone + 0.1, 9)], tick=0.01)
    assert [speaker for speaker, _ in turns(events)] == speakers


def test_a_holder_who_resumes_within_a_third_of_a_second_keeps_the_floor():
    events = play([(A, 1, 5), (A, 5.28, 9), (C, 3.5, 6.5)], tick=0.01)
    assert turns(events) == [(A, span(1, 9))]
    assert [lap.kind for lap in record(events)] == ["attempted_interruption"]


def test_a_holder_who_resumes_later_has_lost_the_floor_and_challenges():
    events = play([(A, 1, 5), (A, 5.5, 9), (C, 3.5, 6.5)], tick=0.01)
    assert [speaker for speaker, _ in turns(events)] == [A, C, A]
    assert [(lap.kind, lap.by) for lap in record(events)] == [("interruption", C), ("interruption", A)]


def test_a_holder_who_pauses_and_resumes_under_a_backchannel_keeps_the_floor():
    events = play([(C, 1, 5), (C, 5.5, 9), (A, 4.8, 5.3, "mm-hm")])
    assert turns(events) == [(C, span(1, 9))]
    assert [(lap.kind, lap.segment) for lap in record(events)] == [("backchannel", span(4.8, 5))]


def test_a_short_piece_waits_for_who_speaks_next():
    scene = [(A, 1, 5), (C, 4.3, 5.2)]
    kept = play([*scene, (A, 6, 8)])
    assert turns(kept) == [(A, span(1, 8))]
    assert [lap.kind for lap in record(kept)] == ["backchannel"]
    taken = play([*scene, (C, 6, 8)])
    assert turns(taken) == [(A, span(1, 5)), (C, span(4.3, 8))]
    assert [lap.kind for lap in record(taken)] == ["terminal"]


def test_a_short_piece_after_which_nobody_speaks_takes_the_floor_after_three_seconds():
    scene = [(A, 1, 5), (C, 4.3, 5.2), (A, 8.3, 9)]
    expected = [(A, span(1, 5)), (C, span(4.3, 5.2)), (A, span(8.3, 9))]
    assert turns(play(scene)) == turns(play(scene, tick=None)) == expected
    silent = play(scene[:2], end=9)
    told = [type(event) for event in silent].index(Gap)
    assert told < len(silent) - 1
    # 3.0 s are within the turn, whether a tick falls between the start and its news or not
    back = [*scene[:2], (A, 8.15, 9)]
    assert turns(play(back)) == turns(play(back, tick=None)) == [(A, span(1, 5)), (A, span(8.15, 9))]


def test_a_long_piece_that_ends_just_after_the_holder_waits_too():
    events = play([(A, 1, 5), (C, 3.5, 5.2), (C, 6, 7)])
    assert [speaker for speaker, _ in turns(events)] == [A, C]
    assert [lap.kind for lap in record(events)] == ["interruption"]


def test_a_piece_within_the_last_word_of_the_holder_leaves_the_floor():
    for end in (4.9, 5.0):
        events = play([(A, 1, 5), (C, 4.5, end), (C, 5.5, 7)])
        assert turns(events) == [(A, span(1, 5)), (C, span(5.5, 7))]
        assert [lap.kind for lap in record(events)] == ["backchannel"]


@pytest.mark.parametrize("tick", [0.1, None])
def test_who_goes_on_takes_the_floor_at_the_latest_when_it_ends(tick):
    events = play([(A, 1, 5), (C, 3.5, 8)], tick=tick)
    assert turns(events) == [(A, span(1, 5)), (C, span(3.5, 8))]


def test_after_a_long_silence_of_the_holder_the_floor_is_the_others_even_without_ticks():
    events = play([(A, 1, 5), (C, 3.5, 11), (A, 9, 10)], tick=None)
    assert turns(events) == [(A, span(1, 5)), (C, span(3.5, 11))]
    assert [(lap.kind, lap.by) for lap in record(events)] == [("interruption", C), ("backchannel", A)]


def test_live_an_overlap_is_told_once_longer_than_a_backchannel_may_last():
    heard = observations([(C, 1, 9), (A, 4, 6)])
    conversation = Conversation()
    for observation in heard:
        told = [event for event in conversation.observe(observation) if isinstance(event, Overlap)]
        if told:
            break
    assert observation.at == samples(5.1)
    (live,) = told
    assert (live.kind, live.severity, live.settled) == ("interruption", "minor", False)
    assert (live.segment, live.utterance, live.holder) == (span(4, 5.1), 2, 1)


def test_live_an_overlap_is_told_when_the_holder_stops_and_the_other_goes_on():
    events = only(play([(C, 1, 4.8), (A, 4, 7)]), Overlap)
    assert [(lap.id, lap.kind, lap.settled) for lap in events] == [
        (1, "interruption", False),
        (1, "interruption", True),
    ]
    assert events[0].segment == span(4, 4.8)
    assert only(play([(C, 1, 4.65), (A, 4, 7)]), Overlap)[0].settled


@pytest.mark.parametrize(
    "scene",
    [
        [(C, 1, 9), (A, 4, 5)],
        [(C, 1, 4.9), (A, 4, 5.1), (C, 5.4, 8)],
        [(C, 1, 9), (A, 1.5, 4)],
        [(C, 1, 4.3), (A, 4, 7)],
    ],
    ids=["backchannel", "backchannel at the end", "no holder", "terminal"],
)
def test_live_nothing_is_said_about_what_may_be_harmless(scene):
    assert all(lap.settled for lap in only(play(scene), Overlap))


def test_what_is_told_live_and_what_stands_in_the_end_have_one_id():
    scene = [(C, 1, 9), (A, 4, 6), (A, 7, 7.5), (A, 8, 11)]
    events = only(play(scene), Overlap)
    live = [lap.id for lap in events if not lap.settled]
    assert live == [1, 3]
    assert set(live) < {lap.id for lap in record(events)}
    assert len({lap.id for lap in events}) == len({lap.utterance for lap in events}) == 3


@pytest.mark.parametrize("flush", [True, False])
@pytest.mark.parametrize(
    ("scene", "end", "speakers", "kinds"),
    [
        ([], 2, [], []),
        ([(A, 1, 9)], 4, [A], []),
        ([(A, 1, 9), (C, 3, 9)], 5, [A], ["attempted_interruption"]),
        ([(A, 1, 5), (C, 4.6, 5.1)], 5.9, [A, C], ["terminal"]),
        ([(A, 1, 5), (C, 3.5, 9)], 5.35, [A, C], ["interruption"]),
        ([(A, 1, 5), (C, 5.05, 9)], 5.25, [A, C], []),
        ([(A, 1, 5), (C, 3.5, 9)], 8, [A, C], ["interruption"]),
        ([(A, 1, 5)], 30, [A], []),
    ],
)
def test_the_end_of_the_call_settles_everything(scene, end, speakers, kinds, flush):
    events = play(scene, end=end, flush=flush)
    assert [speaker for speaker, _ in turns(events)] == speakers
    assert [lap.kind for lap in record(events)] == kinds
    assert len(only(events, Turn)) == len(only(events, TurnStarted))


@pytest.mark.parametrize("end", [9, 5.1])
def test_the_end_of_the_call_leaves_the_last_word_to_who_spoke_it(end):
    events = play([(A, 1, 5), (C, 4.6, end)], end=5.2)
    assert [speaker for speaker, _ in turns(events)] == [A, C]
    assert [lap.kind for lap in record(events)] == ["terminal"]


def test_two_pieces_told_out_of_order_are_taken_together():
    """The end of the first is told after the start of the second: both belong to the turn they win."""
    heard = [
        SpeechStarted(samples(1), A, 1),
        SpeechStarted(samples(3), C, 2),
        SpeechStarted(samples(4.4), C, 3),
        Utterance(2, C, span(3, 4.2)),
        Utterance(1, A, span(1, 4)),
        Tick(samples(5), None, samples(5)),
        Tick(samples(6), None, samples(6)),
        Utterance(3, C, span(4.4, 8)),
        Ended(samples(9)),
    ]
    assert [speaker for speaker, _ in turns(fold(heard))] == [A, C]
    heard[3:5] = [Utterance(1, A, span(1, 4))]
    events = fold(heard)
    assert [turn.utterances for turn in only(events, Turn)] == [(1,), (2, 3)]
    assert [lap.utterance for lap in record(events)] == [2]


def test_a_start_told_before_the_own_end_is_no_pause():
    events = fold(
        [
            SpeechStarted(samples(1), A, 1),
            SpeechStarted(samples(3), A, 2),
            Utterance(1, A, span(1, 2.8)),
            Utterance(2, A, span(3, 9)),
            Ended(samples(10)),
        ]
    )
    assert only(events, Pause) == []
    assert turns(events) == [(A, span(1, 9))]


def test_an_end_that_was_never_begun_is_nobodys():
    heard = [Utterance(7, A, span(1, 2)), SpeechStarted(samples(3), A, 8), Utterance(9, A, span(1, 2))]
    assert turns(fold([*heard, Ended(samples(5))])) == [(A, span(3, 5))]


def test_speech_before_a_point():
    hold = Hold(A, 0, [Spoken(1, 0, 100), Spoken(2, 150, 200)])
    assert (hold.end, hold.speaking) == (200, False)
    assert [hold.spoken(at) for at in (180, 200, 400)] == [130, 150, 150]
    hold.said.append(Spoken(3, 300))
    assert hold.speaking
    assert [hold.spoken(at) for at in (290, 310)] == [150, 160]
    assert hold.over(Spoken(9, 350), 360)[1] == Segment(350, 360)


def test_a_monologue_of_four_hours_is_one_turn():
    """Every two seconds a piece with a backchannel, about a second in all."""
    conversation = Conversation()
    turn = None
    for number in range(7200):
        at = number * 32_000
        first, second = 2 * number + 1, 2 * number + 2
        for observation in (
            SpeechStarted(at, C, first),
            SpeechStarted(at + 20_000, A, second),
            Utterance(second, A, Segment(at + 20_000, at + 24_000)),
            Utterance(first, C, Segment(at, at + 28_000)),
        ):
            conversation.observe(observation)
    (turn,) = [e for e in conversation.observe(Ended(7200 * 32_000)) if isinstance(e, Turn)]
    assert len(turn.utterances) == 7200
