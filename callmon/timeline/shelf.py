"""Shelf: what the library of calls says about a call, and what can be asked of it."""

from dataclasses import dataclass
from typing import Literal

CallState = Literal["ready", "newer", "damaged"]
"""`newer`: made by a later callmon; `damaged`: its journal cannot be read."""

Dated = Literal["said", "call", "name", "tag", "file", ""]
"""Who says when a call was held: a person, callmon that heard it, the name of the recording, or its tags;
`file`: it is when its file was last written; empty: when callmon analysed it, and nobody knows."""


@dataclass(frozen=True, slots=True)
class ShelvedCall:
    """One call of the library.

    Attributes:
        id: the name of its folder in the store.
        title: the name of its recording.
        agent: whose call it is; empty where nobody said.
        held, analysed: times of ISO 8601 in local time.
        duration: in seconds.
        language: as a code such as `en`.
        tags: in alphabetical order.
        files: of the recording; empty where none was kept. They may have been moved since.
        cues: how many were shown.
        marks: how many the coder who looks has made.
        judged: whether that coder has judged the whole call.
        measures: those that were asked for, by speaker (`agent`, `customer`, `call`) and name.
        state: whether it can be opened.
        excerpt, excerpt_at: the line of the transcript in which what was searched for is found, and its start
            in seconds.
        hits: where in the excerpt what was searched for stands, as first letters and those behind.
        dated: who says `held`.
    """

    id: str
    title: str
    agent: str
    held: str
    analysed: str
    duration: float
    language: str
    tags: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    cues: int = 0
    marks: int = 0
    judged: bool = False
    measures: tuple[tuple[str, str, float | None], ...] = ()
    state: CallState = "ready"
    excerpt: str = ""
    excerpt_at: float | None = None
    hits: tuple[tuple[int, int], ...] = ()
    dated: Dated = "file"


@dataclass(frozen=True, slots=True)
class Range:
    """Calls in which a measure lies between `least` and `most`, both included; None leaves a side open."""

    speaker: str
    name: str
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which calls are wanted; what is empty is not asked.

    Attributes:
        text: words of the transcript; “in quotes” side by side, `word*` as a beginning.
        agent: whose calls.
        since, until: first and last day, as `2026-11-25`.
        tags: all of them.
        cue, pillar: a rule, or a pillar, of which at least one cue was shown.
        ranges: of measures, all of them.
    """

    text: str = ""
    agent: str = ""
    since: str = ""
    until: str = ""
    tags: frozenset[str] = frozenset()
    cue: str = ""
    pillar: str = ""
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of calls: by `held`, `title`, `agent`, `duration`, `cues`, or a measure: `agent.talk_share`.

    Calls that lack the value come last, in either direction; calls of the same value by `held`, latest first.
    """

    by: str = "held"
    descending: bool = True
