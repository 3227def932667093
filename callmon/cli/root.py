"""The commands of callmon."""

import typer

from callmon.cli import models
from callmon.cli.analyze import analyze
from callmon.cli.calls import calls, reanalyse, replay
from callmon.cli.doctor import doctor

app = typer.Typer(
    help="Listen to a phone call the way a good coach would, on this computer.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(analyze)
app.command()(replay)
app.command()(reanalyse)
app.command()(calls)
app.add_typer(models.app, name="models")
app.command()(doctor)
