import pytest
from scene import A, C, fold, observations, only, play, span

from callmon.conversation import Lexicon
from callmon.conversation.conversation import Conversation
from callmon.timeline import (
    Ended,
    Leakage,
    Silence,
    SilentInterruption,
    Sound,
    SpeechStarted,
    Tick,
    Words,
    samples,
)


def silences(events, *, settled=True):
    return [silence for silence in only(events, Silence) if silence.settled is settled]


def around(pause, text=None, answer=None):
    return [(A, 1, 3, text), (C, 3 + pause, 5 + pause, answer)]


def with_sounds(scene, sounds, **how):
    heard = observations(scene, **how)
    for sound in sounds:
        index = next(
            (i for i, o in enumerate(heard) if isinstance(o, Tick | Ended) and o.at >= sound.segment.end),
        )
        heard.insert(index, sound)
    return fold(heard)


@pytest.mark.parametrize(("pause", "count"), [(2.9, 0), (3.0, 0), (3.01, 1), (12.0, 1)])
def test_three_seconds_of_neither_are_non_talk(pause, count):
    events = play(around(pause), end=5.5 + pause)
    assert len(silences(events)) == count
    assert all(s == Silence(span(3, 3 + pause), hold=False, after=A) for s in silences(events))


@pytest.mark.parametrize(("pause", "tiers"), [(3.0, 0), (3.02, 0), (3.2, 1), (5.2, 2), (11.0, 3), (60.0, 3)])
def test_each_tier_is_told_once_while_it_lasts(pause, tiers):
    events = play(around(pause), end=5.5 + pause)
    lasting = silences(events, settled=False)
    assert [s.segment.start for s in lasting] == [samples(3)] * tiers
    lengths = [len(s.segment) / 16000 for s in lasting]
    assert all(tier < length <= tier + 0.11 for tier, length in zip((3, 5, 10), lengths, strict=False))


def test_no_silence_is_told_while_a_start_may_be_on_its_way():
    events = play(around(2.95), onset=0.19, tick=0.01, end=8)
    assert only(events, Silence) == []


def test_nobody_yet_and_nobody_any_more():
    events = play([(A, 4, 5)], end=9)
    assert [(s.segment, s.after) for s in silences(events)] == [(span(0, 4), None), (span(5, 9), A)]


def test_the_call_may_end_while_somebody_speaks():
    assert only(play([(A, 1, 60)], end=30, flush=False), Silence) == []
    assert only(play([(A, 1, 60)], end=30), Silence) == []


def test_who_speaks_over_the_end_of_the_other_is_not_silent():
    assert only(play([(A, 1, 6), (C, 2, 12)], end=12.5), Silence) == []


def test_music_in_half_of_it_makes_a_hold():
    for share, hold in ((0.49, False), (0.5, True)):
        sound = Sound(C, span(4, 4 + 10 * share))
        (silence,) = silences(with_sounds(around(10), [sound], end=15.5))
        assert silence.hold is hold


def test_music_on_both_sides_counts_once():
    sounds = [Sound(A, span(4, 7)), Sound(C, span(4, 7)), Sound(C, span(6.5, 7.5))]
    (silence,) = silences(with_sounds(around(10), sounds, end=15.5))
    assert not silence.hold


def test_ten_minutes_of_music_second_by_second_are_a_hold():
    sounds = [Sound(C, span(4 + n, 4.6 + n)) for n in range(600)]
    (silence,) = silences(with_sounds(around(602), sounds, end=607))
    assert silence.hold


def test_music_before_the_silence_is_forgotten():
    scene = [(A, 1, 3), (C, 20, 21), (A, 27, 28)]
    sounds = [Sound(C, span(4, 19)), Sound(C, span(22, 23)), Sound(C, span(24, 25))]
    assert [s.hold for s in silences(with_sounds(scene, sounds, end=29))] == [True, False]


