"""Packing: the audio of utterances kept until it is recognised, many utterances of a side in one window.

Whisper hears best with context and pays for each window's padding, so a window is filled; but a window that
ends within a sentence spoils it, so a full one is cut where its speaker was silent for longest.
"""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from callmon.timeline import Observation, Speaker, SpeechStarted, Utterance, samples

Samples = NDArray[np.float32]

_SIDES: tuple[Speaker, Speaker] = ("agent", "customer")
_KEPT_S = 2.0
"""Audio kept while nobody speaks: an utterance is announced up to this long after it began."""
_OPEN_S = 120.0
"""Audio of an utterance that is kept: of a longer one, hold music with a voice mostly, the last of it."""
_CONTEXT_LASTS_S = 15.0
"""What was said longer ago is no context, and its audio is let go."""


@dataclass(frozen=True, slots=True)
class PackerSettings:
    """How a window is filled; seconds."""

    longest_s: float = 20.0
    """No utterance is added to a window that it would make longer."""
    gap_s: float = 1.2
    """Silence between two utterances of a window; a longer one is shortened to it."""
    margin_s: float = 0.2
    """Audio taken along at both ends of a window."""
    cut_from: float = 0.5
    """Share of its length from which a full window may be cut at a silence."""
    telling_gap_s: float = 3.0
    """Longer silences are no better places to cut."""
    wait_s: float = 60.0
    """How long an utterance waits for company."""
    context_s: float = 0.0
    """Length up to which a window is filled with what the same side said before, heard once more as context;
    up to 4.4 s it costs the encoder nothing, since a window is padded to 8 s."""


LIVE = PackerSettings(longest_s=0.0, context_s=4.4)
"""For a running call: every utterance at once, with what the same side said before."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where audio of a window comes from: `offset` in the window is sample `at` of the call."""

    offset: int
    at: int


@dataclass(frozen=True, slots=True)
class Window:
    """Utterances of one side and the audio that holds them, silences between them shortened.

    `places` are in order, the first with offset 0. The first `context` utterances are only context:
    their words are known already.
    """

    utterances: tuple[Utterance, ...]
    places: tuple[Place, ...]
    audio: Samples
    context: int = 0

    def position(self, offset: int) -> int:
        """The sample of the call that lies at `offset` in the audio."""
        place = next(place for place in reversed(self.places) if place.offset <= max(0, offset))
        return place.at + offset - place.offset


