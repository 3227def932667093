"""The order of voices in what was found."""

import numpy as np

from callmon.speech.diarization.result import in_order


def order(*spoken, main=None):
    """The voices, by number, as they come out; `spoken` are spans of frames, a list a voice."""
    speaks = np.zeros((400, len(spoken)), bool)
    for voice, spans in enumerate(spoken):
        for start, end in spans:
            speaks[start:end, voice] = True
    rank, voices = speaks.astype(np.float32), np.eye(len(spoken), 192, dtype=np.float32)
    found = in_order(rank, speaks, rank, voices, np.ones(len(spoken), np.float32), main or len(spoken))
    return found.voices.argmax(axis=1).tolist()


def test_voices_come_in_the_order_in_which_they_are_heard():
    assert order([(200, 300)], [(0, 100)]) == [1, 0]
    assert order([(200, 300)], [(0, 100)], main=1) == [0, 1]


def test_a_slip_before_the_first_word_and_what_lies_under_the_other_make_nobody_first():
    assert order([(51, 300)], [(50, 52), (320, 380)]) == [0, 1]
    assert order([(50, 200)], [(40, 200), (320, 380)]) == [0, 1]


def test_who_is_never_heard_alone_comes_where_they_speak():
    assert order([(100, 110)], [(50, 60)], []) == [1, 0, 2]
