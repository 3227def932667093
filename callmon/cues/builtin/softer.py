"""Softer: the agent is louder than usual."""

from callmon.cues.builtin.base import Builtin
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Speaker, ToneShift


class Softer(Builtin):
    """Fires when the agent's voice gets louder than its own usual; again only after it was like it."""

    name = "softer"
    pillar = "care"
    hears: tuple[Speaker, ...] = ("agent",)
    reads = ("tone",)

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when the voice gets loud."""
        for event in heard.events:
            if isinstance(event, ToneShift) and event.speaker == "agent" and event.word == "loud":
                evidence = Evidence(event.segment, event.value, event.usual, event.unit, baseline=event.usual)
                return self.cue(heard.at, evidence, over=event.value - event.usual)
        return None
