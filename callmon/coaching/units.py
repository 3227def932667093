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

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from callmon.coaching.judged import Report, judged
from callmon.coaching.stretches import Stretches
from callmon.timeline import Finding, Mark, Segment, Speaker, other, samples

Unit = Literal["utterance", "minute"]

_MINUTE = samples(60)


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
        agreed, disagreed: how many judgements the coder made in so many words, in all calls; none between
            coders.
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
    said: dict[bool, Counter[What]] = {True: Counter(), False: Counter()}
    views = []
    for each in calls:
        verdicts = judged(each.report, each.marks)
        for right, keys in ((True, verdicts.agreed), (False, verdicts.disagreed)):
            said[right].update(
                _what(finding) for finding in verdicts.found if finding.shown and finding.key in keys
            )
        if each.finished:
            views.append(_View(each, verdicts.found, verdicts.held_true()))
    compared = {each.what: each for each in _compared(views)}
    return tuple(
        replace(compared.get(what, Compared(what, ())), agreed=said[True][what], disagreed=said[False][what])
        for what in sorted({*compared, *said[True], *said[False]})
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
        counterpart = others.get(each.call)
        if counterpart is None or not each.finished:
            continue
        left_out += sum(mark.id in side.informed for side in (each, counterpart) for mark in side.marks)
        views.append(_View(each, _blind(each), _blind(counterpart)))
    return BetweenCoders(_compared(views), len(views), left_out)


def _blind(each: CodedCall) -> tuple[Finding, ...]:
    return judged(each.report, [mark for mark in each.marks if mark.id not in each.informed]).held_true()


class _View:
    """A call that both sides have judged whole.

    Args:
        coded: the call.
        first, second: what either side holds to be true of it.
    """

    def __init__(self, coded: CodedCall, first: Iterable[Finding], second: Iterable[Finding]) -> None:
        self._call, self._report = coded.call, coded.report
        self._first, self._second = _by_what(first), _by_what(second)
        self._spoken: dict[str, list[Segment]] = {"agent": [], "customer": [], "": []}
        for row in coded.report["utterances"]:
            segment = Segment(samples(row["start"]), samples(row["end"]))
            self._spoken[row["speaker"]].append(segment)
            self._spoken[""].append(segment)
        self._stretches = {speaker: Stretches(spoken) for speaker, spoken in self._spoken.items()}
        self._minutes = max(0, samples(coded.report["call"]["duration"]) - 1) // _MINUTE + 1

    def everything(self) -> set[What]:
        """What one of the sides holds to be true somewhere."""
        return {*self._first, *self._second}

    def units(self, what: What) -> CallUnits:
        """Of each stretch, whether the sides say that it happened there."""
        found = self._first.get(what, []), self._second.get(what, [])
        if what.unit == "minute":
            # A cue at the very end of a call lies in its last minute.
            places = [{min(self._minutes - 1, each.end // _MINUTE) for each in side} for side in found]
            possible = set(range(self._minutes))
        else:
            own = self._stretches[what.speaker]
            places = [{place for each in side if (place := own.place(each)) is not None} for side in found]
            possible = set(range(len(own)))
            if what.label.startswith("overlap/") and what.speaker:
                shared = own.shared_with(self._spoken[other(what.speaker)])
                possible = shared.union(*places)
        units = tuple((place in places[0], place in places[1]) for place in sorted(possible))
        return CallUnits(self._call, units, (len(found[0]), len(found[1])))


def _compared(views: Sequence[_View]) -> tuple[Compared, ...]:
    """What the sides say of everything that one of them holds to be true in one of the calls.

    A call in which neither has something still has stretches in which both say that it did not happen.
    """
    everything = sorted({what for view in views for what in view.everything()})
    return tuple(Compared(what, tuple(view.units(what) for view in views)) for what in everything)


def _by_what(found: Iterable[Finding]) -> dict[What, list[Segment]]:
    """The stretches of what was shown."""
    by_what: dict[What, list[Segment]] = defaultdict(list)
    for each in found:
        if each.shown:
            by_what[_what(each)].append(each.segment)
    return by_what


def _what(finding: Finding) -> What:
    return What(finding.label, finding.speaker or "")
