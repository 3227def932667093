"""Governor: how much recognition a computer can keep up with, step by step down and up again."""

from dataclasses import dataclass

from callmon.timeline import State, samples


@dataclass(frozen=True, slots=True)
class GovernorSettings:
    """When recognition gives something up, and when it tries again; seconds."""

    behind_s: float = 2.5
    """Words that are this late are no help during a call."""
    settle_s: float = 4.0
    """Time that a step down gets to show its effect."""
    fine_s: float = 0.8
    """Lag that leaves room for more."""
    try_again_s: float = 45.0
    """How long recognition must be fine, or off, before it is given more again."""
    try_again_longest_s: float = 600.0
    """The same after several tries that failed: each doubles it. A level that lasts for this long is no try
    any more, and the next step down is forgiven."""


class Governor:
    """Lags in, the level of recognition out.

    Args:
        levels: what recognition can be, best first.
        settings: when it changes.
    """

    def __init__(self, levels: tuple[State, ...], settings: GovernorSettings | None = None) -> None:
        self._levels = levels
        self._settings = settings or GovernorSettings()
        self._index = 0
        self._changed = 0
        self._fine_since = 0
        self._patience = samples(self._settings.try_again_s)
        self._tried = False

    @property
    def level(self) -> State:
        """What recognition is now."""
        return self._levels[self._index]

    def judge(self, lag: int, at: int, *, busy: bool = False) -> State:
        """The level from now on.

        Args:
            lag: how long the oldest words that are still waited for have been due, in samples; 0 for none.
            at: up to where the call has been heard, in samples; never less than before.
            busy: whether the computer still works on words that nobody waits for, so that nothing is tried.
        """
        settings = self._settings
        if busy or lag > samples(settings.fine_s):
            self._fine_since = at
        late = lag > samples(settings.behind_s)
        if late and at - self._changed >= samples(settings.settle_s) and self._index + 1 < len(self._levels):
            self._learn(at - self._changed)
            self._to(self._index + 1, at)
        elif self._index and at - max(self._changed, self._fine_since) >= self._patience:
            self._to(self._index - 1, at)
            self._tried = True
        return self.level

    def _learn(self, lasted: int) -> None:
        """A level that `lasted` so long turns out to be too much."""
        longest = samples(self._settings.try_again_longest_s)
        if lasted >= longest:
            self._patience = samples(self._settings.try_again_s)
        elif self._tried:
            self._patience = min(2 * self._patience, longest)
        self._tried = False

    def _to(self, index: int, at: int) -> None:
        self._index, self._changed, self._fine_since = index, at, at
