"""Let them finish: the agent interrupts the customer."""

from callmon.cues.rule import BOTH, Heard
from callmon.timeline import Cue, Evidence, Overlap, seconds


class LetThemFinish:
    """Fires on each interruption by the agent, live as soon as it can only be one."""

    name = "let_them_finish"
    hears = BOTH

    def __init__(self, overlap_s: float) -> None:
        self._limit_s = overlap_s
        self._told = -1
        self._count = 0

    def hear(self, heard: Heard) -> Cue | None:
        """The cue on the first word of an interruption in this step."""
        for event in heard.events:
            if isinstance(event, Overlap) and event.kind == "interruption" and event.by == "agent":
                if event.utterance == self._told:
                    continue
                self._told = event.utterance
                self._count += 1
                return self._cue(heard.at, event)
        return None

    def _cue(self, at: int, overlap: Overlap) -> Cue:
        length = seconds(len(overlap.segment))
        lasts = "both spoke" if overlap.settled else "by now both have spoken"
        return Cue(
            rule=self.name,
            version=1,
            pillar="care",
            text="Let them finish",
            why=f"You began while the customer was speaking and {lasts} for {length:.1f} s.",
            avoid="Waiting until the customer has ended.",
            urgency=3,
            at=at,
            evidence=Evidence(overlap.segment, length, self._limit_s, "s", self._count),
        )
