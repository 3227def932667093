"""Result: who speaks when and what voices sound like in, a `Diarization` out, the same for every engine."""

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.diarization import FRAME, Diarization


def apart(
    alike: NDArray[np.float32], labels: NDArray[np.intp], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How well each voice is told from the others, 0..1; see `Diarization.apart`.

    Args:
        alike: how much each stretch of speech is like each voice, shape (n, voices).
        labels: the voice of each stretch, shape (n,).
        weights: how long each is, shape (n,).
    """
    count = alike.shape[1]
    if count < 2:
        return np.ones(count, np.float32)
    own = np.take_along_axis(alike, labels[:, None], axis=1)[:, 0]
    others = alike.copy()
    np.put_along_axis(others, labels[:, None], -np.inf, axis=1)
    lead = np.clip((own - others.max(axis=1)) / 0.5, 0.0, 1.0)
    mass = np.bincount(labels, weights, count)
    found: NDArray[np.float32] = (np.bincount(labels, weights * lead, count) / np.maximum(mass, 1e-6)).astype(
        np.float32
    )
    return found


_HEARD = 25
"""Frames (0.25 s) alone from which a voice counts as heard: less is a slip beside the other's speech."""


def _first_heard(speaks: NDArray[np.bool_], voice: int) -> int:
    """Frame in which a voice is first heard alone, or else speaks; how many there are where it never does."""
    for mine, least in ((speaks[:, voice] & (speaks.sum(axis=1) == 1), _HEARD), (speaks[:, voice], 1)):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], mine.astype(np.int8), [0]]))).reshape(-1, 2)
        long = edges[edges[:, 1] - edges[:, 0] >= least]
        if len(long):
            return int(long[0, 0])
    return len(speaks)


def in_order(
    activity: NDArray[np.float32],
    speaks: NDArray[np.bool_],
    rank: NDArray[np.float32],
    voices: NDArray[np.float32],
    apart: NDArray[np.float32],
    main: int,
) -> Diarization:
    """With the voices in the order in which they are first heard alone, those that are set apart last.

    Args:
        activity: probability that each voice speaks, shape (frames, voices).
        speaks: whether it is taken to, of the same shape.
        rank: of those who speak in a frame, the highest is heard best, of the same shape.
        voices: what they sound like, shape (voices, 192).
        apart: how well each is told from the others, shape (voices,).
        main: how many, the first, are not set apart.
    """
    first = np.array([_first_heard(speaks, voice) for voice in range(speaks.shape[1])], np.intp)
    order = np.lexsort((first, np.arange(len(first)) >= main))
    activity, speaks, rank = activity[:, order], speaks[:, order], rank[:, order]
    exclusive = np.full(len(activity), -1, np.int8)
    if len(order):
        exclusive[speaks.any(axis=1)] = rank.argmax(axis=1)[speaks.any(axis=1)]
    return Diarization(FRAME, activity, speaks, exclusive, voices[order], apart[order], main)
