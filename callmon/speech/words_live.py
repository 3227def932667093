"""Live words: folded when they come. Nothing waits for them, and they give way where a computer is slow."""

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass

from callmon.speech.governor import Governor, GovernorSettings
from callmon.speech.listener import Samples
from callmon.speech.packer import LIVE, Packer, Window
from callmon.speech.workers import Load, Worker
from callmon.timeline import (
    Health,
    Observation,
    Segment,
    Speaker,
    SpeechStarted,
    State,
    Utterance,
    Words,
    samples,
)

_MOST = 40
"""Windows that may wait, for a model that loads slowly; each holds a few seconds of audio."""
_FIRST_PARTIAL_S = 1.5
"""Speech after which words of an utterance that is not over are worth showing."""
_NEXT_PARTIAL_S = 1.5
_PARTIAL_LONGEST_S = 12.0
"""Of an utterance that is not over its last words are shown: more would cost more each time."""
_LAST_S = 20.0
"""How long the last words of a call are waited for."""
_CLOSE_S = 2.0
"""How long a window in work is waited for where its words are not wanted; most take less than a second."""


@dataclass(frozen=True, slots=True)
class Partial:
    """Words of an utterance that is not over; for the eye alone, never folded."""

    utterance: int
    speaker: Speaker
    text: str


@dataclass(slots=True)
class _Running:
    due: int
    words: "Future[list[Words]]"