class Packer:
    """Blocks and observations in, windows for the recogniser out, each side in order."""

    def __init__(self, settings: PackerSettings | None = None) -> None:
        self._settings = settings or PackerSettings()
        self._blocks: deque[tuple[int, Samples]] = deque()
        self._total = 0
        self._open: dict[Speaker, int | None] = {"agent": None, "customer": None}
        self._waiting: dict[Speaker, list[Utterance]] = {"agent": [], "customer": []}
        self._before: dict[Speaker, list[Utterance]] = {"agent": [], "customer": []}
        self._forgotten = 0

    @property
    def kept(self) -> int:
        """Samples of audio that are kept."""
        return self._total - self._first

    @property
    def _first(self) -> int:
        """The first sample that is kept."""
        return self._blocks[0][0] if self._blocks else self._total

    def push(self, block: Samples) -> None:
        """Keep the samples of `block`, shape (2, n)."""
        self._blocks.append((self._total, block))
        self._total += block.shape[1]

    def observe(self, observation: Observation) -> list[Window]:
        """Windows that `observation` completes."""
        if isinstance(observation, SpeechStarted | Utterance) and _start(observation) < self._forgotten:
            return []
        if isinstance(observation, SpeechStarted):
            self._open[observation.speaker] = observation.at
            return self._released(observation.speaker, observation.at)
        if isinstance(observation, Utterance):
            self._open[observation.speaker] = None
            return self._added(observation)
        return []

    def passed(self, at: int) -> list[Window]:
        """Windows that wait no longer at position `at`; audio that nothing needs is let go."""
        done = []
        for side in _SIDES:
            before = self._before[side]
            if before and at - before[-1].segment.end > samples(_CONTEXT_LASTS_S):
                self._before[side] = []
            if self._open[side] is None:
                done += self._released(side, at - samples(_KEPT_S))
        needed = [at - samples(_KEPT_S)]
        needed += [max(start, at - samples(_OPEN_S)) for start in self._open.values() if start is not None]
        needed += [waiting[0].segment.start for waiting in self._waiting.values() if waiting]
        needed += [before[0].segment.start for before in self._before.values() if before]
        keep = min(needed) - samples(self._settings.margin_s)
        while len(self._blocks) > 1 and self._blocks[1][0] <= keep:
            self._blocks.popleft()
        return done

    def open_window(self, said: Utterance) -> Window:
        """What was said so far of an utterance that is not over; nothing is taken out."""
        context = self._context(said.speaker, [said])
        return self._put_together(said.speaker, [*context, said], len(context))

    def forget(self) -> None:
        """Let all audio go, and every utterance that waits."""
        self._blocks.clear()
        self._forgotten = self._total
        for side in _SIDES:
            self._open[side], self._waiting[side], self._before[side] = None, [], []

    def flush(self) -> list[Window]:
        """All that is left, at the end of the call."""
        return [window for side in _SIDES for window in self._window(side, len(self._waiting[side]))]

    def _added(self, utterance: Utterance) -> list[Window]:
        """The windows that are full with `utterance`."""
        side, longest = utterance.speaker, samples(self._settings.longest_s)
        self._waiting[side].append(utterance)
        done = []
        while len(self._waiting[side]) > 1 and self._length(self._waiting[side]) > longest:
            done += self._window(side, self._cut(self._waiting[side]))
        if self._length(self._waiting[side]) >= longest:
            done += self._window(side, 1)
        return done

    def _released(self, side: Speaker, at: int) -> list[Window]:
        """The window of `side` where nothing that begins at `at` or later may join it."""
        waiting = self._waiting[side]
        late = waiting and at - waiting[-1].segment.end > samples(self._settings.wait_s)
        return self._window(side, len(waiting)) if late else []

    def _gap(self, one: Utterance, two: Utterance) -> int:
        return min(two.segment.start - one.segment.end, samples(self._settings.gap_s))

    def _length(self, utterances: list[Utterance]) -> int:
        """Samples of these utterances in one window, without its margins."""
        return sum(len(each.segment) for each in utterances) + sum(
            self._gap(*pair) for pair in pairwise(utterances)
        )

    def _cut(self, waiting: list[Utterance]) -> int:
        """How many of `waiting`, which are too many, make the next window."""
        least = self._settings.cut_from * samples(self._settings.longest_s)
        telling = samples(self._settings.telling_gap_s)
        best, longest = len(waiting) - 1, -1
        for count in range(1, len(waiting)):
            gap = min(waiting[count].segment.start - waiting[count - 1].segment.end, telling)
            if self._length(waiting[:count]) >= least and gap >= longest:
                best, longest = count, gap
        return best

    def _window(self, side: Speaker, count: int) -> list[Window]:
        """The first `count` that wait as a window."""
        utterances, self._waiting[side] = self._waiting[side][:count], self._waiting[side][count:]
        if not utterances:
            return []
        context = self._context(side, utterances)
        if self._settings.context_s:
            self._before[side] = [*context, *utterances]
        return [self._put_together(side, [*context, *utterances], len(context))]

    def _context(self, side: Speaker, utterances: list[Utterance]) -> list[Utterance]:
        """What was said before `utterances`, as much of it as fits."""
        before, most = self._before[side], samples(self._settings.context_s)
        while before and self._length([*before, *utterances]) > most:
            before = before[1:]
        return before

    def _put_together(self, side: Speaker, utterances: list[Utterance], context: int) -> Window:
        margin, half = samples(self._settings.margin_s), samples(self._settings.gap_s) // 2
        start = max(self._first, utterances[0].segment.start - margin)
        spans = [[start, max(start, utterances[0].segment.end)]]
        for one, two in pairwise(utterances):
            if two.segment.start - one.segment.end > 2 * half:
                spans[-1][1] += half
                spans.append([two.segment.start - half, two.segment.end])
            spans[-1][1] = two.segment.end
        spans[-1][1] = min(spans[-1][1] + margin, self._total)
        places, parts, offset = [], [], 0
        for start, end in spans:
            places.append(Place(offset, start))
            parts.append(self._audio(_SIDES.index(side), start, end))
            offset += end - start
        return Window(tuple(utterances), tuple(places), np.concatenate(parts), context)

    def _audio(self, row: int, start: int, end: int) -> Samples:
        parts = [
            block[row, max(0, start - first) : max(0, end - first)]
            for first, block in self._blocks
            if first < end and first + block.shape[1] > start
        ]
        return np.concatenate(parts)


def _start(observation: SpeechStarted | Utterance) -> int:
    return observation.at if isinstance(observation, SpeechStarted) else observation.segment.start
