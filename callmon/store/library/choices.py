"""Choices: what the calls of the shelf can be filtered and sorted by; a connection in, names out."""

import sqlalchemy as sa

from callmon.store.library import tables

_CALLS, _TAGS, _CUES, _MEASURES = tables.calls, tables.tags, tables.shown_cues, tables.measures


def agents(connection: sa.Connection) -> list[str]:
    """Whose calls there are, in alphabetical order."""
    return _texts(connection, sa.select(_CALLS.c.agent).where(_CALLS.c.agent != "").distinct())


def tags(connection: sa.Connection) -> list[str]:
    """Every tag that a call has, in alphabetical order."""
    return _texts(connection, sa.select(_TAGS.c.name).distinct())


def rules(connection: sa.Connection) -> list[tuple[str, str]]:
    """Rule and pillar of every cue that was shown in a call."""
    return _pairs(connection, sa.select(_CUES.c.rule, _CUES.c.pillar).distinct())


def measures(connection: sa.Connection) -> list[tuple[str, str]]:
    """Speaker and name of every measure that a call has."""
    return _pairs(connection, sa.select(_MEASURES.c.speaker, _MEASURES.c.name).distinct())


def _texts(connection: sa.Connection, chosen: sa.Select[tuple[str]]) -> list[str]:
    return sorted(connection.scalars(chosen), key=str.casefold)


def _pairs(connection: sa.Connection, chosen: sa.Select[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted((first, second) for first, second in connection.execute(chosen))
