from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callmon.speech.packer import LIVE, Packer, PackerSettings, Place, Window
from callmon.timeline import Segment, SpeechStarted, Utterance, samples

UTTERANCES = st.lists(
    st.tuples(st.integers(25, 500), st.integers(12, 3000)), max_size=12
)  # gap and length in frames of 10 ms
BLOCKS = st.sampled_from([1600, 15_360, 40_000])


def told(sides):
    """Observations of both sides and when each is told, in frames: starts late, as the endpointer may."""
    found, number = [], 0
    for speaker, gaps in zip(("agent", "customer"), sides, strict=True):
        at = 0
        for gap, length in gaps:
            start, end = at + gap, at + gap + length
            at, number = end, number + 1
            whole = Utterance(number, speaker, Segment(start * 160, end * 160))
            found.append((min(start + 60, end), 0, SpeechStarted(start * 160, speaker, number)))
            found.append((end + 25, 1, whole))
    return sorted(found, key=lambda each: each[:2])


def packed(observations, audio, size, how):
    packer, windows, waiting = Packer(how), [], list(observations)
    most = 0
    for start in range(0, audio.shape[1], size):
        block = audio[:, start : start + size]
        packer.push(block)
        position = start + block.shape[1]
        while waiting and waiting[0][0] * 160 <= position:
            windows += packer.observe(waiting.pop(0)[2])
        windows += packer.passed(position)
        most = max(most, packer.kept)
    for _, _, observation in waiting:
        windows += packer.observe(observation)
    return windows + packer.flush(), most


def length_of(utterances, how):
    """Seconds of a window without its margins."""
    gaps = [min(two.segment.start - one.segment.end, samples(how.gap_s)) for one, two in pairwise(utterances)]
    return (sum(len(each.segment) for each in utterances) + sum(gaps)) / 16_000


@settings(max_examples=60, deadline=None)
@given(UTTERANCES, UTTERANCES, BLOCKS, st.sampled_from([PackerSettings(), LIVE]))
def test_windows(agent, customer, size, how):
    observations = told((agent, customer))
    length = max((each[0] for each in observations), default=100) * 160
    audio = np.arange(2 * length, dtype=np.float64).reshape(2, length)
    windows, most = packed(observations, audio, size, how)

    utterances = [each[2] for each in observations if isinstance(each[2], Utterance)]
    for row, side in enumerate(("agent", "customer")):
        own = [window for window in windows if window.utterances[0].speaker == side]
        spoken = [u for u in utterances if u.speaker == side]
        assert [u for window in own for u in window.utterances[window.context :]] == spoken
        for window in own:
            assert {u.speaker for u in window.utterances} == {side}
            asked, context = window.utterances[window.context :], window.utterances[: window.context]
            assert asked
            assert len(asked) == 1 or length_of(asked, how) <= how.longest_s
            # Context is what was said just before, as much of it as may be.
            assert length_of(context, how) <= how.context_s
            before = spoken[: spoken.index(asked[0])]
            assert context == tuple(before[len(before) - len(context) :])
            assert length_of(window.utterances, how) <= len(window.audio) / 16_000 + 1e-6
            assert len(window.audio) <= samples(length_of(window.utterances, how) + 0.41)
            # Every sample knows where it comes from, and every utterance is there whole.
            at = np.array([window.position(offset) for offset in range(0, len(window.audio), 997)])
            assert np.array_equal(window.audio[::997], audio[row, at])
            assert all(np.diff(at) > 0)
            for u in window.utterances:
                told_of = audio[row, u.segment.start : u.segment.end : 1601]
                assert np.array_equal(window.audio[np.searchsorted(window.audio, told_of)], told_of)
    open_longest = max((len(u.segment) for u in utterances), default=0)
    # What waits, what is open, what an utterance may be told late, and what blocks are dropped by.
    assert most <= samples(how.wait_s) + 2 * max(open_longest, samples(how.longest_s)) + samples(8) + 2 * size


def utterance(number, start, end):
    return Utterance(number, "agent", Segment(samples(start), samples(end)))


def windows_of(*spans, how=None):
    packer = Packer(how)
    packer.push(np.zeros((2, samples(400)), np.float32))
    found = []
    for number, span in enumerate(spans, 1):
        found += packer.observe(utterance(number, *span))
    return [[u.id for u in window.utterances] for window in found + packer.flush()]


def test_a_full_window_is_cut_at_the_longest_silence_of_its_later_half():
    assert windows_of((1, 9), (9.3, 13), (14, 17), (17.3, 20), (20.3, 24)) == [[1, 2], [3, 4, 5]]
    # A silence in the earlier half would waste a window.
    assert windows_of((1, 5), (7, 13), (13.3, 17), (17.6, 20), (20.3, 24)) == [[1, 2, 3], [4, 5]]


def test_what_is_longer_than_a_window_is_a_window():
    assert windows_of((1, 3), (4, 40), (41, 42)) == [[1], [2], [3]]


def test_an_utterance_waits_for_company_but_not_for_ever():
    packer = Packer()
    packer.push(np.zeros((2, samples(100)), np.float32))
    assert packer.observe(utterance(1, 1, 2)) == []
    assert packer.passed(samples(64)) == []
    (window,) = packer.passed(samples(64.1))
    assert window.utterances == (utterance(1, 1, 2),)


