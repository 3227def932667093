"""One feature of one voice: values of utterances in; readings, and whether they are a shift, out."""

from collections import deque
from dataclasses import dataclass
from math import isfinite
from typing import TypeGuard

from callmon.conversation.baseline import Baseline
from callmon.conversation.tone_settings import ToneSettings
from callmon.timeline import Segment, seconds


@dataclass(frozen=True, slots=True)
class Reading:
    """How a feature is lately, against what is usual; `changed` where it completes a shift or ends one."""

    lately: float
    usual: float
    changed: bool


class Feature:
    """A feature with its usual, its latest reading and its shift.

    Args:
        settings: thresholds of tone.
        floor: least spread of the usual.
        least: least shift; a share of the usual where `relative`.

    Attributes:
        baseline: what is usual.
        side: 1 while it is shifted upwards, -1 downwards, 0 while it is steady.
        z: the latest reading in spreads off the usual; 0 before there is one.
    """

    def __init__(self, settings: ToneSettings, floor: float, least: float, relative: bool = False) -> None:
        self._settings = settings
        self._least = least
        self._relative = relative
        half_life, enough = settings.usual_half_life_s, settings.usual_s
        self.baseline = Baseline(floor, half_life, enough, settings.usual_utterances)
        self.side = 0
        self.z = 0.0
        self._recent: deque[tuple[float, float, int]] = deque()
        self._leaning, self._streak = 0, 0

    def read(self, value: float | None, speech: float, segment: Segment) -> Reading | None:
        """Read an utterance with `speech` seconds of speech against what was usual before it.

        None while too little was said, or where it has no value: then all stays as it was. `learn` follows.
        """
        if not _is_known(value):
            return None
        usual = self.baseline.usual
        if usual is not None:
            most = self._settings.most_share * self._needed(*usual)
            value = min(max(value, usual[0] - most), usual[0] + most)
        self._recent.append((value, speech, segment.end))
        while self._spoken() - self._recent[0][1] >= self._settings.window_s:
            self._recent.popleft()
        while seconds(segment.start - self._recent[0][2]) > self._settings.window_age_s:
            self._recent.popleft()
        if usual is None or self._spoken() < self._settings.window_min_s:
            return None
        lately = sum(value * speech for value, speech, _ in self._recent) / self._spoken()
        self.z = (lately - usual[0]) / usual[1]
        return Reading(lately, usual[0], self._is_change(lately, *usual))

    def learn(self, value: float | None, speech: float, weight: float | None = None) -> None:
        """Let the utterance that was just read count for the usual, less while the feature is shifted.

        `weight` says how often instead.
        """
        if not _is_known(value):
            return
        if weight is None:
            weight = self._settings.shifted_weight if self.side or self._leaning else 1.0
        self.baseline.add(value, speech, weight)

    def _spoken(self) -> float:
        return sum(speech for _, speech, _ in self._recent)

    def _is_change(self, lately: float, centre: float, spread: float) -> bool:
        towards = self._towards(lately, centre, spread)
        self._streak = self._streak + 1 if towards == self._leaning else 1
        self._leaning = towards
        if towards == self.side or self._streak < self._settings.readings:
            return False
        self.side = towards
        return True

    def _towards(self, lately: float, centre: float, spread: float) -> int:
        """The side on which a reading lies; a shift lasts longer than it takes to begin, and ends in 0."""
        needed = self._needed(centre, spread)
        off = lately - centre
        if self.side:
            return self.side if off * self.side >= needed * self._settings.back_share else 0
        return 0 if abs(off) < needed else 1 if off > 0 else -1

    def _needed(self, centre: float, spread: float) -> float:
        """How far off the usual a reading must lie."""
        least = self._least * (abs(centre) if self._relative else 1.0)
        return max(least, self._settings.shift_z * spread)


def _is_known(value: float | None) -> TypeGuard[float]:
    return value is not None and isfinite(value)
