"""Peaks: a recording in, the lowest and highest sample of each short stretch out, from fine to coarse."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from callmon.errors import OutputError
from callmon.timeline import SAMPLE_RATE, Speaker

FINEST = 256
"""Samples of one peak on the finest level: 16 ms, less than a pixel once 25 s or more are shown."""
_COARSER = 4
"""Peaks of one level that make one of the next."""
_LEVELS = 8
"""The coarsest level then has one peak for each 4.4 minutes."""
_ROWS: dict[Speaker, int] = {"agent": 0, "customer": 1}
_FULL = 32_767

_MAGIC = b"callmon-peaks\0"
_VERSION = 1
_HEAD = struct.Struct("<14sHQI")
"""Magic, version, number of the finest peaks, CRC-32 of what follows."""

Column = tuple[float, float]
Levels = tuple[NDArray[np.int16], ...]


@dataclass(frozen=True, slots=True)
class Peaks:
    """Lowest and highest sample of each stretch; `levels[n]` has shape (2 sides, peaks, 2), int16."""

    levels: Levels

    def columns(self, side: Speaker, start: float, end: float, width: int) -> list[Column]:
        """Lowest and highest sample (-1..1) in each of `width` equal parts of `start`..`end` seconds.

        Parts outside the call are (0, 0). Each part is told from the coarsest level that is fine enough, so
        the time it takes depends on `width` alone.
        """
        per_column = (end - start) * SAMPLE_RATE / max(1, width)
        level = 0
        while level + 1 < len(self.levels) and FINEST * _COARSER ** (level + 1) <= per_column:
            level += 1
        peaks, unit = self.levels[level][_ROWS[side]], FINEST * _COARSER**level
        edges = (start * SAMPLE_RATE + per_column * np.arange(width + 1)) / unit
        first = np.floor(edges[:-1]).astype(np.int64)
        last = np.maximum(np.ceil(edges[1:]).astype(np.int64), first + 1)
        return _ranges(peaks, first, last)


def _ranges(peaks: NDArray[np.int16], first: NDArray[np.int64], last: NDArray[np.int64]) -> list[Column]:
    """Lowest and highest of each range of peaks; (0, 0) where a range lies outside."""
    count = len(peaks)
    outside = (last <= 0) | (first >= count)
    if not count or outside.all():
        return [(0.0, 0.0)] * len(first)
    begin, until = np.clip(first, 0, count - 1), np.clip(last, 1, count)
    # A row of what lies beyond the end gives `reduceat` a last edge.
    padded = np.concatenate((peaks, peaks[-1:]))
    bounds = np.stack((begin, np.maximum(until, begin + 1)), axis=1).ravel()
    lows = np.minimum.reduceat(padded[:, 0], bounds)[::2] / _FULL
    highs = np.maximum.reduceat(padded[:, 1], bounds)[::2] / _FULL
    lows[outside] = highs[outside] = 0.0
    return list(zip(lows.tolist(), highs.tolist(), strict=True))


class PeakBuilder:
    """Blocks of shape (2, n) in, peaks of what was heard so far out.

    Args:
        expected: samples that are expected; more are taken too.
    """

    def __init__(self, expected: int) -> None:
        self._finest = np.zeros((2, max(1, expected // FINEST + 1), 2), np.int16)
        self._count = 0
        self._rest = np.zeros((2, 0), np.float32)

    def add(self, block: NDArray[np.float32]) -> None:
        """Take the next block."""
        joined = np.concatenate((self._rest, block), axis=1)
        whole = joined.shape[1] - joined.shape[1] % FINEST
        self._rest = joined[:, whole:]
        self._take(joined[:, :whole].reshape(2, -1, FINEST))

    def finish(self) -> Peaks:
        """The peaks of all of it."""
        if self._rest.shape[1]:
            self._take(self._rest.reshape(2, 1, -1))
            self._rest = self._rest[:, :0]
        return self.so_far()

    def so_far(self) -> Peaks:
        """The peaks of what was taken; what comes later does not change them."""
        return Peaks(_coarser(self._finest[:, : self._count].copy()))

    def _take(self, parts: NDArray[np.float32]) -> None:
        count = parts.shape[1]
        if self._count + count > self._finest.shape[1]:
            more = np.zeros((2, max(count, self._finest.shape[1]), 2), np.int16)
            self._finest = np.concatenate((self._finest, more), axis=1)
        place = self._finest[:, self._count : self._count + count]
        place[..., 0] = np.clip(np.floor(parts.min(axis=2) * _FULL), -_FULL, _FULL)
        place[..., 1] = np.clip(np.ceil(parts.max(axis=2) * _FULL), -_FULL, _FULL)
        self._count += count


def _coarser(finest: NDArray[np.int16]) -> Levels:
    levels = [finest]
    for _ in range(_LEVELS - 1):
        before = levels[-1]
        if before.shape[1] <= 1:
            break
        starts = np.arange(0, before.shape[1], _COARSER)
        lows = np.minimum.reduceat(before[..., 0], starts, axis=1)
        highs = np.maximum.reduceat(before[..., 1], starts, axis=1)
        levels.append(np.stack((lows, highs), axis=2))
    return tuple(levels)


def save(peaks: Peaks, path: Path) -> None:
    """Write peaks to a file, whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    body = np.ascontiguousarray(peaks.levels[0], dtype="<i2").tobytes()
    head = _HEAD.pack(_MAGIC, _VERSION, peaks.levels[0].shape[1], zlib.crc32(body))
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".peaks-") as folder:
            written = Path(folder) / path.name
            written.touch(mode=0o600)
            written.write_bytes(head + body)
            written.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}).") from None


def load(path: Path) -> Peaks | None:
    """The peaks in a file; None where it is missing, damaged, of another version or none at all."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if len(data) < _HEAD.size:
        return None
    magic, version, count, check = _HEAD.unpack_from(data)
    body = memoryview(data)[_HEAD.size :]
    if magic != _MAGIC or version != _VERSION or len(body) != count * 8 or zlib.crc32(body) != check:
        return None
    finest = np.frombuffer(body, "<i2").reshape(2, count, 2)
    return Peaks(_coarser(finest))
