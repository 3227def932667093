"""They said it before: the customer has to explain something again."""

from callmon.cues.builtin.base import Builtin, Given, again, quote
from callmon.cues.builtin.spoken import Spoken
from callmon.cues.rule import Heard
from callmon.timeline import Act, Cue, Evidence, Moment


class TheySaidItBefore(Builtin):
    """Fires once for each utterance in which the customer repeats an explanation."""

    name = "they_said_it_before"
    pillar = "active_listening"
    urgency = 2
    reads = ("words",)
    looks_at = ("moment_confidence",)

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._told: set[int] = set()
        self._spoken = Spoken()

    def hear(self, heard: Heard) -> Cue | None:
        """The cue on a repeated explanation."""
        self._spoken.observe(heard.observation)
        least = self.settings.moment_confidence
        for event in heard.events:
            match event:
                case Act(kind="repetition", speaker="customer") | Moment(kind="repetition"):
                    pass
                case _:
                    continue
            if event.utterance in self._told or event.confidence < least:
                continue
            self._told.add(event.utterance)
            count = len(self._told)
            evidence = Evidence(event.segment, event.confidence, least, "confidence", count, words=event.said)
            words = quote(self._spoken.sentence(event.utterance, event.said))
            return self.cue(heard.at, evidence, again("why", count), words=words, count=count)
        return None
