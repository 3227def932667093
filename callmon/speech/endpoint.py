"""Endpointing: voice activity and level in, utterances out, 10 ms at a time and without looking ahead.

Silero decides *what* is speech; its onsets are late and it loses soft endings, so the level decides where
speech begins and ends: from every frame that Silero is sure of, an utterance grows over neighbouring
frames that are about as loud as this speaker is.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from callmon.speech.levels import FLOOR_DB, LevelHistogram

FRAME = 160
"""Samples (10 ms) of one frame."""


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """Thresholds of the endpointer; times in seconds, levels in dB.

    Bridge and shortest utterance are those of the timing definitions. The growth by level was measured on
    shifted two-channel calls: Silero's own edges alone reach an overlap F1 of 0.61-0.84 there.
    """

    speech_probability: float = 0.3
    """A frame from which an utterance may grow."""
    sure_probability: float = 0.5
    """What at least one frame of an utterance must reach."""
    loud_probability: float = 0.05
    """What is asked of Silero instead where the frame is about as loud as this speaker's speech."""
    loud_below_median_db: float = 12.0
    """How far under the speaker's median level a frame still counts as that loud."""
    bridge_s: float = 0.25
    """A shorter silence does not end an utterance."""
    shortest_s: float = 0.12
    """Shorter speech is not an utterance."""
    grow_s: float = 0.5
    """How far the level may carry an edge beyond Silero's."""
    below_median_db: float = 28.0
    """How far under the speaker's median level speech still goes on."""
    above_noise_db: float = 9.0
    """How far above the channel's noise speech must be where the level carries it."""
    noise_share: float = 0.5
    """Share of what is no speech under whose level the noise lies."""
    heard_below_median_db: float = -100.0
    """However loud the noise, what is less than this far under the speaker's median level is heard; not where
    it is below 0."""
    silent_below_median_db: float = 40.0
    """How far under the speaker's median level the decay of speech gives way to silence; only silence
    counts towards the bridge."""
    decay_s: float = 0.05
    """Longest decay and onset that are taken off a gap before it is compared with the bridge."""


