"""Acknowledge the feeling: the customer showed one, and the agent went past it."""

from callmon.cues.builtin.base import Builtin, Given, again
from callmon.cues.builtin.lately import Lately
from callmon.cues.builtin.past import Past
from callmon.cues.quote import quote
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Moment


class AcknowledgeTheFeeling(Builtin):
    """Fires once for each moment that was passed over; for an upset customer as soon as it is known.

    It waits for what the agent is saying: that may be the word that was missing. What the customer had to
    repeat is a moment too, but `they_said_it_before` tells it.
    """

    name = "acknowledge_the_feeling"
    version = 2
    pillar = "active_listening"
    urgency = 2
    reads = ("words", "tone")
    looks_at = ("moment_confidence",)

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._told: set[int] = set()
        self._lately = Lately()
        self._past = Past(self._is_meant, self.settings)

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when a moment was passed over, or the customer is upset."""
        past = self._past.hear(heard)
        for event in heard.events:
            if not isinstance(event, Moment) or event.outcome != "open" or event.kind != "upset":
                continue
            if self._is_meant(event):
                return self._cue(heard.at, event, "why_upset")
        if past is None:
            return None
        return self._cue(heard.at, past, "why" if past.said else "why_voice")

    def _is_meant(self, moment: Moment) -> bool:
        sure = moment.confidence >= self.settings.moment_confidence
        return sure and moment.kind != "repetition" and moment.id not in self._told

    def _cue(self, at: int, moment: Moment, reason: str) -> Cue:
        self._told.add(moment.id)
        least = self.settings.moment_confidence
        count, minutes = self._lately.again(at)
        evidence = Evidence(moment.segment, moment.confidence, least, "confidence", count, words=moment.said)
        reason, words = again(reason, count), quote(moment.said)
        return self.cue(at, evidence, reason, words=words, count=count, minutes=minutes)
