"""Searches transcripts: what a person types in, an expression of FTS5 out; and the line with it."""

import re
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from callmon.store.library import tables
from callmon.store.library.entries import unpacked

_PIECE = re.compile(r'[“”„"]([^“”„"]*)[“”„"]?|(\S+)')
_WORD = re.compile(r"\w+")
_FOUND = "\x02"
"""Set before each hit; no transcript holds it."""


def expression(text: str) -> str:
    """What FTS5 looks for: every word, “quoted” ones side by side, and `word*` as a beginning.

    Empty where `text` holds no word at all.

    >>> expression('parcel "eight days" del*')
    '"parcel" "eight days" "del" *'
    """
    found = []
    for quoted, bare in _PIECE.findall(text):
        words = _WORD.findall(quoted or bare)
        if words:
            beginning = " *" if bare.endswith("*") else ""
            found.append(f'"{" ".join(words)}"{beginning}')
    return " ".join(found)


def matching(looked_for: str) -> sa.ColumnElement[bool]:
    """Whether a call's transcript holds what an `expression` looks for."""
    found = sa.text("SELECT rowid FROM transcripts WHERE transcripts MATCH :looked_for")
    return tables.calls.c.number.in_(
        found.bindparams(looked_for=looked_for).columns(sa.column("rowid", sa.Integer)).scalar_subquery()
    )


def excerpts(
    connection: sa.Connection, looked_for: str, numbers: Sequence[int]
) -> Mapping[int, tuple[str, float]]:
    """By call: the first line in which something of it is found, and its start in seconds."""
    if not numbers:
        return {}
    marked = connection.execute(
        sa.text(
            "SELECT transcripts.rowid, highlight(transcripts, 0, :mark, ''), calls.starts FROM transcripts "
            "JOIN calls ON calls.number = transcripts.rowid "
            "WHERE transcripts MATCH :looked_for AND transcripts.rowid IN :numbers"
        ).bindparams(
            sa.bindparam("numbers", list(numbers), expanding=True),
            sa.bindparam("looked_for", looked_for),
            sa.bindparam("mark", _FOUND),
        )
    )
    return {number: _first(text, unpacked(starts)) for number, text, starts in marked}


def _first(marked: str, starts: Sequence[int]) -> tuple[str, float]:
    lines = marked.split("\n")
    place = next(place for place, line in enumerate(lines) if _FOUND in line)
    return lines[place].replace(_FOUND, ""), starts[place] / 1000
