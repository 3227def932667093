"""A running line: both sides of a call on one channel in, a row a side and who speaks out, a little later.

The line stands before the listener, as the echo canceller does before it on two channels, and in the place of
the voice activity model. Positions stay those of the call.
"""

import threading
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.live import LiveLines, Settled
from callmon.speech.endpoint import FRAME
from callmon.speech.listener import Listener, ListenerSettings, Samples
from callmon.speech.one_line import NOBODY, with_own_words, without_second_sounds
from callmon.speech.vad import STEP
from callmon.speech.workers import Load
from callmon.timeline import Health, Observation, Segment, State


class RunningLine:
    """What is known of a running call on one line: the voice activity of both sides, and who is heard best.

    It is written by the thread that hears, and read by that which recognises words as well.

    Args:
        agent: which of the two voices is the agent's, 0 or 1; None where nobody said so: the first stands in.
    """

    def __init__(self, agent: int | None = None) -> None:
        self.named = agent is not None
        """Whether it was said who of the two the agent is."""
        self._agent = agent or 0
        self._lock = threading.Lock()
        self._best = np.full(6000, NOBODY, np.int8)
        self._frames = 0
        self.samples = 0
        """Samples of the call whose rows were given."""
        self.voices = (SettledVoice(), SettledVoice())

    def add(self, settled: Settled, known: int = 0) -> NDArray[np.bool_]:
        """Take what is settled, but for the first `known` frames, which were told before.

        Returns:
            Frames in which a side cannot be heard, for each side, shape (2, n).
        """
        speaks = settled.speaks[:, (self._agent, 1 - self._agent)]
        best = np.where(settled.best < 0, NOBODY, settled.best ^ self._agent).astype(np.int8)
        for side, voice in enumerate(self.voices):
            voice.add(speaks[known:, side].astype(np.float32))
        new = len(best) - known
        with self._lock:
            while self._frames + new > len(self._best):
                self._best = np.concatenate([self._best, np.full_like(self._best, NOBODY)])
            self._best[self._frames : self._frames + new] = best[known:]
            self._frames += new
        return np.stack([(best != NOBODY) & (best != side) & ~speaks[:, side] for side in (0, 1)])

    def share_alone(self, side: int, segment: Segment) -> float:
        """Share (0..1) of a stretch in which this side is the one who is heard best, or nobody is."""
        with self._lock:
            known = self._best[: self._frames]
            frames = known[segment.start // FRAME : max(segment.start // FRAME + 1, segment.end // FRAME)]
            return float(np.isin(frames, (side, NOBODY)).mean()) if len(frames) else 1.0


class SettledVoice:
    """Stands where a voice activity model stands, and says what is settled of one side."""

    def __init__(self) -> None:
        self._known = np.zeros(0, np.float32)
        self._first = 0
        """Frame of the call that `_known` begins with."""
        self._at = 0

    def add(self, speaks: NDArray[np.float32]) -> None:
        """The next frames of 10 ms."""
        self._known = np.concatenate([self._known, speaks])

    def __call__(self, samples: Samples) -> NDArray[np.float32]:
        """Probabilities (0..1), one for each 16 ms of the next `samples`."""
        steps = np.arange(self._at, self._at + len(samples), STEP) + STEP // 2
        self._at += len(samples)
        frames = steps // FRAME - self._first
        found = np.zeros(len(frames), np.float32)
        known = frames < len(self._known)
        found[known] = self._known[frames[known]]
        passed = min(len(self._known), self._at // FRAME - self._first)
        self._known = self._known[passed:]
        self._first += passed
        return found


class LineEar:
    """One row in, two rows out, each silent where the other side speaks alone.

    Args:
        lines: tells the sides apart.
        line: takes what is found.
    """

    def __init__(self, lines: LiveLines, line: RunningLine) -> None:
        self._lines = lines
        self._line = line
        self._begun = line.samples % FRAME
        """Samples of a frame that was told before a pause."""
        self._waiting: Samples = np.zeros(0, np.float32)
        # Less than a step, so nothing is settled by it.
        list(lines.push(np.zeros(self._begun, np.float32)))

    def push(self, block: Samples) -> Samples:
        """What is settled after a block of shape (1, n), of shape (2, m): mostly nothing, or else a step."""
        self._waiting = np.concatenate([self._waiting, block[0]])
        return self._rows(self._lines.push(block[0]))

    def flush(self) -> Samples:
        """What is left: with it, as many samples have come out as went in. Then it is used up."""
        return self._rows(self._lines.flush())

    def _rows(self, settled: Iterable[Settled]) -> Samples:
        rows = [np.zeros((2, 0), np.float32)]
        for each in settled:
            begun, self._begun = self._begun, 0
            silent = np.repeat(self._line.add(each, 1 if begun else 0), FRAME, axis=1)[:, begun:]
            length = min(silent.shape[1], len(self._waiting))
            self._line.samples += length
            row = np.repeat(self._waiting[None, :length], 2, axis=0)
            row[silent[:, :length]] = 0.0
            rows.append(row)
            self._waiting = self._waiting[length:]
        return np.concatenate(rows, axis=1)


class RunningLineListener(Listener):
    """Hears the rows of a line, and tells that they are of one; a sound that is no speech is told once."""

    def __init__(self, line: RunningLine, settings: ListenerSettings) -> None:
        super().__init__(line.voices, settings)
        self._state: State = "one_line" if line.named else "one_line_unnamed"
        self._begun = False

    def push(self, block: Samples) -> list[Observation]:
        """What `block`, float32 of shape (2, n), lets the listener hear."""
        begins = [] if self._begun else [Health(0, "bleed", self._state)]
        self._begun = True
        return [*begins, *super().push(block)]

    def _sound(self, side: int, segment: Segment | None) -> list[Observation]:
        return without_second_sounds(side, super()._sound(side, segment))


class OneLine:
    """What a running call on one line is heard with.

    Args:
        made: gives what tells the sides apart, anew after each pause.
        line: takes what is found.
        settings: how the listener works.
    """

    def __init__(self, made: Callable[[], LiveLines], line: RunningLine, settings: ListenerSettings) -> None:
        self._made = made
        self._line = line
        self._settings = settings

    def ear(self) -> LineEar:
        """What makes rows of the line, from the beginning or after a pause."""
        return LineEar(self._made(), self._line)

    def listener(self) -> RunningLineListener:
        """What hears the rows."""
        return RunningLineListener(self._line, self._settings)

    def own_words(self, load: Load) -> Load:
        """The recogniser without what the other side says."""
        return with_own_words(load, self._line)
