"""Figures of the desk as tables for the terminal: calibrations, trends, comparisons in, rows of text out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from rich.table import Table as Printed

from callmon.calibration.estimate import Estimate
from callmon.coaching.comparison import Comparison
from callmon.coaching.trends import Trend, towards
from callmon.desk.calibrating import Calibration, Judged
from callmon.desk.labels import ReportLabels
from callmon.export.moments import OUTCOMES
from callmon.export.threshold_labels import LABELS
from callmon.export.words import sentence_case
from callmon.ui.replay.mark_words import label_words

NONE = "–"
_DIGIT = re.compile(r"\d")
_FIGURE_WORDS = 4
"""Words of the longest figure: `120 ± 12 words/min`."""
_HABIT = {None: "", True: "nearer to the habit", False: "further from the habit"}
_FOUND = {"cue": "Cues shown", "act": "Listening acts", "moment": "Moments of the customer"}
"""What was found in two calls, by what its names begin with."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text: the first column says what a row is about; a row of one text heads those below it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def printed(table: Table, width: int) -> Printed:
    """A table for a terminal of `width` columns; what is too wide is broken, nothing is cut off."""
    gap = 1 if len(table.columns) > 5 else 2
    made = Printed(box=None, pad_edge=False, padding=(0, gap, 0, 0))
    whole = [row + ("",) * (len(table.columns) - len(row)) for row in (table.columns, *table.rows)]
    columns = list(zip(*whole, strict=True))
    widths = _widths(columns, width - gap * (len(columns) - 1))
    for place, (column, wide) in enumerate(zip(columns, widths, strict=True)):
        # Words stand to the left, figures to the right.
        told = place == 0 or any(_is_told(cell) for cell in column[1:])
        made.add_column(column[0], justify="left" if told else "right", overflow="fold", width=wide)
    for row in table.rows:
        made.add_row(*row, style="bold" if len(row) == 1 else "")
    return made


def _is_told(cell: str) -> bool:
    return len(cell.split()) > _FIGURE_WORDS or (any(map(str.isalpha, cell)) and not _DIGIT.search(cell))


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """The widths of columns: the widest give way, and break their words last of all."""
    widths = [
        max(cell_len(line) for cell in column for line in (*cell.split("\n"), "")) for column in columns
    ]
    words = [max(cell_len(word) for cell in column for word in (*cell.split(), "")) for column in columns]
    while sum(widths) > room and max(widths) > 1:
        able = [place for place, width in enumerate(widths) if width > words[place]]
        widths[max(able or range(len(widths)), key=lambda place: widths[place])] -= 1
    return widths


def calibration_table(found: Iterable[Judged]) -> Table:
    """Agreement on each thing that was compared: counts, and figures with their 95 % intervals below them."""
    counts = "both", "1st", "2nd"
    columns = ("", *counts, "precision", "recall", "kappa", "ICC")
    return Table(columns, tuple(_agreement(each) for each in found))


def change_table(found: Calibration) -> Table:
    """What a team may take over, and why."""
    return Table(
        ("setting", "today", "then", "because"),
        tuple(
            (setting_text(each.setting), value_text(each.today), value_text(each.then), each.because)
            for each in found.changes
        ),
    )


def trend_table(trends: Sequence[Trend]) -> Table:
    """An agent's measures: the last calls against their own past."""
    labels = ReportLabels()

    def row(each: Trend) -> tuple[str, ...]:
        # The unit is that of the spread too.
        past = median_text(each, each.past).partition(" ")[0]
        usual = f"{past} ± {median_text(each, each.spread)}"
        latest = NONE if each.latest is None else median_text(each, each.latest)
        return labels.measure(each.speaker, each.name), usual, str(each.calls), latest, change_text(each)

    return Table(("", "before", "calls", "last five", "change"), tuple(row(each) for each in trends))


def median_text(found: Trend, value: float) -> str:
    """A median or a spread of a trend in the unit of its measure; those of counts are no whole numbers."""
    if all(point.value == int(point.value) for point in found.points):
        return f"{value:.1f}".removesuffix(".0")
    return ReportLabels().value(found.name, value)


def change_text(found: Trend) -> str:
    """How the last calls differ from those before, as the window of trends says it."""
    if found.latest is None:
        return ""
    if not found.differs:
        return "as before"
    than = "higher than before" if found.latest > found.past else "lower than before"
    return ", ".join(filter(None, (than, _HABIT[towards(found)])))


def compared_table(found: Comparison, first: str, second: str) -> Table:
    """Two calls side by side, by pillar, then what was found in them."""
    labels = ReportLabels()
    rows: list[tuple[str, ...]] = []
    pillar = ""
    for each in found.measures:
        if each.pillar != pillar:
            pillar = each.pillar
            rows.append((labels.pillar(pillar),))
        values = [labels.value(each.name, value) for value in (each.first, each.second)]
        if each.rates is not None:
            values = [f"{value} ({often:.1f})" for value, often in zip(values, each.rates, strict=True)]
        rows.append((labels.measure(each.speaker, each.name), *values, _HABIT[each.towards]))
    for heading, counts in groupby(found.counts, lambda each: _FOUND[each.what.partition("/")[0]]):
        rows.append((heading,))
        rows += [
            (label_text(each.what).removeprefix("Cue: "), str(each.first), str(each.second), "")
            for each in counts
        ]
    return Table(("", first, second, ""), tuple(rows))


def _agreement(each: Judged) -> tuple[str, ...]:
    what, figures = each.compared.what, each.figures
    name = f"{label_text(what.label)}{f' ({what.speaker})' if what.speaker == 'customer' else ''}"
    counts = map(str, (figures.counts.both, figures.counts.first, figures.counts.second))
    shares = map(_estimate, (figures.precision, figures.recall, figures.kappa, figures.absolute))
    return name, *counts, *shares


def _estimate(figure: Estimate) -> str:
    """A figure with its interval below it; a dash where it is not defined."""
    if figure.value is None:
        return NONE
    if figure.low is None or figure.high is None:
        return f"{figure.value:.2f}"
    return f"{figure.value:.2f}\n{figure.low:.2f}–{figure.high:.2f}"


def label_text(label: str) -> str:
    """What a label of findings says to people."""
    kind, _, name = label.partition("/")
    if kind == "cue":
        return f"Cue: {ReportLabels().rule(name)}"
    if kind == "moment" and name in OUTCOMES:
        return sentence_case(OUTCOMES[name])
    return label_words(label)


def setting_text(setting: str) -> str:
    """What a setting, such as `cues.monologue_s`, says to people."""
    room, _, name = setting.partition(".")
    if setting == "cues.off":
        return "Hidden cues"
    key = f"{room.removesuffix('s')}_{name}"
    return next((group[key][0] for group in LABELS.values() if key in group), setting)


def value_text(value: object) -> str:
    """A value of a setting."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
