"""Parting: every step in, whether goodbye was said and nobody has spoken since."""

from callmon.cues.rule import Heard
from callmon.timeline import Act, SpeechStarted


class Parting:
    """Whether the call is only waiting to be hung up."""

    def __init__(self) -> None:
        self.said = False
        """Whether the last that was said is a goodbye."""

    def observe(self, heard: Heard) -> None:
        """Take note of who speaks, and of a goodbye by either side."""
        if isinstance(heard.observation, SpeechStarted):
            self.said = False
        if any(isinstance(event, Act) and event.kind == "closing" for event in heard.events):
            self.said = True
