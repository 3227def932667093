"""Recordings: a file in, two-row blocks at 16 kHz out, streamed so that no call lies in memory whole."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.error import FFmpegError
from numpy.typing import NDArray

from callmon.audio import ogg, riff
from callmon.audio.resample import Resampler
from callmon.errors import RecordingError

Samples = NDArray[np.float32]

MIN_SECONDS = 0.5
"""Shorter recordings hold no conversation."""

_RATES = range(8_000, 96_001)


class Recording(Protocol):
    """Two sides of a call on disk: row 0 is the agent, row 1 the customer."""

    @property
    def name(self) -> str:
        """The name to show."""
        ...

    @property
    def sample_rate(self) -> int:
        """Samples per second in the file."""
        ...

    @property
    def channels(self) -> int:
        """Channels in the file, or files of one channel each."""
        ...

    @property
    def expected_seconds(self) -> float | None:
        """Length that the file declares, where it declares one."""
        ...

    def blocks(self, size: int) -> Iterator[Samples]:
        """The call in float32 blocks of shape (2, size) at 16 kHz; the last may be shorter.

        Raises:
            RecordingError: the recording breaks off, holds samples that are no numbers, or is too short.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Probe:
    path: Path
    channels: int
    sample_rate: int
    expected_seconds: float | None


def probe(path: Path) -> _Probe:
    """What the file says about itself.

    Raises:
        RecordingError: the file is missing, unreadable, empty, broken, or holds no audio.
    """
    try:
        if path.is_dir():
            raise RecordingError(f"{path} is a folder; name a recording of a call.")
        if path.stat().st_size == 0:
            raise RecordingError(f"{path} is empty; export the recording again.")
        with path.open("rb") as file:
            short = riff.missing_bytes(file) or ogg.missing_bytes(file)
    except FileNotFoundError:
        raise RecordingError(f"{path} does not exist; check the name and the folder.") from None
    except OSError as error:
        raise RecordingError(f"{path} cannot be read ({error.strerror}); check its permissions.") from None
    if short:
        raise RecordingError(
            f"{path} is truncated: {short} bytes of audio that its header announces are missing; "
            "export or copy it again."
        )
    try:
        with av.open(address(path)) as container:
            if not container.streams.audio:
                raise RecordingError(f"{path} holds no audio; name a recording with sound.")
            stream = container.streams.audio[0]
            rate, channels = stream.rate, stream.channels
            expected = _declared_seconds(container, stream)
    except FFmpegError:
        raise RecordingError(
            f"{path} is not a recording that callmon can read (WAV, FLAC, MP3, Ogg/Opus or M4A)."
        ) from None
    if not rate or rate not in _RATES:
        raise RecordingError(f"{path} has {rate or 0} samples per second; callmon reads 8000 to 96000.")
    return _Probe(path, channels, rate, expected)


def shown(path: Path) -> str:
    """The file's name as text, even where its bytes are none."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def address(path: Path) -> str:
    """How FFmpeg is told of a file."""
    # FFmpeg takes a relative "10:00.wav" for an address of the protocol "10".
    return str(path.absolute())


def _declared_seconds(container: "av.container.InputContainer", stream: "av.AudioStream") -> float | None:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None:
        return container.duration / 1_000_000
    return None


class _OneFile:
    """What a recording of one file says of itself."""

    def __init__(self, path: Path, channels: int) -> None:
        self._probe = probe(path)
        if self._probe.channels > 2:
            raise RecordingError(
                f"{path} has {self._probe.channels} channels; callmon reads recordings of one or two."
            )
        self._channels = channels

    @property
    def name(self) -> str:
        """The file's name."""
        return shown(self._probe.path)

    @property
    def sample_rate(self) -> int:
        """Samples per second in the file."""
        return self._probe.sample_rate

    @property
    def channels(self) -> int:
        """Channels that the call has: one, or one a side."""
        return self._channels

    @property
    def expected_seconds(self) -> float | None:
        """Length that the file declares, where it declares one."""
        return self._probe.expected_seconds

    def _decoded(self, size: int) -> Iterator[Samples]:
        total = 0
        for block in _reblock(_decoded(self._probe), size):
            total += block.shape[1]
            yield block
        _check_length(self._probe.path, total)


