"""What the built-in rules share: who they are, and how a cue of theirs is put together."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from callmon.cues.rule import BOTH, Heard
from callmon.cues.settings import CueSettings
from callmon.cues.texts import Texts
from callmon.timeline import Cue, Evidence, Pillar, Speaker


@dataclass(frozen=True, slots=True)
class Given:
    """What rules are built with, fresh for each call.

    Attributes:
        settings: when they fire.
        texts: what they say.
        overlap_s: overlap, network delay included, above which one speaker interrupts the other.
        lists: names of the word lists that the language has; without one, nothing follows from what is not
            found. None stands for every list.
    """

    settings: CueSettings
    texts: Texts
    overlap_s: float = 0.7
    lists: frozenset[str] | None = None


def again(reason: str, count: int) -> str:
    """The name of the line for `reason`, which says how often where it was not the first time."""
    return reason if count == 1 else f"{reason}_again"


class Builtin(ABC):
    """A rule that ships with callmon.

    Attributes:
        name, version: who it is; the version rises whenever it fires at other times than before.
        pillar: the habit that it serves.
        urgency: 0 (praise) to 3; a higher one may replace a lower one on the screen.
        positive: whether it praises.
        hears: the channels that its cues rest on.
        reads: what it needs beside timing: `words`, `tone`.
        looks_at: names of the settings that it goes by.
        needs: word lists without which it cannot tell that something was not said, and is silent.
    """

    name: str
    version: ClassVar[int] = 1
    pillar: ClassVar[Pillar]
    urgency: ClassVar[int] = 1
    positive: ClassVar[bool] = False
    hears: tuple[Speaker, ...] = BOTH
    reads: ClassVar[tuple[str, ...]] = ()
    looks_at: ClassVar[tuple[str, ...]] = ()
    needs: ClassVar[tuple[str, ...]] = ()

    def __init__(self, given: Given) -> None:
        self.settings = given.settings
        self.overlap_s = given.overlap_s
        self.blind = given.lists is not None and not given.lists.issuperset(self.needs)
        self._texts = given.texts.rules[self.name]

    @abstractmethod
    def hear(self, heard: Heard) -> Cue | None:
        """The cue that this step calls for, if any."""

    def cue(self, at: int, evidence: Evidence, reason: str = "why", **values: object) -> Cue:
        """The cue at `at`, with `values` in the line for `reason`."""
        return Cue(
            rule=self.name,
            version=self.version,
            pillar=self.pillar,
            text=self._texts.text,
            why=self._texts.why(reason, values),
            avoid=self._texts.avoid,
            urgency=self.urgency,
            at=at,
            evidence=evidence,
            positive=self.positive,
        )
