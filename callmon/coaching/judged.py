"""What one coder's marks say of what a report found: report and marks in, judgements out.

A mark names its finding by key, label and stretch. A report that is made anew may number otherwise: then the
finding of the same label that shares at least half of the longer stretch is meant. Where there is none, the
mark is orphaned: it is told, and changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callmon.timeline import Finding, Mark, Segment, Speaker, findings

Report = Mapping[str, Any]

_WHOSE: Mapping[str, Speaker] = {"moment": "customer", "cue": "agent"}
"""Whose a finding is, whatever speaker was chosen when it was marked as missed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of a report as one coder sees them.

    Attributes:
        found: what the machine found, by start.
        agreed: keys of those that the coder agreed with in so many words.
        disagreed: keys of those that the coder disagreed with.
        missed: what the coder added, by start; their keys are `missed/` and the mark's id.
        orphaned: judgements of what is not in the report any more, by start.
    """

    found: tuple[Finding, ...]
    agreed: frozenset[str]
    disagreed: frozenset[str]
    missed: tuple[Finding, ...]
    orphaned: tuple[Mark, ...]

    def held_true(self) -> tuple[Finding, ...]:
        """What the coder holds to be true, by start: found and not disagreed with, or missed."""
        kept = [each for each in self.found if each.key not in self.disagreed]
        return tuple(sorted([*kept, *self.missed], key=lambda each: (each.segment, each.key)))


def judged(report: Report, marks: Iterable[Mark]) -> Judged:
    """What the marks of one coder say of `report` (`docs/report.md`).

    What was marked as missed and is found in this report counts as agreed with; what is both agreed and
    disagreed with counts as disagreed with.
    """
    found = findings(report)
    ordered = sorted(marks, key=lambda mark: (mark.segment, mark.id))
    verdicts = [mark for mark in ordered if mark.kind in ("agree", "disagree")]
    meant = _meant(verdicts, found)
    agreed = {meant[mark.id].key for mark in verdicts if mark.id in meant and mark.kind == "agree"}
    disagreed = {meant[mark.id].key for mark in verdicts if mark.id in meant and mark.kind == "disagree"}
    missed = []
    for mark in ordered:
        if mark.kind == "missed" and mark.label:
            again = _nearest(mark, [each for each in found if _could_be(mark, each)])
            if again is None:
                key = f"missed/{mark.id}"
                missed.append(Finding(key, mark.label, mark.segment, _whose(mark), mark.text))
            else:
                agreed.add(again.key)
    orphaned = tuple(mark for mark in verdicts if mark.id not in meant)
    return Judged(found, frozenset(agreed - disagreed), frozenset(disagreed), tuple(missed), orphaned)


def touch(one: Segment, two: Segment) -> bool:
    """Whether two stretches share something, or begin at the same sample."""
    return bool(one & two) or one.start == two.start


def is_same(one: Segment, two: Segment) -> bool:
    """Whether two stretches share at least half of the longer one."""
    return one == two or 2 * len(one & two) >= max(len(one), len(two)) > 0


def _meant(marks: Sequence[Mark], found: Sequence[Finding]) -> dict[str, Finding]:
    """The finding that each mark is about, by the mark's id: first those whose key still holds."""
    by_key = {each.key: each for each in found}
    meant: dict[str, Finding] = {}
    for mark in marks:
        known = by_key.get(mark.target)
        if known is not None and known.label == mark.label and touch(known.segment, mark.segment):
            meant[mark.id] = known
    taken = {each.key for each in meant.values()}
    for mark in marks:
        if mark.id not in meant:
            free = [each for each in found if each.label == mark.label and each.key not in taken]
            again = _nearest(mark, free)
            if again is not None:
                meant[mark.id] = again
                taken.add(again.key)
    return meant


def _whose(mark: Mark) -> Speaker | None:
    return _WHOSE.get(mark.label.partition("/")[0], mark.speaker)


def _could_be(mark: Mark, finding: Finding) -> bool:
    """Whether a missed one may have been found since: the same thing, nobody else's, and not held back."""
    whose = _whose(mark)
    same_side = whose is None or finding.speaker in (None, whose)
    return finding.label == mark.label and finding.shown and same_side


def _nearest(mark: Mark, found: Iterable[Finding]) -> Finding | None:
    """The finding that shares most with the mark's stretch, at least half of the longer one."""
    same = [each for each in found if is_same(each.segment, mark.segment)]
    return max(same, key=lambda each: (len(each.segment & mark.segment), -each.segment.start), default=None)
