"""Slower: the agent speaks faster than usual."""

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Segment, Speaker, samples

_WINDOW_S = 60.0


class Slower(Builtin):
    """Fires when the agent's pace crosses the own usual, or a fixed pace while that is not known."""

    name = "slower"
    pillar = "active_listening"
    hears: tuple[Speaker, ...] = ("agent",)
    reads = ("words",)
    looks_at = ("pace_over_usual", "pace_high_wpm")

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._armed = True

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when the pace crosses the threshold."""
        values = {measure.name: measure.value for measure in heard.measures if measure.speaker == "agent"}
        pace, usual = values.get("pace_now"), values.get("pace_usual")
        if pace is None:
            return None
        limit = self.settings.pace_high_wpm if usual is None else usual * self.settings.pace_over_usual
        if pace < limit * 0.95:
            self._armed = True
        if not self._armed or pace < limit:
            return None
        self._armed = False
        span = Segment(max(0, heard.at - samples(_WINDOW_S)), heard.at)
        evidence = Evidence(span, pace, limit, "wpm", baseline=usual)
        reason = "why" if usual is None else "why_usual"
        return self.cue(heard.at, evidence, reason, pace=pace, limit=limit, usual=usual)
