"""Units of agreement: what coders marked in, in which stretches each side says that something happened out.

Agreement needs stretches in which something could have happened, or nobody knows what it is to agree that it
did not. What is compared, of each speaker apart, and the stretches of a call on which it is:

* an act, a moment, a shift of the voice, a silent interruption: every utterance of that speaker;
* a kind of overlap: the utterances of whoever began it that overlap the other's speech, and those in which
  one was found or marked;
* a cue: every minute of the call. A cue lies in the minute in which it was shown; one that was held back does
  not count, for nobody saw it.

What was found or missed lies in the utterance that it shares most with, or else in the nearest one up to half
a second away. Only calls that a coder has judged whole have stretches: there, what is not marked is agreed
with. In the others, judgements alone are counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from callmon.coaching.judged import Judged, Report, judged
from callmon.timeline import Finding, Mark, Segment, Speaker, samples

Unit = Literal["utterance", "minute"]

_MINUTE = samples(60)
_NEAR = samples(0.5)
"""A stretch that somebody marks by hand begins and ends up to this far from the speech that is meant."""


class What(NamedTuple):
    """What is compared: a label as findings have it, and whose; an empty speaker where it is nobody's own."""

    label: str
    speaker: Speaker | Literal[""]

    @property
    def unit(self) -> Unit:
        """What one stretch is."""
        return "minute" if self.label.startswith("cue/") else "utterance"


@dataclass(frozen=True, slots=True)
class CodedCall:
    """What one coder said about a call.

    Attributes:
        call: its id.
        report: what the machine found.
        marks: of that coder alone.
        finished: whether the coder has judged all of it.
        informed: ids of marks that were made when others' marks could be seen.
    """

    call: str
    report: Report
    marks: tuple[Mark, ...]
    finished: bool
    informed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CallUnits:
    """One call of which both sides have judged everything.

    Attributes:
        call: its id.
        units: of each stretch, whether the first and whether the second side says that it happened there.
        counts: how often it happened in the call, as the first and as the second side have it; with what
            lies near no stretch.
    """

    call: str
    units: tuple[tuple[bool, bool], ...]
    counts: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """What two sides say about one thing.

    Attributes:
        what: the thing.
        calls: those that both have judged whole, in the order in which they were handed over.
        agreed, disagreed: judgements of the coder in all calls, judged whole or not; zero between coders.
    """

    what: What
    calls: tuple[CallUnits, ...]
    agreed: int = 0
    disagreed: int = 0


@dataclass(frozen=True, slots=True)
class BetweenCoders:
    """What two coders say, each blind to the other.

    Attributes:
        compared: everything that one of them or the machine found.
        calls: how many both have judged whole.
        left_out: how many marks were left out, because others' could be seen when they were made.
    """

    compared: tuple[Compared, ...]
    calls: int
    left_out: int


def machine_and_coder(calls: Sequence[CodedCall]) -> tuple[Compared, ...]:
    """The machine (first) against one coder (second), by label and speaker.

    Args:
        calls: what that coder said; each call once.
    """
    agreed: dict[What, int] = defaultdict(int)
    disagreed: dict[What, int] = defaultdict(int)
    views = []
    for each in calls:
        verdicts = judged(each.report, each.marks)
        for finding in verdicts.found:
            agreed[_what(finding)] += finding.key in verdicts.agreed
            disagreed[_what(finding)] += finding.key in verdicts.disagreed
        if each.finished:
            views.append((each.call, each.report, verdicts.found, verdicts.held_true()))
    compared = {each.what: each for each in _compared(views)}
    judgements = {what for what in (*agreed, *disagreed) if agreed[what] or disagreed[what]}
    return tuple(
        replace(compared.get(what, Compared(what, ())), agreed=agreed[what], disagreed=disagreed[what])
        for what in sorted({*compared, *judgements})
    )


def coder_and_coder(first: Sequence[CodedCall], second: Sequence[CodedCall]) -> BetweenCoders:
    """Two coders on the calls that both have judged whole, by what each marked blind to the other.

    Args:
        first: what one coder said; each call once.
        second: what the other one said, of the same reports.
    """
    others = {each.call: each for each in second if each.finished}
    left_out, views = 0, []
    for each in first:
        other = others.get(each.call)
        if other is None or not each.finished:
            continue
        left_out += sum(mark.id in side.informed for side in (each, other) for mark in side.marks)
        views.append((each.call, each.report, _blind(each).held_true(), _blind(other).held_true()))
    return BetweenCoders(_compared(views), len(views), left_out)


def _blind(each: CodedCall) -> Judged:
    return judged(each.report, [mark for mark in each.marks if mark.id not in each.informed])


def _compared(
    views: Iterable[tuple[str, Report, Sequence[Finding], Sequence[Finding]]],
) -> tuple[Compared, ...]:
    """Call, report and what either side holds to be true in; what they say of each thing out.

    A call in which neither side has something still has stretches in which both say that it did not happen.
    """
    sides = [
        (call, report, [each for each in one if each.shown], [each for each in two if each.shown])
        for call, report, one, two in views
    ]
    everything = sorted({_what(each) for _, _, one, two in sides for each in (*one, *two)})
    return tuple(
        Compared(what, tuple(_units(what, call, report, one, two) for call, report, one, two in sides))
        for what in everything
    )


def _units(
    what: What, call: str, report: Report, one: Iterable[Finding], two: Iterable[Finding]
) -> CallUnits:
    first = [each.segment for each in one if _what(each) == what]
    second = [each.segment for each in two if _what(each) == what]
    if what.unit == "minute":
        last = max(0, samples(report["call"]["duration"]) - 1) // _MINUTE
        stretches = [Segment(minute * _MINUTE, (minute + 1) * _MINUTE) for minute in range(last + 1)]
        places = [{min(last, segment.end // _MINUTE) for segment in side} for side in (first, second)]
    else:
        stretches = _utterances(report, what.speaker)
        places = [{_place(segment, stretches) for segment in side} for side in (first, second)]
    possible: Iterable[int] = range(len(stretches))
    if what.label.startswith("overlap/"):
        possible = _overlapping(stretches, _others(report, what.speaker), {*places[0], *places[1]})
    units = tuple((number in places[0], number in places[1]) for number in possible)
    return CallUnits(call, units, (len(first), len(second)))


def _what(finding: Finding) -> What:
    return What(finding.label, finding.speaker or "")


def _utterances(report: Report, speaker: str) -> list[Segment]:
    """A speaker's utterances; everybody's where it is nobody's own."""
    return [_span(row) for row in report["utterances"] if speaker in ("", row["speaker"])]


def _others(report: Report, speaker: str) -> list[Segment]:
    return [_span(row) for row in report["utterances"] if row["speaker"] != speaker]


def _overlapping(own: Sequence[Segment], others: Sequence[Segment], sure: set[int]) -> list[int]:
    """Which of one's own utterances overlap the other's, or are sure to."""
    return [
        number
        for number, segment in enumerate(own)
        if number in sure or any(segment & other for other in others)
    ]


def _place(segment: Segment, stretches: Sequence[Segment]) -> int:
    """The stretch in which it lies; -1 where none is near."""
    shares = [len(segment & stretch) for stretch in stretches]
    if any(shares):
        return shares.index(max(shares))
    gaps = [max(segment.gap_to(stretch), stretch.gap_to(segment)) for stretch in stretches]
    nearest = min(gaps, default=_NEAR + 1)
    return gaps.index(nearest) if nearest <= _NEAR else -1


def _span(row: Mapping[str, float]) -> Segment:
    return Segment(samples(row["start"]), samples(row["end"]))
