"""Pause and check in: the agent has held the floor for a minute."""

from callmon.cues.rule import BOTH, Heard
from callmon.cues.settings import CueSettings
from callmon.timeline import Cue, Evidence, Segment, Tick, TurnStarted, samples, seconds


class PauseAndCheckIn:
    """Fires once in each turn of the agent that gets too long, while the agent is speaking."""

    name = "pause_and_check_in"
    hears = BOTH

    def __init__(self, settings: CueSettings) -> None:
        self._limit_s = settings.monologue_s
        self._start: int | None = None

    def hear(self, heard: Heard) -> Cue | None:
        """The cue when the turn passes the limit."""
        for event in heard.events:
            if isinstance(event, TurnStarted):
                self._start = event.at if event.speaker == "agent" else None
        tick = heard.observation
        if self._start is None or not isinstance(tick, Tick) or tick.agent is None:
            return None
        if tick.agent - self._start < samples(self._limit_s):
            return None
        span, self._start = Segment(self._start, tick.agent), None
        length = seconds(len(span))
        return Cue(
            rule=self.name,
            version=1,
            pillar="active_listening",
            text="Pause and check in",
            why=f"You have been speaking for {length:.0f} s; ask whether that answers it.",
            avoid="Checking in after two or three sentences.",
            urgency=2,
            at=heard.at,
            evidence=Evidence(span, length, self._limit_s, "s"),
        )
