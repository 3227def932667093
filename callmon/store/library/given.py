"""Given: what people say about calls without opening them: whose and of when they are, tags, their files."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from callmon.store.library import tables
from callmon.store.library.entries import files_text
from callmon.store.library.query import among

_CALLS, _TAGS = tables.calls, tables.tags


def agent(connection: sa.Connection, ids: Iterable[str], name: str) -> None:
    """Calls are this agent's; an empty name: nobody's."""
    connection.execute(sa.update(_CALLS).where(among(_CALLS.c.id, ids)).values(agent=name.strip()))


def held(connection: sa.Connection, call: str, when: str) -> None:
    """A call was held then."""
    connection.execute(sa.update(_CALLS).where(_CALLS.c.id == call).values(held=when, dated="said"))


def files(connection: sa.Connection, call: str, moved: Sequence[str]) -> None:
    """The recording of a call was moved to these files."""
    text = files_text(moved, moved=True)
    connection.execute(sa.update(_CALLS).where(_CALLS.c.id == call).values(files=text))


def tag(connection: sa.Connection, ids: Iterable[str], name: str) -> None:
    """Calls have a tag; an empty one is none."""
    if name.strip():
        chosen = sa.select(_CALLS.c.number, sa.literal(name.strip())).where(among(_CALLS.c.id, ids))
        connection.execute(sa.insert(_TAGS).prefix_with("OR IGNORE").from_select(["call", "name"], chosen))


def no_tag(connection: sa.Connection, ids: Iterable[str], name: str) -> None:
    """Calls do not have a tag."""
    chosen = sa.select(_CALLS.c.number).where(among(_CALLS.c.id, ids))
    connection.execute(sa.delete(_TAGS).where(_TAGS.c.name == name.strip(), _TAGS.c.call.in_(chosen)))