class LiveWords:
    """Observations in, the same out at once, words behind them as they come.

    Args:
        loads: give the recognisers, the best first; each is loaded when it is needed.
        on_partial: takes words of utterances that are not over; None where nobody shows them.
        governing: when recognition gives something up.
        last_s: how long the last words of a call are waited for, in seconds.
    """

    def __init__(
        self,
        loads: list[Load],
        on_partial: Callable[[Partial], None] | None = None,
        governing: GovernorSettings | None = None,
        last_s: float = _LAST_S,
    ) -> None:
        levels: list[State] = ["ok", "no_partials"] if on_partial else ["ok"]
        levels += ["smaller_model"] * (len(loads) > 1)
        self._governor = Governor((*levels, "timing_only"), governing)
        self._loads = loads
        self._worker: Worker[Window, Words] | None = Worker(loads[0])
        self._given_up: list[Worker[Window, Words]] = []
        self._smaller = False
        self._loading = True
        self._loaded = self._caught_up = 0
        self._on_partial = on_partial
        self._last_s = last_s
        self.partials = False
        """Whether somebody looks at words of utterances that are not over; may be set from any thread."""
        self._packer = Packer(LIVE)
        self._running: deque[_Running] = deque()
        self._open: dict[Speaker, SpeechStarted] = {}
        self._shown: dict[int, int] = {}
        self._partial: tuple[SpeechStarted, Future[list[Words]]] | None = None
        self._state: State = "ok"

    def hear(self, block: Samples, observations: list[Observation], position: int) -> list[Observation]:
        """`observations`, heard in `block` up to `position`, and the words that have come.

        Raises:
            Exception: what loading a recogniser, or recognising, ended in.
        """
        self._packer.push(block)
        for observation in observations:
            self._follow(observation)
            self._submit(self._packer.observe(observation), position)
        self._submit(self._packer.passed(position), position)
        self._check()
        found = [*observations, *self._collected(position)]
        self._show_partial()
        self._ask_partial(position)
        return [*found, *self._judged(position)]

    def tell(self, observation: Observation) -> list[Observation]:
        """`observation`; a pause makes all audio and all words that are not known yet forgotten."""
        if isinstance(observation, Health) and observation.part == "call" and observation.state == "paused":
            self._give_up_waiting()
            self._packer.forget()
            self._open.clear()
        return [observation]

    def flush(self, observations: list[Observation]) -> list[Observation]:
        """All that is left once the call is over; its last words are waited for, but not for ever."""
        found: list[Observation] = []
        for observation in observations:
            found.append(observation)
            self._submit(self._packer.observe(observation), 0)
        self._submit(self._packer.flush(), 0)
        until = time.monotonic() + self._last_s
        while self._running:
            last = self._running.popleft().words
            if not wait((last,), max(0.0, until - time.monotonic())).done:
                break
            found += last.result()
        self._check()
        return found

    def close(self) -> None:
        """Give up what is not recognised yet, and wait for nothing that hangs."""
        self._give_up_waiting()
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close(_CLOSE_S)

    def _check(self) -> None:
        """What went wrong ends the call, also where nobody waits for its words."""
        self._given_up = [worker for worker in self._given_up if worker.busy or worker.error]
        for worker in (self._worker, *self._given_up):
            if worker is not None and worker.error is not None:
                raise worker.error

    def _follow(self, observation: Observation) -> None:
        match observation:
            case SpeechStarted():
                self._open[observation.speaker] = observation
            case Utterance():
                self._open.pop(observation.speaker, None)
                self._shown.pop(observation.id, None)

    def _submit(self, windows: list[Window], position: int) -> None:
        if self._worker is None:
            return
        for window in windows:
            if len(self._running) >= _MOST:
                self._running.popleft().words.cancel()
            self._running.append(_Running(position, self._worker.submit(window)))

    def _collected(self, position: int) -> list[Words]:
        found: list[Words] = []
        while self._running and self._running[0].words.done():
            running = self._running.popleft()
            found += running.words.result()
            if running.due <= self._loaded:
                self._caught_up = position
        return found

    def _judged(self, position: int) -> list[Observation]:
        """What has changed about recognition."""
        if self._worker is not None and self._loading:
            if not self._worker.ready:
                return self._told("loading", position)
            self._loading = False
            self._loaded = self._caught_up = position
        # What had to wait for the model is not late as long as it is being caught up with.
        lag = position - max(self._running[0].due, self._caught_up) if self._running else 0
        level = self._governor.level
        if self._governor.judge(lag, position, busy=bool(self._given_up)) != level:
            self._change(self._governor.level)
        return self._told("loading" if self._loading else self._governor.level, position)

    def _told(self, state: State, position: int) -> list[Observation]:
        if state == self._state:
            return []
        self._state = state
        return [Health(position, "words", state)]

    def _change(self, level: State) -> None:
        """Take the recogniser that belongs to `level`."""
        off, smaller = level == "timing_only", level == "smaller_model"
        if not off and self._worker is not None and smaller == self._smaller:
            return
        self._give_up_waiting()
        if self._worker is not None:
            self._worker.close(0)
            self._given_up.append(self._worker)
        self._smaller = smaller
        self._worker = None if off else Worker(self._loads[smaller])
        self._loading = not off

    def _give_up_waiting(self) -> None:
        """No word of an utterance that is over will come, if it has not come yet."""
        for running in self._running:
            running.words.cancel()
        self._running.clear()
        if self._partial is not None:
            self._partial[1].cancel()
            self._partial = None
        self._shown.clear()

    def _show_partial(self) -> None:
        if self._partial is None or not self._partial[1].done():
            return
        (started, words), self._partial = self._partial, None
        if self._on_partial is not None and self.partials and self._open.get(started.speaker) is started:
            for each in words.result():
                text = " ".join(word.text for word in each.words)
                self._on_partial(Partial(started.utterance, started.speaker, text))

    def _ask_partial(self, position: int) -> None:
        """Ask for words of the utterance that has gone without for longest, where there is time for it."""
        worker = self._worker
        if worker is None or not worker.ready or self._running or self._partial is not None:
            return
        if self._on_partial is None or not self.partials or self._governor.level != "ok":
            return
        due = {started.utterance: self._partial_due(started) for started in self._open.values()}
        for started in sorted(self._open.values(), key=lambda each: due[each.utterance]):
            if position >= due[started.utterance]:
                self._shown[started.utterance] = position
                start = max(started.at, position - samples(_PARTIAL_LONGEST_S))
                said = Utterance(started.utterance, started.speaker, Segment(start, position))
                self._partial = started, worker.submit(self._packer.open_window(said))
                return

    def _partial_due(self, started: SpeechStarted) -> int:
        since = self._shown.get(started.utterance)
        return started.at + samples(_FIRST_PARTIAL_S) if since is None else since + samples(_NEXT_PARTIAL_S)
