"""Pace: words per minute of own speech, pauses left out, against the speaker's usual."""

from collections import deque
from statistics import median

from callmon.metrics.settings import MetricSettings
from callmon.timeline import samples, seconds


class Pace:
    """One speaker's words in, articulation rate out."""

    def __init__(self, settings: MetricSettings) -> None:
        self._settings = settings
        self._window = samples(settings.pace_window_s)
        self._recent: deque[tuple[int, int]] = deque()
        self._rates: list[float] = []
        self._usual_voice = 0
        self._words = 0
        self._voice = 0
        self.words = 0

    def add(self, words: int, voiced: int) -> None:
        """Count an utterance of `words` words and `voiced` samples."""
        self.words += words
        if words < self._settings.pace_min_words or voiced <= 0:
            return
        self._words += words
        self._voice += voiced
        self._recent.append((words, voiced))
        while len(self._recent) > 1 and sum(voice for _, voice in self._recent) > self._window:
            self._recent.popleft()
        if self.usual is None:
            self._rates.append(_rate(words, voiced))
            self._usual_voice += voiced

    @property
    def overall(self) -> float | None:
        """Words per minute over the call; None where no turn was long enough."""
        return _rate(self._words, self._voice) if self._voice else None

    @property
    def current(self) -> float | None:
        """Words per minute over the last minute of own speech; None where there is too little."""
        voice = sum(voiced for _, voiced in self._recent)
        known = self._recent and voice >= self._window // 4
        return _rate(sum(words for words, _ in self._recent), voice) if known else None

    @property
    def usual(self) -> float | None:
        """The speaker's usual words per minute; None before there is enough speech."""
        known = self._rates and self._usual_voice >= samples(self._settings.pace_usual_s)
        return median(self._rates) if known else None


def _rate(words: int, voiced: int) -> float:
    return words / seconds(voiced) * 60
