"""What the replay window asks of those who have the sound, the waveforms and the marks. No Qt.

All are called on the thread of the application and return at once, unless they say otherwise.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

from callmon.timeline import Mark, MarkKind, Segment, Speaker

Solo = Literal["", "agent", "customer"]


class Player(Protocol):
    """Plays the call. Positions are seconds of the call."""

    @property
    def trouble(self) -> str:
        """Why nothing can be heard, in one sentence with the way out; empty while all is well."""
        ...

    @property
    def lost(self) -> bool:
        """Whether there is no recording, or it is not where it was."""
        ...

    @property
    def position(self) -> float:
        """What is heard at this moment: the cursor."""
        ...

    @property
    def playing(self) -> bool:
        """Whether it plays; False again once the end is reached."""
        ...

    def play(self) -> None:
        """Play on from the cursor; from the beginning where it stands at the end."""
        ...

    def pause(self) -> None:
        """Stop; the cursor stays."""
        ...

    def seek(self, to: float) -> None:
        """Put the cursor there; goes on playing if it plays."""
        ...

    def loop(self, span: tuple[float, float] | None) -> None:
        """Play this span over and over, from its start on; None: no longer."""
        ...

    def set_speed(self, speed: float) -> None:
        """Play at 0.5 to 2 times the speed, with the pitch kept."""
        ...

    def set_solo(self, side: Solo) -> None:
        """Hear one side alone, or both."""
        ...

    def set_volume(self, volume: float) -> None:
        """0 is silence, 1 as recorded."""
        ...

    def close(self) -> None:
        """Nothing follows."""
        ...


class Waveform(Protocol):
    """The waveforms of both sides."""

    @property
    def ready(self) -> float:
        """Share of the call whose peaks are known, 0..1."""
        ...

    @property
    def trouble(self) -> str:
        """Why there are none, in one sentence with the way out; empty while all is well."""
        ...

    def columns(self, side: Speaker, start: float, end: float, width: int) -> Sequence[tuple[float, float]]:
        """Lowest and highest sample (-1..1) in each of `width` equal parts of `start`..`end` (seconds).

        Parts outside the call, or not known yet, are (0, 0). Takes well under 5 ms at any zoom.
        """
        ...

    def close(self) -> None:
        """Nothing follows."""
        ...


class Marking(Protocol):
    """The marks of one coder on the call, and those of others where they may be seen."""

    @property
    def coder(self) -> str:
        """Who marks."""
        ...

    def marks(self) -> Sequence[Mark]:
        """The coder's own marks, in order of start."""
        ...

    def others(self) -> Sequence[Mark]:
        """What other coders marked; empty until this coder has finished the call."""
        ...

    def add(
        self,
        kind: MarkKind,
        segment: Segment,
        *,
        label: str = "",
        target: str = "",
        speaker: Speaker | None = None,
        text: str = "",
    ) -> Mark:
        """A new mark; stored before it returns. A judgement replaces an earlier one of its target.

        Raises:
            CallmonError: it cannot be stored, in one sentence.
        """
        ...

    def change(self, mark: Mark) -> None:
        """Store another text, segment, label or speaker for the mark of that id."""
        ...

    def remove(self, mark: str) -> None:
        """Take back the mark of that id."""
        ...

    def undo(self) -> str:
        """Undo the coder's last change in this call; says what was undone, empty where nothing is."""
        ...

    def redo(self) -> str:
        """Redo what was undone last; says what it was."""
        ...

    @property
    def finished(self) -> bool:
        """Whether the coder says that all of it is judged: what is not marked is agreed with."""
        ...

    def finish(self, finished: bool) -> None:
        """Say so, or take it back."""
        ...
