"""The listener: two-row blocks in, timing observations out, and the audio that the words need.

Blocks of any size give the same observations at the same positions: samples are taken in hops of 160 ms,
which both Silero's windows (32 ms) and the level's frames (10 ms) divide.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from callmon.speech.bleed import BleedDetector, BleedSettings
from callmon.speech.endpoint import FRAME, Endpointer, EndpointSettings, Finished, Started
from callmon.speech.leakage import SPEAKS, Leak, LeakageSettings, LeakGuard
from callmon.speech.levels import FLOOR_DB, frame_levels
from callmon.speech.sounds import SoundFinder
from callmon.speech.vad import HOP, STEP
from callmon.timeline import (
    Ended,
    Health,
    Leakage,
    Observation,
    Segment,
    Sound,
    Speaker,
    SpeechStarted,
    Tick,
    Utterance,
)

Samples = NDArray[np.float32]
Vad = Callable[[Samples], NDArray[np.float32]]

_SIDES: tuple[Speaker, Speaker] = ("agent", "customer")
_FRAMES = HOP // FRAME
_STEP_OF_FRAME = [(frame * FRAME + FRAME // 2) // STEP for frame in range(_FRAMES)]


@dataclass(frozen=True, slots=True)
class ListenerSettings:
    """How the listener works; times in seconds."""

    tick_s: float = 0.05
    """How often passing time is told."""
    hops_at_once: int = 6
    """Hops (160 ms each) that Silero gets in one batch."""
    endpoint: EndpointSettings = field(default_factory=EndpointSettings)
    leakage: LeakageSettings = field(default_factory=LeakageSettings)
    finds_leaks: bool = True
    """Whether one side may be heard on the other's channel; on one line both always are."""
    tells_bleed: bool = False
    """Whether it is told when the customer's sound is in the microphone, as only a running call needs."""
    bleed: BleedSettings = field(default_factory=BleedSettings)

    def thresholds(self) -> dict[str, float]:
        """Every threshold that decides what is speech of whom, its name led by its group's."""
        groups = {"endpoint": asdict(self.endpoint), "leakage": asdict(self.leakage)}
        return {f"{group}_{name}": value for group, known in groups.items() for name, value in known.items()}


