"""They tried to speak: the customer began, gave up, and the agent went on."""

from callmon.cues.rule import BOTH, Heard
from callmon.timeline import Cue, Evidence, Overlap, seconds


class TheyTriedToSpeak:
    """Fires on each attempt of the customer to speak that failed."""

    name = "they_tried_to_speak"
    hears = BOTH

    def __init__(self, overlap_s: float) -> None:
        self._limit_s = overlap_s
        self._told = -1
        self._count = 0

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
                return Cue(
                    rule=self.name,
                    version=1,
                    pillar="care",
                    text="They tried to speak",
                    why=f"The customer spoke for {length:.1f} s while you did, and gave up.",
                    avoid="Stopping when the customer begins, and asking what they wanted to say.",
                    urgency=3,
                    at=heard.at,
                    evidence=Evidence(event.segment, length, self._limit_s, "s", self._count),
                )
        return None
