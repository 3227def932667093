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
app.command()(analyze)
app.command("import")(import_)
app.command()(library)
app.command()(exchange)
app.command()(replay)
app.command()(rehearse)
app.command()(report)
app.command()(trends)
app.command()(compare)
app.command()(calibrate)
app.command()(reanalyse)
app.command()(calls)
app.add_typer(cues.app, name="cues")
app.add_typer(marks.app, name="marks")
app.add_typer(models.app, name="models")
app.command()(devices)
app.command()(setup)
app.command()(doctor)
