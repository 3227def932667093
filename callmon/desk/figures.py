"""Figures of the desk as tables for the terminal: calibrations, trends, comparisons in, rows of text out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.table import Table as Printed

from callmon.calibration.estimate import Estimate
from callmon.coaching.comparison import Comparison
from callmon.coaching.trends import Trend
from callmon.desk.calibrating import Calibration, Judged
from callmon.desk.labels import ReportLabels
from callmon.export.threshold_labels import LABELS
from callmon.ui.replay.mark_words import label_words

NONE = "–"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text: the first column says what a row is about; a row of one text heads those below it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def printed(table: Table) -> Printed:
    """A table for the terminal."""
    crowded = len(table.columns) > 5
    made = Printed(box=None, pad_edge=False, padding=(0, 1 if crowded else 2, 0, 0))
    for place, column in enumerate(table.columns):
        # A heading of plain words is not broken within one; the name of a recording may be.
        word = min(9, max((len(word) for word in column.split()), default=0))
        least = word if place else 20 if crowded else 26
        made.add_column(column, justify="right" if place else "left", overflow="fold", min_width=least)
    for row in table.rows:
        made.add_row(*row, style="bold" if len(row) == 1 else "")
    return made


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
        past = f"{labels.value(each.name, each.past)} ± {labels.value(each.name, each.spread)}"
        latest = NONE if each.latest is None else labels.value(each.name, each.latest)
        told = "" if each.latest is None else "differs" if each.differs else "as usual"
        return labels.measure(each.speaker, each.name), past, str(each.calls), latest, told

    return Table(("", "before", "calls", "last five", ""), tuple(row(each) for each in trends))


def compared_table(found: Comparison, first: str, second: str) -> Table:
    """Two calls side by side, by pillar, then what was found in them."""
    labels = ReportLabels()
    rows: list[tuple[str, ...]] = []
    pillar = ""
    for each in found.measures:
        if each.pillar != pillar:
            pillar = each.pillar
            rows.append((labels.pillar(pillar),))
        values = (labels.value(each.name, value) for value in (each.first, each.second))
        towards = "" if each.towards is None else "nearer to the habit" if each.towards else "further from it"
        rows.append((labels.measure(each.speaker, each.name), *values, towards))
    rows.append(("Found",))
    rows += [(label_text(each.what), str(each.first), str(each.second), "") for each in found.counts]
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
