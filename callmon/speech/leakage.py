"""Leakage: both sides in, frames of one that are only a weaker copy of the other out.

A leak of Y into X, electrical or through the air, is Y once more: later, weaker, of the same shape. The
cross-correlation of the two waveforms finds it: over 0.64 s unrelated voices reach 0.4 at most, each time at
another lag; a leak reaches more and keeps its lag. Where lag and level are known, frames of X that are no
louder than the leak of Y would be are leaked; what X says over it is louder and stays.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from callmon.speech.levels import FLOOR_DB
from callmon.speech.likeness import LATER, LOOK_FRAMES, Likeness, Look, Samples, lag_frames, same_lag

_APART = 4
"""Hops after which a look sees other audio."""
SPEAKS = 0.5
"""Probability from which the original counts as speaking."""
_VOICELIKE = 0.05
"""Probability under which nobody would take the copy for speech."""
_LINGER = 64
"""Frames after the last speech of the original in which a leak of it may still be heard."""
_AUDIBLE_DB = -75.0
_LEARNED_SHARE = 0.6
"""Share of the leak's usual correlation that a whole look must reach before anything is learnt from it; rooms
let it swing so far."""
_BRIDGE = 25
"""Frames of quiet within a stretch of leakage."""
_LEAST = 12
"""Shortest stretch of leakage in frames: what is shorter would be no utterance."""
_LONGEST_LAG = 64
"""Frames of the original that are kept; longer than any lag."""


@dataclass(frozen=True, slots=True)
class LeakageSettings:
    """When one side counts as leaking into the other; correlations are 0..1, levels in dB."""

    sure_correlation: float = 0.6
    """A leak by one look at 0.64 s of audio."""
    likely_correlation: float = 0.35
    """A leak if three looks at different audio agree on the lag."""
    known_correlation: float = 0.25
    """Confirms a leak whose lag is known."""
    weaker_db: float = 3.0
    """How much weaker than its original a copy is that does not come clearly later."""
    above_noise_db: float = 9.0
    """How far above the channel's noise a copy must be to be heard."""
    margin_db: float = 8.0
    """How far above the expected leak a frame is still leaked: rooms colour what they pass on."""
    mixed_margin_db: float = 0.0
    """The same where the side speaks itself: where the leak explains little of what is heard."""
    explained_share: float = 0.74
    """Share of the leak's usual correlation under which the side speaks itself: 45 % of the energy is then
    not the leak's (meeting-transcriber)."""
    mirrored_db: float = 15.0
    """A leak that is less than this much weaker makes its original look like a copy in turn."""
    decay_db: float = 1.0
    """How much a leak falls in 10 ms after its original; a room that rings for 0.6 s."""
    doubts: int = 10
    """Looks at audio no louder than the leak, and unlike it, after which the leak is gone."""


@dataclass(frozen=True, slots=True)
class Leak:
    """The frames [start, end) of row `side` hold a copy of the other side, `level_db` against it."""

    side: int
    start: int
    end: int
    correlation: float
    level_db: float


class LeakFinder:
    """One direction: what is known of the leak of the other side into this one."""

    def __init__(self, settings: LeakageSettings) -> None:
        self._settings = settings
        self._hop = 0
        self._candidates: deque[tuple[int, Look]] = deque(maxlen=24)
        self._gains: deque[float] = deque(maxlen=15)
        self._doubts = 0
        self._levels: deque[float] = deque([FLOOR_DB] * _LONGEST_LAG, maxlen=_LONGEST_LAG)
        self._expected = FLOOR_DB
        self._mixed = False
        self.lag: int | None = None
        self.confirmed = False
        self._held: deque[float] = deque(maxlen=15)

    @property
    def correlation(self) -> float:
        """Usual correlation of the leak with its original, 0..1; 0 while none is known."""
        return float(np.median(self._held)) if self._held else 0.0

    @property
    def level_db(self) -> float:
        """Level of the leak against its original; -100 while none is known."""
        return float(np.median(self._gains)) if self._gains else FLOOR_DB

    def forget(self) -> None:
        """There is no leak in this direction."""
        self.lag = None
        self._gains.clear()
        self._candidates.clear()
        self._held.clear()
        self._doubts = 0

    def push(self, original_db: list[float], copy_db: list[float], look: Look | None) -> list[bool]:
        """Whether each frame of a hop is leaked.

        Args:
            original_db: level of each frame of the other side, dB full scale.
            copy_db: level of each frame of the side that may hold a copy.
            look: how the two compare up to the end of this hop, where that was worth a look.
        """
        self._hop += 1
        self.confirmed = False
        if look is None:
            self._mixed = False
        else:
            self._learn(look)
        settings = self._settings
        if self.lag is None:
            self._levels.extend(original_db)
            return [False] * len(copy_db)
        late = max(0, lag_frames(self.lag))
        above = self.level_db + (settings.mixed_margin_db if self._mixed else settings.margin_db)
        leaked = []
        for original, copy in zip(original_db, copy_db, strict=True):
            self._levels.append(original)
            loudest = max(self._levels[-1 - back] for back in range(max(0, late - 1), late + 2))
            self._expected = max(loudest, self._expected - settings.decay_db)
            leaked.append(copy <= self._expected + above)
        return leaked

    def _learn(self, look: Look) -> None:
        settings = self._settings
        if self.lag is not None:
            louder = look.level_db > settings.weaker_db
            # The look as a whole is sure, its end is prompt: in a room the end alone swings too far.
            explained = max(look.held, look.latest) >= settings.explained_share * self.correlation
            self._mixed = louder or not explained
            if louder:
                return
            if look.held >= settings.known_correlation:
                self._doubts = 0
                alone = look.held >= _LEARNED_SHARE * self.correlation
                self.confirmed = alone and not self._mixed
                if self.confirmed:
                    self._held.append(look.held)
                if self.confirmed and same_lag(look.lag, self.lag):
                    self._gains.append(look.level_db)
                return
            if look.level_db <= self.level_db + settings.margin_db:
                self._doubts += 1
                if self._doubts >= settings.doubts:
                    self.forget()
        if self._is_leak(look):
            self.forget()
            self.lag, self._mixed = look.lag, False
            self._held.append(look.correlation)
            self._gains.append(look.level_db)

    def _is_leak(self, look: Look) -> bool:
        settings = self._settings
        later = look.lag >= LATER
        if look.level_db > (settings.weaker_db if later else -settings.weaker_db):
            return False
        if look.correlation < settings.likely_correlation:
            return False
        self._candidates.append((self._hop, look))
        return look.correlation >= settings.sure_correlation or self._agreed(look.lag)

    def _agreed(self, lag: int) -> bool:
        """Whether three looks at different audio found this lag."""
        count, before = 0, -_APART
        for hop, look in self._candidates:
            if same_lag(look.lag, lag) and hop - before >= _APART:
                count, before = count + 1, hop
        return count >= 3


