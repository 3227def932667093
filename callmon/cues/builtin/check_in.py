"""Pause and check in: the agent has held the floor for a minute."""

from callmon.cues.builtin.base import Builtin, Given
from callmon.cues.rule import Heard
from callmon.timeline import Cue, Evidence, Segment, Tick, TurnStarted, samples, seconds


class PauseAndCheckIn(Builtin):
    """Fires once in each turn of the agent that gets too long, while the agent is speaking."""

    name = "pause_and_check_in"
    pillar = "active_listening"
    urgency = 2
    looks_at = ("monologue_s",)

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._start: int | None = None

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when the turn passes the limit."""
        limit = self.settings.monologue_s
        for event in heard.events:
            if isinstance(event, TurnStarted):
                self._start = event.at if event.speaker == "agent" else None
        tick = heard.observation
        if self._start is None or not isinstance(tick, Tick) or tick.agent is None:
            return None
        if tick.agent - self._start < samples(limit):
            return None
        span, self._start = Segment(self._start, tick.agent), None
        length = seconds(len(span))
        return self.cue(heard.at, Evidence(span, length, limit, "s"), length=length)
