"""Searches transcripts: what a person types in, an expression of FTS5 out; and the line with it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from callmon.store.library import tables
from callmon.store.library.packing import unpacked

_PIECE = re.compile(r'[“”„"]([^“”„"]*)[“”„"]?|(\S+)')
_WORD = re.compile(r"\w+")


def composed(text: str) -> str:
    """Text in which a letter and its accent are one character, so that no accent ends a word."""
    return unicodedata.normalize("NFC", text)


def expression(text: str) -> str:
    """What FTS5 looks for: every word, “quoted” ones side by side, and `word*` as a beginning.

    Empty where `text` holds no word at all.

    >>> expression('parcel "eight days" del*')
    '"parcel" "eight days" "del" *'
    """
    found = []
    for quoted, bare in _PIECE.findall(composed(text)):
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


class Excerpt(NamedTuple):
    """A line of a transcript, its start in seconds, and where in it what is looked for stands."""

    line: str
    at: float
    hits: tuple[tuple[int, int], ...]


def excerpts(connection: sa.Connection, text: str, numbers: Sequence[int]) -> Mapping[int, Excerpt]:
    """By call: the first line in which something of what is looked for is found."""
    wanted = _pattern(text)
    if not numbers or wanted is None:
        return {}
    chosen = sa.text(
        "SELECT calls.number, transcripts.text, calls.starts FROM calls "
        "JOIN transcripts ON transcripts.rowid = calls.number WHERE calls.number IN :numbers"
    ).bindparams(sa.bindparam("numbers", list(numbers), expanding=True))
    found = {}
    for number, lines, starts in connection.execute(chosen):
        hit = wanted.search(_plain(lines))
        if hit is not None:
            place = lines.count("\n", 0, hit.start())
            line = lines.split("\n")[place]
            hits = tuple(each.span() for each in wanted.finditer(_plain(line)))
            found[number] = Excerpt(line, unpacked(starts)[place] / 1000, hits)
    return found


def _pattern(text: str) -> "re.Pattern[str] | None":
    """Any of what is looked for, as FTS5 tells words apart: case and accents do not matter."""
    parts = []
    for quoted, bare in _PIECE.findall(composed(text)):
        words = _WORD.findall(_plain(quoted or bare))
        if words:
            ending = r"\w*" if bare.endswith("*") else ""
            parts.append(r"\W+".join(map(re.escape, words)) + ending)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def _plain(text: str) -> str:
    """In small letters without accents, of the same length, so that places in it are places in the text."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] or letter for letter in text)
