"""Marks in tables: marks in, a CSV file out, and back; tables of other programs become notes."""

from collections.abc import Iterable, Mapping
from typing import cast, get_args

from callmon.errors import StoreError
from callmon.export.exchange.cells import rows_of, seconds_of, table
from callmon.export.exchange.mark_text import place, speaker_of
from callmon.export.exchange.tiers import Annotation
from callmon.timeline import Mark, MarkKind, Segment, seconds

COLUMNS = (
    "id",
    "coder",
    "kind",
    "start",
    "end",
    "start_sample",
    "end_sample",
    "label",
    "target",
    "speaker",
    "text",
)
_KINDS = get_args(MarkKind)
_NEAR_S = 0.001
"""Seconds stand with three decimals: an edge that differs by less from its samples was not moved."""
_NAMED = 10
"""Lines that are named where some are left out."""

Row = Mapping[str, str]


def marks_table(marks: Iterable[Mark]) -> bytes:
    """A table with a row for each mark."""
    return table(COLUMNS, map(_row, marks))


def _row(mark: Mark) -> tuple[str, ...]:
    start, end = mark.segment.start, mark.segment.end
    when = f"{seconds(start):.3f}", f"{seconds(end):.3f}", str(start), str(end)
    said = mark.label, mark.target, mark.speaker or "", mark.text
    return (mark.id, mark.coder, mark.kind, *when, *said)


def read_table(data: bytes, name: str, *, last: int, coder: str) -> tuple[list[Mark], list[str]]:
    """The marks in a table, those that are new with an empty id, and what was taken otherwise or not at all.

    Args:
        data: the file.
        name: of the file, for messages.
        last: samples of the call.
        coder: whose marks they are where the table does not say.

    Raises:
        StoreError: it is no table, or one without times.
    """
    try:
        columns, rows = rows_of(data)
    except ValueError as error:
        raise StoreError(f"{name} is not a table that can be read ({error}); save it as CSV again.") from None
    if not {"start", "end"} <= set(columns):
        raise StoreError(f"{name} has no columns “start” and “end” (seconds); see docs/marks.md.")
    if {"key", "shown", "said"} <= set(columns):
        raise StoreError(f"{name} is a table of what callmon found, not of marks; it is not taken back.")
    own = "kind" in columns
    notes: list[str] = []
    if not own and _in_milliseconds(rows, last):
        notes.append(f"The times in {name} are taken for milliseconds.")
        rows = [
            {**row, **{edge: f"{int(row[edge]) / 1000:.3f}" for edge in ("start", "end")}} for row in rows
        ]
    marks, left = [], []
    for number, row in enumerate(rows, start=2):
        try:
            marks.append(_own_mark(row, last, coder) if own else _note(row, last, coder))
        except ValueError:
            left.append(str(number))
    if left:
        more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        notes.append(f"Rows that are no marks were left out: {', '.join(left[:_NAMED])}{more}.")
    return marks, notes


def _in_milliseconds(rows: Iterable[Row], last: int) -> bool:
    """Whether times are whole milliseconds, as Whisper writes them: as seconds they lie far behind."""
    times = [row.get(edge, "").strip() for row in rows for edge in ("start", "end")]
    whole = bool(times) and all(time.isdecimal() and len(time) < 12 for time in times)
    return whole and max(map(int, times)) > seconds(last) + 1


def _own_mark(row: Row, last: int, coder: str) -> Mark:
    kind = row.get("kind", "").strip().lower()
    if kind not in _KINDS:
        raise ValueError("no mark")
    return Mark(
        id=row.get("id", ""),
        coder=row.get("coder", "") or coder,
        kind=cast(MarkKind, kind),
        segment=_segment(row, last),
        label=row.get("label", ""),
        target=row.get("target", ""),
        speaker=speaker_of(row.get("speaker", "").strip().lower()),
        text=row.get("text", ""),
    )


def _segment(row: Row, last: int) -> Segment:
    """Where a mark lies: an edge whose seconds a person changed follows them."""
    start, end = (_sample(row, edge, last) for edge in ("start", "end"))
    return Segment(start, end)


def _sample(row: Row, edge: str, last: int) -> int:
    exact = row.get(f"{edge}_sample", "").strip()
    given = row.get(edge, "").strip()
    known = min(last, int(exact)) if exact.isdecimal() and len(exact) < 12 else None
    if known is not None and (not given or abs(seconds_of(given) - int(exact) / 16_000) <= _NEAR_S):
        return known
    at = seconds_of(given)
    return place(Annotation("", at, at, ""), last).start


def _note(row: Row, last: int, coder: str) -> Mark:
    start, end = seconds_of(row.get("start", "")), seconds_of(row.get("end", ""))
    said = [row.get("speaker", ""), row.get("text", "")]
    text = ": ".join(filter(None, said)) or ", ".join(
        value for name, value in row.items() if value and name not in ("start", "end")
    )
    return Mark("", row.get("coder") or coder, "note", place(Annotation("", start, end, ""), last), text=text)
