"""The interface of a cue rule, built in or brought along."""

from dataclasses import dataclass
from typing import Protocol

from callmon.timeline import Cue, Event, Measure, Observation


@dataclass(frozen=True, slots=True)
class Heard:
    """One step of the call as a rule sees it; `at` is up to where the call has been heard, in samples."""

    at: int
    observation: Observation
    events: tuple[Event, ...]
    measures: tuple[Measure, ...]


class Rule(Protocol):
    """Eats every step in order and gives a cue when its condition becomes true.

    It gives none again until the condition has been false.
    """

    name: str

    def hear(self, heard: Heard) -> Cue | None:
        """The cue that this step calls for, if any."""
        ...
