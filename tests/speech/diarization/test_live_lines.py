import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from speech.diarization.made_calls import TONES_HZ, embed, said, segment, truth

from callmon.speech.diarization.fbank import fbank
from callmon.speech.diarization.live import LiveLines, shared_out
from callmon.speech.diarization.settings import LiveSettings
from callmon.speech.diarization.two_voices import TwoVoices

TALK = [(0, 0.5, 4.0), (1, 4.6, 9.0), (0, 8.2, 12.0), (1, 13.0, 17.5), (0, 18.0, 22.0), (1, 21.0, 26.0)]
"""Two voices that overlap from 8.2 to 9 s and from 21 to 22 s."""


def heard(samples, sizes=(), voices=None):
    """What is settled of a call that comes in blocks of these sizes."""
    lines = LiveLines(segment, embed, voices or TwoVoices())
    found, at = [], 0
    for size in [*sizes, len(samples)]:
        found += lines.push(samples[at : at + size])
        at += size
    return [*found, *lines.flush()]


def speaks(settled):
    return np.concatenate([each.speaks for each in settled])


def wrong(found, expected):
    """Share of the speech that is not as it should be."""
    assert len(found) == len(expected)
    return np.abs(found.astype(int) - expected).sum() / max(1, expected.sum())


def test_turns_and_overlaps_are_found():
    settled = heard(said(27, TALK))
    assert wrong(speaks(settled), truth(27, TALK, 2)) < 0.03
    best = np.concatenate([each.best for each in settled])
    assert best[[200, 420, 700]].tolist() == [0, -1, 1]


def test_nothing_is_told_later_than_the_delay():
    lines, told = LiveLines(segment, embed, TwoVoices()), 0
    samples = said(12, TALK[:3])
    for at in range(0, len(samples), 320):
        told += sum(len(each.best) for each in lines.push(samples[at : at + 320])) * 160
        assert 0 <= at + 320 - told <= lines.delay + 320
    assert lines.delay == round((LiveSettings().step_s + LiveSettings().hold_s) * 16_000)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(0, 90_000), max_size=5))
def test_the_size_of_blocks_does_not_matter(sizes):
    samples = said(14.003, TALK[:4])
    np.testing.assert_array_equal(speaks(heard(samples)), speaks(heard(samples, sizes)))


@pytest.mark.parametrize("hold", [(1, 12.0, 31.0), (0, 30.0, 31.0)])
def test_a_voice_is_known_again_after_a_window_without_it(hold):
    talk = [(0, 0.5, 4.0), (1, 4.5, 9.0), hold, (1, 32.0, 35.0), (0, 35.5, 38.0)]
    assert wrong(speaks(heard(said(39, talk))), truth(39, talk, 2)) < 0.06


def test_who_speaks_first_is_the_first_voice_unless_there_is_a_sample():
    samples = said(12, [(1, 0.5, 4.0), (0, 4.5, 9.0), (1, 9.5, 11.0)])
    one = speaks(heard(samples))
    sample = embed(fbank(said(3, [(0, 0.0, 3.0)])))
    other = speaks(heard(samples, voices=TwoVoices(sample)))
    assert one[[200, 700, 1000]].tolist() == [[True, False], [False, True], [True, False]]
    assert other[[200, 700, 1000]].tolist() == [[False, True], [True, False], [False, True]]


@pytest.mark.parametrize("talk", [(1, 0, 1), (0, 1, 0)])
def test_a_sample_from_another_line_is_less_like_its_voice_and_names_it_all_the_same(talk):
    said_by = list(zip(talk, (0.5, 4.5, 9.5), (4.0, 9.0, 12.0), strict=True))
    agent, stranger = (embed(fbank(said(1, [(voice, 0, 1)]))) for voice in (1, 2))
    sample = 0.28 * agent + np.sqrt(1 - 0.28**2) * stranger
    found = speaks(heard(said(12, said_by), voices=TwoVoices(sample.astype(np.float32))))
    for frame, voice in zip((700, 1100), talk[1:], strict=True):
        assert found[frame].tolist() == [voice == 1, voice == 0]


def test_the_voices_of_a_call_are_known_after_a_pause():
    voices = TwoVoices()
    heard(said(10, [(0, 0.5, 4.0), (1, 4.6, 9.0)]), voices=voices)
    after = speaks(heard(said(6, [(1, 0.5, 3.0), (0, 3.5, 5.0)]), voices=voices))
    assert after[[200, 450]].tolist() == [[False, True], [True, False]]


def test_no_overlap_is_told_from_the_first_seconds_of_a_call():
    talk = [(0, 0.5, 5.0), (1, 1.5, 2.4), (1, 4.0, 9.0), (0, 8.0, 11.0)]
    found = speaks(heard(said(12, talk)))
    assert found[160:230].sum(axis=1).tolist() == [1] * 70
    assert found[410:490].all()
    assert found[810:890].all()


def test_an_overlap_is_told_at_once_where_both_voices_are_known():
    voices = TwoVoices()
    heard(said(10, [(0, 0.5, 4.0), (1, 4.6, 9.0)]), voices=voices)
    assert speaks(heard(said(6, [(0, 0.5, 5.0), (1, 1.5, 2.4)]), voices=voices))[160:230].all()


@pytest.mark.parametrize("length", [0, 1, 159, 16_000, 200_000])
def test_silence_is_nobody_and_as_long_as_it_was(length):
    settled = heard(np.zeros(length, np.float32), [100])
    assert sum(len(each.best) for each in settled) == -(-length // 160)
    assert not any(each.speaks.any() or (each.best >= 0).any() for each in settled)


def test_a_third_voice_counts_for_one_of_the_two():
    talk = [(0, 0.5, 3.0), (1, 3.2, 6.0), (2, 6.2, 9.0)]
    assert speaks(heard(said(10, talk)))[650:880].sum(axis=1).tolist() == [1] * 230


@pytest.mark.parametrize(
    ("scores", "together", "voices"),
    [
        ([[10, 0]], 0, (0,)),
        ([[50, 0], [0, 50]], 0, (0, 1)),
        ([[50, 0], [5, 0]], 0, (0, 1)),
        ([[500, -300], [60, 10]], 0, (0, 0)),
        ([[500, -300], [60, 10]], 40, (0, 1)),
    ],
)
def test_two_local_speakers_are_one_voice_where_that_is_clear(scores, together, voices):
    scores = np.array(scores, np.float32)
    assert shared_out(scores, np.full((len(scores),) * 2, together, np.float32)) == voices


def test_two_voices_learn_from_what_is_clearly_theirs():
    one, other = (embed(fbank(said(1, [(voice, 0, 1)]))) for voice in (0, 1))
    voices = TwoVoices()
    assert voices.lead(one) == 0
    voices.learn(0, one, 100)
    assert voices.known.tolist() == [True, False]
    assert voices.lead(one) > 0.5 > 0 > voices.lead(other)
    voices.learn(1, one, 100)
    assert not voices.known[1]
    voices.learn(1, other, 100)
    assert voices.lead(other) < -0.5
    assert len(TONES_HZ) > 2
