"""The interface of a cue rule, built in or brought along."""

from dataclasses import dataclass
from typing import Protocol

from callmon.timeline import Cue, Event, Measure, Observation, Speaker


@dataclass(frozen=True, slots=True)
class Heard:
    """One step of the call as a rule sees it; `at` is up to where the call has been heard, in samples."""

    at: int
    observation: Observation
    events: tuple[Event, ...]
    measures: tuple[Measure, ...]


BOTH: tuple[Speaker, ...] = ("agent", "customer")
"""What a rule about both sides hears."""


class Rule(Protocol):
    """Eats every step in order and gives a cue when its condition becomes true.

    It gives none again until the condition has been false.

    Attributes:
        name: what the settings, the journal and the report call it.
        hears: the channels that its cues rest on; while one of them cannot be trusted, they are held back.
    """

    name: str
    hears: tuple[Speaker, ...]

    def hear(self, heard: Heard) -> Cue | None:
        """The cue that this step calls for, if any."""
        ...
