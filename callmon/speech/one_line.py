"""One line: both sides of a call on one channel and who of them speaks in; two rows, one a side, out.

What a diarization found takes the place of the voice activity model, and each side's row is silent where
somebody else speaks alone. The listener, the words and the tone then hear one line as they hear two; the
level moves edges here as there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.diarization import Diarization
from callmon.speech.endpoint import FRAME, EndpointSettings
from callmon.speech.listener import Listener, ListenerSettings, Samples
from callmon.speech.packer import Window
from callmon.speech.vad import STEP
from callmon.speech.workers import Load
from callmon.timeline import Observation, Segment, Sound, Speaker, Words

HEARING = ListenerSettings(
    finds_leaks=False, endpoint=EndpointSettings(noise_share=0.1, heard_below_median_db=12.0)
)
"""How one line is listened to: who speaks is known from the voices, and the level moves edges alone.

Only what nobody says tells of the noise, which is little, and music in it would pass for the line's own.
"""

_SIDES: tuple[Speaker, Speaker] = ("agent", "customer")
NOBODY, ELSE = -1, 2
"""Who speaks alone, beside 0 and 1: nobody, or a third voice."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What is known about each frame (10 ms) of a call on one line.

    Attributes:
        speaks: probability (0..1) that each of two sides speaks, float32 of shape (frames, 2).
        alone: the one who is heard best, int8 of shape (frames,): side 0 or 1, `NOBODY` or `ELSE`.
        voices: the sides among the voices that were found; fewer than two where there are no more.
    """

    speaks: NDArray[np.float32]
    alone: NDArray[np.int8]
    voices: tuple[int, ...] = (0, 1)

    @classmethod
    def of(cls, found: Diarization) -> "Lines":
        """The two voices of a call that speak most, in the order in which they are first heard."""
        spoken = found.speaks[:, : found.main].sum(axis=0)
        voices = tuple(sorted(np.argsort(-spoken, kind="stable")[:2].tolist()))
        speaks = np.zeros((len(found.exclusive), 2), np.float32)
        side_of = np.full(found.speaks.shape[1] + 1, ELSE, np.int8)
        side_of[-1] = NOBODY
        for side, voice in enumerate(voices):
            # What was decided, not how sure it is: the listener's own thresholds are for another model.
            speaks[:, side] = found.speaks[:, voice]
            side_of[voice] = side
        return cls(speaks, side_of[found.exclusive], voices)

    def silent(self, side: int) -> NDArray[np.bool_]:
        """Frames in which nothing that is heard can be this side's: somebody else speaks, and it does not."""
        others = (self.alone >= 0) & (self.alone != side)
        found: NDArray[np.bool_] = others & (self.speaks[:, side] < 0.5)
        return found

    def share_alone(self, side: int, segment: Segment) -> float:
        """Share (0..1) of a stretch in which this side is the one who is heard best, or nobody is."""
        frames = self.alone[segment.start // FRAME : max(segment.start // FRAME + 1, segment.end // FRAME)]
        return float(np.isin(frames, (side, NOBODY)).mean()) if len(frames) else 1.0


def rows(blocks: Iterable[Samples], lines: Lines) -> Iterator[Samples]:
    """Blocks of shape (1, n) as blocks of shape (2, n), each side's row silent where somebody else speaks."""
    silent = np.stack([lines.silent(side) for side in (0, 1)])
    at = 0
    for block in blocks:
        length = block.shape[1]
        # A mask of every sample of a long call would not be small.
        frames = silent[:, at // FRAME : (at + length) // FRAME + 1]
        muted = np.repeat(frames, FRAME, axis=1)[:, at % FRAME :][:, :length]
        found = np.repeat(block, 2, axis=0)
        found[:, : muted.shape[1]][muted] = 0.0
        at += length
        yield found


class FoundVoice:
    """Stands where a voice activity model stands, and says what a diarization found of one side."""

    def __init__(self, speaks: NDArray[np.float32]) -> None:
        self._speaks = speaks
        self._at = 0

    def __call__(self, samples: Samples) -> NDArray[np.float32]:
        """Probabilities (0..1), one for each 16 ms of the next `samples`."""
        steps = np.arange(self._at, self._at + len(samples), STEP) + STEP // 2
        self._at += len(samples)
        frames = steps // FRAME
        found = np.zeros(len(frames), np.float32)
        known = frames < len(self._speaks)
        found[known] = self._speaks[frames[known]]
        return found


class OneLineListener(Listener):
    """Hears the rows of one line; nothing on it is a leak, and a sound that is no speech is told once.

    A voice that is of neither side, as an announcement or somebody whom a call went through, is such a sound.
    """

    def __init__(self, lines: Lines, settings: ListenerSettings) -> None:
        self.length = len(lines.alone) * FRAME
        """Samples of the whole call."""
        super().__init__((FoundVoice(lines.speaks[:, 0]), FoundVoice(lines.speaks[:, 1])), settings)
        self._else: list[bool] = ((lines.alone == ELSE) & (lines.speaks < 0.5).all(axis=1)).tolist()

    def _heard_level(self, level_db: float) -> float:
        return 0.0 if self._frame < len(self._else) and self._else[self._frame] else level_db

    def _sound(self, side: int, segment: Segment | None) -> list[Observation]:
        return without_second_sounds(side, super()._sound(side, segment))


def without_second_sounds(side: int, heard: list[Observation]) -> list[Observation]:
    """What was heard of one side, without the sounds that are no speech where the other side tells them."""
    return [found for found in heard if isinstance(found, Sound) and side]


class TellsWhose(Protocol):
    """Knows who is heard best."""

    def share_alone(self, side: int, segment: Segment) -> float:
        """Share (0..1) of a stretch in which this side is the one who is heard best, or nobody is."""
        ...


def with_own_words(load: Load, lines: TellsWhose) -> Load:
    """The recogniser without what others say: where two speak, words are those of whom one hears best."""

    def loaded() -> Callable[[Window], list[Words]]:
        recognise = load()

        def own(window: Window) -> list[Words]:
            speakers = {each.id: each.speaker for each in window.utterances}
            return [_own(said, _SIDES.index(speakers[said.utterance]), lines) for said in recognise(window)]

        return own

    return loaded


def _own(said: Words, side: int, lines: TellsWhose) -> Words:
    kept = tuple(word for word in said.words if lines.share_alone(side, word.segment) >= 0.5)
    return Words(said.utterance, kept)
