"""Step: what one observation led to."""

from dataclasses import dataclass

from callmon.timeline.advice import Cue, Failure, Measure, Suppression
from callmon.timeline.events import Event
from callmon.timeline.observations import Observation


@dataclass(frozen=True, slots=True)
class Step:
    """One observation and all that the fold made of it, in the order in which it came about."""

    observation: Observation
    events: tuple[Event, ...] = ()
    measures: tuple[Measure, ...] = ()
    cues: tuple[Cue, ...] = ()
    suppressed: tuple[Suppression, ...] = ()
    failures: tuple[Failure, ...] = ()
