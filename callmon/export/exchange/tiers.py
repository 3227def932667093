"""Tiers: whose an annotation of another tool is, and what kind; names of tiers in, coder and kind out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from callmon.timeline import MarkKind

KINDS: dict[str, tuple[MarkKind, ...]] = {
    "notes": ("note",),
    "judgements": ("agree", "disagree"),
    "missed": ("missed",),
    "speakers": ("speaker",),
    "words": ("word",),
}
"""What the annotations on a coder's tier may be, by how its name ends."""
NAMES = {kind: name for name, kinds in KINDS.items() for kind in kinds}
"""How the name of the tier of a kind of mark ends."""
LIST = " (list)"
"""Behind the name of a tier on which ELAN offers a list to choose from."""

_CODERS = re.compile(rf"(?P<coder>.+): (?P<name>{'|'.join(KINDS)})(?: \(list\))?(?: \d+)?", re.DOTALL)
_MACHINE = re.compile(
    r"(?:said: (?:agent|customer)"
    r"|found: (?:overlap|act|moment|shift|silent)(?: \((?:agent|customer)\))?"
    r"|cue: (?:shown|held back))(?: \d+)?"
)
_LEAST_S = 0.002
"""Shorter than that, an annotation has no length in a tool that counts milliseconds."""
_VISIBLE_S = 0.1
"""How long a moment without length is drawn, so that a person can take hold of it."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no place for."""
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch of a tier, in seconds, with its text."""

    tier: str
    start: float
    end: float
    text: str


def tier_of(coder: str, kind: MarkKind) -> str:
    """The name of the tier on which a coder's marks of that kind lie."""
    return f"{printable(coder)}: {NAMES[kind]}"


def coder_and_name(tier: str) -> tuple[str, str] | None:
    """Whose a tier is, and which of `KINDS`; None of a tier that is no coder's.

    >>> coder_and_name("Robin: notes 2")
    ('Robin', 'notes')
    """
    found = None if is_machine(tier) else _CODERS.fullmatch(tier)
    return None if found is None else (found["coder"], found["name"])


def is_machine(tier: str) -> bool:
    """Whether callmon fills a tier itself; such tiers are not read back."""
    return _MACHINE.fullmatch(tier) is not None


def visible(start: float, end: float) -> tuple[float, float]:
    """From where to where something is drawn, in seconds: what is as good as a point gets a length."""
    return start, (end if end - start >= _LEAST_S else start + _VISIBLE_S)


def printable(text: str) -> str:
    """A text as every tool gives it back: ends of lines as one character, no control characters."""
    return _UNPRINTABLE.sub(" ", _LINE_END.sub("\n", text))


def side_by_side(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    """Annotations by tier, by time. What would overlap goes to a further tier, “… 2”: tools allow none."""
    every = list(annotations)
    tiers: dict[str, list[list[Annotation]]] = {each.tier: [] for each in every}
    for each in sorted(every, key=lambda each: (each.start, each.end)):
        rows = tiers[each.tier]
        free = next((row for row in rows if row[-1].end <= each.start), None)
        if free is None:
            rows.append(free := [])
        free.append(each)
    return {
        name if number == 1 else f"{name} {number}": row
        for name, rows in tiers.items()
        for number, row in enumerate(rows, start=1)
    }
