"""A lane that is fed as a device would feed it."""

from collections.abc import Callable, Iterable

import numpy as np

from callmon.audio.lane import Lane
from callmon.audio.source import Chunk
from fakes.line import BLOCK, RATE, counted

ORIGIN = 5_000.0
MS = RATE // 1000


def chunk(start: int, size: int = BLOCK, wrong_s: float = 0.0) -> Chunk:
    """What sounded from position `start` on, with a time that may be wrong."""
    return Chunk(ORIGIN + start / RATE + wrong_s, counted(np.arange(start, start + size)))


def heard_live(
    lane: Lane,
    until: int,
    missing: Iterable[range] = (),
    wrong: Callable[[int], float] = lambda _: 0.0,
    latency: int = BLOCK,
) -> np.ndarray:
    """Every 20 ms one chunk, but none from within `missing`; what the lane makes of it."""
    parts = []
    for end in range(BLOCK, until + 1, BLOCK):
        start = end - latency
        if start >= 0 and not any(start in span for span in missing):
            lane.push(chunk(start, wrong_s=wrong(start)))
        lane.pass_time(ORIGIN + end / RATE)
        parts.append(lane.take(lane.end))
    return np.concatenate(parts)
