"""Counts of overlaps for the overlay: each overlap once, under its latest verdict."""

from callmon.timeline import Overlap

_OPEN = 512
"""Overlaps whose verdict may still change; what is older stays as it was counted (about 2 h of talk)."""


class OverlapCounts:
    """Overlaps in, live or settled; interruptions by the agent and failed tries of the customer out.

    A later overlap with the same id replaces the earlier one, so a verdict that the words soften is
    taken back. Memory is bounded.
    """

    def __init__(self) -> None:
        self.interruptions = 0
        self.tries = 0
        self._latest: dict[int, str | None] = {}

    def add(self, overlap: Overlap) -> None:
        """Count `overlap` in place of what was known under its id."""
        self._count(self._latest.pop(overlap.id, None), -1)
        counted = _counted(overlap)
        self._latest[overlap.id] = counted
        self._count(counted, 1)
        if len(self._latest) > _OPEN:
            del self._latest[next(iter(self._latest))]

    def _count(self, what: str | None, by: int) -> None:
        if what == "interruption":
            self.interruptions += by
        elif what == "try":
            self.tries += by


def _counted(overlap: Overlap) -> str | None:
    match overlap.kind, overlap.by:
        case "interruption", "agent":
            return "interruption"
        case "attempted_interruption", "customer":
            return "try"
    return None
