"""Slower: the agent speaks faster than usual."""

from callmon.cues.rule import Heard
from callmon.cues.settings import CueSettings
from callmon.timeline import Cue, Evidence, Segment, Speaker, samples

_WINDOW_S = 60.0


class Slower:
    """Fires when the agent's pace crosses the own usual, or a fixed pace while that is not known."""

    name = "slower"
    hears: tuple[Speaker, ...] = ("agent",)

    def __init__(self, settings: CueSettings) -> None:
        self._settings = settings
        self._armed = True

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when the pace crosses the threshold."""
        values = {measure.name: measure.value for measure in heard.measures if measure.speaker == "agent"}
        pace, usual = values.get("pace_now"), values.get("pace_usual")
        if pace is None:
            return None
        limit = self._settings.pace_high_wpm if usual is None else usual * self._settings.pace_over_usual
        if pace < limit * 0.95:
            self._armed = True
        if not self._armed or pace < limit:
            return None
        self._armed = False
        known = f"a calm pace is below {limit:.0f}" if usual is None else f"your usual is {usual:.0f}"
        return Cue(
            rule=self.name,
            version=1,
            pillar="active_listening",
            text="Slower",
            why=f"You speak at {pace:.0f} words a minute; {known}.",
            avoid="A pause after each sentence.",
            urgency=1,
            at=heard.at,
            evidence=Evidence(
                Segment(max(0, heard.at - samples(_WINDOW_S)), heard.at), pace, limit, "wpm", baseline=usual
            ),
        )
