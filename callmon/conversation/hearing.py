"""Hearing: what is told about the channels in, where a side was not heard out."""

from collections import deque

from callmon.conversation.settings import TimingSettings
from callmon.timeline import Dropout, Health, Part, Segment, Speaker, Unheard, samples

_REMEMBERED = 256
"""Stretches that an overlap or an answer may still turn out to lie at."""

_SIDES: dict[Part, tuple[Speaker, ...]] = {
    "agent": ("agent",),
    "customer": ("customer",),
    "call": ("agent", "customer"),
}
"""Who is not heard while a part of the call is not well; the other parts concern no channel."""


class Hearing:
    """Which sides are heard, and where one was not.

    Args:
        settings: an edge of speech as close as `start_known_s` to what was not heard may belong to it.
    """

    def __init__(self, settings: TimingSettings) -> None:
        self._close = samples(settings.start_known_s)
        self._since: dict[Part, int] = {}
        self._lost: deque[Unheard] = deque(maxlen=_REMEMBERED)

    @property
    def whole(self) -> bool:
        """Whether both sides are heard now."""
        return not self._since

    def condition(self, health: Health) -> list[Unheard]:
        """A part of the call is well, or not well, from now on."""
        if health.part not in _SIDES:
            return []
        if health.state != "ok":
            self._since.setdefault(health.part, health.at)
            return []
        since = self._since.pop(health.part, health.at)
        span = Segment(since, max(since, health.at))
        return [lost for side in _SIDES[health.part] for lost in self._lose(side, span)]

    def dropout(self, dropout: Dropout) -> list[Unheard]:
        """A stretch of a channel is missing."""
        return self._lose(dropout.speaker, dropout.segment)

    def finished(self, at: int) -> list[Unheard]:
        """The call is over at `at`; what is not well until then was not heard until then."""
        return [lost for part in list(self._since) for lost in self.condition(Health(at, part, "ok"))]

    def missed(self, segment: Segment) -> bool:
        """Whether a part of `segment`, or what lies next to it, was not heard."""
        open_at = min(self._since.values(), default=segment.end + self._close)
        return open_at < segment.end + self._close or any(self.is_close(lost, segment) for lost in self._lost)

    def is_close(self, lost: Unheard, segment: Segment) -> bool:
        """Whether `lost` lies in `segment` or next to it."""
        around = Segment(max(0, segment.start - self._close), segment.end + self._close)
        return bool(around & lost.segment)

    def _lose(self, side: Speaker, span: Segment) -> list[Unheard]:
        rest = [span] if span else []
        for known in self._lost:
            if known.speaker == side:
                rest = [part for each in rest for part in each - known.segment]
        found = [Unheard(part, side) for part in rest]
        self._lost.extend(found)
        return found
