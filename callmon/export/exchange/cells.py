"""Cells of tables as spreadsheets keep them: a value in, a cell that runs nothing out, and back."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = "=+-@\t\r\n＝＋－＠"
"""What spreadsheets take for the beginning of a formula (OWASP, CSV Injection)."""
_CLOCK = re.compile(r"-?(?:(?:\d{1,9}:)?\d{1,9}:)?\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as RFC 4180 has it, in UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(harmless, columns))
    writer.writerows(map(harmless, row) for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def rows_of(data: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """The columns of a table, in small letters, and its rows by column.

    Args:
        data: a table in UTF-8, UTF-16 or Windows' encoding of the West, between commas, semicolons or tabs.

    Raises:
        ValueError: the table is damaged.
    """
    text = _decoded(data)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from None
    columns = [plain(name).strip().lower() for name in rows[0]] if rows else []
    return columns, [dict(zip(columns, map(plain, row), strict=False)) for row in rows[1:] if any(row)]


def harmless(value: str) -> str:
    """A value that no spreadsheet takes for a formula; `plain` takes the apostrophe away again."""
    return f"'{value}" if value[:1] and value[0] in (*_FORMULA, "'") else value


def plain(cell: str) -> str:
    """The value of a cell that `harmless` made."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in (*_FORMULA, "'") else cell


def seconds_of(cell: str) -> float:
    """Seconds as tables give them: `62.5`, `62,5` or `0:01:02.500`.

    Raises:
        ValueError: it is no time.
    """
    if _CLOCK.fullmatch(cell.strip()) is None:
        raise ValueError(f"“{cell}” is no time")
    total = 0.0
    for part in cell.strip().lstrip("-").replace(",", ".").split(":"):
        total = 60 * total + float(part)
    return -total if cell.strip().startswith("-") else total


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
