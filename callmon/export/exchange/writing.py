"""Writes marks for other tools: report and marks in, an ELAN, Praat or CSV file out, whole or not at all."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from callmon.errors import OutputError
from callmon.export.exchange.tiers import Annotation, annotations_of_marks, annotations_of_report
from callmon.timeline import Mark, seconds

FORMATS = {".eaf": "ELAN", ".textgrid": "Praat TextGrid", ".csv": "table"}
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
FORMULA = "=+-@\t\r"
"""What a spreadsheet takes for the beginning of a formula."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no place for."""


def write_marks(
    path: Path, report: Mapping[str, Any], marks: Sequence[Mark], media: Sequence[Path] = ()
) -> None:
    """Write the marks of a call, and beside them what callmon found; a table has the marks alone.

    Args:
        path: where to; its ending says how: `.eaf`, `.TextGrid` or `.csv`.
        report: of the call.
        marks: to write.
        media: the recording, for ELAN to play.

    Raises:
        OutputError: the ending is none of these, or the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise OutputError(f"{path.name} must end in .eaf (ELAN), .TextGrid (Praat) or .csv (a table).")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".marks-") as folder:
            written = Path(folder) / f"marks{kind}"
            if kind == ".csv":
                written.write_text(_table(marks), encoding="utf-8-sig", newline="")
            elif kind == ".eaf":
                _write_elan(
                    written, _clean([*annotations_of_report(report), *annotations_of_marks(marks)]), media
                )
            else:
                every = [*annotations_of_report(report), *annotations_of_marks(marks)]
                _write_textgrid(written, every, report["call"]["duration"])
            written.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}).") from None


def _clean(annotations: Iterable[Annotation]) -> list[Annotation]:
    return [
        Annotation(_NO_XML.sub(" ", each.tier), each.start, each.end, _NO_XML.sub(" ", each.text))
        for each in annotations
    ]


def _table(marks: Iterable[Mark]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for mark in marks:
        start, end = mark.segment.start, mark.segment.end
        when = f"{seconds(start):.3f}", f"{seconds(end):.3f}", str(start), str(end)
        said = mark.label, mark.target, mark.speaker or "", mark.text
        writer.writerow([_harmless(value) for value in (mark.id, mark.coder, mark.kind, *when, *said)])
    return out.getvalue()


def _harmless(value: str) -> str:
    """A value that no spreadsheet takes for a formula; the apostrophe is taken away again on reading."""
    return f"'{value}" if value[:1] in (*FORMULA, "'") else value


def _write_elan(path: Path, annotations: Sequence[Annotation], media: Sequence[Path]) -> None:
    from pympi.Elan import Eaf

    file = Eaf(author="callmon")
    file.remove_tier("default")
    for recording in media:
        file.add_linked_file(recording.absolute().as_uri(), mimetype="audio/x-wav")
    for each in annotations:
        if each.tier not in file.tiers:
            file.add_tier(each.tier)
        start = round(1000 * each.start)
        file.add_annotation(each.tier, start, max(start + 1, round(1000 * each.end)), each.text)
    file.to_file(str(path))


def _write_textgrid(path: Path, annotations: Sequence[Annotation], duration: float) -> None:
    from pympi.Praat import TextGrid

    last = max([duration, *(each.end for each in annotations)], default=1.0)
    grid = TextGrid(xmin=0, xmax=last)
    tiers: dict[str, Any] = {}
    ends: dict[str, float] = {}
    for each in sorted(annotations, key=lambda each: (each.start, each.end)):
        name = _free(each, ends)
        if name not in tiers:
            # Praat has no quotes in the names of tiers.
            tiers[name] = grid.add_tier(name.replace('"', "”").replace("\n", " "))
        tiers[name].add_interval(each.start, each.end, each.text)
        ends[name] = each.end
    if not tiers:
        grid.add_tier("empty")
    grid.to_file(str(path))


def _free(annotation: Annotation, ends: Mapping[str, float]) -> str:
    """The first tier of this name on which nothing lies there: intervals of Praat never overlap."""
    number, name = 1, annotation.tier
    while ends.get(name, 0.0) > annotation.start:
        number += 1
        name = f"{annotation.tier} {number}"
    return name