class LeakGuard:
    """Both directions: hops of both sides in, leaked frames and stretches of leakage out."""

    def __init__(self, settings: LeakageSettings) -> None:
        self._settings = settings
        self._finders = (LeakFinder(settings), LeakFinder(settings))
        self._likeness = Likeness()
        self._frame = 0
        self._spoke = [-_LINGER, -_LINGER]
        self._open: list[tuple[int, int] | None] = [None, None]
        self._found: list[Leak] = []

    def push(
        self, audio: Samples, voice: list[list[float]], levels: list[list[float]], noise_db: list[float]
    ) -> list[list[bool]]:
        """Which frames of a hop are leaked, a list a side.

        Args:
            audio: samples of the hop, shape (2, n).
            voice: probability of speech (0..1) in each frame, a list a side.
            levels: level of each frame in dB full scale, a list a side.
            noise_db: level of what is no speech on either side, dB full scale.
        """
        self._likeness.push(audio)
        for side in (0, 1):
            if max(voice[side]) >= SPEAKS:
                self._spoke[side] = self._frame
        leaked = [self._of_side(side, voice[side], levels, noise_db[side]) for side in (0, 1)]
        self._frame += len(levels[0])
        return leaked

    def confirms(self, side: int) -> bool:
        """Whether row `side` held, in the latest hop, the leak that is known and hardly anything else."""
        return self._finders[side].confirmed

    def found(self) -> list[Leak]:
        """Stretches of leakage that have ended since the last call."""
        found, self._found = self._found, []
        return found

    def flush(self) -> list[Leak]:
        """What the end of the call settles."""
        for side in (0, 1):
            self._close(side)
        return self.found()

    def _of_side(
        self, side: int, voice: list[float], levels: list[list[float]], noise_db: float
    ) -> list[bool]:
        finder, own = self._finders[side], levels[side]
        audible = max(noise_db + self._settings.above_noise_db, _AUDIBLE_DB)
        look, knew = None, finder.lag is not None
        recent = self._frame - self._spoke[1 - side] < _LINGER
        if recent and max(voice) >= _VOICELIKE and max(own) >= audible:
            look = self._look(side)
        leaked = finder.push(levels[1 - side], own, look)
        for frame, (copy, level) in enumerate(zip(leaked, own, strict=True), start=self._frame):
            self._mark(side, frame, copy and level >= audible)
        stretch = self._open[side]
        if finder.lag is not None and not knew and stretch is not None:
            # What made the leak known was leaked too.
            self._open[side] = (max(0, self._frame + len(own) - LOOK_FRAMES), stretch[1])
        return leaked

    def _look(self, side: int) -> Look | None:
        """How `side` compares with the other, unless that is the mirror of a leak the other way."""
        finder, mirror = self._finders[side], self._finders[1 - side]
        look = self._likeness.look(1 - side, side, finder.lag)
        if look is None or mirror.lag is None or not same_lag(look.lag, -mirror.lag):
            return look
        if mirror.level_db < -self._settings.mirrored_db or look.level_db > self._settings.weaker_db:
            return look
        if look.correlation > mirror.correlation + 0.1:
            mirror.forget()
            return look
        return None

    def _mark(self, side: int, frame: int, leaked: bool) -> None:
        stretch = self._open[side]
        if leaked:
            self._open[side] = (frame if stretch is None else stretch[0], frame + 1)
        elif stretch is not None and frame - stretch[1] >= _BRIDGE:
            self._close(side)

    def _close(self, side: int) -> None:
        stretch, self._open[side] = self._open[side], None
        if stretch is not None and stretch[1] - stretch[0] >= _LEAST:
            finder = self._finders[side]
            correlation, level = round(finder.correlation, 3), round(finder.level_db, 1)
            self._found.append(Leak(side, *stretch, correlation, level))
