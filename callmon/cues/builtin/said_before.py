"""They said it before: the customer has to explain something again."""

from callmon.cues.builtin.base import Builtin, Given, again
from callmon.cues.builtin.lately import Lately
from callmon.cues.builtin.past import Past
from callmon.cues.builtin.spoken import Spoken
from callmon.cues.rule import Heard
from callmon.timeline import Act, Cue, Evidence, Moment


class TheySaidItBefore(Builtin):
    """Fires on each repeated explanation, and where the answer goes past somebody who tells of earlier ones.

    That somebody has called before is no fault of this call; that nobody says a word on it is.
    """

    name = "they_said_it_before"
    version = 2
    pillar = "active_listening"
    urgency = 2
    reads = ("words",)
    looks_at = ("repetition_confidence",)

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._told: set[int] = set()
        self._spoken = Spoken()
        self._lately = Lately()
        self._past = Past(self._is_meant, self.settings)

    def hear(self, heard: Heard) -> Cue | None:
        """The cue on a repeated explanation."""
        self._spoken.observe(heard.observation)
        past = self._past.hear(heard)
        for event in heard.events:
            if isinstance(event, Act) and event.answers is not None and self._is_meant(event):
                return self._cue(heard.at, event, "why")
        return self._cue(heard.at, past, "why_past") if past is not None else None

    def _is_meant(self, found: Act | Moment) -> bool:
        sure = found.confidence >= self.settings.repetition_confidence
        return sure and found.kind == "repetition" and found.utterance not in self._told

    def _cue(self, at: int, found: Act | Moment, reason: str) -> Cue:
        self._told.add(found.utterance)
        least = self.settings.repetition_confidence
        count, minutes = self._lately.again(at)
        evidence = Evidence(found.segment, found.confidence, least, "confidence", count, words=found.said)
        words = self._spoken.quote(found.utterance, found.said)
        return self.cue(at, evidence, again(reason, count), words=words, count=count, minutes=minutes)
