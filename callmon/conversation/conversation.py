"""The conversation: observations in, events out, in the order in which they become certain."""

from collections import deque
from dataclasses import dataclass

from callmon.conversation.floor import Challenge, Floor, Hold
from callmon.conversation.lexicon import announces_hold, is_unfinished
from callmon.conversation.overlaps import Facts, judge, severity
from callmon.conversation.settings import TimingSettings
from callmon.conversation.silences import Silences
from callmon.timeline import (
    Ended,
    Event,
    Leakage,
    Observation,
    Overlap,
    Segment,
    SilentInterruption,
    Sound,
    Speaker,
    SpeechStarted,
    Tick,
    Utterance,
    Words,
    samples,
    seconds,
)

_REMEMBERED = 256
"""Utterances and overlaps whose words may still come; words are late by seconds, not by minutes."""


@dataclass(frozen=True, slots=True)
class _ShortPause:
    """A start after a short pause of the other, to be judged once the other's words are known."""

    at: int
    by: Speaker
    of: Speaker
    pause: int
    before: int


class Conversation:
    """The fold of one call: give it each observation once, in order.

    Args:
        settings: thresholds of turn-taking.
    """

    def __init__(self, settings: TimingSettings | None = None) -> None:
        self._settings = settings or TimingSettings()
        self._floor = Floor(self._settings)
        self._silences = Silences(self._settings)
        self._texts: dict[int, str] = {}
        self._facts: deque[Facts] = deque(maxlen=_REMEMBERED)
        self._told: dict[int, Overlap] = {}
        self._pauses: deque[_ShortPause] = deque(maxlen=_REMEMBERED)
        self._last: dict[Speaker, Utterance] = {}
        self._speaking: set[Speaker] = set()

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
            case Sound():
                self._silences.heard(observation.segment)
                return []
            case Leakage():
                return []
            case Ended():
                events, facts = self._floor.finished()
                return [*self._silences.broken(observation.at), *events, *self._judged(facts)]

    def _started(self, start: SpeechStarted) -> list[Event]:
        found: list[Event] = [] if self._speaking else list(self._silences.broken(start.at))
        self._silences.spoke(start.at, start.speaker)
        self._speaking.add(start.speaker)
        self._note_short_pause(start)
        events, facts = self._floor.started(start)
        return [*found, *events, *self._judged(facts)]

    def _ended(self, utterance: Utterance) -> list[Event]:
        self._speaking.discard(utterance.speaker)
        self._last[utterance.speaker] = utterance
        self._silences.spoke(utterance.segment.end, utterance.speaker)
        events, facts = self._floor.ended(utterance)
        return [*events, *self._judged(facts)]

    def _ticked(self, tick: Tick) -> list[Event]:
        found: list[Event] = []
        if not self._speaking:
            found += self._silences.quiet(tick.at)
        for challenge in self._floor.challenges:
            found += self._live(challenge, tick)
        events, facts = self._floor.ticked(tick)
        return [*found, *events, *self._judged(facts)]

    def _live(self, challenge: Challenge, tick: Tick) -> list[Event]:
        """The overlap as far as it has come, once it can only be an interruption."""
        hold, settings = self._floor.hold, self._settings
        voiced = tick.voiced(challenge.by)
        if hold is None or voiced is None or challenge.announced or hold.speaker != challenge.of:
            return []
        if challenge.spoken < samples(settings.floor_min_s):
            return []
        holder = tick.voiced(challenge.of) if hold.speaking else hold.end
        start = challenge.said.start
        both = min(voiced, holder or hold.end) - start
        stopped = voiced - (holder or hold.end) >= samples(settings.goes_on_s)
        judged = both - samples(settings.delay_budget_s)
        long = both > samples(settings.live_overlap_s)
        if not long and not (stopped and judged > samples(settings.interruption_overlap_s)):
            return []
        challenge.announced = True
        return [self._so_far(challenge, hold, both)]

    def _so_far(self, challenge: Challenge, hold: Hold, both: int) -> Overlap:
        start = challenge.said.start
        reason = f"{challenge.by} has spoken over {challenge.of} for {seconds(both):.1f} s"
        judged = seconds(both) - self._settings.delay_budget_s
        return Overlap(
            id=-challenge.said.id,
            segment=Segment(start, start + both),
            by=challenge.by,
            of=challenge.of,
            kind="interruption",
            severity=severity(judged, self._settings),
            reason=reason,
            utterance=challenge.said.id,
            holder=hold.said[-1].id,
            settled=False,
        )

    def _judged(self, facts: list[Facts]) -> list[Event]:
        self._facts.extend(facts)
        return [event for fact in facts for event in self._verdict(fact)]

    def _verdict(self, facts: Facts) -> list[Event]:
        """The overlap as it is known now; nothing where that has been told already."""
        verdict = judge(
            facts, self._settings, self._texts.get(facts.utterance), self._texts.get(facts.holder)
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
        text = " ".join(word.text for word in words.words)
        self._texts[words.utterance] = text
        self._texts.pop(words.utterance - _REMEMBERED, None)
        if any(last.id == words.utterance for last in self._last.values()) and announces_hold(text):
            self._silences.hold_announced()
        found: list[Event] = []
        for facts in list(self._facts):
            if words.utterance in (facts.utterance, facts.holder):
                found += self._verdict(facts)
        for pause in list(self._pauses):
            if pause.before == words.utterance:
                self._pauses.remove(pause)
                found += _silent(pause, text)
        return found

    def _note_short_pause(self, start: SpeechStarted) -> None:
        hold = self._floor.hold
        last = None if hold is None else self._last.get(hold.speaker)
        if hold is None or last is None or hold.speaker == start.speaker or hold.speaking:
            return
        pause = start.at - last.segment.end
        settings = self._settings
        if samples(settings.silent_pause_min_s) <= pause <= samples(settings.silent_pause_max_s):
            self._pauses.append(_ShortPause(start.at, start.speaker, hold.speaker, pause, last.id))


def _silent(pause: _ShortPause, text: str) -> list[Event]:
    if not is_unfinished(text):
        return []
    return [SilentInterruption(pause.at, pause.by, pause.of, pause.pause, " ".join(text.split()[-4:]))]
