"""You named the feeling: the agent answers a moment of the customer with more than a solution."""

from callmon.cues.builtin.base import Builtin, Given, quote
from callmon.cues.builtin.spoken import Spoken
from callmon.cues.rule import Heard
from callmon.timeline import Act, Cue, Evidence, Moment


class YouNamedTheFeeling(Builtin):
    """Praises each moment that the agent has acknowledged by validation or empathy."""

    name = "you_named_the_feeling"
    pillar = "active_listening"
    urgency = 0
    positive = True
    reads = ("words",)
    looks_at = ("praise_confidence",)

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._felt: dict[int, Act] = {}
        self._told: set[int] = set()
        self._spoken = Spoken()

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when a moment turns out to have been acknowledged so."""
        self._spoken.observe(heard.observation)
        least = self.settings.praise_confidence
        for event in heard.events:
            if isinstance(event, Act) and event.speaker == "agent":
                if event.kind in ("validation", "empathy") and event.confidence >= least:
                    self._felt[event.utterance] = event
            elif isinstance(event, Moment) and event.outcome == "acknowledged":
                act = self._felt.get(-1 if event.answered_by is None else event.answered_by)
                if act is None or event.id in self._told:
                    continue
                self._told.add(event.id)
                evidence = Evidence(act.segment, act.confidence, least, "confidence", words=act.said)
                words, answered = self._spoken.sentence(act.utterance, act.said), quote(event.said)
                reason = "why_answered" if answered else "why"
                return self.cue(heard.at, evidence, reason, words=quote(words), answered=answered)
        return None
