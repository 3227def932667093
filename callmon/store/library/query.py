"""Which calls, in which order: a filter and a sort in, a query out."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from callmon.store.library import search
from callmon.store.library.tables import calls, measures, shown_cues, tags
from callmon.timeline import Filter, Range, Sort

_COLUMNS: Mapping[str, sa.ColumnElement[Any]] = {
    "held": calls.c.held,
    "title": sa.func.lower(calls.c.title),
    "agent": sa.func.lower(calls.c.agent),
    "duration": calls.c.duration,
    "cues": calls.c.cues,
}
_DAY = 10
"""Letters of a time that say its day."""


def among(column: sa.ColumnElement[Any], values: Iterable[str | int]) -> sa.ColumnElement[bool]:
    """Whether a column has one of some values, however many there are."""
    # One variable of the statement, of which SQLite takes a limited number.
    listed = sa.func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(sa.select(listed.c.value))


def wanted(which: Filter) -> list[sa.ColumnElement[bool]]:
    """The conditions of a filter, all of which must hold."""
    found: list[sa.ColumnElement[bool]] = []
    day = sa.func.substr(calls.c.held, 1, _DAY)
    if looked_for := search.expression(which.text):
        found.append(search.matching(looked_for))
    if which.agent:
        found.append(calls.c.agent == which.agent)
    if which.since:
        found.append(day >= which.since)
    if which.until:
        found.append(day <= which.until)
    found += [_has(tags, tags.c.name == tag) for tag in sorted(which.tags)]
    if which.cue:
        found.append(_has(shown_cues, shown_cues.c.rule == which.cue))
    if which.pillar:
        found.append(_has(shown_cues, shown_cues.c.pillar == which.pillar))
    found += [_within(each) for each in which.ranges]
    return found


def _has(table: sa.Table, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return calls.c.number.in_(sa.select(table.c.call).where(condition))


def _within(each: Range) -> sa.ColumnElement[bool]:
    condition = (measures.c.speaker == each.speaker) & (measures.c.name == each.name)
    if each.least is not None:
        condition &= measures.c.value >= each.least
    if each.most is not None:
        condition &= measures.c.value <= each.most
    return _has(measures, condition)


def ordered(query: sa.Select[Any], sort: Sort) -> sa.Select[Any]:
    """`query` in the order of `sort`; a column that is not known sorts by date."""
    speaker, is_measure, name = sort.by.partition(".")
    if is_measure:
        value = measures.alias("sorted_by")
        query = query.outerjoin(
            value, (value.c.call == calls.c.number) & (value.c.speaker == speaker) & (value.c.name == name)
        )
        column: sa.ColumnElement[Any] = value.c.value
    else:
        column = _COLUMNS.get(sort.by, calls.c.held)
    # An agent that nobody named is a value that lacks.
    lacks = column.is_(None) if is_measure else column == ""
    direction = column.desc() if sort.descending else column.asc()
    return query.order_by(lacks, direction, calls.c.held.desc(), calls.c.number.desc())
