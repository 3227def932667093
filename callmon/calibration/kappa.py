"""Cohen's kappa: a table of what two sides said in, agreement beyond chance out."""

from collections.abc import Sequence

from callmon.calibration.estimate import Estimate


def kappa(table: Sequence[Sequence[int]]) -> Estimate:
    """Agreement beyond chance, -1..1 (Cohen 1960), with its large-sample interval.

    The interval is that of Fleiss, Cohen and Everitt (1969). It takes stretches as independent; those of one
    call are not quite, so that it is rather too narrow.

    Args:
        table: a square of counts; row and column are what the first and the second side said.

    Raises:
        CallmonError: the extra `calibration` is not installed.
    """
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    total = sum(rows)
    if not total:
        return Estimate(None, why="there is nothing to compare")
    alike = [table[place][place] for place in range(len(table))]
    if total in alike:
        return Estimate(None, why="both sides say the same everywhere")
    if total == sum(alike):
        return Estimate(1.0, why="the two sides never differ, so the figure has no interval")
    if total in rows or total in columns:
        return Estimate(0.0, why="one side says the same everywhere, which chance alone explains")
    from callmon.calibration.extra import require

    require()
    from statsmodels.stats.inter_rater import cohens_kappa

    found = cohens_kappa([list(row) for row in table])
    low, high = max(-1.0, float(found.kappa_low)), min(1.0, float(found.kappa_upp))
    return Estimate(float(found.kappa), low, high)


def plain_kappa(both: int, first: int, second: int, none: int) -> float:
    """Kappa of four counts without its interval; 0 where it is not defined. It needs no package."""
    by_chance = (both + first) * (first + none) + (both + second) * (second + none)
    return 2 * (both * none - first * second) / by_chance if by_chance else 0.0
