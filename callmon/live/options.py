"""How a running call is heard and what is kept of it."""

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from callmon.engines import Options
from callmon.errors import SettingsError
from callmon.live.rehearsal import Rehearsed
from callmon.preferences import Mode
from callmon.source import Source

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Play:
    """A recording that is heard in place of the devices.

    Attributes:
        source: where it lies.
        speed: factor of its speed; None as fast as the computer can.
        repeat: how often it is played in all.

    Raises:
        SettingsError: the speed is no number above 0.
    """

    source: Source
    speed: float | None = 1.0
    repeat: int = 1

    def __post_init__(self) -> None:
        if self.speed is not None and not 0 < self.speed < math.inf:
            raise SettingsError(
                f"A recording cannot be played at {self.speed} times its speed; give --speed a number such "
                "as 1 or 8, or 0 for as fast as this computer can."
            )


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """How a running call is heard and what is kept of it.

    Attributes:
        microphone: id or name of what hears the agent; None for the system's own choice.
        speaker: id or name of what the customer comes out of; None for the system's own choice.
        mode: what is kept.
        notice_given: whether both sides were told already that the call is recorded; otherwise audio is
            kept from the moment at which that is confirmed.
        recognition: model, language and folder of the models; `words` False for timing alone.
        line: id or name of the device on which both sides are heard, in place of microphone and speaker.
        agent_voice: what the agent sounds like, where there is a sample, for a call on one line; not stored.
        echo: whether the customer's sound is taken out of the microphone for the analysis.
        play: a recording in place of the devices.
        rehearsed: a recorded call whose customer speaks in place of the speaker's.
    """

    microphone: str | None = None
    speaker: str | None = None
    mode: Mode = "cues"
    notice_given: bool = False
    recognition: Options = field(default_factory=Options)
    line: str | None = None
    agent_voice: "NDArray[np.float32] | None" = None
    echo: bool = False
    play: Play | None = None
    rehearsed: Rehearsed | None = None

    @property
    def knows_agent(self) -> bool:
        """Whether who the agent is does not rest on who happens to speak first."""
        return self.line is None or self.says_who

    @property
    def says_who(self) -> bool:
        """Whether it is said who the agent is, of two whose voices come on one line."""
        return self.agent_voice is not None or self.recognition.agent_speaker is not None

    @property
    def is_a_call(self) -> bool:
        """Whether somebody calls: what is played or rehearsed says nothing of how the agent usually is."""
        return self.play is None and self.rehearsed is None
