"""Talk: who spoke for how long, over the call and lately."""

from collections import deque

from callmon.timeline import Segment, Speaker, Utterance, other, samples


class Talk:
    """Utterances in, talk time and talk share out.

    Args:
        window_s: seconds that the current share looks back over.
    """

    def __init__(self, window_s: float) -> None:
        self._window = samples(window_s)
        self._total: dict[Speaker, int] = {"agent": 0, "customer": 0}
        self._recent: deque[tuple[Speaker, Segment]] = deque()
        self._open: dict[Speaker, list[Segment]] = {"agent": [], "customer": []}
        self.overlap = 0

    def add(self, utterance: Utterance) -> None:
        """Count a complete utterance."""
        speaker, segment = utterance.speaker, utterance.segment
        self._total[speaker] += len(segment)
        against = self._open[other(speaker)]
        self.overlap += sum(len(segment & earlier) for earlier in against)
        # What ended before this one did cannot meet a later one of this speaker.
        self._open[other(speaker)] = [earlier for earlier in against if earlier.end > segment.end]
        self._open[speaker].append(segment)
        self._recent.append((speaker, segment))

    def time(self, speaker: Speaker) -> int:
        """Samples of own speech."""
        return self._total[speaker]

    def share(self, speaker: Speaker) -> float | None:
        """Share (0..1) of all speech; None before there is any."""
        total = sum(self._total.values())
        return self._total[speaker] / total if total else None

    def recent(self, at: int) -> tuple[int, int]:
        """Samples of speech of the agent and of both over the window that ends at `at`."""
        while self._recent and self._recent[0][1].end < at - self._window:
            self._recent.popleft()
        lately = Segment(max(0, at - self._window), at)
        agent = sum(len(lately & segment) for side, segment in self._recent if side == "agent")
        return agent, sum(len(lately & segment) for _, segment in self._recent)
