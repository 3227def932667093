"""Slower: the agent speaks faster than usual."""

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Segment, Speaker, ToneShift, samples

_WINDOW_S = 60.0


class Slower(Builtin):
    """Fires when the agent's pace crosses the own usual, or a fixed pace while that is not known.

    The pace is that of the words; where there are none, a shift of tone tells it from the syllables.
    """

    name = "slower"
    version = 2
    pillar = "active_listening"
    hears: tuple[Speaker, ...] = ("agent",)
    reads = ("words", "tone")
    looks_at = ("pace_over_usual", "pace_high_wpm")

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._armed = True
        self._paced = -samples(_WINDOW_S)

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when the pace crosses the threshold."""
        values = {measure.name: measure.value for measure in heard.measures if measure.speaker == "agent"}
        pace, usual = values.get("pace_now"), values.get("pace_usual")
        if pace is None:
            return self._by_tone(heard)
        self._paced = heard.at
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

    def _by_tone(self, heard: Heard) -> Cue | None:
        """The cue when the syllables get faster, where no pace has been known lately."""
        if heard.at - self._paced < samples(_WINDOW_S):
            return None
        for event in heard.events:
            if not isinstance(event, ToneShift) or event.speaker != "agent" or event.feature != "rate":
                continue
            if event.word == "fast" and self._armed:
                self._armed = False
                evidence = Evidence(event.segment, event.value, event.usual, event.unit, baseline=event.usual)
                return self.cue(heard.at, evidence, "why_tone", rate=event.value, usual=event.usual)
            self._armed = self._armed or event.word != "fast"
        return None
