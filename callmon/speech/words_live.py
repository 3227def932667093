"""Live words: folded when they come. Nothing waits for them, and they give way where a computer is slow."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
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
    """

    def __init__(
        self,
        loads: list[Load],
        on_partial: Callable[[Partial], None] | None = None,
        governing: GovernorSettings | None = None,
    ) -> None:
        levels: list[State] = ["ok", "no_partials"] if on_partial else ["ok"]
        levels += ["smaller_model"] * (len(loads) > 1)
        self._governor = Governor((*levels, "timing_only"), governing)
        self._loads = loads
        self._worker: Worker | None = Worker(loads[0])
        self._smaller = False
        self._loaded = 0
        self._waiting_for_model = True
        self._on_partial = on_partial
        self.partials = False
        """Whether somebody looks at words of utterances that are not over; may be set from any thread."""
        self._packer = Packer(LIVE)
        self._running: deque[_Running] = deque()
        self._open: dict[Speaker, SpeechStarted] = {}
        self._shown: dict[int, int] = {}
        self._partial: tuple[SpeechStarted, Future[list[Words]]] | None = None
        self._state: State = "ok"

    def hear(self, block: Samples, observations: list[Observation], position: int) -> list[Observation]:
        """`observations`, heard in `block` up to `position`, and the words that have come."""
        self._packer.push(block)
        for observation in observations:
            self._follow(observation)
            self._submit(self._packer.observe(observation), position)
        self._submit(self._packer.passed(position), position)
        found = [*observations, *self._collected()]
        self._show_partials(position)
        return [*found, *self._judged(position)]

    def tell(self, observation: Observation) -> list[Observation]:
        """`observation`; a pause makes all audio and all words that are not known yet forgotten."""
        if isinstance(observation, Health) and observation.part == "call" and observation.state == "paused":
            self._forget()
        return [observation]

    def flush(self, observations: list[Observation]) -> list[Observation]:
        """All that is left once the call is over; its last words are waited for."""
        found: list[Observation] = []
        for observation in observations:
            found.append(observation)
            self._submit(self._packer.observe(observation), 0)
        self._submit(self._packer.flush(), 0)
        for running in self._running:
            found += running.words.result()
        self._running.clear()
        return found

    def close(self) -> None:
        """Give up what is not recognised yet."""
        if self._worker is not None:
            self._worker.close()

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

    def _collected(self) -> list[Words]:
        found: list[Words] = []
        while self._running and self._running[0].words.done():
            found += self._running.popleft().words.result()
        return found

    def _judged(self, position: int) -> list[Observation]:
        """What has changed about recognition."""
        worker = self._worker
        if worker is not None and self._waiting_for_model:
            if not worker.ready:
                return self._told("loading", position)
            self._waiting_for_model = False
            self._loaded = position
        lag = position - max(self._running[0].due, self._loaded) if self._running else 0
        level = self._governor.level
        if self._governor.judge(lag, position) != level:
            self._change(self._governor.level)
        return self._told("loading" if self._waiting_for_model else self._governor.level, position)

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
        self._forget()
        if self._worker is not None:
            self._worker.abandon()
        self._smaller = smaller
        self._worker = None if off else Worker(self._loads[smaller])
        self._waiting_for_model = not off

    def _forget(self) -> None:
        """No word of what was said up to now will come."""
        for running in self._running:
            running.words.cancel()
        self._running.clear()
        self._packer.forget()
        self._partial = None
        self._shown.clear()

    def _show_partials(self, position: int) -> None:
        show = self._on_partial
        if self._partial is not None and self._partial[1].done():
            (started, words), self._partial = self._partial, None
            if show is not None and self._open.get(started.speaker) is started and not words.cancelled():
                for each in words.result():
                    text = " ".join(word.text for word in each.words)
                    show(Partial(started.utterance, started.speaker, text))
        if (
            show is None
            or not self.partials
            or self._governor.level != "ok"
            or self._running
            or self._partial is not None
        ):
            return
        if self._worker is None or not self._worker.ready:
            return
        for started in self._open.values():
            since = self._shown.get(started.utterance)
            due = (
                started.at + samples(_FIRST_PARTIAL_S) if since is None else since + samples(_NEXT_PARTIAL_S)
            )
            if position >= due:
                self._shown[started.utterance] = position
                said = Utterance(started.utterance, started.speaker, Segment(started.at, position))
                self._partial = started, self._worker.submit(self._packer.open_window(said))
                return
