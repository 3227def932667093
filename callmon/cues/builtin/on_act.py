"""What the rules about one kind of act share."""

from collections.abc import Collection, Iterable
from typing import ClassVar

from callmon.cues.builtin.base import Builtin, Given, again
from callmon.cues.builtin.lately import Lately
from callmon.cues.builtin.spoken import Spoken
from callmon.cues.quote import quote
from callmon.cues.rule import Heard
from callmon.timeline import Act, ActKind, Cue, Event, Evidence

_SURE = 0.95
"""Confidence from which an act that no phrase shows may be held against somebody."""
AGAINST: tuple[ActKind, ...] = ("rebuttal", "assumption")
"""What no praise stands beside."""


def is_beside(act: Act, kinds: Collection[ActKind], events: Iterable[Event], least: float = 0.0) -> bool:
    """Whether one of `kinds` is told of the same sentence as `act`, with a confidence of at least `least`."""
    return any(
        isinstance(event, Act)
        and event.kind in kinds
        and event.segment == act.segment
        and event.confidence >= least
        for event in events
    )


def is_shown(act: Act, spoken: Spoken) -> bool:
    """Whether words show an act, or it is so sure that it needs none.

    What rests on the whole of a sentence is told by a model alone, which is wrong more often than a phrase.
    """
    return act.confidence >= _SURE or not spoken.is_whole(act.utterance, act.said)


class OnAct(Builtin):
    """A rule that fires once on each act of the agent that it is about, where that is sure enough.

    Attributes:
        kind: of the act. The first setting in `looks_at` is how sure the act must be.
        never_with: kinds of act that it is not told with, where they are told of the same sentence.
        never_least: how sure these must be.
    """

    kind: ClassVar[ActKind]
    never_with: ClassVar[tuple[ActKind, ...]] = ()
    never_least: ClassVar[float] = 0.0
    reads = ("words",)

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._least = float(getattr(self.settings, self.looks_at[0]))
        self._told: set[int] = set()
        self._spoken = Spoken()
        self._lately = Lately()

    def hear(self, heard: Heard) -> Cue | None:
        """The cue on such an act."""
        self._spoken.observe(heard.observation)
        for act in heard.events:
            if not isinstance(act, Act) or act.kind != self.kind or act.speaker != "agent":
                continue
            if act.id in self._told or act.confidence < self._least or not self.is_meant(act):
                continue
            if is_beside(act, self.never_with, heard.events, self.never_least):
                continue
            if act.kind in AGAINST and not is_shown(act, self._spoken):
                continue
            self._told.add(act.id)
            count, minutes = self._lately.again(heard.at)
            evidence = Evidence(act.segment, act.confidence, self._least, "confidence", count, words=act.said)
            return self.cue(
                heard.at,
                evidence,
                self.reason(act, count),
                words=self._spoken.quote(act.utterance, act.said),
                answered=quote(act.answered),
                count=count,
                minutes=minutes,
            )
        return None

    def is_meant(self, act: Act) -> bool:  # noqa: ARG002 - for those who choose
        """Whether this act, of the right kind and sure enough, is one that the rule is about."""
        return True

    def reason(self, act: Act, count: int) -> str:  # noqa: ARG002 - for those who tell them apart
        """The name of the line that explains the cue; this is the `count`th such act lately."""
        return again("why", count)
