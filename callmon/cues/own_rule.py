"""The rule of an own cue: says what a coach has written when its condition becomes true."""

from collections import deque
from dataclasses import dataclass

from callmon.cues.found import Finder, Hit
from callmon.cues.own import Measured, OwnCue
from callmon.cues.quote import quote
from callmon.cues.rule import BOTH, Heard
from callmon.timeline import Cue, Evidence, Segment, Speaker, samples

_VERSION = 1
"""Of what follows from an own cue; the cue itself has none."""
_REMEMBERED = 256
"""Hits, and conditions that wait: far more than are counted or waited for at once."""
_MEASURED_S = 60.0
"""What a measure of the moment rests on."""
_PATIENCE_S = 20.0
"""Words that are later than this come too late to say that something was not said."""
_OWN_VOICE = "pace_"
"""Measures that begin so rest on one side alone."""


@dataclass(frozen=True, slots=True)
class _Call:
    """The condition is true: what it rests on, and over which positions nothing may take it back."""

    evidence: Evidence
    over: Segment


class OwnRule:
    """A rule that goes by an own cue.

    Args:
        own: what the coach has written.
    """

    def __init__(self, own: OwnCue) -> None:
        self.own = own
        self.name = own.name
        self.hears: tuple[Speaker, ...] = BOTH
        self._finder: Finder | None = None
        self._limit: Measured | None = None
        if isinstance(own.when, Measured):
            self._limit = own.when
            if own.when.name.startswith(_OWN_VOICE):
                self.hears = (own.when.role,)
        else:
            self._finder = Finder(own.when)
        self._against = Finder(own.unless.what) if own.unless else None
        self._taken_back: deque[int] = deque(maxlen=_REMEMBERED)
        self._hits: deque[Hit] = deque(maxlen=_REMEMBERED)
        self._calls: deque[_Call] = deque(maxlen=_REMEMBERED)
        self._armed = True

    def hear(self, heard: Heard) -> Cue | None:
        """The cue once its condition is true and nothing has taken it back."""
        if self._against is not None:
            self._taken_back.extend(hit.segment.start for hit in self._against.hear(heard))
        if self._finder is not None:
            self._calls.extend(self._counted(self._finder.hear(heard)))
        if self._limit is not None:
            self._calls.extend(self._crossed(heard, self._limit))
        for _ in range(len(self._calls)):
            call = self._calls.popleft()
            if not self._is_due(call, heard.at):
                self._calls.append(call)
            elif self._stands(call, heard.at):
                return self._cue(call.evidence, heard.at)
        return None

    def _counted(self, hits: list[Hit]) -> list[_Call]:
        """Said or done often enough in the time."""
        own = self.own
        found = []
        for hit in hits:
            self._hits.append(hit)
            if own.within_s is not None:
                first = hit.segment.end - samples(own.within_s)
                self._hits = deque((each for each in self._hits if each.segment.end > first), _REMEMBERED)
            count = len(self._hits)
            if count >= own.at_least:
                span = self._hits[0].segment | hit.segment
                self._hits.clear()
                evidence = Evidence(span, count, own.at_least, "times", count, words=hit.words)
                found.append(_Call(evidence, self._over(hit.segment)))
        return found

    def _crossed(self, heard: Heard, when: Measured) -> list[_Call]:
        """The measure has crossed its limit, after it was on the other side of it."""
        for measure in heard.measures:
            if measure.name != when.name or measure.value is None or measure.speaker not in (when.role, None):
                continue
            over = when.above is not None and measure.value > when.above
            true = over or (when.below is not None and measure.value < when.below)
            fires, self._armed = true and self._armed, not true
            if fires:
                limit = when.above if when.above is not None else when.below or 0.0
                span = Segment(max(0, heard.at - samples(_MEASURED_S)), heard.at)
                evidence = Evidence(span, measure.value, limit, measure.unit)
                return [_Call(evidence, self._over(Segment(heard.at, heard.at)))]
        return []

    def _over(self, last: Segment) -> Segment:
        """Positions at which something may begin that takes the cue back."""
        unless = self.own.unless
        if unless is None:
            return last
        within = last.end if unless.within_s is None else samples(unless.within_s)
        if unless.after:
            return Segment(last.start, last.end + within)
        return Segment(max(0, last.start - within), last.end)

    def _is_due(self, call: _Call, at: int) -> bool:
        """Whether it is known by `at` what was said until the end of the time, or never will be."""
        if self._against is None or at - call.over.end > samples(_PATIENCE_S):
            return True
        return at >= call.over.end and self._against.knows(call.over.end, at)

    def _stands(self, call: _Call, at: int) -> bool:
        """Whether nothing has taken it back; where that is not known, it does not stand."""
        if self._against is None:
            return True
        if at - call.over.end > samples(_PATIENCE_S) and not self._against.knows(call.over.end, at):
            return False
        return not any(start in call.over for start in self._taken_back)

    def _cue(self, evidence: Evidence, at: int) -> Cue:
        own = self.own
        within = own.within_s if own.within_s is not None else own.unless and own.unless.within_s
        values = {
            "count": evidence.count,
            "within": f"{within or 0:g}",
            "value": evidence.value,
            "words": quote(evidence.words),
        }
        return Cue(
            rule=own.name,
            version=_VERSION,
            pillar=own.pillar,
            text=own.text,
            why=own.why.format_map(values),
            avoid=own.avoid,
            urgency=own.urgency,
            at=at,
            evidence=evidence,
            positive=own.urgency == 0,
        )
