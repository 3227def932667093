"""Syllables: the level of an utterance over time in, the frames of its vowel nuclei out.

After de Jong & Wempe, "Praat script to detect syllable nuclei and measure speech rate automatically",
Behavior Research Methods 41 (2009): peaks of the intensity, apart by a dip, that are voiced and not faint.
"""

import numpy as np
from numpy.typing import NDArray

DIP_DB = 2.0
"""How far the level falls between two nuclei."""
FAINT_DB = 25.0
"""How far under the loudest frame a nucleus may lie."""


def nuclei(level_db: NDArray[np.float64], voiced: NDArray[np.bool_]) -> list[int]:
    """Frames in which a syllable is loudest, in order.

    Args:
        level_db: level of each frame of 16 ms, from windows of 32 ms, which smooth enough.
        voiced: which of the frames are voiced.
    """
    # The loudest frame of a vowel may be one beside those that the pitch tracker is sure of.
    near = np.convolve(voiced, (1, 1, 1), mode="same") > 0 if len(voiced) else voiced
    faint = float(level_db.max(initial=-140.0)) - FAINT_DB
    peaks: list[int] = []
    turning = 0
    rising = True
    for at, level in enumerate(level_db):
        ahead = level - level_db[turning]
        if ahead > 0 if rising else ahead < 0:
            turning = at
        elif abs(ahead) > DIP_DB:
            if rising:
                peaks.append(turning)
            rising, turning = not rising, at
    if rising and len(level_db):
        peaks.append(turning)
    return [at for at in peaks if near[at] and level_db[at] > faint]
