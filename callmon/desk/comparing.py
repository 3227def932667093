"""Two calls side by side, as a table for the terminal."""

from rich.table import Table

from callmon.coaching.comparison import Compared, Comparison
from callmon.desk.labels import ReportLabels


def comparison_table(found: Comparison, first: str, second: str) -> Table:
    """What is compared, a row each, by pillar.

    Args:
        found: the comparison.
        first: what the first call is called.
        second: what the second one is called.
    """
    labels = ReportLabels()
    table = Table(box=None, pad_edge=False)
    for name in ("", first, second, ""):
        table.add_column(name, justify="right" if name else "left")
    pillar = ""
    for each in found.measures:
        if each.pillar != pillar:
            pillar = each.pillar
            table.add_row(labels.pillar(pillar), style="bold")
        values = (labels.value(each.name, value) for value in (each.first, each.second))
        table.add_row(f"  {labels.measure(each.speaker, each.name)}", *values, _sign(each))
    return table


def _sign(each: Compared) -> str:
    """Where the second call is nearer to the habit, or further from it; in words, not colours."""
    if each.towards is None:
        return ""
    return "nearer to the habit" if each.towards else "further from it"
