"""Habit: what is usual for the agent, known when a call starts and learnt as it ends, where policy allows."""

from collections.abc import Callable

from callmon.errors import CallmonError
from callmon.store.usual import CallUsual, recall_usual, remember_usual
from callmon.timeline import Observation


class Habit:
    """The agent's usual around one running call; a file that is damaged never ends a call.

    Args:
        kept: whether it may be kept from call to call.
        told: takes the sentence where it cannot be.
    """

    def __init__(self, kept: bool, told: Callable[[str], None]) -> None:
        self._kept = kept
        self._told = told
        self._call = CallUsual()

    def begin(self) -> list[Observation]:
        """What is known when the call begins."""
        try:
            usual = recall_usual() if self._kept else None
        except CallmonError as error:
            self._kept = False
            self._told(str(error))
            return []
        return [] if usual is None else [usual]

    def observe(self, observation: Observation) -> None:
        """Take note of how the agent speaks."""
        if self._kept:
            self._call.observe(observation)

    def end(self) -> None:
        """Keep what was usual in this call."""
        features = self._call.features
        if features is None:
            return
        try:
            remember_usual(features)
        except CallmonError as error:
            self._told(str(error))
