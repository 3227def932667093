"""Entries: a call and its report in, rows of the library out; and rows back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from callmon.store.library import tables
from callmon.store.library.packing import packed
from callmon.store.library.query import among
from callmon.store.library.search import composed
from callmon.timeline import ShelvedCall

SHOWN = tuple(
    tables.calls.c[name]
    for name in (
        *("number", "id", "title", "agent", "held", "analysed"),
        *("duration", "language", "files", "cues", "state", "dated"),
    )
)
"""The columns that `call_of` reads."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a journal was last written (nanoseconds since 1970), and its size in bytes."""

    modified_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What is put on the shelf.

    Attributes:
        call: the row; `tags`, `marks`, `measures` and `excerpt` are not read, `cues` comes from the report.
        report: the call's report (`docs/report.md`); None where its journal cannot be read.
        journal: what was read.
    """

    call: ShelvedCall
    report: Mapping[str, Any] | None
    journal: Stamp


def put(connection: sa.Connection, entry: Entry) -> None:
    """Write a call; what people said about it stays, and so does an earlier report where there is none."""
    call, report = entry.call, entry.report
    known = connection.execute(
        sa.select(*(tables.calls.c[name] for name in ("number", "agent", "files", "dated"))).where(
            tables.calls.c.id == call.id
        )
    ).first()
    row: dict[str, Any] = {
        "state": call.state,
        "journal_modified_ns": entry.journal.modified_ns,
        "journal_size": entry.journal.size,
    }
    if known is None or report is not None:
        row |= _of(call, report or {})
    if known is None:
        connection.execute(sa.insert(tables.calls).values(id=call.id, **row))
    else:
        row["agent"] = known.agent or call.agent
        if _were_moved(known.files):
            row.pop("files", None)
        if known.dated:
            # A recording that is copied or analysed again is still of the day that it was of.
            row.pop("held", None)
            row.pop("dated", None)
        connection.execute(sa.update(tables.calls).where(tables.calls.c.number == known.number).values(**row))
    if report is not None:
        number = connection.execute(
            sa.select(tables.calls.c.number).where(tables.calls.c.id == call.id)
        ).scalar_one()
        _put_parts(connection, number, report)


def take_off(connection: sa.Connection, ids: Iterable[str]) -> None:
    """Delete calls and what was found in them; marks, edits and judgements stay."""
    chosen = sa.select(tables.calls.c.number).where(among(tables.calls.c.id, ids))
    for number in connection.scalars(chosen).all():
        connection.execute(sa.text("DELETE FROM transcripts WHERE rowid = :number"), {"number": number})
        connection.execute(sa.delete(tables.calls).where(tables.calls.c.number == number))


def _were_moved(files: str) -> bool:
    """Whether the person said where the recording lies: then what its journal says is out of date."""
    return bool(json.loads(files).get("moved"))


def files_text(files: Sequence[str], *, moved: bool = False) -> str:
    """Files of a recording as the library keeps them."""
    return json.dumps({"files": list(files), "moved": moved})


def _of(call: ShelvedCall, report: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": call.title,
        "agent": call.agent,
        "held": call.held,
        "dated": call.dated,
        "analysed": call.analysed,
        "duration": call.duration,
        "language": call.language,
        "files": files_text(call.files),
        "cues": sum(1 for cue in report.get("cues", ()) if cue["shown"]),
        "report": packed(report),
        "starts": packed([round(1000 * each["start"]) for each in _said(report)]),
    }


def _put_parts(connection: sa.Connection, number: int, report: Mapping[str, Any]) -> None:
    for table in (tables.measures, tables.shown_cues):
        connection.execute(sa.delete(table).where(table.c.call == number))
    values = [
        {"call": number, "speaker": speaker, "name": name, "value": value}
        for speaker, named in report["measures"].items()
        for name, value in named.items()
        if value is not None
    ]
    cues = {(cue["rule"], cue["pillar"]) for cue in report["cues"] if cue["shown"]}
    if values:
        connection.execute(sa.insert(tables.measures), values)
    if cues:
        connection.execute(
            sa.insert(tables.shown_cues),
            [{"call": number, "rule": rule, "pillar": pillar} for rule, pillar in sorted(cues)],
        )
    text = composed("\n".join(" ".join(each["text"].split()) for each in _said(report)))
    connection.execute(sa.text("DELETE FROM transcripts WHERE rowid = :number"), {"number": number})
    connection.execute(
        sa.text("INSERT INTO transcripts (rowid, text) VALUES (:number, :text)"),
        {"number": number, "text": text},
    )


def _said(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The utterances that have a text, one line of the transcript each."""
    return [each for each in report.get("utterances", ()) if each["text"].strip()]


def call_of(row: sa.Row[Any], **more: Any) -> ShelvedCall:
    """The call of a row that has the columns of `SHOWN`; `more`: what other tables say."""
    call = ShelvedCall(
        id=row.id,
        title=row.title,
        agent=row.agent,
        held=row.held,
        analysed=row.analysed,
        duration=row.duration,
        language=row.language,
        files=tuple(json.loads(row.files)["files"]),
        cues=row.cues,
        state=row.state,
        dated=row.dated,
    )
    return replace(call, **more)
