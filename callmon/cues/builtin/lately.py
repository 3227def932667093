"""Lately: how often something has happened in the last minutes."""

from collections import deque

from callmon.timeline import samples

_WINDOW_S = 300.0
"""Longer ago is no pattern of this moment."""


class Lately:
    """Happenings in, how many there were lately out."""

    def __init__(self) -> None:
        self._at: deque[int] = deque()

    def again(self, at: int) -> tuple[int, int]:
        """Counts one more at `at`.

        Returns:
            How many there were within the last five minutes, and in how many minutes these lie (at least 1).
        """
        self._at.append(at)
        while at - self._at[0] > samples(_WINDOW_S):
            self._at.popleft()
        return len(self._at), max(1, -((self._at[0] - at) // samples(60.0)))