class MonoRecording(_OneFile):
    """One file with both sides on one channel, or on two that carry the same.

    Raises:
        RecordingError: as `probe`, or the file has more than two channels.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, 1)

    def blocks(self, size: int) -> Iterator[Samples]:
        """The call in float32 blocks of shape (1, size) at 16 kHz; see `Recording.blocks`."""
        for block in self._decoded(size):
            yield block.mean(axis=0, keepdims=True, dtype=np.float32)


class StereoRecording(_OneFile):
    """One file with the two sides on its two channels.

    Raises:
        RecordingError: as `probe`, or the file does not have exactly two channels.
    """

    def __init__(self, path: Path, agent: str = "left") -> None:
        super().__init__(path, 2)
        if self._probe.channels != 2:
            raise RecordingError(f"{path} has one channel; each side needs one of its own here.")
        self._order = [0, 1] if agent == "left" else [1, 0]

    def blocks(self, size: int) -> Iterator[Samples]:
        """The call in blocks of shape (2, size); see `Recording.blocks`."""
        for block in self._decoded(size):
            yield np.ascontiguousarray(block[self._order])


class PairRecording:
    """Two mono files, one a side; the shorter is padded with silence.

    Raises:
        RecordingError: as `probe`, or one of the files has more than one channel.
    """

    def __init__(self, agent: Path, customer: Path) -> None:
        self._probes = probe(agent), probe(customer)
        for found in self._probes:
            if found.channels != 1:
                raise RecordingError(
                    f"{found.path} has {found.channels} channels; "
                    "--agent-file and --customer-file need one each."
                )

    @property
    def name(self) -> str:
        """Both files' names."""
        return " + ".join(shown(found.path) for found in self._probes)

    @property
    def sample_rate(self) -> int:
        """Samples per second in the agent's file."""
        return self._probes[0].sample_rate

    @property
    def channels(self) -> int:
        """Always two."""
        return 2

    @property
    def expected_seconds(self) -> float | None:
        """The longer of the two declared lengths."""
        known = [found.expected_seconds for found in self._probes if found.expected_seconds is not None]
        return max(known, default=None)

    def blocks(self, size: int) -> Iterator[Samples]:
        """The call in blocks of shape (2, size); see `Recording.blocks`."""
        sides = [_reblock(_decoded(found), size) for found in self._probes]
        totals = [0, 0]
        while True:
            rows = [next(side, None) for side in sides]
            length = max((row.shape[1] for row in rows if row is not None), default=0)
            if length == 0:
                break
            block = np.zeros((2, length), np.float32)
            for side, row in enumerate(rows):
                if row is not None:
                    block[side, : row.shape[1]] = row[0]
                    totals[side] += row.shape[1]
            yield block
        for found, total in zip(self._probes, totals, strict=True):
            _check_length(found.path, total)


def _check_length(path: Path, total: int) -> None:
    if total < MIN_SECONDS * 16_000:
        raise RecordingError(f"{path} is {total / 16_000:.1f} s long; a call needs at least {MIN_SECONDS} s.")


def _decoded(found: _Probe) -> Iterator[Samples]:
    """Float32 samples of shape (channels, n) at 16 kHz.

    Raises:
        RecordingError: the file breaks off, breaks down or holds samples that are no numbers.
    """
    planar = AudioResampler(format="fltp")
    resampler = Resampler(found.sample_rate, found.channels)
    decoded = 0
    try:
        with av.open(address(found.path)) as container:
            for frame in container.decode(container.streams.audio[0]):
                for piece in planar.resample(frame):
                    audio = piece.to_ndarray().astype(np.float32, copy=False)
                    decoded += audio.shape[1]
                    yield resampler.push(_finite(found.path, audio))
    except FFmpegError as error:
        raise RecordingError(
            f"{found.path} breaks off after {decoded / found.sample_rate:.1f} s ({error.strerror}); "
            "export or copy it again."
        ) from None
    seconds = decoded / found.sample_rate
    expected = found.expected_seconds
    if expected is not None and seconds < expected - max(0.5, expected / 100):
        raise RecordingError(
            f"{found.path} is truncated: it announces {expected:.1f} s and holds {seconds:.1f} s; "
            "export or copy it again."
        )
    yield resampler.flush()


def _finite(path: Path, audio: Samples) -> Samples:
    if not np.isfinite(audio).all():
        raise RecordingError(f"{path} holds samples that are no numbers (NaN); export the recording again.")
    return audio


def _reblock(pieces: Iterator[Samples], size: int) -> Iterator[Samples]:
    """The same samples in blocks of `size`, the rest last."""
    waiting: list[Samples] = []
    count = 0
    for piece in pieces:
        waiting.append(piece)
        count += piece.shape[1]
        if count >= size:
            joined = np.concatenate(waiting, axis=1)
            whole = count - count % size
            for start in range(0, whole, size):
                yield joined[:, start : start + size]
            waiting = [joined[:, whole:]]
            count -= whole
    if count:
        yield np.concatenate(waiting, axis=1)
