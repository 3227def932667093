from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from speech.diarization.made_calls import embed, said, segment

from callmon.speech.diarization.live import LiveLines, Settled
from callmon.speech.diarization.two_voices import TwoVoices
from callmon.speech.one_line import HEARING
from callmon.speech.running_line import OneLine, RunningLine, SettledVoice
from callmon.timeline import Ended, Health, Segment, Tick, Utterance, seconds

TALK = [(0, 0.5, 4.0), (1, 4.6, 9.0), (0, 8.2, 12.0)]
SETTINGS = replace(HEARING, hops_at_once=1)


def one_line(agent=0):
    voices = TwoVoices()
    return OneLine(lambda: LiveLines(segment, embed, voices), RunningLine(agent), SETTINGS)


def settled(*best):
    best = np.array(best, np.int8)
    return Settled(np.stack([best == side for side in (0, 1)], axis=1), best)


def heard(samples, line, size=320, pause=None):
    """Observations of a call, with a pause at a sample, and the rows that were listened to."""
    ear, listener, rows, found = line.ear(), line.listener(), [], []

    def take(row):
        rows.append(row)
        found.extend(listener.push(row))

    edges = [*range(0, len(samples), size), len(samples)]
    if pause is not None:
        edges = sorted({*edges, pause})
    for start, end in pairwise(edges):
        if start == pause:
            take(ear.flush())
            ear = line.ear()
        take(ear.push(samples[None, start:end]))
    take(ear.flush())
    return [*found, *listener.flush()], np.concatenate(rows, axis=1)


def utterances(found):
    return [
        (each.speaker, round(seconds(each.segment.start), 1), round(seconds(each.segment.end), 1))
        for each in found
        if isinstance(each, Utterance)
    ]


@pytest.mark.parametrize("agent", [0, 1])
def test_a_line_is_heard_as_two_channels_are(agent):
    found, rows = heard(said(13, TALK), one_line(agent))
    names = ("agent", "customer") if agent == 0 else ("customer", "agent")
    expected = [(names[voice], start, end) for voice, start, end in TALK]
    assert [each[0] for each in utterances(found)] == [each[0] for each in expected]
    for one, other in zip(utterances(found), expected, strict=True):
        assert one[1:] == pytest.approx(other[1:], abs=0.11)
    assert found[0] == Health(0, "bleed", "one_line")
    assert found[-1] == Ended(13 * 16_000)
    ticks = [each.at for each in found if isinstance(each, Tick)]
    assert ticks == sorted(ticks)
    assert rows.shape == (2, 13 * 16_000)
    assert not rows[1 - agent, 16_000:60_000].any()
    np.testing.assert_array_equal(rows[agent, 16_000:60_000], said(13, TALK)[16_000:60_000])


def test_the_size_of_blocks_does_not_matter():
    samples = said(10, TALK)
    assert heard(samples, one_line())[0] == heard(samples, one_line(), 7777)[0]


@pytest.mark.parametrize("pause", [64_000, 70_077])
def test_after_a_pause_positions_are_those_of_the_call(pause):
    samples = said(13, TALK)
    found, rows = heard(samples, one_line(), pause=pause)
    assert rows.shape == (2, len(samples))
    assert found[-1] == Ended(len(samples))
    louder = np.where(np.abs(rows[0]) > np.abs(rows[1]), rows[0], rows[1])
    np.testing.assert_array_equal(louder, samples)
    assert utterances(found)[-1] == utterances(heard(samples, one_line())[0])[-1]


def test_words_are_those_of_whom_one_hears_best():
    line = RunningLine(agent=1)
    for _ in range(100):
        silent = line.add(settled(*[0] * 50, *[-1] * 30, *[1] * 20))
    assert silent[:, [0, 60, 90]].tolist() == [[True, False, False], [False, False, True]]
    assert line.share_alone(0, Segment(0, 80_00)) == 0
    assert line.share_alone(1, Segment(0, 128_00)) == 1
    assert line.share_alone(0, Segment(0, 160_00)) == 0.5
    assert line.share_alone(0, Segment(10**9, 10**9 + 100)) == 1


def test_what_was_heard_of_a_side_is_not_kept():
    voice = SettledVoice()
    for _ in range(1000):
        voice.add(np.ones(16, np.float32))
        assert voice(np.zeros(2560, np.float32)).tolist() == [1.0] * 10
    assert len(voice._known) <= 16
    assert voice(np.zeros(2560, np.float32)).tolist() == [0.0] * 10
