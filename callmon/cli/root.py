"""The commands of callmon."""

from typing import Annotated

import typer

from callmon import __version__
from callmon.cli import cues, marks, models
from callmon.cli.analyze import analyze
from callmon.cli.calls import calls, reanalyse, replay
from callmon.cli.devices import devices
from callmon.cli.doctor import doctor
from callmon.cli.figures import calibrate, compare, trends
from callmon.cli.library import exchange, import_, library
from callmon.cli.live import live
from callmon.cli.rehearse import rehearse
from callmon.cli.report import report
from callmon.cli.setup import setup

app = typer.Typer(
    help="Listen to a phone call the way a good coach would, on this computer.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _told(wanted: bool) -> None:
    if wanted:
        typer.echo(f"callmon {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_told, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


app.command()(live)
app.command(short_help="Analyse a recorded call and say what happened in it.")(analyze)
app.command("import", short_help="Listen to the recordings of a folder, for the library.")(import_)
app.command(short_help="Find, hear and mark calls in a window.")(library)
app.command(short_help="Take the other voice on one channel for the agent's.")(exchange)
app.command(short_help="Hear and see a call in the replay window.")(replay)
app.command(short_help="Answer the customer of a recorded call anew.")(rehearse)
app.command(short_help="Write the report to hand over.")(report)
app.command(short_help="Show an agent's measures against their own past.")(trends)
app.command(short_help="Set two calls side by side.")(compare)
app.command(short_help="Hold what coaches marked against what callmon finds.")(calibrate)
app.command(short_help="Analyse a recording again, with what is set today.")(reanalyse)
app.command(short_help="List the calls that were analysed here.")(calls)
app.add_typer(cues.app, name="cues")
app.add_typer(marks.app, name="marks")
app.add_typer(models.app, name="models")
app.command(short_help="Show or test microphones and speakers.")(devices)
app.command(short_help="Choose and check microphone and speaker in a window.")(setup)
app.command()(doctor)
