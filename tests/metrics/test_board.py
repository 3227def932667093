import pytest

from callmon.metrics import Board, MetricSettings
from callmon.timeline import (
    Ended,
    Gap,
    Leakage,
    Overlap,
    Pause,
    Segment,
    Silence,
    SilentInterruption,
    Sound,
    Tick,
    Turn,
    TurnStarted,
    Unheard,
    Utterance,
    Word,
    Words,
    samples,
)


def span(start, end):
    return Segment(samples(start), samples(end))


def words(utterance, count):
    return Words(utterance, (Word(Segment(0, 1), "word", 0.9),) * count)


def overlap(number, by, kind, severity=None, **more):
    of = "customer" if by == "agent" else "agent"
    return Overlap(number, span(1, 2), by, of, kind, severity, "", number, 0, **more)


def values(measures):
    return {(measure.speaker, measure.name): measure.value for measure in measures}


def ended(events=(), heard=(), at=60.0, settings=None):
    board = Board(settings)
    for observation in heard:
        board.observe(observation, [])
    for event in events:
        board.observe(Tick(1), [event])
    return values(board.observe(Ended(samples(at)), []))


CALL = {
    "duration",
    "overlap_time",
    "non_talk_time",
    "non_talk_over_3s",
    "non_talk_over_5s",
    "non_talk_over_10s",
    "hold_time",
    "turn_switches_per_minute",
    "overlaps_discounted",
    "long_customer_turns",
}
CALL_WORDS = {
    "moments",
    "moments_acknowledged",
    "moments_paraphrased",
    "moments_solved",
    "moments_passed_over",
    "moment_answer_time_median",
    "long_customer_turns_said_back",
}
COUNTS = {
    "turns",
    "responses",
    "interruptions",
    "interruptions_minor",
    "interruptions_clear",
    "interruptions_long",
    "attempted_interruptions",
    "silent_interruptions",
    "backchannels",
    "supportive_overlaps",
    "terminal_overlaps",
    "words",
}
SIDE = COUNTS | {
    "talk_time",
    "talk_share_of_speech",
    "talk_share_of_call",
    "longest_turn",
    "response_time_median",
    "response_time_p90",
    "leaked_time",
    "unheard_time",
    "pace",
}
SIDE_WORDS = {
    "questions",
    "questions_open",
    "questions_closed",
    "questions_follow_up",
    "paraphrases",
    "validations",
    "empathy",
    "apologies",
    "acknowledgements",
    "rebuttals",
    "assumptions",
    "jargon",
    "offers_specific",
    "offers_stock",
    "holds_announced",
    "holds_thanked",
    "names_used",
    "callbacks",
    "next_steps",
    "repetitions",
    "words_named",
    "words_vague",
    "concreteness",
}


def test_a_call_without_a_word_has_every_measure_and_no_invented_one():
    found = ended()
    assert {name for side, name in found if side is None} == CALL | CALL_WORDS
    assert {name for side, name in found if side == "agent"} == SIDE | SIDE_WORDS
    assert {name for side, name in found if side == "customer"} == SIDE | SIDE_WORDS
    assert all(found["agent", name] == 0 for name in COUNTS)
    assert all(found["agent", name] is None for name in SIDE_WORDS)
    assert all(found[None, name] is None for name in CALL_WORDS)
    for name in ("talk_share_of_speech", "response_time_median", "response_time_p90", "pace"):
        assert found["customer", name] is None
    assert found[None, "duration"] == 60
    assert found["agent", "talk_share_of_call"] == 0


def test_a_call_of_no_length_divides_by_nothing():
    found = ended(at=0)
    assert found[None, "turn_switches_per_minute"] is None
    assert found["agent", "talk_share_of_call"] is None


