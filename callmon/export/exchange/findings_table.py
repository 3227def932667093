"""What callmon found, as a table for statistics: report and marks in, a CSV file out."""

from collections.abc import Mapping, Sequence
from typing import Any

from callmon.export.exchange.cells import table
from callmon.timeline import Mark, findings, seconds

_COLUMNS = (
    "key",
    "label",
    "start",
    "end",
    "start_sample",
    "end_sample",
    "speaker",
    "confidence",
    "shown",
    "said",
)
_JUDGEMENTS = ("agree", "disagree")


def findings_table(report: Mapping[str, Any], marks: Sequence[Mark]) -> bytes:
    """A table with a row for each finding, and a column for each coder who judged one: `agree`, `disagree`.

    A judgement belongs to the finding that it names, where that is still of the same kind.
    """
    judged = {(mark.coder, mark.target, mark.label): mark.kind for mark in marks if mark.kind in _JUDGEMENTS}
    coders = sorted({coder for coder, _, _ in judged}, key=str.casefold)
    rows = []
    for each in findings(report):
        start, end = each.segment.start, each.segment.end
        rows.append(
            (
                each.key,
                each.label,
                f"{seconds(start):.3f}",
                f"{seconds(end):.3f}",
                str(start),
                str(end),
                each.speaker or "",
                "" if each.confidence is None else f"{each.confidence:.3f}",
                "yes" if each.shown else "no",
                each.said,
                *(judged.get((coder, each.key, each.label), "") for coder in coders),
            )
        )
    return table((*_COLUMNS, *(f"judged by {coder}" for coder in coders)), rows)
