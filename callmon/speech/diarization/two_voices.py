"""Two voices: what each side of a running call sounds like, learnt as it speaks.

It lives in memory for one call and is not stored: what a voice is told from is personal data.
"""

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.embedding import SIZE

Voice = NDArray[np.float32]

_ANOTHER = 0.4
"""Likeness that a voice not heard yet is taken to have: one voice is at 0.6 with itself, at 0.4 at most with
the other of a call (`DiarizationSettings.one_voice`)."""
_SURE = 0.1
"""Lead in likeness from which a voice learns."""


class TwoVoices:
    """The first and the second voice of a call.

    Args:
        first: what the first sounds like, a vector of length 1, from a sample; it alone counts then.
    """

    def __init__(self, first: Voice | None = None) -> None:
        self._given = first is not None
        self._sums = np.zeros((2, SIZE), np.float32)
        if first is not None:
            self._sums[0] = first

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which of the two are known, shape (2,)."""
        found: NDArray[np.bool_] = np.linalg.norm(self._sums, axis=1) > 0
        return found

    def lead(self, voice: Voice) -> float:
        """How much more `voice` is like the first than like the second; 0 before any is known."""
        if not self.known.any():
            return 0.0
        first, second = self._likeness(voice)
        return first - second

    def learn(self, number: int, voice: Voice, weight: float) -> None:
        """Take a sound of the voice `number` into account, unless it is as much like the other.

        Args:
            number: 0 or 1.
            voice: a vector of length 1.
            weight: what it counts.
        """
        if self._given and number == 0:
            return
        lead = self.lead(voice) * (1 if number == 0 else -1)
        if self.known.any() and lead < _SURE:
            return
        self._sums[number] += voice * np.float32(weight)

    def _likeness(self, voice: Voice) -> tuple[float, float]:
        lengths = np.linalg.norm(self._sums, axis=1)
        first, second = (
            float(total @ voice) / float(length) if length else _ANOTHER
            for total, length in zip(self._sums, lengths, strict=True)
        )
        return first, second