def test_talk_is_given_as_share_of_speech_and_of_the_call():
    heard = [Utterance(1, "agent", span(0, 30)), Utterance(2, "customer", span(28, 38))]
    found = ended(heard=heard, at=80)
    assert found["agent", "talk_time"] == 30
    assert found["agent", "talk_share_of_speech"] == pytest.approx(0.75)
    assert found["agent", "talk_share_of_call"] == pytest.approx(0.375)
    assert found["customer", "talk_share_of_speech"] == pytest.approx(0.25)
    assert found[None, "overlap_time"] == 2


def test_turns_and_the_longest_of_them():
    events = [
        TurnStarted(0, "agent"),
        Turn(span(0, 12), "agent", (1,)),
        Pause(span(3, 4), "agent"),
        Turn(span(12, 14), "customer", (2,)),
        Turn(span(15, 20), "agent", (3,)),
    ]
    found = ended(events)
    assert (found["agent", "turns"], found["agent", "longest_turn"]) == (2, 12)
    assert (found["customer", "turns"], found["customer", "longest_turn"]) == (1, 2)


def test_response_times_belong_to_who_answers_and_switches_to_the_call():
    events = [
        Gap(samples(10), "agent", samples(0.2)),
        Gap(samples(20), "customer", samples(-0.5)),
        Gap(samples(30), "agent", samples(1.2)),
    ]
    found = ended(events, at=90)
    assert found["agent", "response_time_median"] == pytest.approx(0.7)
    assert found["agent", "response_time_p90"] == pytest.approx(1.1)
    assert (found["agent", "responses"], found["customer", "responses"]) == (2, 1)
    assert found["customer", "response_time_median"] == -0.5
    assert found[None, "turn_switches_per_minute"] == pytest.approx(2)


def test_an_answer_that_was_not_heard_is_a_switch_but_no_response_time():
    events = [
        Gap(samples(10), "agent", samples(0.2)),
        Gap(samples(20), "agent", samples(9.0), heard=False),
        Gap(samples(30), "agent", samples(5.0)),
        Gap(samples(30), "agent", samples(5.0), heard=False),
    ]
    found = ended(events)
    assert found["agent", "response_time_median"] == found["agent", "response_time_p90"] == 0.2
    assert found["agent", "responses"] == 1
    assert found[None, "turn_switches_per_minute"] == 3


def test_what_was_not_heard_is_told_for_each_side():
    found = ended(
        [Unheard(span(3, 5), "agent"), Unheard(span(9, 12), "agent"), Unheard(span(3, 5), "customer")]
    )
    assert (found["agent", "unheard_time"], found["customer", "unheard_time"]) == (5, 2)


def test_overlaps_are_counted_by_who_began_and_by_kind():
    events = [
        overlap(1, "agent", "interruption", "minor"),
        overlap(2, "agent", "interruption", "clear"),
        overlap(3, "agent", "interruption", "clear"),
        overlap(4, "customer", "interruption", "long"),
        overlap(5, "customer", "attempted_interruption"),
        overlap(6, "agent", "backchannel", credited=True),
        overlap(7, "agent", "backchannel"),
        overlap(8, "agent", "supportive", discounted=True),
        overlap(9, "customer", "terminal", discounted=True),
        overlap(10, "customer", "crosstalk"),
    ]
    found = ended(events)
    agent = {name: found["agent", name] for name in COUNTS if found["agent", name]}
    assert agent == {
        "interruptions": 3,
        "interruptions_minor": 1,
        "interruptions_clear": 2,
        "backchannels": 1,
        "supportive_overlaps": 1,
    }
    customer = {name: found["customer", name] for name in COUNTS if found["customer", name]}
    assert customer == {
        "interruptions": 1,
        "interruptions_long": 1,
        "attempted_interruptions": 1,
        "terminal_overlaps": 1,
    }
    assert found[None, "overlaps_discounted"] == 2


def test_a_later_verdict_replaces_and_what_is_told_live_does_not_count():
    found = ended(
        [
            overlap(1, "agent", "interruption", "minor", settled=False),
            overlap(2, "customer", "attempted_interruption"),
            overlap(2, "customer", "supportive"),
        ]
    )
    assert found["agent", "interruptions"] == 0
    assert found["customer", "attempted_interruptions"] == 0
    assert found["customer", "supportive_overlaps"] == 1


