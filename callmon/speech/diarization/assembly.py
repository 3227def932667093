"""Assembly: what was heard in windows and which voices there are in, the activity of each voice out."""

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.hearing import WHOLE, WINDOW_FRAMES
from callmon.speech.diarization.powerset import SPEAKERS

_AUDIBLE = 10 * WHOLE
"""Summed probability (0.1 s) under which a local speaker is not there."""

Scores = NDArray[np.float32]


def matched(scores: Scores) -> tuple[int, ...]:
    """The voice of each local speaker, so that the sum of the scores is highest and no voice is taken twice.

    Where there are more speakers than voices, those that are left over join the voice that they are most like.

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
    frames: int, windows: Sequence[tuple[int, NDArray[np.uint8]]], likeness: Scores
) -> tuple[NDArray[np.float32], NDArray[np.int16]]:
    """The activity of each voice over the whole call.

    Each window's local speakers are taken for the voices that speak alone where they do; what windows say
    of the same frame is averaged, and counts more the closer the frame lies to the middle of the window.

    Args:
        frames: of the call.
        windows: first frame and probabilities (in 8 bits, shape (n, 3)) of each window.
        likeness: how much who speaks alone in a frame is like each voice, 0 where nobody does, of shape
            (frames, voices).

    Returns:
        Probabilities 0..1 of shape (frames, voices), and the voice of each local speaker of each window,
        -1 where there is none, of shape (windows, 3).
    """
    voices = likeness.shape[1]
    activity = np.zeros((frames, voices), np.float32)
    weight = np.zeros((frames, 1), np.float32)
    taken = np.full((len(windows), SPEAKERS), -1, np.int16)
    shape = _shape()
    for index, (start, known) in enumerate(windows):
        part = slice(start, start + len(known))
        there = np.flatnonzero(known.sum(axis=0, dtype=np.int64) >= _AUDIBLE)
        counts = shape[: len(known)]
        weight[part] += counts
        if not len(there) or not voices:
            continue
        said = known[:, there].astype(np.float32) / WHOLE
        choice = matched(said.T @ likeness[part])
        taken[index, there] = choice
        own = np.zeros((len(known), voices), np.float32)
        for column, voice in enumerate(choice):
            np.maximum(own[:, voice], said[:, column], out=own[:, voice])
        activity[part] += own * counts
    return activity / np.maximum(weight, 1e-6), taken


def _shape() -> NDArray[np.float32]:
    at = (np.arange(WINDOW_FRAMES) + 0.5) / WINDOW_FRAMES
    return (0.1 + np.sin(np.pi * at) ** 2).astype(np.float32)[:, None]
