"""Live lines: the mono samples of a running call in, block by block, who of two sides speaks when out.

A window of 10 s slides along, and what its local speakers say is given to two voices: by what the window
before said of the same frames, and by what they sound like where they speak alone. The newest frames of a
window are the least sure and are told with the next one. Samples alone decide when; there is no clock.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from callmon.speech.diarization.decision import decided
from callmon.speech.diarization.diarization import FRAME
from callmon.speech.diarization.embedding import LEAST
from callmon.speech.diarization.fbank import fbank, frames_of
from callmon.speech.diarization.hearing import WINDOW_FRAMES, at_frames
from callmon.speech.diarization.powerset import SPEAKERS
from callmon.speech.diarization.segmentation import WINDOW
from callmon.speech.diarization.settings import LiveSettings
from callmon.speech.diarization.two_voices import TwoVoices, Voice

Samples = NDArray[np.float32]
Segment = Callable[[Samples], NDArray[np.float32]]
Embed = Callable[[NDArray[np.float32]], Voice]

_ALONE = 0.5
_THERE = 10
"""Summed probability (0.1 s) under which a local speaker is not there."""
_NEW = 30
"""Frames (0.3 s) that a local speaker shares with a voice at least to be known from the window before."""
_NONE = -1
_ONE_VOICE = 20.0
"""What it costs, in frames, to take two local speakers for one voice: a window rarely splits somebody up."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known of the next frames of 10 ms.

    Attributes:
        speaks: whether each of two sides speaks, shape (n, 2).
        best: the side that is heard best, -1 where nobody is, int8 of shape (n,).
    """

    speaks: NDArray[np.bool_]
    best: NDArray[np.int8]


class LiveLines:
    """Tells the two sides of a running call on one line apart, `delay` samples late at most.

    Args:
        segment: tells local speakers in a window.
        embed: tells what somebody sounds like.
        voices: what is known of the two voices; it may outlive this line, as over a pause.
        settings: how.
    """

    def __init__(
        self, segment: Segment, embed: Embed, voices: TwoVoices, settings: LiveSettings | None = None
    ) -> None:
        self._segment = segment
        self._embed = embed
        self._voices = voices
        self._settings = settings or LiveSettings()
        self._step = round(self._settings.step_s * 100)
        self._hold = round(self._settings.hold_s * 100)
        self._pending: list[Samples] = []
        self._waiting = 0
        self._audio: Samples = np.zeros(0, np.float32)
        self._end = 0
        """Frames that the latest window reached."""
        self._told = 0
        """Frames that were told."""
        self._before = np.zeros((WINDOW_FRAMES, 2), np.float32)
        """What the latest window says of its frames."""
        self._sounding = np.full(WINDOW_FRAMES, _NONE)
        """Which of `_heard` each of them was heard in, alone."""
        self._heard: dict[int, Voice] = {}
        self._count = 0

    @property
    def delay(self) -> int:
        """Samples by which a frame is told late at most."""
        return (self._step + self._hold) * FRAME

    def push(self, block: Samples) -> Iterator[Settled]:
        """What is settled after the next samples, mono at 16 kHz in -1..1, of shape (n,), any n."""
        self._pending.append(block)
        self._waiting += len(block)
        while self._waiting >= (ahead := self._told + self._step + self._hold - self._end) * FRAME:
            self._take(ahead * FRAME)
            yield self._slide(ahead, self._told + self._step)

    def flush(self) -> Iterator[Settled]:
        """What is left when no more samples come."""
        ahead = -(-self._waiting // FRAME)
        self._pending.append(np.zeros(ahead * FRAME - self._waiting, np.float32))
        self._waiting = ahead * FRAME
        if ahead:
            self._take(self._waiting)
        if self._end + ahead > self._told:
            yield self._slide(ahead, self._end + ahead)

    def _take(self, length: int) -> None:
        """Move samples from what waits to what the window sees."""
        waits = np.concatenate(self._pending)
        self._audio = np.concatenate([self._audio, waits[:length]])[-WINDOW:]
        self._pending, self._waiting = [waits[length:]], len(waits) - length

    def _slide(self, ahead: int, until: int) -> Settled:
        """Read the window that ends `ahead` frames later and tell the frames up to `until`."""
        known = len(self._audio) // FRAME
        grown = min(ahead, max(0, known - min(self._end, WINDOW_FRAMES)))
        gone = ahead - grown
        if gone:
            self._before = _shifted(self._before, gone, 0.0)
            self._sounding = _shifted(self._sounding, gone, _NONE)
        self._end += ahead
        window = np.zeros(WINDOW, np.float32)
        window[: len(self._audio)] = self._audio
        said = at_frames(self._segment(window))
        said[known:] = 0.0
        own = self._given(window[: len(self._audio)], said)
        first = known - (self._end - self._told)
        zone = slice(first, first + until - self._told)
        self._told = until
        self._before = own
        settings = self._settings
        # Where a window holds little speech, as when a call begins, one voice looks like two.
        speech = (said[:, SPEAKERS] > settings.speech).sum()
        enough = self._voices.known.all() or speech >= settings.overlap_from_s * 100
        overlap = settings.overlap if enough else np.inf
        speaks = decided(own[zone], said[zone, SPEAKERS], settings.speech, overlap)
        best = np.where(speaks.any(axis=1), own[zone].argmax(axis=1), _NONE).astype(np.int8)
        return Settled(speaks, best)

    def _given(self, audio: Samples, said: NDArray[np.float32]) -> NDArray[np.float32]:
        """What each of the two voices says, shape (1000, 2)."""
        there = np.flatnonzero(said[:, :SPEAKERS].sum(axis=0) >= _THERE)
        own = np.zeros((WINDOW_FRAMES, 2), np.float32)
        if not len(there):
            return own
        parts = said[:, there]
        shared: NDArray[np.float32] = parts.T @ self._before
        alone = _alone(said)[:, there]
        fresh = self._listen(audio, alone, shared)
        scores = shared + self._likeness(parts * alone)
        if not self._voices.said:
            # Nobody is known yet: whoever has spoken most is the first voice, whatever a shorter window said.
            scores = np.zeros_like(shared)
            scores[:, 0] = parts.sum(axis=0)
        voices = shared_out(scores, parts.T @ parts)
        for column, voice in enumerate(voices):
            np.maximum(own[:, voice], parts[:, column], out=own[:, voice])
        turned = False
        for column, number, frames in fresh:
            if frames >= self._least:
                turned ^= self._voices.learn(voices[column] ^ turned, self._heard[number], frames)
        # What was told is not taken back; from here on each has the other's place.
        return own[:, ::-1].copy() if turned else own

    def _listen(
        self, audio: Samples, alone: NDArray[np.bool_], shared: NDArray[np.float32]
    ) -> list[tuple[int, int, int]]:
        """Hear what speakers sound like where they were not heard yet: speaker, number and frames of each.

        Somebody whom the window before does not know is heard from less speech than others.
        """
        self._forget()
        found = []
        for column in range(alone.shape[1]):
            new = alone[:, column] & (self._sounding == _NONE)
            least = self._least
            if shared[column].max() < _NEW and not (self._sounding[alone[:, column]] != _NONE).any():
                least = self._first
            chosen = np.flatnonzero((new[:-1] & new[1:])[: frames_of(len(audio))])
            if len(chosen) < max(LEAST, least):
                continue
            chosen = chosen[-self._most :]
            self._heard[self._count] = self._embed(fbank(audio, chosen))
            if len(chosen) >= self._least:
                self._sounding[new] = self._count
            else:
                self._sounding[chosen] = self._count
            found.append((column, self._count, len(chosen)))
            self._count += 1
        return found

    def _likeness(self, parts: NDArray[np.float32]) -> NDArray[np.float32]:
        """How much more each speaker, where it is alone, is like each voice than like the other."""
        scores = np.zeros((parts.shape[1], 2), np.float32)
        for number, voice in self._heard.items():
            lead = self._settings.weight * self._voices.lead(voice)
            weight = parts[self._sounding == number].sum(axis=0)
            scores[:, 0] += weight * np.float32(lead)
            scores[:, 1] -= weight * np.float32(lead)
        return scores

    def _forget(self) -> None:
        here = set(self._sounding.tolist())
        self._heard = {number: voice for number, voice in self._heard.items() if number in here}

    @property
    def _least(self) -> int:
        return round(self._settings.voice_s * 100)

    @property
    def _first(self) -> int:
        return round(self._settings.new_voice_s * 100)

    @property
    def _most(self) -> int:
        return round(self._settings.most_voice_s * 100)


def shared_out(scores: NDArray[np.float32], together: NDArray[np.float32]) -> tuple[int, ...]:
    """The voice of each local speaker, so that the sum of the scores is highest.

    Two speakers may be one voice, at a cost, and the more the less they speak at the same time.

    Args:
        scores: how much each speaker is like each of two voices, shape (speakers, 2).
        together: frames in which each pair of speakers speaks at once, shape (speakers, speakers).
    """

    def worth(choice: tuple[int, ...]) -> float:
        found = sum(float(scores[speaker, voice]) for speaker, voice in enumerate(choice))
        for one, other in combinations(range(len(choice)), 2):
            if choice[one] == choice[other]:
                found -= _ONE_VOICE + 2 * float(together[one, other])
        return found

    return max(product((0, 1), repeat=len(scores)), key=worth)


def _alone(said: NDArray[np.float32]) -> NDArray[np.bool_]:
    speaks = said[:, :SPEAKERS] > _ALONE
    found: NDArray[np.bool_] = speaks & (speaks.sum(axis=1, keepdims=True) == 1)
    return found


def _shifted(known: NDArray[Any], by: int, fill: float) -> NDArray[Any]:
    found = np.full_like(known, fill)
    if by < len(known):
        found[: len(known) - by] = known[by:]
    return found
