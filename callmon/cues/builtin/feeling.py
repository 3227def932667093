"""Acknowledge the feeling: the customer showed one, and the agent went past it."""

from callmon.cues.builtin.base import Builtin, Given, again, quote
from callmon.cues.builtin.lately import Lately
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Moment


class AcknowledgeTheFeeling(Builtin):
    """Fires once for each moment that was passed over; for an upset customer as soon as it is known.

    What the customer had to repeat is a moment too, but `they_said_it_before` tells it.
    """

    name = "acknowledge_the_feeling"
    pillar = "active_listening"
    urgency = 2
    reads = ("words", "tone")
    looks_at = ("moment_confidence",)

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._told: set[int] = set()
        self._lately = Lately()

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when a moment was passed over."""
        least = self.settings.moment_confidence
        for event in heard.events:
            if not isinstance(event, Moment) or event.id in self._told or event.confidence < least:
                continue
            if event.outcome == "passed_over" and event.kind != "repetition":
                reason = "why" if event.said else "why_voice"
            elif event.outcome == "open" and event.kind == "upset":
                reason = "why_upset"
            else:
                continue
            self._told.add(event.id)
            count, minutes = self._lately.again(heard.at)
            evidence = Evidence(event.segment, event.confidence, least, "confidence", count, words=event.said)
            reason, words = again(reason, count), quote(event.said)
            return self.cue(heard.at, evidence, reason, words=words, count=count, minutes=minutes)
        return None
