"""A running call: devices in, steps out, on one thread that hears, folds and keeps."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Any

from callmon.audio.intake import Heard, Intake
from callmon.engines import listener_for, readers_for
from callmon.folding import Folding, folding_of, unlisted
from callmon.live.delays import Delays
from callmon.live.habit import Habit
from callmon.live.hearing import hearing_of
from callmon.live.keeping import Keeping, new_folder
from callmon.live.options import LiveOptions
from callmon.session import Samples, Session
from callmon.settings import Settings
from callmon.speech.readings import Readings
from callmon.speech.words_live import LiveWords, Partial
from callmon.timeline import (
    SAMPLE_RATE,
    Cue,
    Feedback,
    Health,
    NoticeGiven,
    Observation,
    Painted,
    Snooze,
    Step,
    Utterance,
    Verdict,
    Words,
    samples,
    seconds,
)

PULL_S = 0.02
"""How often what the devices heard is fetched: as often as a device delivers."""
_REMEMBERED = 256
_UNNAMED = (
    "Nobody said who of the two on the line the agent is, so no cue is shown; begin again with "
    "--agent-voice, about 10 s of the agent alone, or with --agent-speaker first or second."
)

Ask = Callable[[], list[Heard | Observation]]


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who is told about a running call; all on the thread that runs it."""

    step: Callable[[Step], None]
    """Every step, in order."""
    partial: Callable[[Partial], None] | None = None
    """Words of utterances that are not over, for the eye."""
    told: Callable[[str], None] = lambda _sentence: None
    """A sentence for the person at the screen: something is no longer kept, a device is gone."""


