"""The glance: everything that the overlay shows, as one value. No Qt."""

from dataclasses import dataclass
from typing import Literal

from callmon.preferences import Mode
from callmon.timeline import Cue, SignalWord, Speaker, State, Verdict

CallState = Literal["starting", "listening", "paused", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class PastCue:
    """A cue that was given, and what became of it.

    `cleared`: what it rests on was judged otherwise later, by the words. `painted`: it was on the screen.
    """

    cue: Cue
    cleared: bool = False
    painted: bool = False
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What was said in one utterance; `at` is where it began, in samples, `final` whether the text stays."""

    utterance: int
    speaker: Speaker
    at: int
    text: str
    final: bool = True


@dataclass(frozen=True, slots=True)
class Timing:
    """How late things were lately, in milliseconds; None while there is nothing to measure.

    A cue: from when its condition was true in the audio until it was painted. Words: from the end of an
    utterance until its final words.
    """

    cue_p50: float | None = None
    cue_p95: float | None = None
    words_p50: float | None = None
    words_p95: float | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """What the overlay shows right now.

    `recording` is whether audio is being recorded at this moment, `notice_given` whether the person
    confirmed that both sides were told of it. `seconds` is the length of the call so far, whole. `share`
    is the agent's share of all speech lately, in whole percent; paces are in whole words per minute.
    `interruptions` are the agent's, `tries` the customer's failed attempts to speak. `unheard` is how
    many whole seconds a channel has missed, of the channel that missed most. `agent_tone` and
    `customer_tone` are how the voices differ from their own usual, `tense` how tense (100) rather than
    calm (0) the customer sounded last, where that is estimated. `snoozed` is how many seconds of the
    snooze are left. `cues` has the latest first, `lines` the latest last. `message` is one sentence: why
    the call has failed, or what else the person at the screen should know.
    """

    state: CallState = "starting"
    mode: Mode = "cues"
    recording: bool = False
    notice_given: bool = False
    message: str = ""
    seconds: int = 0
    share: int | None = None
    pace_now: int | None = None
    pace_usual: int | None = None
    interruptions: int = 0
    tries: int = 0
    agent_speaks: bool = False
    customer_speaks: bool = False
    agent: State = "ok"
    customer: State = "ok"
    bleed: State = "unknown"
    words: State = "ok"
    unheard: int = 0
    agent_tone: tuple[SignalWord, ...] = ()
    customer_tone: tuple[SignalWord, ...] = ()
    tense: int | None = None
    snoozed: int = 0
    cue: Cue | None = None
    cues: tuple[PastCue, ...] = ()
    lines: tuple[Line, ...] = ()
    timing: Timing = Timing()
