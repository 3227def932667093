"""Writes marks for other tools: report and marks in, an ELAN, Praat or CSV file out, whole or not at all."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from callmon.errors import OutputError
from callmon.export.exchange.elan import write_elan
from callmon.export.exchange.findings_table import findings_table
from callmon.export.exchange.found import annotations_of_report, choices
from callmon.export.exchange.mark_text import annotation_of
from callmon.export.exchange.marks_table import marks_table
from callmon.export.exchange.textgrid import write_textgrid
from callmon.export.exchange.tiers import printable, side_by_side
from callmon.export.files import check_writable
from callmon.timeline import Mark

FORMATS = {".eaf": "ELAN", ".textgrid": "Praat TextGrid", ".csv": "table"}


def write_marks(
    path: Path,
    report: Mapping[str, Any],
    marks: Sequence[Mark],
    media: Sequence[Path] = (),
    coders: Sequence[str] = (),
) -> None:
    """Write the marks of a call, and beside them what callmon found; a table has the marks alone.

    Args:
        path: where to; its ending says how: `.eaf`, `.TextGrid` or `.csv`.
        report: of the call.
        marks: to write.
        media: the recording, for ELAN to play.
        coders: who is going to mark in ELAN, beyond those who have: they get tiers with lists to choose from.

    Raises:
        OutputError: the ending is none of these, or the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise OutputError(f"{path.name} must end in .eaf (ELAN), .TextGrid (Praat) or .csv (a table).")
    if kind == ".csv":
        _whole(path, lambda file: _put(file, marks_table(marks)))
        return
    marked = sorted(map(annotation_of, marks), key=lambda each: each.tier)
    tiers = side_by_side([*annotations_of_report(report), *marked])
    if kind == ".textgrid":
        _whole(path, lambda file: write_textgrid(file, tiers, report["call"]["duration"]))
        return
    everybody = sorted({printable(coder) for coder in (*coders, *(mark.coder for mark in marks))})
    _whole(
        path,
        lambda file: write_elan(
            file, tiers, media=media, coders=everybody, choices=choices(report), beside=path
        ),
    )


def write_findings(path: Path, report: Mapping[str, Any], marks: Sequence[Mark]) -> None:
    """Write what callmon found in a call as a table, with what each coder says of it.

    Raises:
        OutputError: the file does not end in `.csv`, or cannot be written.
    """
    if path.suffix.lower() != ".csv":
        raise OutputError(f"{path.name} must end in .csv: findings are written as a table.")
    _whole(path, lambda file: _put(file, findings_table(report, marks)))


def _put(file: Path, data: bytes) -> None:
    file.write_bytes(data)


def _whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a file beside `path`, and put it there once it is complete."""
    check_writable(path)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".marks-") as folder:
            part = Path(folder) / f"marks{path.suffix.lower()}"
            write(part)
            part.chmod(0o600 if not path.exists() else path.stat().st_mode & 0o777)
            part.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror}); free some space or choose another place."
        ) from None
