"""The conversation: observations in, events out, in the order in which they become certain."""

from collections import deque
from dataclasses import replace

from callmon.conversation.floor import Challenge, Floor
from callmon.conversation.hearing import Hearing
from callmon.conversation.lexicon import Lexicon, announces_hold
from callmon.conversation.overlaps import Facts, judge, severity
from callmon.conversation.settings import TimingSettings
from callmon.conversation.short_pauses import ShortPauses
from callmon.conversation.silences import Silences
from callmon.timeline import (
    Dropout,
    Ended,
    Event,
    Gap,
    Health,
    Leakage,
    Observation,
    Overlap,
    Segment,
    Sound,
    Speaker,
    SpeechStarted,
    Tick,
    Unheard,
    Utterance,
    Words,
    samples,
    seconds,
)

_REMEMBERED = 256
"""Utterances and overlaps whose words may still come; words are late by seconds, not by minutes."""


class Conversation:
    """The fold of one call: give it each observation once, in order.

    Args:
        settings: thresholds of turn-taking.
        lexicon: words of the language; None is a language without lists, of which timing alone is judged.
    """

    def __init__(self, settings: TimingSettings | None = None, lexicon: Lexicon | None = None) -> None:
        self._settings = settings or TimingSettings()
        self._lexicon = lexicon or Lexicon("")
        self._floor = Floor(self._settings)
        self._silences = Silences(self._settings)
        self._texts: dict[int, str] = {}
        self._facts: deque[Facts] = deque(maxlen=_REMEMBERED)
        self._told: dict[int, Overlap] = {}
        self._leaks: deque[Leakage] = deque(maxlen=_REMEMBERED)
        self._last: dict[Speaker, Utterance] = {}
        self._speaking: set[Speaker] = set()
        self._hearing = Hearing(self._settings)
        self._pauses = ShortPauses(self._settings, self._hearing, self._lexicon)
        self._gaps: deque[Gap] = deque(maxlen=_REMEMBERED)

    def observe(self, observation: Observation) -> list[Event]:
        """What `observation` makes certain."""
        match observation:
            case SpeechStarted():
                return self._started(observation)
            case Utterance():
                return self._ended(observation)
            case Tick():
                return self._ticked(observation)
            case Words():
                return self._words(observation)
            case Leakage():
                return self._leaked(observation)
            case Health():
                return self._condition(observation)
            case Dropout():
                return self._dropped(observation)
            case Ended():
                return self._over(observation)
            case Sound():
                self._silences.heard(observation.segment)
        return []

    def _started(self, start: SpeechStarted) -> list[Event]:
        found = self._broken(start.at)
        self._silences.spoke(start.at, start.speaker)
        self._speaking.add(start.speaker)
        self._pauses.started(start, self._floor.hold, self._last)
        return [*found, *self._settled(*self._floor.started(start))]

    def _ended(self, utterance: Utterance) -> list[Event]:
        self._speaking.discard(utterance.speaker)
        self._last[utterance.speaker] = utterance
        self._silences.spoke(utterance.segment.end, utterance.speaker)
        return self._settled(*self._floor.ended(utterance))

    def _over(self, ended: Ended) -> list[Event]:
        found = [*self._broken(ended.at), *self._missed(self._hearing.finished(ended.at))]
        return [*found, *self._settled(*self._floor.finished(ended.at))]

    def _ticked(self, tick: Tick) -> list[Event]:
        found: list[Event] = []
        if not self._hearing.whole:
            self._silences.unheard(tick.at)
        elif not self._speaking and not tick.stirring:
            found += self._silences.quiet(tick.at)
        for challenge in self._floor.challenges:
            found += self._live(challenge, tick)
        return [*found, *self._settled(*self._floor.ticked(tick))]

    def _condition(self, health: Health) -> list[Event]:
        before = self._hearing.whole
        found = self._broken(health.at)
        lost = self._hearing.condition(health)
        if before and self._hearing.whole:
            return []
        self._silences.unheard(health.at)
        return [*found, *self._missed(lost)]

    def _dropped(self, dropout: Dropout) -> list[Event]:
        found = self._broken(dropout.segment.start)
        self._silences.unheard(dropout.segment.end)
        return [*found, *self._missed(self._hearing.dropout(dropout))]

    def _broken(self, at: int) -> list[Event]:
        """The whole silence that ends at `at`, where there was one and both sides were heard."""
        return [] if self._speaking or not self._hearing.whole else [*self._silences.broken(at)]

    def _missed(self, lost: list[Unheard]) -> list[Event]:
        """What was not heard, and what it makes uncertain of that which has been told already."""
        found: list[Event] = [*lost]
        for number, gap in enumerate(self._gaps):
            if gap.heard and any(self._hearing.is_close(each, _between(gap)) for each in lost):
                self._gaps[number] = replace(gap, heard=False)
                found.append(self._gaps[number])
        for facts in self._facts:
            if any(self._hearing.is_close(each, facts.segment) for each in lost):
                found += self._verdict(facts)
        return found

    def _settled(self, events: list[Event], facts: list[Facts]) -> list[Event]:
        """What the floor has settled, judged by what else is known."""
        found: list[Event] = []
        for event in events:
            if isinstance(event, Gap):
                event = replace(event, heard=not self._hearing.missed(_between(event)))
                self._gaps.append(event)
            found.append(event)
        self._facts.extend(facts)
        return [*found, *(event for fact in facts for event in self._verdict(fact))]

    def _live(self, challenge: Challenge, tick: Tick) -> list[Event]:
        """The overlap as far as it has come, once it can only be an interruption."""
        hold, settings = self._floor.hold, self._settings
        voiced = tick.voiced(challenge.by)
        if hold is None or voiced is None or challenge.overlap is not None:
            return []
        if challenge.spoken < samples(settings.floor_min_s):
            return []
        heard = max(hold.end, tick.voiced(challenge.of) or hold.end)
        part, both = hold.over(challenge.said, min(voiced, heard))
        stopped = voiced - heard >= samples(settings.goes_on_s) and self._heard_at_edges(both)
        judged = len(both) - samples(settings.delay_budget_s)
        long = len(both) > samples(settings.live_overlap_s)
        if not long and not (stopped and judged > samples(settings.interruption_overlap_s)):
            return []
        challenge.overlap = self._floor.overlap_id()
        return [
            Overlap(
                id=challenge.overlap,
                segment=both,
                by=challenge.by,
                of=challenge.of,
                kind="interruption",
                severity=severity(judged, settings),
                reason=f"{challenge.by} has spoken over {challenge.of} for {seconds(len(both)):.2f} s",
                utterance=challenge.said.id,
                holder=part.id,
                settled=False,
            )
        ]

    def _leaked(self, leak: Leakage) -> list[Event]:
        self._leaks.append(leak)
        return [
            event for facts in self._facts if facts.segment & leak.segment for event in self._verdict(facts)
        ]

    def _leak_in(self, segment: Segment) -> Leakage | None:
        """What makes at least half of `segment` the voice of one side alone."""
        for leak in self._leaks:
            if 2 * len(segment & leak.segment) >= len(segment):
                return leak
        return None

    def _heard_at_edges(self, segment: Segment) -> bool:
        """Whether both sides were heard where `segment` begins and ends, and not only in between."""
        edges = (Segment(segment.start, segment.start), Segment(segment.end, segment.end))
        return not any(self._hearing.missed(edge) for edge in edges)

    def _verdict(self, facts: Facts) -> list[Event]:
        """The overlap as it is known now; nothing where that has been told already."""
        verdict = judge(
            facts,
            self._settings,
            self._texts.get(facts.utterance),
            self._texts.get(facts.holder),
            self._leak_in(facts.segment),
            lexicon=self._lexicon,
            heard=self._heard_at_edges(facts.segment),
        )
        overlap = Overlap(
            id=facts.id,
            segment=facts.segment,
            by=facts.by,
            of=facts.of,
            kind=verdict.kind,
            severity=verdict.severity,
            reason=verdict.reason,
            utterance=facts.utterance,
            holder=facts.holder,
            discounted=verdict.discounted,
            credited=verdict.credited,
        )
        if self._told.get(facts.id) == overlap:
            return []
        self._told[facts.id] = overlap
        self._told.pop(facts.id - _REMEMBERED, None)
        return [overlap]

    def _words(self, words: Words) -> list[Event]:
        if words.words and not any(word.text for word in words.words):
            # Their text was not kept: nothing can be said about it, which is not the same as an empty one.
            return []
        text = " ".join(word.text for word in words.words)
        self._texts[words.utterance] = text
        if len(self._texts) > _REMEMBERED:
            del self._texts[next(iter(self._texts))]
        for side, last in self._last.items():
            over = last.id == words.utterance and side not in self._speaking
            if over and announces_hold(self._lexicon, text):
                self._silences.hold_announced(side)
        found: list[Event] = []
        for facts in self._facts:
            if words.utterance in (facts.utterance, facts.holder):
                found += self._verdict(facts)
        return [*found, *self._pauses.known(words.utterance, self._texts)]


def _between(gap: Gap) -> Segment:
    """What lies between the end of one turn and the start of the next, or what both cover."""
    end = gap.at - gap.offset
    return Segment(min(gap.at, end), max(gap.at, end))
