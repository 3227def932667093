"""What is heard in one window: its samples in, its local speakers and what each sounds like out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.diarization import FRAME
from callmon.speech.diarization.embedding import LEAST, EmbeddingModel
from callmon.speech.diarization.fbank import fbank, frames_of
from callmon.speech.diarization.powerset import SPEAKERS, activities
from callmon.speech.diarization.segmentation import FIRST, FRAMES, HOP, WINDOW
from callmon.speech.diarization.windows import Window

WINDOW_FRAMES = WINDOW // FRAME
"""Frames of 10 ms in a window."""
WHOLE = 255
"""What a probability of 1 is stored as."""

_ALONE = 0.5
_CENTRES = np.arange(WINDOW_FRAMES) * FRAME + FRAME // 2
_AT = np.clip((_CENTRES - FIRST) / HOP, 0, FRAMES - 1)
_BEFORE = np.minimum(_AT.astype(np.intp), FRAMES - 2)
_SHARE = (_AT - _BEFORE).astype(np.float32)[:, None]


@dataclass(frozen=True, slots=True)
class Sounding:
    """What one local speaker of a window sounds like.

    Attributes:
        speaker: 0..2.
        voice: a vector of length 1, shape (192,).
        frames: frames of 10 ms that it rests on.
        alone: frames of the stretch itself in which it speaks and nobody else does.
    """

    speaker: int
    voice: NDArray[np.float32]
    frames: int
    alone: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stretch of a window in which voices were heard, and the voices.

    Attributes:
        window: frame of the call on which the window begins.
        start: frame of the call on which the stretch begins.
        alone: the local speaker who speaks alone in each frame and whose voice is among `soundings`, else -1;
            int8 of shape (frames,).
        soundings: one for each speaker of whom there is enough.
    """

    window: int
    start: int
    alone: NDArray[np.int8]
    soundings: tuple[Sounding, ...]


def at_frames(classes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probability that each local speaker speaks, and that any does, at frames of 10 ms, shape (1000, 4).

    Args:
        classes: the model's output for the window, shape (589, 7).
    """
    known = activities(classes)
    found: NDArray[np.float32] = known[_BEFORE] * (1 - _SHARE) + known[_BEFORE + 1] * _SHARE
    return found


def stored(activity: NDArray[np.float32], length: int) -> NDArray[np.uint8]:
    """Probabilities of shape (1000, 4) in 8 bits, without what lies behind the end of the call."""
    frames = -(-length // FRAME)
    found: NDArray[np.uint8] = np.round(activity[:frames] * WHOLE).astype(np.uint8)
    return found


def stretch(
    window: Window, activity: NDArray[np.float32], first: int, end: int, embed: EmbeddingModel, least: int
) -> Stretch:
    """The voices in a stretch of a window, each from the frames in which it is alone.

    Where a speaker is alone in fewer than `least` frames of the stretch, those of the whole window are
    heard, and where these are too few for the model, all frames in which it speaks.

    Args:
        window: the window.
        activity: of its local speakers, and of anybody, shape (1000, 4).
        first: sample of the call on which the stretch begins.
        end: sample of the call on which it ends.
        embed: the model of voices.
        least: frames.
    """
    speaks = activity[:, :SPEAKERS] > _ALONE
    only = speaks & (speaks.sum(axis=1, keepdims=True) == 1)
    inside = slice((first - window.start) // FRAME, -(-(end - window.start) // FRAME))
    here = np.zeros(WINDOW_FRAMES, bool)
    here[inside] = True
    audio = window.samples[: window.length]
    known = frames_of(len(audio))
    alone = np.full(WINDOW_FRAMES, -1, np.int8)
    soundings = []
    for speaker in range(SPEAKERS):
        if not (speaks[:, speaker] & here).any():
            continue
        own = only[:, speaker] & here
        for mask, enough in ((own, least), (only[:, speaker], LEAST), (speaks[:, speaker], LEAST)):
            chosen = frames_in(mask, known)
            if len(chosen) >= enough:
                break
        else:
            continue
        voice = embed(fbank(audio, chosen))
        soundings.append(Sounding(speaker, voice, len(chosen), int(own.sum())))
        alone[own] = speaker
    return Stretch(window.start // FRAME, first // FRAME, alone[inside], tuple(soundings))


def frames_in(mask: NDArray[np.bool_], known: int) -> NDArray[np.intp]:
    """Frames of `fbank`, which see 25 ms, that lie in frames of 10 ms of a mask."""
    chosen = mask[:-1] & mask[1:]
    return np.flatnonzero(chosen[:known])
