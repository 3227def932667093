"""What the rules about one kind of act share."""

from collections.abc import Iterable
from typing import ClassVar

from callmon.cues.builtin.base import Builtin, Given, again, quote
from callmon.cues.builtin.lately import Lately
from callmon.cues.builtin.spoken import Spoken
from callmon.cues.rule import Heard
from callmon.timeline import Act, ActKind, Cue, Event, Evidence

_AGAINST: tuple[ActKind, ...] = ("rebuttal", "assumption")


def is_against(events: Iterable[Event], utterance: int) -> bool:
    """Whether the agent contradicts or guesses in that utterance, as far as `events` tell."""
    return any(
        isinstance(event, Act) and event.kind in _AGAINST and event.utterance == utterance for event in events
    )


class OnAct(Builtin):
    """A rule that fires once on each act of the agent that it is about, where that is sure enough.

    Praise leaves out what was said on the way to a contradiction or a guess.

    Attributes:
        kind: of the act. The first setting in `looks_at` is how sure the act must be.
    """

    kind: ClassVar[ActKind]
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
            if self.positive and is_against(heard.events, act.utterance):
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
