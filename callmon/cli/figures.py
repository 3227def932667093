"""`callmon calibrate`, `trends` and `compare`: coaches and callmon, an agent's own past, two calls."""

from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Annotated

import typer

_BELOW = "below a figure its 95 % interval."


def trends(
    agent: Annotated[str, typer.Argument(help="Whose calls; as they were named on importing them.")],
) -> None:
    """Show an agent's own measures over their calls: the last ones against their own past."""
    from rich.console import Console

    from callmon.desk.figures import printed, trend_table
    from callmon.desk.shelving import refresh
    from callmon.desk.trends import agent_named, trends_of
    from callmon.store.library import open_library

    with open_library() as library:
        refresh(library)
        console, found = Console(), trends_of(library, agent_named(library, agent))
    console.print(printed(trend_table(found), console.width))


def compare(
    first: Annotated[str, typer.Argument(help="A recording, a call's id or name, or how it begins.")],
    second: Annotated[str, typer.Argument(help="The other one.")],
) -> None:
    """Set two calls side by side, the earlier one first: measures by pillar, and what was found in each.

    Counts are followed by how often that is in 10 minutes; nearer to the habit is what the pillar asks for.
    """
    from rich.console import Console

    from callmon.cli.library import taken
    from callmon.coaching.comparison import compare as compared
    from callmon.desk.figures import compared_table, printed
    from callmon.desk.shown_figures import in_time
    from callmon.store.library import open_library

    with open_library() as library:
        one, two = in_time(library, taken(library, first), taken(library, second))
        found = compared(library.report(one.id), library.report(two.id))
    console = Console()
    for place, row in (("Earlier:", one), ("Later:  ", two)):
        console.print(f"{place} {row.title}", markup=False, highlight=False)
    console.print()
    console.print(printed(compared_table(found, "earlier", "later"), console.width))


def calibrate(
    coder: Annotated[
        str | None, typer.Option(help="Whose marks; the name of this computer's user by default.")
    ] = None,
    against: Annotated[
        str | None, typer.Option(help="Compare with this coder, on calls that both have judged whole.")
    ] = None,
    least_kappa: Annotated[
        float, typer.Option(min=-1, max=1, help="Agreement below which a cue is proposed to be hidden.")
    ] = 0.4,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Take what is proposed over into the team's settings.")
    ] = False,
    take_back: Annotated[
        bool, typer.Option("--take-back", help="Undo the last step that was taken over.")
    ] = False,
) -> None:
    """Hold what coaches marked against what callmon finds, and propose thresholds that fit the team better.

    Nothing changes unless --take-over is given; --take-back undoes it. Needs the extra `calibration`.
    """
    from rich.console import Console

    from callmon.cli.output import progress
    from callmon.desk.calibrating import between
    from callmon.desk.calibrating import calibrate as run
    from callmon.desk.coder import coder_name
    from callmon.desk.figures import calibration_table, change_table, label_text, printed, setting_text
    from callmon.paths import settings_file
    from callmon.settings import load_settings
    from callmon.store.library import open_library

    if take_back:
        _take_back()
        return
    who, console = coder or coder_name(), Console()
    tell = partial(console.print, markup=False, highlight=False)
    with open_library() as library:
        if against is not None:
            rows, calls, left_out = between(library, who, against)
            if not calls:
                tell(
                    f"{who} and {against} have not both judged a call whole yet. Open it with `callmon "
                    "library`, mark what you see, and press F."
                )
                return
            more = f"; {left_out} marks were left out, for others' could be seen then" if left_out else ""
            tell(
                f"Found by both, only by {who} (1st), only by {against} (2nd), in {_calls(calls)} judged "
                f"whole by both{more}; {_BELOW}\n"
            )
            console.print(printed(calibration_table(rows), console.width))
            return
        with progress("Folding calls again") as told:
            found = run(library, who, load_settings(settings_file()), least_kappa, told)
    if not found.calls:
        tell(
            f"{who} has marked no call yet. Open calls with `callmon library`, mark what you see, and press "
            "F once a call is judged whole. --coder takes the marks of somebody else."
        )
        return
    tell(
        f"Found by both, only by callmon (1st), only by {who} (2nd), in {_calls(found.calls)} with marks; "
        f"{_BELOW}\n"
    )
    console.print(printed(calibration_table(found.rows), console.width))
    console.print()
    without = {
        (each.figures.kappa.why, label_text(each.compared.what.label))
        for each in found.rows
        if each.figures.kappa.value is None
    }
    for reason, labels in groupby(sorted(without), itemgetter(0)):
        tell(f"No kappa, for {reason}: {'; '.join(label for _, label in labels)}", style="dim")
    for sentence in found.skipped:
        typer.echo(sentence, err=True)
    for label, why in ((each.label, each.because) for each in found.hidden if not each.rule):
        tell(f"Rely less on {label}: {why}.")
    if not found.changes:
        tell("No change is proposed.")
        stays = sorted((fit.because, name) for name, fit in found.fits.items())
        for why, fits in groupby(stays, itemgetter(0)):
            tell(f"Thresholds that stay: {why}", style="dim")
            for _, name in fits:
                tell(f"  {setting_text(name)}", style="dim")
        return
    console.print(printed(change_table(found), console.width))
    if take_over:
        _take_over(found.changes, who)
    else:
        console.print(
            "Nothing was changed; --take-over takes this over, for calls that are analysed from then on."
        )


def _take_over(changes: object, coder: str) -> None:
    from datetime import datetime
    from typing import cast

    from callmon.team import Change, take_over, team_file

    take_over(cast("tuple[Change, ...]", changes), coder, f"{datetime.now():%Y-%m-%d}")
    typer.echo(f"Taken over into {team_file()}; --take-back undoes it.")


def _calls(number: int) -> str:
    return "1 call" if number == 1 else f"{number} calls"


def _take_back() -> None:
    from callmon.team import take_back

    typer.echo("Taken back." if take_back() else "There is nothing to take back.")
