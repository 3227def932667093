"""Say what you are doing: nobody speaks, and it is no hold."""

from callmon.cues.rule import BOTH, Heard
from callmon.cues.settings import CueSettings
from callmon.timeline import Cue, Evidence, Silence, samples, seconds


class SayWhatYouAreDoing:
    """Fires once in each dead air, after both sides have been heard."""

    name = "say_what_you_are_doing"
    hears = BOTH

    def __init__(self, settings: CueSettings) -> None:
        self._limit_s = settings.dead_air_s
        self._told = -1

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when a silence passes the limit."""
        for event in heard.events:
            if not isinstance(event, Silence) or event.settled or event.hold or event.after is None:
                continue
            if len(event.segment) < samples(self._limit_s) or event.segment.start == self._told:
                continue
            self._told = event.segment.start
            length = seconds(len(event.segment))
            return Cue(
                rule=self.name,
                version=1,
                pillar="care",
                text="Say what you’re doing",
                why=f"Nobody has spoken for {length:.0f} s and no hold was announced.",
                avoid="Saying what you look up and how long it takes.",
                urgency=2,
                at=heard.at,
                evidence=Evidence(event.segment, length, self._limit_s, "s"),
            )
        return None
