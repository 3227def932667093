"""Decision: how likely each voice and anybody speaks in, who is taken to speak out."""

import numpy as np
from numpy.typing import NDArray

Activity = NDArray[np.float32]
Mask = NDArray[np.bool_]


def decided(activity: Activity, anyone: Activity, speech: float, overlap: float) -> Mask:
    """Who speaks in each frame: nobody, the likeliest voice, or the two likeliest; shape (frames, voices).

    How many speak is decided apart from who: where two voices are as likely, one of them speaks all the same.

    Args:
        activity: probabilities of each voice, shape (frames, voices).
        anyone: that any speaks, shape (frames,).
        speech: from which probability somebody speaks.
        overlap: from which probability two do.
    """
    speaks = np.zeros(activity.shape, np.bool_)
    if not activity.size:
        return speaks
    rows = np.arange(len(activity))
    best = activity.argmax(axis=1)
    speaks[rows, best] = anyone > speech
    others = activity.copy()
    others[rows, best] = 0.0
    second = others.argmax(axis=1)
    speaks[rows, second] |= (
        (others[rows, second] > 0.0) & (activity.sum(axis=1) - anyone > overlap) & (anyone > speech)
    )
    return speaks


def silences(levels: Activity, speaks: Mask, activity: Activity, under_db: float, least: int) -> Mask:
    """Frames of pauses, far under the usual level of whoever is the likeliest there; shape (frames,).

    Args:
        levels: of each frame in dB, shape (frames,).
        speaks: who is taken to speak, shape (frames, voices).
        activity: probabilities of each voice, of the same shape.
        under_db: how far under.
        least: frames that a pause lasts at least.
    """
    quiet = np.zeros(len(levels), np.bool_)
    if activity.size:
        best = activity.argmax(axis=1)
        for voice in range(activity.shape[1]):
            own = best == voice
            said = own & speaks[:, voice]
            if said.any():
                quiet |= own & (levels < np.median(levels[said]) - under_db)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(np.int8), [0]])))
    for start, end in edges.reshape(-1, 2):
        quiet[start:end] = end - start >= least
    return quiet
