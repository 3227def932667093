"""What a pipeline of pyannote.audio found, as a diarization; the pipelines are made up."""

import errno

import numpy as np
import pytest
from speech.diarization.made_calls import embed, said, truth

from callmon.errors import OutputError
from callmon.speech.diarization.pyannote_engine import PyannoteDiarizer, Turn, Turns

TALK = [(0, 0.5, 4.0), (1, 4.6, 9.0), (0, 8.2, 12.0), (1, 13.0, 17.5), (0, 18.0, 22.0), (1, 21.0, 26.0)]
"""Two voices that overlap from 8.2 to 9 s and from 21 to 22 s."""
LATER = "SPEAKER_00"
NAMES = {0: "SPEAKER_01", 1: LATER, 2: "SPEAKER_02"}
"""The names of voices; that of the voice that is heard first comes behind that of the second."""


def turns(talk):
    return [Turn(start, end, NAMES[voice]) for voice, start, end in talk]


def heard(samples, found, *, speakers=2, size=16_384):
    asked = []

    def pipeline(audio, number):
        asked.append((np.array(audio), number))
        return found

    diarizer = PyannoteDiarizer(pipeline, embed)
    for first in range(0, len(samples), size):
        diarizer.push(samples[first : first + size])
    return diarizer.finish(speakers), asked


def test_turns_become_frames_and_voices_are_heard_in_them():
    samples = said(27, TALK)
    found, asked = heard(samples, Turns(turns(TALK)))
    np.testing.assert_array_equal(asked[0][0], samples)
    assert asked[0][1] == 2
    expected = truth(27, TALK, 2)
    np.testing.assert_array_equal(found.speaks, expected)
    np.testing.assert_array_equal(found.activity, expected.astype(np.float32))
    assert found.activity.dtype == np.float32
    assert (found.frame, found.main) == (160, 2)
    np.testing.assert_allclose(np.linalg.norm(found.voices, axis=1), 1, atol=1e-5)
    assert found.voices[0] @ found.voices[1] < 0.2
    assert (found.apart > 0.9).all()


def test_who_has_the_word_is_heard_best_where_the_pipeline_does_not_say():
    found, _ = heard(said(27, TALK), Turns(turns(TALK)))
    assert (found.exclusive[822:898] == 1).all()
    assert (found.exclusive[2102:2198] == 0).all()
    np.testing.assert_array_equal(found.exclusive >= 0, found.speaks.any(axis=1))


def test_the_pipeline_says_who_is_heard_best_where_it_can():
    alone = [(0, 0.5, 4.0), (1, 4.6, 8.2), (0, 8.2, 12.0), (1, 13.0, 17.5), (0, 18.0, 21.5), (1, 21.5, 26.5)]
    found, _ = heard(said(27, TALK), Turns(turns(TALK), turns(alone)))
    assert (found.exclusive[822:898] == 0).all()
    assert (found.exclusive[2152:2198] == 1).all()
    # What it says beyond what is spoken does not count.
    np.testing.assert_array_equal(found.exclusive >= 0, found.speaks.any(axis=1))


def test_the_size_of_blocks_does_not_matter():
    samples = said(27, TALK)
    one, _ = heard(samples, Turns(turns(TALK)))
    other, _ = heard(samples, Turns(turns(TALK)), size=777)
    for name in ("activity", "exclusive", "voices", "apart"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_a_pause_is_none_of_the_speech():
    bridged = [(0, 0.5, 4.0), (1, 4.6, 26.0)]
    talk = [(0, 0.5, 4.0), (1, 4.6, 9.0), (1, 13.0, 26.0)]
    found, _ = heard(said(27, talk), Turns(turns(bridged)))
    assert not found.speaks[905:1295].any()
    assert (found.exclusive[905:1295] == -1).all()


def test_a_voice_that_is_never_alone_is_heard_all_the_same():
    talk = [(0, 0.5, 6.0), (1, 7.0, 14.0), (2, 2.0, 5.0)]
    found, _ = heard(said(15, talk), Turns(turns(talk)), speakers=3)
    assert found.main == 3
    np.testing.assert_allclose(np.linalg.norm(found.voices, axis=1), 1, atol=1e-5)


def test_nobody_and_nothing_are_told():
    found, asked = heard(said(5, []), Turns([], []), speakers=None)
    assert asked[0][1] is None
    assert found.speaks.shape == (500, 0)
    assert (found.exclusive == -1).all()
    assert found.voices.shape == (0, 192)
    nothing, asked = heard(np.zeros(0, np.float32), Turns([]))
    assert asked == []
    assert nothing.speaks.shape == (0, 0)


def test_turns_may_be_too_short_and_end_behind_the_call():
    found, _ = heard(said(3, [(0, 0, 3)]), Turns([Turn(0.5, 9.0, "a"), Turn(-0.1, 0.001, "b")]))
    assert found.speaks.shape == (300, 2)
    assert found.speaks[:, 0].sum() == 250
    assert np.isfinite(found.voices).all()


def test_nobody_cannot_be_told_apart():
    with pytest.raises(ValueError, match="0 speakers"):
        heard(said(1, []), Turns([]), speakers=0)


def test_a_full_disk_is_one_sentence():
    class Full:
        def write(self, _data):
            raise OSError(errno.ENOSPC, "No space left on device")

    diarizer = PyannoteDiarizer(lambda _samples, _speakers: Turns([]), embed)
    diarizer._file = Full()
    with pytest.raises(OutputError, match=r"No space left on device.*TMPDIR"):
        diarizer.push(np.zeros(10, np.float32))
