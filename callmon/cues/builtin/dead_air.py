"""Say what you are doing: nobody speaks, and it is no hold."""

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Silence, samples, seconds


class SayWhatYouAreDoing(Builtin):
    """Fires once in each dead air, after both sides have been heard."""

    name = "say_what_you_are_doing"
    pillar = "care"
    urgency = 2
    looks_at = ("dead_air_s",)

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._told = -1

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when a silence passes the limit."""
        limit = self.settings.dead_air_s
        for event in heard.events:
            if not isinstance(event, Silence) or event.settled or event.hold or event.after is None:
                continue
            if len(event.segment) < samples(limit) or event.segment.start == self._told:
                continue
            self._told = event.segment.start
            length = seconds(len(event.segment))
            return self.cue(heard.at, Evidence(event.segment, length, limit, "s"), length=length)
        return None