class LiveCall:
    """One call from its beginning to its end. Everything but `run` returns at once, on any thread.

    Args:
        options: how it is heard and what is kept.
        settings: thresholds.
        listeners: who is told about it.
    """

    def __init__(self, options: LiveOptions, settings: Settings, listeners: Listeners) -> None:
        self._options = options
        self._settings = settings
        self._listeners = listeners
        self._hearing = hearing_of(options)
        self._clock = self._hearing.clock
        self._ear = self._hearing.ear and self._hearing.ear()
        self._asked: SimpleQueue[Ask] = SimpleQueue()
        if options.notice_given:
            self.confirm_notice()
        self._origin = 0.0
        self._ending = self._paused = False
        self._words: LiveWords | None = None
        self._keeping: Keeping | None = None
        self._partials = False
        self._ends: OrderedDict[int, int] = OrderedDict()
        self._problems: tuple[str, ...] = ("",) * len(self._hearing.makers)
        self.folder = new_folder(datetime.now())
        self.cue_delays = Delays()
        """From the moment a cue's condition was true in the audio until it was on the screen."""
        self.word_delays = Delays()
        """From the end of an utterance until its words were folded."""

    def run(self) -> None:
        """Hear the call until `stop`, or until the recording in its place is over.

        Raises:
            CallmonError: a device, a model, a word list or the store is at fault.
        """
        hearing, options = self._hearing, self._options
        folding = folding_of(self._settings, options.recognition.language)
        pipeline = folding.pipeline()
        policy = self._settings.policy
        if hearing.line is not None:
            # How tense somebody sounds is never computed of an agent, and who that is may be wrong here.
            policy = replace(policy, arousal=False)
        readers = readers_for(options.recognition, policy)
        with ExitStack() as stack:
            self._origin = self._clock.now()
            intake = Intake(hearing.makers, self._origin)
            # Devices first: they buffer while models load.
            intake.open(self._clock.now())
            stack.callback(intake.close)
            made = hearing.line or (lambda: listener_for(options.recognition, hearing.listener))
            listener = made()
            words = hearing.words(self._show_partial if self._listeners.partial else None)
            readings = Readings(
                words, readers.tone, readers.meaning, in_order=not hearing.paced, told=readers.notice.set
            )
            stack.callback(readings.close)
            if isinstance(words, LiveWords):
                self._words = words
                words.partials = self._partials
            missing = (*readers.missing, *(unlisted(folding.lexicon) if options.recognition.words else ()))
            unnamed = hearing.line is not None and not options.says_who
            for sentence in (*missing, *((_UNNAMED,) if unnamed else ())):
                self._listeners.told(sentence)
            header = self._header(intake, folding, missing, readers.reads_meaning)
            rows = len(hearing.makers)
            keeping = Keeping(self.folder, options.mode, header, self._listeners.told, rows)
            self._keeping = keeping
            stack.callback(keeping.close)
            learns = options.is_a_call and options.knows_agent and self._settings.policy.keeps_usual
            habit = Habit(learns, self._listeners.told)

            def sink(observation: Observation) -> None:
                self._time_words(observation)
                hearing.told(observation)
                habit.observe(observation)
                keeping.add(observation)
                self._listeners.step(pipeline.fold(observation))

            for known in habit.begin():
                sink(known)
            Session(listener, readings, sink).run(self._feed(intake, keeping))
            habit.end()

    @property
    def recording(self) -> bool:
        """Whether audio is being kept."""
        return self._keeping is not None and self._keeping.recording

    @property
    def ending(self) -> bool:
        """Whether it was stopped; its last words may still be waited for."""
        return self._ending

    def stop(self) -> None:
        """End the call; what was heard so far is still recognised."""
        self._ending = True

    def pause(self) -> None:
        """Stop audio, recognition and every buffer.

        Nothing where the call is paused, or is a recording that is heard as fast as possible.
        """
        self._asked.put(self._pause)

    def resume(self) -> None:
        """Listen again after a pause; nothing where the call is not paused."""
        self._asked.put(self._resume)

    def snooze(self, length: float) -> None:
        """Show no cue for `length` seconds; 0 ends it."""

        def ask() -> list[Heard | Observation]:
            at = self._now()
            return [Snooze(at, at + samples(length))]

        self._asked.put(ask)

    def painted(self, cue: Cue, at: float) -> None:
        """`cue` is on the screen since `at`, by `time.monotonic()`; nothing where the call keeps no time."""
        if not self._hearing.paced:
            return
        position = self._position(at)
        self.cue_delays.add(1000 * seconds(position - cue.at))
        self._asked.put(lambda: [Painted(position, cue.rule, cue.at)])

    def confirm_notice(self) -> None:
        """Both sides were told: keep the audio from now on, where that is what is kept."""
        self._asked.put(lambda: [NoticeGiven(self._now())])

    def feedback(self, cue: Cue, verdict: Verdict) -> None:
        """What the person thinks of `cue`."""
        self._asked.put(lambda: [Feedback(self._now(), cue.rule, cue.at, verdict)])

    def show_partials(self, wanted: bool) -> None:
        """Whether somebody looks at words of utterances that are not over."""
        self._partials = wanted
        if self._words is not None:
            self._words.partials = wanted

    def _feed(self, intake: Intake, keeping: Keeping) -> Iterator[Samples | Observation]:
        self._intake = intake
        last = False
        while not last:
            # What was heard up to the end, or while models were loading, is heard out.
            last = self._ending or self._hearing.over()
            for item in self._wishes():
                yield from self._through(item, keeping)
            for item in intake.pull(self._clock.now()):
                yield from self._through(item, keeping)
            self._tell_problems(intake)
            if not last:
                self._clock.wait(PULL_S)
        for item in [*self._wishes(), *intake.close()]:
            yield from self._through(item, keeping)
        if self._ear is not None:
            yield self._ear.flush()

    def _through(self, item: Heard | Observation, keeping: Keeping) -> Iterator[Samples | Observation]:
        import numpy as np

        if isinstance(item, np.ndarray):
            keeping.hear(item)
            yield item if self._ear is None else self._ear.push(item)
            return
        if self._hearing.ear and self._ear and isinstance(item, Health) and item.state == "paused":
            # What the canceller, or the line, holds back was said before the pause.
            yield self._ear.flush()
            self._ear = self._hearing.ear()
        yield item

    def _wishes(self) -> Iterator[Heard | Observation]:
        while True:
            try:
                ask = self._asked.get_nowait()
            except Empty:
                return
            yield from ask()

    def _pause(self) -> list[Heard | Observation]:
        if self._paused or not self._hearing.paced:
            return []
        self._paused = True
        return [*self._intake.pause()]

    def _resume(self) -> list[Heard | Observation]:
        if not self._paused:
            return []
        self._paused = False
        return [*self._intake.resume(self._clock.now())]

    def _tell_problems(self, intake: Intake) -> None:
        if intake.problems != self._problems:
            for now, before in zip(intake.problems, self._problems, strict=True):
                if now and now != before:
                    self._listeners.told(now)
            self._problems = intake.problems

    def _show_partial(self, partial: Partial) -> None:
        if self._listeners.partial is not None:
            self._listeners.partial(partial)

    def _now(self) -> int:
        return self._intake.position

    def _position(self, at: float) -> int:
        """Position of the call at `at`, by `time.monotonic()`."""
        return max(0, round((at - time.monotonic() + self._clock.now() - self._origin) * SAMPLE_RATE))

    def _time_words(self, observation: Observation) -> None:
        if not self._hearing.paced:
            return
        match observation:
            case Utterance(id=number, segment=segment):
                self._ends[number] = segment.end
                if len(self._ends) > _REMEMBERED:
                    self._ends.popitem(last=False)
            case Words(utterance=number) if number in self._ends:
                late = self._position(time.monotonic()) - self._ends.pop(number)
                self.word_delays.add(1000 * seconds(late))

    def _header(
        self, intake: Intake, folding: Folding, missing: tuple[str, ...], meaning: bool
    ) -> dict[str, Any]:
        recognition = self._options.recognition
        rehearsed = self._options.rehearsed
        name = f"Rehearsal of {rehearsed.title}," if rehearsed else "Live call of"
        one_line = self._hearing.line is not None
        call: dict[str, Any] = {
            "file": f"{name} {datetime.now():%Y-%m-%d %H:%M}",
            "channels": 1 if one_line else 2,
            "sample_rate": SAMPLE_RATE,
            "model": recognition.model if recognition.words else None,
            "language": recognition.language,
            "meaning": meaning,
            "mode": self._options.mode,
            "devices": list(intake.names),
        }
        if one_line:
            from callmon.one_channel import running_line_told

            by_voice, asked = self._options.agent_voice is not None, recognition.agent_speaker
            call["one_channel"] = running_line_told(by_voice=by_voice, asked=asked)
        return folding.header(call, [], "left", self._hearing.listener, missing)
