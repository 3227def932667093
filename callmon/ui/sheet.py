"""A sheet of figures, as plain values: tables with a heading, and what can be done with them. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A table of text below a heading; a row of one text heads those below it."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done: its name, and what does it and says in one sentence what came of it."""

    name: str
    do: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a window of figures shows."""

    title: str
    lead: str
    parts: tuple[Part, ...]
    deeds: tuple[Deed, ...] = ()
