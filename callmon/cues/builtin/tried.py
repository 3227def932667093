"""They tried to speak: the customer began, gave up, and the agent went on."""

from callmon.cues.builtin.base import Builtin, Given, again
from callmon.cues.builtin.lately import Lately
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Overlap, seconds


class TheyTriedToSpeak(Builtin):
    """Fires on each attempt of the customer to speak that failed."""

    name = "they_tried_to_speak"
    pillar = "care"
    urgency = 3

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._told = -1
        self._count = 0
        self._lately = Lately()

    def hear(self, heard: Heard) -> Cue | None:
        """The cue once the customer has given up."""
        for event in heard.events:
            if (
                isinstance(event, Overlap)
                and event.kind == "attempted_interruption"
                and event.by == "customer"
            ):
                if event.utterance == self._told:
                    continue
                self._told = event.utterance
                self._count += 1
                length = seconds(len(event.segment))
                evidence = Evidence(event.segment, length, self.overlap_s, "s", self._count)
                count, minutes = self._lately.again(heard.at)
                reason = again("why", count)
                return self.cue(heard.at, evidence, reason, length=length, count=count, minutes=minutes)
        return None