@pytest.mark.parametrize(
    ("text", "hold"),
    [
        ("please hold the line", True),
        ("one moment please", True),
        ("let me check that", True),
        ("I will transfer you", True),
        ("I check every moment", False),
        (None, False),
    ],
)
def test_an_announced_hold(text, hold):
    events = play(around(10, text), end=15.5)
    assert {s.hold for s in only(events, Silence)} == {hold}


@pytest.mark.parametrize("words", [0.3, 1.0, 3.0])
def test_an_announced_hold_outlasts_the_okay_of_the_other(words):
    scene = [(A, 1, 3, "one moment please"), (C, 3.4, 3.8, "okay"), (A, 14, 16, "thank you")]
    (silence,) = silences(play(scene, words=words, end=17))
    assert silence == Silence(span(3.8, 14), hold=True, after=C)


@pytest.mark.parametrize("words", [0.5, 2.5])
def test_an_announced_hold_ends_when_its_speaker_speaks(words):
    scene = [(A, 1, 3, "one moment please"), (A, 5, 7, "here it is"), (C, 12, 14)]
    (silence,) = silences(play(scene, words=words, end=15))
    assert not silence.hold


@pytest.mark.parametrize(("pause", "found"), [(0.14, 0), (0.15, 1), (0.4, 1), (0.7, 1), (0.71, 0), (1.5, 0)])
def test_a_start_after_a_short_pause_in_an_unfinished_clause_interrupts(pause, found):
    events = play(around(pause, "so I called you because the", "what is your number"))
    silent = only(events, SilentInterruption)
    assert len(silent) == found
    for event in silent:
        assert (event.by, event.of) == (C, A)
        assert event.at == samples(3 + pause)
        assert event.pause == samples(3 + pause) - samples(3)
        assert event.last_words == "called you because the"


@pytest.mark.parametrize(
    ("text", "answer", "found"),
    [
        ("I called you on Monday.", "what is your number", 0),
        ("and what is that?", "a number", 0),
        ("so on Monday,", "what is your number", 1),
        ("because the", "mm-hm", 0),
        ("because the", "yeah right", 0),
        ("because the", "", 0),
        ("", "what is your number", 0),
        (None, "what is your number", 0),
        ("because the", None, 0),
    ],
)
def test_what_the_words_say_about_a_short_pause(text, answer, found):
    assert len(only(play(around(0.4, text, answer)), SilentInterruption)) == found


def test_without_words_of_listening_no_start_is_a_silent_interruption():
    scene = around(0.4, "so on Monday,", "what is your number")
    assert only(play(scene, lexicon=Lexicon("xx")), SilentInterruption) == []


def test_without_lists_no_hold_is_announced():
    (silence,) = silences(play(around(10, "one moment please"), end=15, lexicon=Lexicon("xx")))
    assert not silence.hold


@pytest.mark.parametrize("words", [0.26, 0.5, 3.0])
def test_silent_interruptions_do_not_depend_on_when_words_come(words):
    events = play(around(0.4, "because the", "what is your number"), words=words)
    assert len(only(events, SilentInterruption)) == 1


def test_words_told_backwards_still_find_it():
    heard = observations(around(0.4, "because the", "what is your number"))
    told = [o for o in heard if isinstance(o, Words)]
    rest = [o for o in heard if not isinstance(o, Words)]
    assert len(only(fold([*rest, *reversed(told)]), SilentInterruption)) == 1


def test_a_pause_into_which_the_other_spoke_is_none():
    scene = [(A, 1, 5, "because the"), (C, 4.5, 5.1, "yes"), (C, 5.5, 7, "what is your number")]
    assert only(play(scene), SilentInterruption) == []


def test_leakage_and_repeated_starts_lead_to_nothing():
    conversation = Conversation()
    assert conversation.observe(Leakage(A, span(0, 1), 0.5, -20.0)) == []
    assert conversation.observe(Sound(A, span(0, 1))) == []
    assert len(conversation.observe(SpeechStarted(samples(1), A, 1))) == 1


def test_only_the_last_words_are_remembered():
    conversation = Conversation()
    for number in range(2000):
        conversation.observe(Words(number, ()))
    assert len(conversation._texts) == 256
