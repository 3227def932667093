"""Assembly: what was heard in windows and which voices there are in, the activity of each voice out."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.hearing import WHOLE
from callmon.speech.diarization.powerset import SPEAKERS

_AUDIBLE = 10 * WHOLE
"""Summed probability (0.1 s) under which a local speaker is not there."""

Scores = NDArray[np.float32]


def matched(scores: Scores) -> tuple[int, ...]:
    """The voice of each local speaker, so that the sum of the scores is highest and no voice is taken twice.

    Where there are more speakers than voices, those left over join the voice that they are most like.

    Args:
        scores: how much each speaker is like each voice, shape (speakers, voices); at most three speakers.
    """
    speakers, voices = scores.shape
    if not voices:
        return ()
    best = np.argsort(-scores, axis=1, kind="stable")[:, :speakers]
    options = [(*row.tolist(), -1) if voices < speakers else tuple(row.tolist()) for row in best]

    def worth(choice: tuple[int, ...]) -> float:
        taken = [voice for voice in choice if voice >= 0]
        if len(set(taken)) < len(taken) or len(taken) < min(speakers, voices):
            return -np.inf
        return sum(float(scores[speaker, voice]) for speaker, voice in enumerate(choice) if voice >= 0)

    choice = max(product(*options), key=worth)
    return tuple(int(best[speaker, 0]) if voice < 0 else voice for speaker, voice in enumerate(choice))


def assembled(
    frames: int,
    windows: Sequence[tuple[int, NDArray[np.uint8]]],
    likeness: Scores,
    heard: Mapping[int, Scores],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The activity of each voice over the whole call.

    Each window's local speakers are taken for the voices that they sound like where they speak alone, and
    what the windows say of the same frame is averaged. Then each window is read again, with what the others
    say of its frames beside that.

    Args:
        frames: of the call.
        windows: first frame and probabilities (in 8 bits, shape (n, 4): three local speakers, and anybody) of
            each window.
        likeness: how much who speaks alone in a frame is like each voice, 0 where nobody does, of shape
            (frames, voices).
        heard: by the first frame of a window, how much its local speakers are like each voice, shape
            (3, voices), times the frames that this rests on.

    Returns:
        Probabilities 0..1 of each voice, shape (frames, voices), and of any, shape (frames,).
    """
    activity = _averaged(frames, windows, likeness, heard)
    activity = _averaged(frames, windows, likeness + activity, heard)
    anyone, count = np.zeros(frames, np.float32), np.zeros(frames, np.float32)
    for start, known in windows:
        part = slice(start, start + len(known))
        anyone[part] += known[:, SPEAKERS] / np.float32(WHOLE)
        count[part] += 1.0
    anyone /= np.maximum(count, np.float32(1.0))
    return activity, anyone


def _averaged(
    frames: int,
    windows: Sequence[tuple[int, NDArray[np.uint8]]],
    evidence: Scores,
    heard: Mapping[int, Scores],
) -> NDArray[np.float32]:
    voices = evidence.shape[1]
    activity = np.zeros((frames, voices), np.float32)
    count = np.zeros((frames, 1), np.float32)
    for start, known in windows:
        part = slice(start, start + len(known))
        count[part] += 1.0
        there = np.flatnonzero(known[:, :SPEAKERS].sum(axis=0, dtype=np.int64) >= _AUDIBLE)
        if not len(there) or not voices:
            continue
        said = (known[:, there] / np.float32(WHOLE)).astype(np.float32)
        scores: Scores = said.T @ evidence[part]
        if start in heard:
            scores += heard[start][there]
        own = np.zeros((len(known), voices), np.float32)
        for column, voice in enumerate(matched(scores)):
            np.maximum(own[:, voice], said[:, column], out=own[:, voice])
        activity[part] += own
    activity /= np.maximum(count, np.float32(1.0))
    return activity
