"""What thresholds could tell, and whether a coder calls it right: reports and judgements in, values out.

A candidate is what a report tells that was folded with a threshold as low as it may be. Whether it is right
is known from what the coder said about the report that they saw, the one folded with the threshold in use:

1. what the coder said about it in so many words; else about what it rests on (a cue about a rebuttal, on the
   rebuttal); else
2. in a call that the coder has judged whole: what was told and not disagreed with is right, what was not told
   and not missed is wrong. A cue that was held back tells nothing: nobody saw that it was none.

In other calls, only what was judged in so many words counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from callmon.coaching.judged import Judged, Report
from callmon.coaching.thresholds import Threshold
from callmon.timeline import Finding, Segment, findings, samples, seconds

Scored = tuple[float, bool]
"""A candidate's value in the unit of its threshold, and whether the coder calls it right."""

NEVER = 0.0
"""Value of what the coder missed and no threshold would have told."""


def scored(wide: Report, threshold: Threshold, said: Judged, *, finished: bool) -> tuple[Scored, ...]:
    """The candidates of one call of which it is known whether they are right, by place.

    Args:
        wide: the report that `widened` settings lead to.
        threshold: what is to be fitted.
        said: what the coder said of the report in use.
        finished: whether the coder has judged all of the call.
    """
    found = list(_candidates(wide, threshold))
    values = [
        (value, right)
        for value, candidate in found
        if (right := _is_right(candidate, threshold, said, finished=finished)) is not None
    ]
    never = [
        (NEVER, True)
        for missed in said.missed
        if _is_one_of(missed.label, threshold.labels)
        and not any(_is_it(missed, candidate) for _, candidate in found)
    ]
    return (*values, *never)


def _candidates(wide: Report, threshold: Threshold) -> Iterator[tuple[float, Finding]]:
    """Value and finding of each candidate, over the whole of what its value is the length of."""
    values = {f"cue/{place}": row["evidence"] for place, row in enumerate(wide["cues"])}
    for each in findings(wide):
        if not _is_one_of(each.label, threshold.labels):
            continue
        evidence = values.get(each.key)
        if evidence is None:
            if each.confidence is not None:
                yield each.confidence, each
            continue
        span = Segment(samples(evidence["start"]), max(samples(evidence["start"]), samples(evidence["end"])))
        if threshold.grown:
            span = _whole(wide, threshold, span)
            yield seconds(len(span)), _over(each, span)
        else:
            yield float(evidence["value"]), _over(each, span)


def _whole(wide: Report, threshold: Threshold, span: Segment) -> Segment:
    """The turn of the agent, or the silence, in which a cue fired; from where the cue counts it."""
    if threshold.grown == "turn":
        rows = [row for row in wide["turns"] if row["speaker"] == "agent"]
    else:
        rows = list(wide["non_talk"])
    ends = [samples(row["end"]) for row in rows if _span(row) & span]
    return Segment(span.start, max([span.end, *ends]))


def _is_right(candidate: Finding, threshold: Threshold, said: Judged, *, finished: bool) -> bool | None:
    """Whether the coder calls it right; None where there is no telling."""
    told = [each for each in said.found if _is_it(each, candidate)]
    basis = [each for each in said.found if _is_basis(each, candidate, threshold)]
    for each in (*told, *basis):
        if each.key in said.agreed or each.key in said.disagreed:
            return each.key in said.agreed
    missed = (
        each for each in said.missed if _is_it(each, candidate) or _is_basis(each, candidate, threshold)
    )
    if any(missed):
        return True
    if not finished:
        return None
    if any(each.shown for each in (*told, *basis)):
        return True
    return None if told else False


def _is_it(one: Finding, candidate: Finding) -> bool:
    same_side = one.speaker is None or one.speaker == candidate.speaker
    return one.label == candidate.label and same_side and _meet(one.segment, candidate.segment)


def _is_basis(one: Finding, candidate: Finding, threshold: Threshold) -> bool:
    return one.label in threshold.rests_on and _meet(one.segment, candidate.segment)


def _meet(one: Segment, two: Segment) -> bool:
    """Whether they share at least half of the shorter one: a cue fires before what it is about has ended."""
    return 2 * len(one & two) >= max(1, min(len(one), len(two)))


def _is_one_of(label: str, labels: Sequence[str]) -> bool:
    return label in labels or f"{label.partition('/')[0]}/*" in labels


def _over(each: Finding, span: Segment) -> Finding:
    return Finding(each.key, each.label, span, each.speaker, each.said, each.confidence, each.shown)


def _span(row: Mapping[str, Any]) -> Segment:
    return Segment(samples(row["start"]), samples(row["end"]))
