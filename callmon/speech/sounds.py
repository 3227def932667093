"""Sounds that are no speech: hold music, ring-back, tones. Frames in, their stretches out.

A sound is told each second while it lasts, since whoever waits for its end to call a silence a hold is late.
"""

from callmon.speech.endpoint import FRAME
from callmon.timeline import Segment

_LEAST = 100
"""Frames (1 s): shorter sounds are coughs, clicks and breaths."""
_BRIDGE = 60
"""Frames (0.6 s) of quiet within a sound; music and ring-back have rests."""
_ABOVE_NOISE_DB = 15.0
_FLOOR_DB = -60.0


class SoundFinder:
    """One side's frames in, stretches of at least 1 s that are audible and no speech out.

    What is told while a sound lasts begins where the sound began and replaces what was told of it before.
    """

    def __init__(self) -> None:
        self._frame = 0
        self._start: int | None = None
        self._last = 0
        self._heard = 0
        self._told = 0

    def push(self, probability: float, level_db: float, noise_db: float, speaking: bool) -> Segment | None:
        """The sound that has just ended, or that has lasted for another second.

        Args:
            probability: of speech in this frame, 0..1.
            level_db: of this frame, dB full scale.
            noise_db: of what is no speech on this channel, dB full scale.
            speaking: whether an utterance is open on this channel.
        """
        now = self._frame
        self._frame += 1
        if speaking:
            return self.flush()
        if probability < 0.3 and level_db > max(_FLOOR_DB, min(noise_db, -45.0) + _ABOVE_NOISE_DB):
            if self._start is None:
                self._start, self._heard, self._told = now, 0, now
            self._last = now + 1
            self._heard += 1
            if self._last - self._told >= _LEAST:
                self._told = self._last
                return self._sound(self._start)
        elif self._start is not None and now - self._last >= _BRIDGE:
            return self.flush()
        return None

    def flush(self) -> Segment | None:
        """The sound that is still open, if it is long enough."""
        start, self._start = self._start, None
        return None if start is None or self._told == self._last else self._sound(start)

    def _sound(self, start: int) -> Segment | None:
        if self._last - start < _LEAST or self._heard < _LEAST // 2:
            return None
        return Segment(start * FRAME, self._last * FRAME)
