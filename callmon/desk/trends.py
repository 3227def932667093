"""Gathers an agent's own measures over the calls of the library."""

from callmon.coaching.comparison import HABITS
from callmon.coaching.trends import Point, Trend, trend
from callmon.errors import StoreError
from callmon.store.library import Library


def trends_of(library: Library, agent: str) -> list[Trend]:
    """An agent's own measures over their calls.

    Raises:
        StoreError: the library has no call of this agent.
    """
    names = [(speaker, name) for _, speaker, name, _ in HABITS]
    points = library.points(agent, names)
    if not points:
        raise StoreError(f"The library has no call of {agent or 'nobody'}; say whose calls these are first.")
    own: dict[tuple[str, str], list[Point]] = {name: [] for name in names}
    for call, held, speaker, name, value in points:
        own[speaker, name].append(Point(call, held, value))
    found = (trend(speaker, name, known) for (speaker, name), known in own.items())
    return [each for each in found if each is not None]