class Listener:
    """Both sides of a call in, observations in order of their position out.

    Args:
        vads: one voice activity model a side; each keeps the state of its side.
        settings: how the listener works.
    """

    def __init__(self, vads: tuple[Vad, Vad], settings: ListenerSettings | None = None) -> None:
        self._settings = settings or ListenerSettings()
        self._vads = vads
        self._ends = tuple(Endpointer(self._settings.endpoint) for _ in _SIDES)
        self._sounds = tuple(SoundFinder() for _ in _SIDES)
        self._leaks = LeakGuard(self._settings.leakage) if self._settings.finds_leaks else None
        self._bleed = BleedDetector(self._settings.bleed) if self._settings.tells_bleed else None
        self._rest: Samples = np.zeros((2, 0), np.float32)
        self._total = 0
        self._frame = 0
        self._tick = round(self._settings.tick_s * 100)
        self._next_id = 0
        self._open: list[int | None] = [None, None]

    @property
    def position(self) -> int:
        """Sample up to which the call has been heard."""
        return self._frame * FRAME

    def push(self, block: Samples) -> list[Observation]:
        """What `block`, float32 of shape (2, n), lets the listener hear."""
        self._total += block.shape[1]
        self._rest = np.concatenate([self._rest, block], axis=1)
        batch = HOP * self._settings.hops_at_once
        found: list[Observation] = []
        whole = self._rest.shape[1] - self._rest.shape[1] % batch
        for start in range(0, whole, batch):
            found += self._hear(self._rest[:, start : start + batch])
        self._rest = self._rest[:, whole:]
        return found

    def flush(self) -> list[Observation]:
        """What the end of the call settles."""
        found: list[Observation] = []
        left = self._rest.shape[1]
        if left:
            padded = np.zeros((2, left + -left % HOP), np.float32)
            padded[:, :left] = self._rest
            found += self._hear(padded)
        for side in (0, 1):
            for edge in self._ends[side].flush():
                found += self._told(side, edge)
            found += self._sound(side, self._sounds[side].flush())
        found += [] if self._leaks is None else self._leaked(self._leaks.flush())
        found.append(Ended(self._total))
        return found

    def _hear(self, audio: Samples) -> list[Observation]:
        probabilities = [
            vad(np.ascontiguousarray(row)).tolist() for vad, row in zip(self._vads, audio, strict=True)
        ]
        levels = [frame_levels(row, FRAME).tolist() for row in audio]
        found: list[Observation] = []
        for hop in range(audio.shape[1] // HOP):
            of_hop = slice(hop * _FRAMES, (hop + 1) * _FRAMES)
            steps = [hop * (HOP // STEP) + step for step in _STEP_OF_FRAME]
            voice = [[row[step] for step in steps] for row in probabilities]
            loud = [row[of_hop] for row in levels]
            noise = [ends.noise_level_db for ends in self._ends]
            if self._leaks is None:
                # On one line a row is silent where the other speaks alone: that tells nothing of the noise.
                leaked = [[level <= FLOOR_DB for level in row] for row in loud]
            else:
                leaked = self._leaks.push(audio[:, hop * HOP : (hop + 1) * HOP], voice, loud, noise)
                found += self._leaked(self._leaks.found())
            for frame in range(_FRAMES):
                for side in (0, 1):
                    heard = voice[side][frame], loud[side][frame], leaked[side][frame]
                    found += self._frame_of(side, *heard, noise[side])
                self._frame += 1
                if self._frame % self._tick == 0 and self.position <= self._total:
                    stirring = any(ends.stirring for ends in self._ends)
                    agent, customer = (self._voiced_until(side) for side in (0, 1))
                    found.append(Tick(self.position, agent, customer, stirring))
            found += self._bleeding(voice[1], loud)
        return found

    def _bleeding(self, customer_voice: list[float], levels: list[list[float]]) -> list[Observation]:
        bleed = self._bleed
        if bleed is None or self._leaks is None:
            return []
        speaks = [probability >= SPEAKS for probability in customer_voice]
        changed = bleed.push(levels[0], levels[1], speaks, confirmed=self._leaks.confirms(0))
        return [Health(self.position, "bleed", bleed.verdict)] if changed else []

    def _frame_of(
        self, side: int, probability: float, level: float, leaked: bool, noise_db: float
    ) -> list[Observation]:
        ends, found = self._ends[side], list[Observation]()
        for edge in ends.push(probability, level, leaked=leaked):
            found += self._told(side, edge)
        if leaked:
            probability, level = 0.0, FLOOR_DB
        speaking = ends.voiced_until is not None
        level = self._heard_level(level)
        return [*found, *self._sound(side, self._sounds[side].push(probability, level, noise_db, speaking))]

    def _heard_level(self, level_db: float) -> float:
        """How loud what is no speech of a side is in the frame that is heard, dB full scale."""
        return level_db

    def _leaked(self, leaks: list[Leak]) -> list[Observation]:
        return [
            Leakage(
                _SIDES[leak.side],
                Segment(leak.start * FRAME, leak.end * FRAME),
                leak.correlation,
                leak.level_db,
            )
            for leak in leaks
        ]

    def _voiced_until(self, side: int) -> int | None:
        frame = self._ends[side].voiced_until
        return None if frame is None else frame * FRAME

    def _told(self, side: int, edge: Started | Finished) -> list[Observation]:
        speaker = _SIDES[side]
        if isinstance(edge, Started):
            self._next_id += 1
            self._open[side] = self._next_id
            return [SpeechStarted(edge.start * FRAME, speaker, self._next_id)]
        open_id = self._open[side]
        if open_id is None:
            raise RuntimeError("an utterance finished that never started")
        self._open[side] = None
        end = min(edge.end * FRAME, max(self._total, edge.start * FRAME))
        return [Utterance(open_id, speaker, Segment(edge.start * FRAME, end))]

    def _sound(self, side: int, segment: Segment | None) -> list[Observation]:
        return [] if segment is None else [Sound(_SIDES[side], segment)]
