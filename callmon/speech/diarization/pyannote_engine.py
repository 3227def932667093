"""pyannote.audio as the engine: mono samples in, what its pipeline found out as a `Diarization`.

The pipeline says who speaks when; pauses, what voices sound like and how well they are told apart follow
from that and the sound as in callmon's own engine. Nobody is set apart: as many voices are of the call as
pyannote is told to find, or finds.
"""

import tempfile
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from callmon.errors import OutputError
from callmon.speech.diarization.clustering import centres
from callmon.speech.diarization.decision import silences
from callmon.speech.diarization.diarization import FRAME, Diarization
from callmon.speech.diarization.embedding import LEAST, SIZE
from callmon.speech.diarization.fbank import FRAME as SEEN
from callmon.speech.diarization.fbank import fbank, frames_of
from callmon.speech.diarization.frame_levels import FrameLevels
from callmon.speech.diarization.hearing import frames_in
from callmon.speech.diarization.result import apart, in_order
from callmon.speech.diarization.settings import DiarizationSettings
from callmon.speech.memory import give_back

if TYPE_CHECKING:
    from callmon.speech.diarization.embedding import EmbeddingModel

_STRETCH = 450
"""Frames (4.5 s) from which a voice is heard at once, as in callmon's own engine."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody speaks from `start` to `end`, in seconds; `label` is whoever it is."""

    start: float
    end: float
    label: str


@dataclass(frozen=True, slots=True)
class Turns:
    """What a pipeline found.

    Attributes:
        all: everything that is said, overlap included.
        exclusive: the same with one speaker at a time; None where the pipeline does not tell.
    """

    all: Sequence[Turn]
    exclusive: Sequence[Turn] | None = None


Pipeline = Callable[[NDArray[np.float32], int | None], Turns]
"""Samples at 16 kHz of shape (n,) and the number of speakers, None where it is to be found out."""


class PyannoteDiarizer:
    """Tells the voices of one call apart with pyannote.audio.

    pyannote wants the whole call. It lies in a temporary file that has no name and is mapped, 230 MB an
    hour, so that the system can take its memory back. The pipeline itself keeps what grows with the call,
    and with the square of it in its grouping; see `docs/decisions/0023-one-channel.md`.

    Args:
        pipeline: finds who speaks when.
        embed: tells what somebody sounds like.
        settings: of pauses.
    """

    def __init__(
        self, pipeline: Pipeline, embed: "EmbeddingModel", settings: DiarizationSettings | None = None
    ) -> None:
        self._pipeline = pipeline
        self._embed = embed
        self._settings = settings or DiarizationSettings()
        self._file = tempfile.TemporaryFile(prefix="callmon-")  # noqa: SIM115 - it lives as long as this
        weakref.finalize(self, self._file.close)
        self._levels = FrameLevels()
        self._length = 0

    def push(self, block: NDArray[np.float32]) -> None:
        """Hear the next samples, mono at 16 kHz in -1..1, of shape (n,), any n.

        Raises:
            OutputError: there is no room for them.
        """
        try:
            self._file.write(np.ascontiguousarray(block, np.float32).tobytes())
            self._file.flush()
        except OSError as error:
            raise OutputError(
                f"The sound of the call cannot be written to {tempfile.gettempdir()} ({error.strerror}); "
                "make room there, or set TMPDIR to a folder that has some."
            ) from None
        self._levels.push(block)
        self._length += len(block)

    def finish(self, speakers: int | None = 2) -> Diarization:
        """Who speaks when, once everything was pushed; the diarizer is spent then.

        Args:
            speakers: how many voices the call has; None where that is to be found out.

        Raises:
            ValueError: `speakers` is less than 1.
        """
        if speakers is not None and speakers < 1:
            raise ValueError(f"a call of {speakers} speakers has nobody to tell apart")
        with self._file:
            if not self._length:
                return self._told(np.zeros(0, np.float32), Turns(()))
            # Copied where it is written to: PyTorch takes no array that is read-only.
            samples = np.memmap(self._file, np.float32, "c", shape=(self._length,))
            found = self._told(samples, self._pipeline(samples, speakers))
        give_back()
        return found

    def _told(self, samples: NDArray[np.float32], turns: Turns) -> Diarization:
        frames = -(-len(samples) // FRAME)
        labels = sorted({turn.label for turn in turns.all})
        speaks, began = _frames(turns.all, labels, frames)
        # Of several, who has the word is heard best: by the pipeline, else who has it longest.
        rank = -began
        if turns.exclusive is not None:
            rank[_frames(turns.exclusive, labels, frames)[0]] = np.inf
        rank[~speaks] = -np.inf
        activity = speaks.astype(np.float32)
        settings = self._settings
        levels = self._levels.all(frames)
        silent = silences(levels, speaks, activity, settings.pause_db, round(settings.pause_s * 100))
        speaks[silent], activity[silent] = False, 0.0
        vectors, of, weights = self._soundings(samples, speaks)
        voices = centres(vectors, weights, of, len(labels))
        leads = apart(vectors @ voices.T, of, weights)
        return in_order(activity, speaks, rank, voices, leads, len(labels))

    def _soundings(
        self, samples: NDArray[np.float32], speaks: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float32], NDArray[np.intp], NDArray[np.float32]]:
        """Vectors of what is said alone, whose each is, and seconds; of who never is, of all it says."""
        alone = speaks & (speaks.sum(axis=1, keepdims=True) == 1)
        found: list[NDArray[np.float32]] = []
        whose: list[int] = []
        seconds: list[float] = []
        for voice in range(speaks.shape[1]):
            for mask in (alone[:, voice], speaks[:, voice]):
                heard = list(_features(samples, mask))
                if heard:
                    break
            for features in heard:
                found.append(self._embed(features))
                whose.append(voice)
                seconds.append(len(features) / 100)
        vectors = np.array(found, np.float32).reshape(-1, SIZE)
        return vectors, np.array(whose, np.intp), np.array(seconds, np.float32)


def _features(samples: NDArray[np.float32], mask: NDArray[np.bool_]) -> Iterator[NDArray[np.float32]]:
    """Features of the frames of a mask, those of a stretch together; stretches with too few are left out."""
    for first in range(0, len(mask), _STRETCH):
        audio = samples[first * FRAME : (first + _STRETCH) * FRAME + SEEN - FRAME]
        chosen = frames_in(mask[first : first + _STRETCH + 1], frames_of(len(audio)))
        if len(chosen) >= LEAST:
            yield fbank(np.asarray(audio), chosen)


def _frames(
    turns: Sequence[Turn], labels: list[str], frames: int
) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """Whether each speaks in the middle of each frame, and since when in seconds; shape (frames, labels)."""
    speaks = np.zeros((frames, len(labels)), np.bool_)
    began = np.zeros((frames, len(labels)), np.float32)
    for turn in sorted(turns, key=lambda each: each.start):
        at = slice(*(max(0, int(np.ceil(100 * edge - 0.5))) for edge in (turn.start, turn.end)))
        voice = labels.index(turn.label)
        began[at, voice][~speaks[at, voice]] = turn.start
        speaks[at, voice] = True
    return speaks, began
