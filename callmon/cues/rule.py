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

SETTLED_S = 3.5
"""Acts are known this long after what they are in: an unfinished sentence waits 3 s for the rest of it."""


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


def checked(cue: object, rule: str, at: int) -> Cue | None:
    """What a rule that was brought along gave, where it is a cue that can be shown or nothing.

    Raises:
        TypeError, ValueError: it is something else, names another rule, lies in the future or has no text.
    """
    if cue is None:
        return None
    if not isinstance(cue, Cue):
        raise TypeError(f"a rule gives a Cue or None, not {type(cue).__name__}")
    if cue.rule != rule or cue.at > at or not cue.text.strip():
        raise ValueError("a cue names its own rule, is not later than the call, and has a text")
    return cue