def test_silent_interruptions_are_counted():
    found = ended([SilentInterruption(samples(9), "agent", "customer", samples(0.3), "so I was")])
    assert (found["agent", "silent_interruptions"], found["customer", "silent_interruptions"]) == (1, 0)


def test_silences_are_tiered_and_hold_is_apart():
    events = [
        Silence(span(0, 4), hold=False, settled=False),
        Silence(span(0, 5), hold=False),
        Silence(span(10, 15.1), hold=False),
        Silence(span(20, 30.1), hold=False),
        Silence(span(31, 51), hold=True),
    ]
    found = ended(events)
    assert found[None, "non_talk_time"] == pytest.approx(20.2)
    assert found[None, "non_talk_over_3s"] == 3
    assert found[None, "non_talk_over_5s"] == 2
    assert found[None, "non_talk_over_10s"] == 1
    assert found[None, "hold_time"] == 20


def test_the_tiers_are_settings_and_name_the_measures():
    found = ended(
        [Silence(span(0, 5), hold=False)], settings=MetricSettings(non_talk_counted_s=(2.5, 4.0, 8.0))
    )
    tiers = {name: value for (_, name), value in found.items() if name.startswith("non_talk_over")}
    assert tiers == {"non_talk_over_2.5s": 1, "non_talk_over_4s": 1, "non_talk_over_8s": 0}


def test_words_give_the_pace_at_the_end_of_their_utterance():
    board = Board()
    board.observe(Utterance(1, "agent", span(0, 20)), [])
    found = board.observe(words(1, 50), [])
    assert [(m.name, m.speaker, m.value, m.unit, m.at) for m in found] == [
        ("pace_now", "agent", pytest.approx(150), "wpm", samples(20)),
        ("pace_usual", "agent", None, "wpm", samples(20)),
    ]
    found = values(board.observe(Ended(samples(60)), []))
    assert (found["agent", "words"], found["agent", "pace"]) == (50, pytest.approx(150))


def test_pace_counts_words_whose_text_was_not_kept():
    board = Board()
    board.observe(Utterance(1, "agent", span(0, 20)), [])
    board.observe(Words(1, (Word(Segment(0, 1), "", 0.9),) * 50), [])
    found = values(board.observe(Ended(samples(60)), []))
    assert (found["agent", "words"], found["agent", "pace"]) == (50, pytest.approx(150))


def test_words_of_no_known_utterance_say_nothing_nor_do_words_twice():
    board = Board()
    assert board.observe(words(7, 50), []) == []
    board.observe(Utterance(1, "agent", span(0, 20)), [])
    board.observe(words(1, 50), [])
    assert board.observe(words(1, 50), []) == []
    assert values(board.observe(Ended(1), []))["agent", "words"] == 50


def test_the_share_of_the_talk_is_told_each_second():
    board = Board()
    assert values(board.observe(Tick(samples(1)), [])) == {
        ("agent", "talk_share_now"): None,
        (None, "speech_now"): 0,
    }
    board.observe(Utterance(1, "agent", span(0, 3)), [])
    board.observe(Utterance(2, "customer", span(3, 4)), [])
    assert board.observe(Tick(samples(4.9)), []) == []
    found = board.observe(Tick(samples(5)), [])
    assert values(found) == {("agent", "talk_share_now"): pytest.approx(0.75), (None, "speech_now"): 4}
    assert {measure.at for measure in found} == {samples(5)}


def test_what_is_no_speech_measures_nothing():
    assert Board().observe(Sound("agent", span(0, 5)), []) == []


def test_what_leaked_is_told_apart():
    heard = [Leakage("agent", span(3, 5), 0.9, -24.0), Leakage("agent", span(8, 9), 0.9, -24.0)]
    found = ended(heard=heard)
    assert (found["agent", "leaked_time"], found["customer", "leaked_time"]) == (3, 0)
