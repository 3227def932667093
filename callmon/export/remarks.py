"""Remarks: what a reader must know before trusting a report, from who was heard and what leaked."""

from collections.abc import Collection
from dataclasses import dataclass
from statistics import median

from callmon.timeline import Leakage, Speaker, other, seconds

SIDES: tuple[Speaker, Speaker] = ("agent", "customer")

LEAST_LEAKAGE_S = 1.0
"""Less leakage in a call needs no remark."""
LOUD_LEAKAGE_DB = -10.0
"""Over a leak as loud as this, one cannot tell whether the other speaks too."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """Sentences for the reader, and whether who spoke when can be trusted."""

    notes: tuple[str, ...]
    timing_reliable: bool


def remarks_on(heard: Collection[str], leakage: Collection[Leakage]) -> Remarks:
    """The remarks on a call.

    Args:
        heard: the speakers of whom there is at least one utterance.
        leakage: where one side was heard on the channel of the other.
    """
    silent = [f"The {side}’s channel holds no speech." for side in SIDES if side not in heard]
    reliable, notes = not silent, silent
    for side in SIDES:
        leaks = [leak for leak in leakage if leak.speaker == side]
        total = sum(seconds(len(leak.segment)) for leak in leaks)
        if total < LEAST_LEAKAGE_S:
            continue
        level = median(leak.level_db for leak in leaks)
        loud = level > LOUD_LEAKAGE_DB
        reliable = reliable and not loud
        notes.append(
            f"The {other(side)} is heard on the {side}’s channel too, about {abs(level):.0f} dB "
            f"{'weaker' if level <= 0 else 'louder'}; {total:.0f} s of it were not counted as the {side}’s "
            "speech." + (" At that level, what both say at once cannot be told apart." if loud else "")
        )
    return Remarks(tuple(notes), reliable)