def live(*spans, seconds=60):
    """A packer for a running call after these utterances, and their windows."""
    packer = Packer(LIVE)
    packer.push(np.arange(2 * samples(seconds), dtype=np.float64).reshape(2, -1))
    windows = []
    for number, span in enumerate(spans, 1):
        windows += packer.observe(utterance(number, *span))
    return packer, windows


def test_live_words_wait_for_nothing_and_hear_what_was_said_before_once_more():
    _, windows = live((1, 2), (3, 4.5), (5, 6), (7, 17), (18, 19))
    told = [([u.id for u in window.utterances], window.context) for window in windows]
    # At most 4.4 s in all, silences included.
    assert told == [([1], 0), ([1, 2], 1), ([2, 3], 1), ([4], 0), ([5], 0)]


def test_what_was_said_long_ago_is_no_context():
    packer, _ = live((1, 2))
    packer.passed(samples(16.9))
    (window,) = packer.observe(utterance(2, 16, 16.5))
    assert window.context == 1
    packer, _ = live((1, 2))
    packer.passed(samples(17.1))
    (window,) = packer.observe(utterance(2, 16, 16.5))
    assert window.context == 0


def test_words_of_an_open_utterance_take_nothing_out():
    packer, _ = live((1, 2))
    packer.observe(SpeechStarted(samples(3), "agent", 2))
    open_window = packer.open_window(utterance(2, 3, 5))
    assert [u.id for u in open_window.utterances] == [1, 2]
    assert open_window.context == 1
    assert open_window.audio[-1] == samples(5.2) - 1
    (window,) = packer.observe(utterance(2, 3, 5.2))
    assert [u.id for u in window.utterances] == [1, 2]


def test_the_audio_of_a_window_ends_where_the_call_has_got_to():
    packer, _ = live(seconds=5)
    open_window = packer.open_window(utterance(1, 3, 5))
    assert open_window.audio[-1] == samples(5) - 1
    assert len(open_window.audio) == samples(2.2)


@settings(max_examples=60, deadline=None)
@given(UTTERANCES, UTTERANCES, st.floats(0, 0.95), st.sampled_from([PackerSettings(), LIVE]))
def test_nothing_from_before_a_pause_is_heard_after_it(agent, customer, share, how):
    observations = told((agent, customer))
    length = max((each[0] for each in observations), default=100) * 160 + 1600
    audio = np.arange(2 * length, dtype=np.float64).reshape(2, length)
    pause = round(share * length) // 1600 * 1600
    packer, windows = Packer(how), []
    for start in range(0, length, 1600):
        if start == pause:
            packer.forget()
            assert packer.kept == 0
            windows = []
        packer.push(audio[:, start : start + 1600])
        while observations and observations[0][0] * 160 <= start + 1600:
            windows += packer.observe(observations.pop(0)[2])
        windows += packer.passed(start + 1600)
    for window in windows + packer.flush():
        row = 0 if window.utterances[0].speaker == "agent" else 1
        at = np.array([window.position(offset) for offset in range(0, len(window.audio), 997)])
        assert all(at >= pause)
        assert np.array_equal(window.audio[::997], audio[row, at])
        assert min(each.segment.start for each in window.utterances) >= pause


def test_speech_without_an_end_keeps_two_minutes_of_audio():
    packer = Packer(LIVE)
    packer.observe(SpeechStarted(0, "customer", 1))
    for at in range(1, 601):
        packer.push(np.full((2, 16_000), at, np.float64))
        packer.passed(at * 16_000)
        assert packer.kept <= samples(122)
    (window,) = packer.observe(Utterance(1, "customer", Segment(0, samples(600))))
    assert window.audio[0] >= 600 - 122
    assert window.audio[-1] == 600
    assert window.position(len(window.audio) - 1) == samples(600) - 1


@pytest.mark.parametrize("gap", [1.2, 30.0])
def test_a_long_silence_is_shortened(gap):
    packer = Packer()
    audio = np.arange(2 * samples(60), dtype=np.float64).reshape(2, -1)
    packer.push(audio)
    packer.observe(utterance(1, 1, 2))
    packer.observe(utterance(2, 2 + gap, 4 + gap))
    (window,) = packer.flush()
    assert len(window.audio) == samples(0.2 + 1 + 1.2 + 2 + 0.2)
    assert window.audio[0] == samples(0.8)
    assert window.audio[-1] == samples(4.2 + gap) - 1


def test_a_position_before_the_audio_lies_before_it():
    window = Window((), (Place(0, 1000), Place(500, 9000)), np.zeros(800, np.float32))
    assert [window.position(at) for at in (-10, 0, 499, 500, 900)] == [990, 1000, 1499, 9000, 9400]


def test_silence_is_let_go():
    packer = Packer()
    for at in range(1, 101):
        packer.push(np.zeros((2, 16_000), np.float32))
        assert packer.passed(at * 16_000) == []
    assert packer.kept <= samples(4.2)
    assert packer.flush() == []
