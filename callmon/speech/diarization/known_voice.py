"""The agent's voice as far as it is known: from a sample of it, or from calls in which it was certain.

It lives in memory for one run and is not stored: what a voice is told from is personal data.
"""

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.embedding import SIZE

Voice = NDArray[np.float32]


class KnownVoice:
    """Learns what the agent sounds like, and tells which of two voices is more like that.

    Args:
        voice: a vector of length 1, shape (192,), where somebody gave a sample; it alone counts then.
    """

    def __init__(self, voice: Voice | None = None) -> None:
        self._given = voice is not None
        self._sum: Voice = np.zeros(SIZE, np.float32) if voice is None else voice

    def learn(self, voice: Voice) -> None:
        """Take a voice that is certainly the agent's into account."""
        if not self._given:
            self._sum = self._sum + voice

    def lead(self, first: Voice, second: Voice) -> float:
        """How much more the first voice is like the agent's than the second, -2..2; 0 before any is known.

        It is the difference of two likenesses (cosines), for how like two recordings of one voice are depends
        on their lines.
        """
        length = float(np.linalg.norm(self._sum))
        return float((first - second) @ self._sum) / length if length else 0.0
