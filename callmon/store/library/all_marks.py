"""Marks as the library keeps them: rows of the table in, values out; and what all coders together said."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from callmon.store.library import tables
from callmon.store.library.query import among
from callmon.timeline import Mark, Segment

_MARKS, _JUDGED = tables.marks, tables.judged

Row = Mapping[str, Any]
"""A row of the table `marks` as JSON values, by column."""


def mark_of(row: Row) -> Mark:
    """The mark of a row."""
    return Mark(
        id=row["id"],
        coder=row["coder"],
        kind=row["kind"],
        segment=Segment(row["start"], row["end"]),
        label=row["label"],
        target=row["target"],
        speaker=row["speaker"],
        text=row["text"],
    )


def row_of(mark: Mark, call: str, *, informed: bool) -> Row:
    """The row of a mark in a call."""
    return {
        "id": mark.id,
        "call": call,
        "coder": mark.coder,
        "kind": mark.kind,
        "start": mark.segment.start,
        "end": mark.segment.end,
        "label": mark.label,
        "target": mark.target,
        "speaker": mark.speaker,
        "text": mark.text,
        "informed": informed,
    }


def every_mark(connection: sa.Connection, calls: Sequence[str] | None) -> list[tuple[str, Mark, bool]]:
    """Every mark of some calls, or of all: the call, the mark, whether others' marks could be seen then."""
    chosen = sa.select(_MARKS).order_by(_MARKS.c.call, _MARKS.c.coder, _MARKS.c.start, _MARKS.c.id)
    if calls is not None:
        chosen = chosen.where(among(_MARKS.c.call, calls))
    return [
        (row["call"], mark_of(dict(row)), row["informed"]) for row in connection.execute(chosen).mappings()
    ]


def coders(connection: sa.Connection) -> list[str]:
    """Everybody who has marked something or judged a call."""
    either = sa.union(sa.select(_MARKS.c.coder), sa.select(_JUDGED.c.coder))
    return sorted(connection.scalars(either), key=str.casefold)


def coded(connection: sa.Connection) -> list[tuple[str, str]]:
    """Call and coder of every call that was judged whole."""
    chosen = sa.select(_JUDGED.c.call, _JUDGED.c.coder).where(_JUDGED.c.finished)
    return sorted((call, coder) for call, coder in connection.execute(chosen))
