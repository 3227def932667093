"""Own cues: what a coach has written without code, as values."""

from dataclasses import dataclass

from callmon.timeline import ActKind, Pillar, Speaker, Where


@dataclass(frozen=True, slots=True)
class Said:
    """`role` says one of `phrases` in a sentence; `where` is where in it they must lie."""

    role: Speaker
    phrases: tuple[str, ...]
    where: Where = "anywhere"


@dataclass(frozen=True, slots=True)
class Done:
    """`role` does the act `kind`; `form` is a form of it, `follow_up`, or empty for every one."""

    role: Speaker
    kind: ActKind
    form: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """The measure `name` of `role` (or of the call) is above or below a limit; one of the two is None."""

    role: Speaker
    name: str
    above: float | None = None
    below: float | None = None


@dataclass(frozen=True, slots=True)
class Unless:
    """What takes a cue back.

    Attributes:
        what: is not to have happened within `within_s` seconds before.
        within_s: None is the whole call so far.
        after: it is not to happen within `within_s` seconds afterwards; the cue waits for that long.
    """

    what: Said | Done
    within_s: float | None = None
    after: bool = False


@dataclass(frozen=True, slots=True)
class OwnCue:
    """A cue that a coach has written.

    Attributes:
        name: what the settings, the journal and the report call it.
        text, why, avoid: what it says; in `why` stand `{count}`, `{within}`, `{value}` and `{words}` for what
            was counted, the seconds it was counted in, what was measured, and what was said.
        pillar: the habit that it serves.
        urgency: 0 (praise) to 2.
        when: what calls for it.
        at_least: so many times.
        within_s: in so many seconds; None is the whole call.
        unless: what takes it back, if anything does.
    """

    name: str
    text: str
    why: str
    avoid: str
    pillar: Pillar
    urgency: int
    when: Said | Done | Measured
    at_least: int = 1
    within_s: float | None = None
    unless: Unless | None = None
