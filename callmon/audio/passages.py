"""Passages: any stretch of a recording, in any order, on the very timeline that the call was analysed on."""

from collections import OrderedDict
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from math import gcd
from pathlib import Path
from statistics import mode
from typing import Protocol

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.error import FFmpegError
from numpy.typing import NDArray

from callmon.audio.recording import address, probe
from callmon.audio.resample import Resampler
from callmon.audio.sides import Sides
from callmon.errors import RecordingError
from callmon.timeline import SAMPLE_RATE

Samples = NDArray[np.float32]

_KEPT = 64
"""Chunks of a second that are kept: what is near the cursor, and a loop of a minute."""
_MARGIN = 0.1
"""Seconds at least decoded on both sides of a chunk: the resampling filter is full where the chunk begins."""
_BEFORE = 1.0
"""Seconds before a chunk at which decoding starts: codecs with a memory (Opus, MP3, AAC) need some of it."""

_EARLIER = (0.0, 5.0, 60.0)
"""Seconds before a place at which decoding starts where the place itself is refused; at last at the start."""
_PRIMING = 1.0
"""Seconds before the start that are sought for it: codecs keep frames there that fill their memory."""
_VOTES = 9
"""Frames whose times are compared: those that Ogg gives to frames of Vorbis within a page are guesses."""


class Passages(Protocol):
    """Any stretch of a call."""

    def read(self, start: int, count: int) -> Samples:
        """Samples of shape (2, count) at 16 kHz, agent first; silence outside the recording.

        Raises:
            RecordingError: the recording is gone or breaks off.
        """
        ...

    def close(self) -> None:
        """Nothing follows."""
        ...


class RecordedPassages:
    """Passages of a recording of one file with two channels, of one with one, or of two files with one each.

    Used by one thread at a time.

    Args:
        files: the recording.
        agent: the agent's channel in a file of two, `left` or `right`.
        sides: who speaks when, where both sides lie on one channel.

    Raises:
        RecordingError: a file is missing or cannot be read.
    """

    def __init__(self, files: tuple[Path, ...], agent: str = "left", sides: Sides | None = None) -> None:
        self._sides = sides
        self._files = [_File(file) for file in files]
        self._order = [1, 0] if len(files) == 1 and agent == "right" else [0, 1]
        self._chunks: OrderedDict[int, Samples] = OrderedDict()

    def read(self, start: int, count: int) -> Samples:
        """Samples of shape (2, count) at 16 kHz, agent first; silence outside the recording."""
        found = np.zeros((2, count), np.float32)
        end = start + count
        for second in range(max(0, start) // SAMPLE_RATE, -(-max(0, end) // SAMPLE_RATE)):
            first = second * SAMPLE_RATE
            chunk = self._chunk(second)
            begin, until = max(start, first), min(end, first + chunk.shape[1])
            if begin < until:
                found[:, begin - start : until - start] = chunk[:, begin - first : until - first]
        return found

    def close(self) -> None:
        """Nothing follows."""
        self._chunks.clear()
        for file in self._files:
            file.close()

    def _chunk(self, second: int) -> Samples:
        if second in self._chunks:
            self._chunks.move_to_end(second)
            return self._chunks[second]
        sides = [file.second(second) for file in self._files]
        if self._sides is not None:
            chunk = self._sides.split(sides[0].mean(axis=0, dtype=np.float32), second * SAMPLE_RATE)
        elif len(sides) == 1:
            chunk = sides[0][self._order]
        else:
            chunk = np.zeros((2, max(side.shape[1] for side in sides)), np.float32)
            for row, side in enumerate(sides):
                chunk[row, : side.shape[1]] = side[0]
        self._chunks[second] = chunk
        if len(self._chunks) > _KEPT:
            self._chunks.popitem(last=False)
        return chunk


class _File:
    """One file, second by second; what was decoded last goes on without a seek."""

    def __init__(self, path: Path) -> None:
        self._path = path
        found = probe(path)
        self._rate, self._channels = found.sample_rate, found.channels
        # Whole frames that are whole samples at 16 kHz too: the resampler then sees the same phases.
        step = self._rate // gcd(self._rate, SAMPLE_RATE)
        self._margin = -(-round(_MARGIN * self._rate) // step) * step
        self._container = av.open(address(path))
        self._stream = self._container.streams.audio[0]
        self._first = self._first_position()

    def second(self, number: int) -> Samples:
        """The `number`th second at 16 kHz, of shape (channels, n); shorter at the end, empty beyond it."""
        before = self._margin if number else 0
        start = number * self._rate - before
        decoded = self._decoded(start, (number + 1) * self._rate + self._margin)
        resampler = Resampler(self._rate, self._channels)
        heard = np.concatenate((resampler.push(decoded), resampler.flush()), axis=1)
        skipped = before * SAMPLE_RATE // self._rate
        return heard[:, skipped : skipped + SAMPLE_RATE]

    def close(self) -> None:
        self._container.close()

    def _decoded(self, start: int, end: int) -> Samples:
        """Frames `start` up to `end` of the file, less where it ends before; what it lacks is silence."""
        found = np.zeros((self._channels, end - start), np.float32)
        reached = start
        try:
            for at, audio in self._frames(max(0, start - round(_BEFORE * self._rate))):
                begin, until = max(start, at), min(end, at + audio.shape[1])
                if begin < until:
                    found[:, begin - start : until - start] = audio[:, begin - at : until - at]
                    reached = max(reached, until)
                if until >= end:
                    break
        except FFmpegError as error:
            raise RecordingError(
                f"{self._path} cannot be read any more ({error.strerror}); check that it is where it was."
            ) from None
        return found[:, : reached - start]

    def _frames(self, start: int) -> Iterator[tuple[int, Samples]]:
        """Decoded frames with the position of each, from one that lies at or before `start` on."""
        base = self._stream.time_base or Fraction(1, self._rate)
        self._seek(start, base)
        frames = self._audio()
        first: list[Samples] = []
        places: list[int] = []
        reached = 0
        for time, audio in frames:
            first.append(audio)
            if time is not None:
                places.append(round(time * base * self._rate) - reached)
            reached += audio.shape[1]
            if len(places) == _VOTES:
                break
        if not places:
            return
        # Frames follow each other without a gap, whatever the times of single ones say.
        at = mode(places) - self._first
        for audio in chain(first, (audio for _, audio in frames)):
            yield at, audio
            at += audio.shape[1]

    def _audio(self) -> Iterator[tuple[int | None, Samples]]:
        """Decoded frames with the file's own time of each, from where the file stands."""
        planar = AudioResampler(format="fltp")
        for frame in self._container.decode(self._stream):
            for number, piece in enumerate(planar.resample(frame)):
                yield None if number else frame.pts, piece.to_ndarray().astype(np.float32, copy=False)

    def _seek(self, start: int, base: Fraction) -> None:
        places = [start - round(earlier * self._rate) for earlier in _EARLIER]
        times = [place + self._first for place in places if place > 0]
        # Some formats refuse times before 0, FLAC those near its end.
        for time in (*times, -round(_PRIMING * self._rate), 0):
            try:
                self._container.seek(round(Fraction(time, self._rate) / base), stream=self._stream)
            except FFmpegError:
                if time == 0:
                    raise
            else:
                return

    def _first_position(self) -> int:
        """Position that the file itself gives to its first frame: some formats begin after 0."""
        base = self._stream.time_base or Fraction(1, self._rate)
        for frame in self._container.decode(self._stream):
            if frame.pts is not None:
                return round(frame.pts * base * self._rate)
        return 0