@dataclass(frozen=True, slots=True)
class Started:
    """An utterance began at frame `start` and is certain now."""

    start: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The utterance that covers the frames [start, end) is complete."""

    start: int
    end: int


Edge = Started | Finished


class Endpointer:
    """One side's frames in, edges of its utterances out."""

    def __init__(self, settings: EndpointSettings) -> None:
        self._settings = settings
        self._bridge = round(settings.bridge_s * 100)
        self._shortest = round(settings.shortest_s * 100)
        self._grow = round(settings.grow_s * 100)
        self._decay = round(settings.decay_s * 100)
        self._speech = LevelHistogram()
        self._noise = LevelHistogram()
        self._frame = 0
        self._start: int | None = None
        self._voiced = 0
        self._silent = 0
        self._seed = 0
        self._floor = 0
        self._sure = False
        self._announced = False
        self._recent: deque[float] = deque(maxlen=self._grow)
        self._loud_frames = 0
        self._began_blind = False
        self._threshold = self._loud = self._silence = float("inf")

    @property
    def voiced_until(self) -> int | None:
        """Frame up to which the announced, open utterance is voiced; None while there is none."""
        return self._voiced if self._announced else None

    @property
    def stirring(self) -> bool:
        """Whether an utterance may have begun that is not announced yet."""
        return self._start is not None and not self._announced

    @property
    def speech_level_db(self) -> float | None:
        """Median level of this speaker's speech so far, dB full scale; None before 0.1 s of it."""
        return self._speech.quantile(0.5) if self._speech.count >= 10 else None

    @property
    def noise_level_db(self) -> float:
        """Level of the noise so far, dB full scale: by default the median of what is no speech."""
        return self._noise.quantile(self._settings.noise_share) if self._noise.count >= 10 else FLOOR_DB

    def push(self, probability: float, level_db: float, *, leaked: bool = False) -> list[Edge]:
        """What the next frame settles.

        Args:
            probability: of speech in this frame, 0..1.
            level_db: of this frame, dB full scale.
            leaked: whether the frame is only a copy of the other side; then it is silence that tells nothing.
        """
        if leaked:
            probability, level_db = 0.0, FLOOR_DB
        now = self._frame
        self._frame += 1
        settings = self._settings
        if probability >= settings.sure_probability:
            self._speech.add(level_db)
        elif probability < 0.1 and self._start is None and not leaked:
            self._noise.add(level_db)
        if now % 10 == 0:
            self._set_thresholds()
        edges: list[Edge] = []
        audible = level_db >= self._threshold
        loud = level_db >= self._loud and probability >= settings.loud_probability
        known = self._threshold < float("inf")
        if (probability >= settings.speech_probability and (audible or not known)) or loud:
            begin = self._grown_back(now)
            if self._start is not None and self._is_apart(begin):
                self._close(edges)
            if self._start is None:
                self._start, self._sure, self._loud_frames = begin, False, 0
                self._began_blind = not known
            self._voiced = self._seed = now + 1
            self._silent = 0
            self._loud_frames += loud
            self._sure = (
                self._sure or probability >= settings.sure_probability or self._loud_frames >= self._shortest
            )
        elif self._start is not None:
            if audible and now == self._voiced and now - self._seed < self._grow:
                self._voiced = now + 1
            else:
                self._silent += level_db < self._silence
                if self._is_apart(now + 1) and not self._rising(audible):
                    self._close(edges)
        self._recent.append(level_db)
        if self._began_blind and self._start is not None and self._threshold < float("inf"):
            # The first speech of a call tells itself what is loud enough to belong to it.
            self._began_blind = False
            self._start = self._first_loud(self._start)
        start = self._start
        if start is not None and self._sure and not self._announced and not self._began_blind:
            edges += self._announce(start)
        return edges

    def flush(self) -> list[Edge]:
        """What the end of the call settles."""
        edges: list[Edge] = []
        if self._start is not None:
            self._close(edges)
        return edges

    def _announce(self, start: int) -> list[Edge]:
        if self._voiced - start < self._shortest:
            return []
        self._announced = True
        return [Started(start)]

    def _set_thresholds(self) -> None:
        median = self.speech_level_db
        if median is None:
            return
        audible = self.noise_level_db + self._settings.above_noise_db
        audible = min(audible, median - self._settings.heard_below_median_db)
        self._threshold = max(median - self._settings.below_median_db, audible)
        self._loud = max(median - self._settings.loud_below_median_db, audible)
        self._silence = max(median - self._settings.silent_below_median_db, audible)

    def _grown_back(self, now: int) -> int:
        """First frame of the loud run that leads to `now`, at least a bridge behind the last utterance."""
        return self._run_before(now, reversed(self._recent))

    def _first_loud(self, start: int) -> int:
        """Where speech that seemed to begin at `start` begins by its level, as far as that is remembered."""
        levels = list(self._recent)
        first = self._frame - len(levels)
        if start < first:
            return start
        loud = (frame for frame in range(start, self._frame) if levels[frame - first] >= self._threshold)
        begin = next(loud, start)
        return self._run_before(begin, reversed(levels[: begin - first]))

    def _run_before(self, begin: int, levels: Iterator[float]) -> int:
        for level in levels:
            if level < self._threshold or begin <= self._floor:
                break
            begin -= 1
        return begin

    def _is_apart(self, at: int) -> bool:
        """Whether the silence between the open utterance and frame `at` is as long as a bridge."""
        gap = at - self._voiced
        return gap >= self._bridge and (self._silent >= self._bridge or gap >= self._bridge + self._decay)

    def _rising(self, audible: bool) -> bool:
        """Whether a loud run that began within the bridge is still going on and may lead to speech."""
        if not audible:
            return False
        begin = self._grown_back(self._frame - 1)
        return not self._is_apart(begin) and self._frame - begin < self._grow

    def _close(self, edges: list[Edge]) -> None:
        if self._start is not None and self._sure and not self._announced:
            edges += self._announce(self._start)
        if self._announced and self._start is not None:
            edges.append(Finished(self._start, self._voiced))
            self._floor = self._voiced + self._bridge
        self._start = None
        self._announced = False
