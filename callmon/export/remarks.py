"""Remarks: what a reader must know before trusting a report, from who was heard and what leaked."""

from collections.abc import Collection
from dataclasses import dataclass
from statistics import median

from callmon.export import words
from callmon.timeline import Failure, Leakage, Speaker, Unheard, other, seconds

SIDES: tuple[Speaker, Speaker] = ("agent", "customer")

LEAST_LEAKAGE_S = 1.0
"""Less leakage in a call needs no remark."""
LEAST_DROPOUT_S = 0.5
"""Less that was not heard needs no remark."""
LOUD_LEAKAGE_DB = -10.0
"""Over a leak as loud as this, one cannot tell whether the other speaks too."""

MOST_OF_REASON = 120
"""Letters of a failure that are told; all of it stands in the report's `failures`."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """Sentences for the reader, and whether who spoke when can be trusted."""

    notes: tuple[str, ...]
    timing_reliable: bool


def remarks_on(
    heard: Collection[str],
    leakage: Collection[Leakage],
    dropouts: Collection[Unheard] = (),
    *,
    bled: int = 0,
    words_kept: bool = True,
    failures: Collection[Failure] = (),
    broke_off: bool = False,
) -> Remarks:
    """The remarks on a call.

    Args:
        heard: the speakers of whom there is at least one utterance.
        leakage: where one side was heard on the channel of the other.
        dropouts: where a side was not heard.
        bled: samples in which the customer's loudspeaker was in the agent's microphone.
        words_kept: whether the text of what was said is known, where words were recognised.
        failures: rules that were brought along and failed.
        broke_off: whether the journal has no end, because the computer or callmon was stopped mid-call.
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
            f"{'weaker' if level <= 0 else 'louder'}; {words.seconds(total)} of it were not counted as the "
            f"{side}’s speech."
            + (" At that level, what both say at once cannot be told apart." if loud else "")
        )
    for side in SIDES:
        lost = sum(seconds(len(each.segment)) for each in dropouts if each.speaker == side)
        if lost >= LEAST_DROPOUT_S:
            notes.append(
                f"For {words.seconds(lost)} the {side} was not heard; silences, answers and overlaps there "
                "are not counted."
            )
    if bled:
        reliable = False
        notes.append(
            f"For {words.seconds(seconds(bled))} the customer’s loudspeaker was in the agent’s microphone; "
            "interruptions, overlaps and talk shares of that time are not reliable. A headset avoids that."
        )
    if not words_kept:
        notes.append("No words of this call were kept.")
    notes += [
        f"The cue “{words.plain(failed.rule)}”, which was brought along, failed at "
        f"{words.short_clock(seconds(failed.at))} and was off from then on ({_in_short(failed.reason)})."
        for failed in failures
    ]
    if broke_off:
        notes.append("The call broke off; this report covers what had been heard by then.")
    return Remarks(tuple(notes), reliable)


def _in_short(reason: str) -> str:
    """The reason on one line, cut where it is a long one."""
    line = words.plain(" ".join(reason.split()))
    return line if len(line) <= MOST_OF_REASON else line[: MOST_OF_REASON - 1].rstrip() + "…"
