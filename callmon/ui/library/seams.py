"""What the library window asks of those who have the calls. No Qt.

All are called on the thread of the application; queries take well under 0.1 s.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from callmon.timeline import Filter, ShelvedCall, Sort
from callmon.ui.report_door import ReportDoor

MeasureName = tuple[str, str]
"""Speaker (`agent`, `customer`, `call`) and name of a measure."""


class Shelf(Protocol):
    """The calls. Every method may raise a CallmonError with one sentence."""

    def count(self, which: Filter) -> int:
        """How many calls there are."""
        ...

    def page(
        self,
        which: Filter,
        sort: Sort,
        offset: int,
        limit: int,
        measures: Sequence[MeasureName] = (),
        coder: str = "",
    ) -> list[ShelvedCall]:
        """Some of the calls, in order, with the measures that are asked for."""
        ...

    def ids(self, which: Filter, sort: Sort) -> list[str]:
        """The ids of all of them, in order."""
        ...

    def agents(self) -> list[str]:
        """Whose calls there are."""
        ...

    def tags(self) -> list[str]:
        """Every tag."""
        ...

    def rules(self) -> list[tuple[str, str]]:
        """Rule and pillar of every cue that was shown in a call."""
        ...

    def measures(self) -> list[MeasureName]:
        """Every measure that a call has."""
        ...

    def set_agent(self, ids: Iterable[str], name: str) -> None:
        """Say whose calls these are."""
        ...

    def tag(self, ids: Iterable[str], name: str) -> None:
        """Give calls a tag."""
        ...

    def untag(self, ids: Iterable[str], name: str) -> None:
        """Take a tag from calls."""
        ...

    def exchange_sides(self, call: str) -> None:
        """Take the other voice of a call on one channel for the agent's."""
        ...

    def remove(self, ids: Iterable[str]) -> None:
        """Take calls off the shelf, with what is stored of them; their recordings stay where they are."""
        ...

    def refresh(self) -> None:
        """Look for calls that were analysed elsewhere; comes back at once, they appear when they are read."""
        ...


class Labels(Protocol):
    """Names for people."""

    def measure(self, speaker: str, name: str) -> str:
        """A measure, such as “Agent: talk share of speech”."""
        ...

    def value(self, name: str, value: float | None) -> str:
        """A value of that measure in its unit."""
        ...

    def rule(self, name: str) -> str:
        """A rule: the text of its cue."""
        ...

    def pillar(self, name: str) -> str:
        """A pillar."""
        ...


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is.

    Attributes:
        running: whether there is more to do.
        total, done: calls that were found, and those that were seen to.
        current: the name of the recording that is listened to; empty between two.
        share: how much of it was heard, 0..1.
        added, known: calls that are new in the library, and those that were there already.
        problems: a sentence for each that could not be taken.
    """

    running: bool = False
    total: int = 0
    done: int = 0
    current: str = ""
    share: float = 0.0
    added: int = 0
    known: int = 0
    problems: tuple[str, ...] = ()


class Importing(Protocol):
    """Takes recordings into the library, on a thread of its own."""

    def start(self, paths: Sequence[str], agent: str) -> None:
        """Import what lies at these files and folders, after what is wanted already."""
        ...

    def progress(self) -> ImportProgress:
        """How far it is."""
        ...

    def cancel(self) -> None:
        """End early; what was added stays."""
        ...


class Doors(ReportDoor, Protocol):
    """Where the library leads to; each may raise a CallmonError with one sentence."""

    def open(self, call: str, at: float | None) -> None:
        """The replay of a call, at a place in seconds where one is given."""
        ...

    def rehearse(self, call: str) -> None:
        """Answer the customer of this call anew."""
        ...

    def compare(self, first: str, second: str) -> None:
        """Two calls side by side."""
        ...

    def trends(self, agent: str) -> None:
        """An agent's own measures over their calls."""
        ...

    def calibrate(self) -> None:
        """Coaches and callmon against each other."""
        ...
