"""Let them finish: the agent interrupts the customer."""

from callmon.cues.builtin.base import Builtin, Given, again
from callmon.cues.builtin.lately import Lately
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Overlap, seconds


class LetThemFinish(Builtin):
    """Fires on each interruption by the agent, live as soon as it can only be one."""

    name = "let_them_finish"
    pillar = "care"
    urgency = 3

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._told = -1
        self._count = 0
        self._lately = Lately()

    def hear(self, heard: Heard) -> Cue | None:
        """The cue on the first word of an interruption in this step."""
        for event in heard.events:
            if isinstance(event, Overlap) and event.kind == "interruption" and event.by == "agent":
                if event.utterance == self._told:
                    continue
                self._told = event.utterance
                self._count += 1
                length = seconds(len(event.segment))
                evidence = Evidence(event.segment, length, self.overlap_s, "s", self._count)
                count, minutes = self._lately.again(heard.at)
                reason = again("why_over" if event.settled else "why", count)
                return self.cue(heard.at, evidence, reason, length=length, count=count, minutes=minutes)
        return None
