"""The figures of the desk as windows, and as tables for the terminal."""

from datetime import datetime

from rich.table import Table as Printed

from callmon.coaching.comparison import HABITS, compare
from callmon.coaching.trends import Point, Trend, trend
from callmon.desk.calibrating import Calibration, calibrate
from callmon.desk.figures import Table, calibration_table, change_table, compared_table, trend_table
from callmon.errors import StoreError
from callmon.paths import settings_file
from callmon.settings import load_settings
from callmon.store.library import Library
from callmon.team import take_back, take_over
from callmon.ui.sheet import Deed, Part, Sheet

_CALIBRATION = (
    "What you marked, held against what callmon found. Acts are compared utterance by utterance, cues minute "
    "by minute, in the calls that you have judged whole; there, what you did not mark counts as agreed."
)
_TRENDS = (
    "The last five calls against the ones before: the median, with its usual spread (median absolute "
    "deviation). Nobody is compared with anybody else."
)


def printed(table: Table) -> Printed:
    """A table for the terminal."""
    made = Printed(box=None, pad_edge=False)
    for place, column in enumerate(table.columns):
        made.add_column(
            column, justify="right" if place else "left", overflow="fold", min_width=0 if place else 26
        )
    for row in table.rows:
        made.add_row(*row, style="bold" if len(row) == 1 else "")
    return made


def trends_of(library: Library, agent: str) -> list[Trend]:
    """An agent's own measures over their calls.

    Raises:
        StoreError: the library has no call of this agent.
    """
    names = [(speaker, name) for _, speaker, name, _ in HABITS]
    points = library.points(agent, names)
    if not points:
        raise StoreError(f"The library has no call of {agent or 'nobody'}; say whose calls these are first.")
    own: dict[tuple[str, str], list[Point]] = {name: [] for name in names}
    for call, held, speaker, name, value in points:
        own[speaker, name].append(Point(call, held, value))
    found = (trend(speaker, name, known) for (speaker, name), known in own.items())
    return [each for each in found if each is not None]


def trends_sheet(library: Library, agent: str) -> Sheet:
    """An agent's own measures over their calls, as a window shows them."""
    return Sheet(f"Trends of {agent}", _TRENDS, (_part("", trend_table(trends_of(library, agent))),))


def comparison_sheet(library: Library, first: str, second: str) -> Sheet:
    """Two calls side by side, as a window shows them."""
    one, two = library.find(first), library.find(second)
    found = compare(library.report(first), library.report(second))
    return Sheet("Two calls side by side", "", (_part("", compared_table(found, one.title, two.title)),))


def calibration_sheet(library: Library, coder: str) -> Sheet:
    """What a coder's marks say, and what a team may take over from it, as a window shows them."""
    settings = load_settings(settings_file())
    found = calibrate(library, coder, settings)
    return Sheet(f"Calibration: callmon and {coder}", _CALIBRATION, _parts(found), _deeds(found, coder))


def _parts(found: Calibration) -> tuple[Part, ...]:
    proposed = change_table(found)
    none = Table(
        ("setting", "because"), tuple((name, fit.because) for name, fit in sorted(found.fits.items()))
    )
    parts = [_part("Agreement: callmon is the first", calibration_table(found.rows))]
    parts.append(_part("Proposed", proposed) if proposed.rows else _part("No change is proposed", none))
    return tuple(parts)


def _deeds(found: Calibration, coder: str) -> tuple[Deed, ...]:
    def take() -> str:
        take_over(found.changes, coder, f"{datetime.now():%Y-%m-%d}")
        return "Taken over, for the calls that are analysed from now on."

    def back() -> str:
        return "Taken back." if take_back() else "There is nothing to take back."

    taken = (Deed("Take over", take),) if found.changes else ()
    return (*taken, Deed("Take back the last step", back))


def _part(heading: str, table: Table) -> Part:
    return Part(heading, table.columns, table.rows)
