"""Gathers an agent's own measures over the calls of the library."""

from collections.abc import Sequence
from difflib import get_close_matches

from callmon.coaching.comparison import HABITS
from callmon.coaching.trends import Point, Trend, trend
from callmon.errors import StoreError
from callmon.store.library import Library


def agent_named(library: Library, name: str) -> str:
    """An agent of the library by name; letters may be large or small where only one is called so.

    Raises:
        StoreError: the library has no call of this agent.
    """
    agents = library.agents()
    alike = [agent for agent in agents if agent.casefold() == name.strip().casefold()]
    if name in agents or len(alike) == 1:
        return name if name in agents else alike[0]
    near = alike or [
        agent
        for folded in get_close_matches(name.casefold(), [agent.casefold() for agent in agents])
        for agent in agents
        if agent.casefold() == folded
    ]
    raise _no_call_of(name, near)


def _no_call_of(name: str, near: Sequence[str] = ()) -> StoreError:
    way_out = f"did you mean {' or '.join(near)}?" if near else "say whose calls these are first."
    return StoreError(f"The library has no call of {name or 'nobody'}; {way_out}")


def trends_of(library: Library, agent: str) -> list[Trend]:
    """An agent's own measures over their calls.

    Raises:
        StoreError: the library has no call of this agent.
    """
    names = [(speaker, name) for _, speaker, name, _ in HABITS]
    points = library.points(agent, names)
    if not points:
        raise _no_call_of(agent)
    own: dict[tuple[str, str], list[Point]] = {name: [] for name in names}
    for call, held, speaker, name, value in points:
        own[speaker, name].append(Point(call, held, value))
    found = (trend(speaker, name, known) for (speaker, name), known in own.items())
    return [each for each in found if each is not None]
