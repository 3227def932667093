"""The fold of the overlay: steps in, the current glance out. Deterministic, bounded, no Qt and no clock."""

import math

from callmon.preferences import Mode
from callmon.timeline import (
    Arousal,
    Cue,
    Dropout,
    Ended,
    Feedback,
    Health,
    Measure,
    NoticeGiven,
    Observation,
    Overlap,
    OverlapKind,
    Painted,
    Part,
    Snooze,
    Speaker,
    SpeechStarted,
    State,
    Step,
    Tick,
    ToneShift,
    Utterance,
    Verdict,
    Words,
    samples,
    seconds,
)
from callmon.ui.glance import CallState, Glance, PastCue, Timing
from callmon.ui.overlap_counts import OverlapCounts
from callmon.ui.tone_words import ToneWords
from callmon.ui.transcript_tail import TranscriptTail

SHOWN_S = 8.0
"""How long a cue stays on the screen, by the call's own time (definitions, “Cues”)."""

PAST = 5
"""Past cues that are listed."""


class GlanceFold:
    """Eats every step of one call, in order, and gives the glance.

    Args:
        mode: what is kept of the call.
        shown_s: how long a cue stays, in seconds of the call.
    """

    def __init__(self, mode: Mode = "cues", shown_s: float = SHOWN_S) -> None:
        self._mode: Mode = mode
        self._recording = self._notice_given = False
        self._shown = samples(shown_s)
        self._at = 0
        self._state: CallState = "starting"
        self._message = ""
        self._health: dict[Part, State] = {"bleed": "unknown"}
        self._values: dict[str, float | None] = {}
        self._speaks = (False, False)
        self._counts = OverlapCounts()
        self._tail = TranscriptTail()
        self._tone = ToneWords()
        self._cue: Cue | None = None
        self._past: tuple[PastCue, ...] = ()
        self._rests_on: dict[tuple[str, int], tuple[int, OverlapKind]] = {}
        self._snoozed_until = 0
        self._unheard: dict[Speaker, int] = {"agent": 0, "customer": 0}
        self._timing = Timing()

    def fold(self, step: Step) -> Glance:
        """The glance after `step`."""
        self._observe(step.observation)
        for event in step.events:
            if isinstance(event, Overlap):
                self._counts.add(event)
                self._judge(event)
            elif isinstance(event, ToneShift):
                self._tone.add(event)
        for measure in step.measures:
            self._measure(measure)
        for cue in step.cues:
            self._advise(cue, step)
        for failure in step.failures:
            self._message = f"The cue “{failure.rule}” failed and is off for this call ({failure.reason})."
        return self.glance

    def partial(self, utterance: int, speaker: Speaker, text: str) -> Glance:
        """The glance with the text of an utterance that is still being recognised."""
        self._tail.partial(utterance, speaker, text, self._at)
        return self.glance

    def timing(
        self,
        cue_p50: float | None = None,
        cue_p95: float | None = None,
        words_p50: float | None = None,
        words_p95: float | None = None,
    ) -> Glance:
        """The glance with how late cues and words were lately, in milliseconds; see `Timing`."""
        self._timing = Timing(cue_p50, cue_p95, words_p50, words_p95)
        return self.glance

    def keep(self, mode: Mode, recording: bool) -> Glance:
        """The glance with what is kept of the call from now on."""
        self._mode, self._recording = mode, recording
        return self.glance

    def notice(self, message: str) -> Glance:
        """The glance with one sentence for the person at the screen; it stays until the next one."""
        self._message = message
        return self.glance

    def fail(self, message: str) -> Glance:
        """The glance of a call that cannot go on, for the reason that one sentence gives."""
        self._message = message
        self._close("failed")
        return self.glance

    @property
    def glance(self) -> Glance:
        """What is to be shown now."""
        snoozed = max(0, self._snoozed_until - self._at)
        return Glance(
            state=self._state,
            mode=self._mode,
            recording=self._recording and self._state == "listening",
            notice_given=self._notice_given,
            message=self._message,
            seconds=int(seconds(self._at)),
            share=_whole(self._values.get("talk_share_now"), 100),
            pace_now=_whole(self._values.get("pace_now")),
            pace_usual=_whole(self._values.get("pace_usual")),
            interruptions=self._counts.interruptions,
            tries=self._counts.tries,
            agent_speaks=self._speaks[0],
            customer_speaks=self._speaks[1],
            agent=self._health.get("agent", "ok"),
            customer=self._health.get("customer", "ok"),
            bleed=self._health.get("bleed", "unknown"),
            words=self._health.get("words", "ok"),
            agent_tone=self._tone.of("agent"),
            customer_tone=self._tone.of("customer"),
            tense=self._tone.tense,
            unheard=int(seconds(max(self._unheard.values()))),
            snoozed=math.ceil(seconds(snoozed)),
            cue=self._cue,
            cues=self._past,
            lines=self._tail.lines,
            timing=self._timing,
        )

    def _observe(self, observation: Observation) -> None:
        match observation:
            case Utterance(segment=segment):
                self._at = max(self._at, segment.end)
            case SpeechStarted(at=at) | Tick(at=at) | Health(at=at) | Snooze(at=at) | Ended(at=at):
                self._at = max(self._at, at)
        match observation:
            case Tick():
                self._hear()
                self._speaks = observation.agent is not None, observation.customer is not None
            case SpeechStarted() | Utterance():
                self._tail.started(observation)
            case Words():
                self._tail.final(observation)
            case Arousal():
                self._tone.estimate(observation)
            case Health(part=part, state=state):
                self._health[part] = state
                if part == "call":
                    self._pause(paused=state == "paused")
            case Dropout(speaker=speaker, segment=segment):
                self._unheard[speaker] += len(segment)
            case Snooze(until=until):
                self._snoozed_until = until
                self._cue = None if until > self._at else self._cue
            case Painted(rule=rule, cue=at):
                self._mark(rule, at, painted=True)
            case Feedback(rule=rule, cue=at, verdict=verdict):
                self._mark(rule, at, verdict=verdict)
                if self._cue is not None and (self._cue.rule, self._cue.at) == (rule, at):
                    self._cue = None
            case NoticeGiven():
                self._notice_given = True
                self._recording = self._mode == "recording"
            case Ended():
                self._close("stopped")

    def _hear(self) -> None:
        if self._state == "starting":
            self._state = "listening"
        if self._cue is not None and self._at - self._cue.at >= self._shown:
            self._cue = None

    def _pause(self, *, paused: bool) -> None:
        if self._state in ("stopped", "failed"):
            return
        if paused:
            self._close("paused")
        elif self._state == "paused":
            self._state = "listening"

    def _close(self, state: CallState) -> None:
        """Nothing is heard from now on, so nobody speaks and no advice stands."""
        self._state, self._speaks, self._cue = state, (False, False), None
        self._tail.settle()

    def _measure(self, measure: Measure) -> None:
        if measure.speaker == "agent" and measure.name in ("talk_share_now", "pace_now", "pace_usual"):
            self._values[measure.name] = measure.value

    def _advise(self, cue: Cue, step: Step) -> None:
        for event in step.events:
            if isinstance(event, Overlap) and event.segment.start == cue.evidence.segment.start:
                self._rests_on[cue.rule, cue.at] = event.id, event.kind
        self._past = (PastCue(cue), *self._past)[:PAST]
        listed = {(past.cue.rule, past.cue.at) for past in self._past}
        self._rests_on = {key: lap for key, lap in self._rests_on.items() if key in listed}
        if self._cue is None or cue.urgency > self._cue.urgency:
            self._cue = cue

    def _judge(self, overlap: Overlap) -> None:
        """Clear the cues whose overlap turned out to be something else."""
        for (rule, at), (name, kind) in self._rests_on.items():
            if name == overlap.id:
                self._mark(rule, at, cleared=overlap.kind != kind)

    def _mark(
        self,
        rule: str,
        at: int,
        *,
        cleared: bool | None = None,
        painted: bool | None = None,
        verdict: Verdict | None = None,
    ) -> None:
        def marked(past: PastCue) -> PastCue:
            if (past.cue.rule, past.cue.at) != (rule, at):
                return past
            return PastCue(
                past.cue,
                past.cleared if cleared is None else cleared,
                past.painted if painted is None else painted,
                past.verdict if verdict is None else verdict,
            )

        self._past = tuple(marked(past) for past in self._past)


def _whole(value: float | None, times: int = 1) -> int | None:
    return None if value is None else round(value * times)
