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

    A sample says which of them is the first, and nothing else: how like a sample a voice is depends on the
    lines of both, so that the two are told from each other by what they sound like on this one.

    Args:
        first: what the first sounds like, a vector of length 1, from a sample; without one the first to be
            heard is the first.
    """

    def __init__(self, first: Voice | None = None) -> None:
        self._sample = first
        self._sums = np.zeros((2, SIZE), np.float32)

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which of the two were heard on this line, shape (2,)."""
        found: NDArray[np.bool_] = np.linalg.norm(self._sums, axis=1) > 0
        return found

    @property
    def said(self) -> bool:
        """Whether anything is known of either."""
        return self._sample is not None or bool(self.known.any())

    def lead(self, voice: Voice) -> float:
        """How much more `voice` is like the first than like the second; 0 before any is known."""
        if not self.said:
            return 0.0
        first, second = self._likeness(voice)
        return first - second

    def learn(self, number: int, voice: Voice, weight: float) -> bool:
        """Take a sound of the voice `number` into account, unless it is as much like the other.

        Args:
            number: 0 or 1.
            voice: a vector of length 1.
            weight: what it counts.

        Returns:
            Whether the two change their places: both are known, and the second is the more like the sample.
        """
        lead = self.lead(voice) * (1 if number == 0 else -1)
        if self.said and lead < _SURE:
            return False
        self._sums[number] += voice * np.float32(weight)
        if self._sample is None or not self.known.all():
            return False
        first, second = self._sums @ self._sample / np.linalg.norm(self._sums, axis=1)
        changes = bool(second - first >= _SURE)
        if changes:
            self._sums = self._sums[::-1].copy()
        return changes

    def _likeness(self, voice: Voice) -> tuple[float, float]:
        known = self.known
        if self._sample is not None and not known.any():
            return float(self._sample @ voice), _ANOTHER
        lengths = np.linalg.norm(self._sums, axis=1)
        first, second = (
            float(total @ voice) / float(length) if length else _ANOTHER
            for total, length in zip(self._sums, lengths, strict=True)
        )
        return first, second
