"""Pages of the shelf: a filter and an order in, calls with all that is shown beside them out."""

import json
from collections.abc import Sequence

import sqlalchemy as sa

from callmon.errors import StoreError
from callmon.store.library import query, search, tables
from callmon.store.library.entries import SHOWN, call_of
from callmon.timeline import Filter, ShelvedCall, Sort

_CALLS = tables.calls
MeasureName = tuple[str, str]
"""A measure's speaker and name."""


def in_order(connection: sa.Connection, which: Filter, sort: Sort) -> list[str]:
    """The ids of all calls that are wanted."""
    return list(connection.scalars(query.ordered(sa.select(_CALLS.c.id).where(*query.wanted(which)), sort)))


def page(
    connection: sa.Connection,
    which: Filter,
    sort: Sort,
    offset: int,
    limit: int,
    measures: Sequence[MeasureName],
    coder: str,
) -> list[ShelvedCall]:
    """The calls from `offset` on, at most `limit`, with their tags, their `measures` and `coder`'s marks."""
    # What is sorted is numbers alone: whole rows, with their texts, would take three times as long.
    chosen = query.ordered(sa.select(_CALLS.c.number).where(*query.wanted(which)), sort)
    numbers = list(connection.scalars(chosen.offset(offset).limit(limit)))
    whole = sa.select(*SHOWN).where(query.among(_CALLS.c.number, numbers))
    rows = {row.number: row for row in connection.execute(whole)}
    tagged = _tags(connection, numbers)
    values = _values(connection, numbers, measures)
    marked = _marked(connection, [row.id for row in rows.values()], coder)
    found = search.excerpts(connection, which.text, numbers)
    judged = _judged(connection, [row.id for row in rows.values()], coder)
    calls = []
    for number in numbers:
        excerpt = found.get(number)
        calls.append(
            call_of(
                rows[number],
                tags=tagged.get(number, ()),
                marks=marked.get(rows[number].id, 0),
                measures=tuple((*each, values.get((number, *each))) for each in measures),
                judged=rows[number].id in judged,
                excerpt="" if excerpt is None else excerpt.line,
                excerpt_at=None if excerpt is None else excerpt.at,
                hits=() if excerpt is None else excerpt.hits,
            )
        )
    return calls


def named(connection: sa.Connection, name: str) -> ShelvedCall:
    """The call whose id is `name`, else the only one whose recording is, else the only one that begins so.

    Raises:
        StoreError: there is none, or more than one.
    """
    if not name:
        raise StoreError("A call's id is empty; `callmon calls` lists them.")
    begins = (sa.func.substr(column, 1, len(name)) == name for column in (_CALLS.c.id, _CALLS.c.title))
    # What is named whole comes first.
    for which in (_CALLS.c.id == name, _CALLS.c.title == name, sa.or_(*begins)):
        found = connection.execute(sa.select(*SHOWN).where(which).limit(2)).all()
        if len(found) > 1:
            count = connection.scalar(sa.select(sa.func.count()).select_from(_CALLS).where(which))
            raise StoreError(
                f"{name} names {count} calls; give more of the name, or an id that `callmon calls` lists."
            )
        if found:
            number = found[0].number
            return call_of(found[0], tags=_tags(connection, [number]).get(number, ()))
    raise StoreError(f"The library has no call named {name}; `callmon calls` lists them.")


def paired(connection: sa.Connection, file: str) -> str:
    """The id of the call of which a file is one of the two sides; empty where there is none."""
    within = sa.func.instr(_CALLS.c.files, json.dumps(file)) > 0
    both = sa.func.json_array_length(_CALLS.c.files, "$.files") == 2
    found: str | None = connection.scalar(sa.select(_CALLS.c.id).where(within, both).limit(1))
    return found or ""


def points(
    connection: sa.Connection, agent: str, names: Sequence[MeasureName]
) -> list[tuple[str, str, str, str, float]]:
    """Values of an agent's measures, oldest call first: call, when it was held, speaker, name, value."""
    each = tables.measures
    chosen = (
        sa.select(_CALLS.c.id, _CALLS.c.held, each.c.speaker, each.c.name, each.c.value)
        .join(each, each.c.call == _CALLS.c.number)
        .where(_CALLS.c.agent == agent, _named(names))
        .order_by(_CALLS.c.held, _CALLS.c.number, each.c.speaker, each.c.name)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(chosen)]


def _tags(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    each = tables.tags
    chosen = sa.select(each.c.call, each.c.name).where(query.among(each.c.call, numbers))
    found: dict[int, tuple[str, ...]] = {}
    for number, name in connection.execute(chosen.order_by(each.c.name)):
        found[number] = (*found.get(number, ()), name)
    return found


def _values(
    connection: sa.Connection, numbers: Sequence[int], names: Sequence[MeasureName]
) -> dict[tuple[int, str, str], float]:
    if not names:
        return {}
    each = tables.measures
    chosen = sa.select(each.c.call, each.c.speaker, each.c.name, each.c.value).where(
        query.among(each.c.call, numbers), _named(names)
    )
    return {(row[0], row[1], row[2]): row[3] for row in connection.execute(chosen)}


def _named(names: Sequence[MeasureName]) -> sa.ColumnElement[bool]:
    return sa.tuple_(tables.measures.c.speaker, tables.measures.c.name).in_(list(names))


def _marked(connection: sa.Connection, ids: Sequence[str], coder: str) -> dict[str, int]:
    each = tables.marks
    chosen = sa.select(each.c.call, sa.func.count()).where(
        query.among(each.c.call, ids), each.c.coder == coder
    )
    return {row[0]: row[1] for row in connection.execute(chosen.group_by(each.c.call))}


def _judged(connection: sa.Connection, ids: Sequence[str], coder: str) -> set[str]:
    """The calls that a coder has judged whole."""
    each = tables.judged
    chosen = sa.select(each.c.call).where(
        query.among(each.c.call, ids), each.c.coder == coder, each.c.finished
    )
    return set(connection.scalars(chosen))
