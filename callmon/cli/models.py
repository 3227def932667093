"""`callmon models`: shows, fetches and checks the models."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from callmon.speech.catalogue import Model

# Without markup the help needs no rich and answers at once.
app = typer.Typer(help="Show, fetch and check the models.", no_args_is_help=True, rich_markup_mode=None)

_PIPED_WIDTH = 200  # characters; a pipe has no width of its own

ModelsDir = Annotated[
    Path | None,
    typer.Option("--models-dir", help="A folder that holds the model, or a subfolder of its name."),
]
Name = Annotated[str, typer.Argument(help="A name that `callmon models list` shows.")]


@app.command("list")
def list_models(models_dir: ModelsDir = None) -> None:
    """Show every model, and where it is or how to get it."""
    from rich.table import Table

    from callmon.speech.catalogue import read_catalogue
    from callmon.speech.locate import find, how_to_get

    table = Table(box=None, pad_edge=False)
    for heading in ("name", "purpose", "language", "size", "licence", "where"):
        table.add_column(heading, justify="right" if heading == "size" else "left", overflow="fold")
    for model in read_catalogue().values():
        found = find(model, models_dir)
        if found is None:
            where = how_to_get(model)
        else:
            where = found.place if found.folder is None else f"{found.place}: {found.folder}"
        table.add_row(model.name, model.purpose, model.language, megabytes(model.size), model.licence, where)
    console().print(table, markup=False, highlight=False)


@app.command()
def pull(
    name: Annotated[
        str,
        typer.Argument(
            help="A name that `callmon models list` shows, or community-1 for --diarizer pyannote."
        ),
    ],
) -> None:
    """Download a model, or go on with a download that stopped."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    from callmon.speech.catalogue import find_model
    from callmon.speech.diarization import pyannote_access
    from callmon.speech.download import pull as fetch

    if name == pyannote_access.NAME:
        _say(f"{name} is in {pyannote_access.pull_community()}")
        return
    model = find_model(name)
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    out = console()
    with Progress(*columns, console=out, disable=not out.is_terminal) as bar:
        task = bar.add_task(name, total=model.size)
        folder = fetch(model, lambda here, total: bar.update(task, completed=here, total=total))
    _say(f"{name} is in {folder}")


@app.command("import")
def import_model(
    name: Name,
    folder: Annotated[Path, typer.Argument(help="The folder that holds the model's files.")],
) -> None:
    """Copy a model from a folder, for a computer without network."""
    from callmon.speech.catalogue import find_model
    from callmon.speech.download import import_folder

    _say(f"{name} is in {import_folder(find_model(name), folder)}")


@app.command()
def verify(
    name: Annotated[str | None, typer.Argument(help="One model; by default every one that is here.")] = None,
    models_dir: ModelsDir = None,
) -> None:
    """Read every file of the models that are here and check the digests."""
    from callmon.errors import ModelError
    from callmon.speech.catalogue import find_model, read_catalogue
    from callmon.speech.locate import find

    chosen = list(read_catalogue().values()) if name is None else [find_model(name)]
    bad = 0
    for model in chosen:
        if name is None and find(model, models_dir) is None:
            continue
        try:
            _say(f"ok       {model.name}: {_verified(model, models_dir)}")
        except ModelError as error:
            bad += 1
            _say(f"problem  {error}")
    if bad:
        raise typer.Exit(2)


@app.command()
def path(name: Name, models_dir: ModelsDir = None) -> None:
    """Print the folder that holds a model, once its digests are checked."""
    from callmon.speech.catalogue import find_model
    from callmon.speech.locate import locate

    _say(str(locate(find_model(name), models_dir)))


def console(piped_width: int = _PIPED_WIDTH) -> "Console":
    """A console on standard output; without a terminal it is plain and has as many columns as given."""
    from rich.console import Console

    on_terminal = Console()
    return on_terminal if on_terminal.is_terminal else Console(width=piped_width, color_system=None)


def megabytes(size: int) -> str:
    """A size in bytes, told in megabytes, or in kilobytes where it is small."""
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"


def _verified(model: "Model", models_dir: Path | None) -> Path:
    from callmon.speech.locate import check, find, locate

    found = find(model, models_dir)
    if found is None or found.folder is None:
        return locate(model, models_dir)
    return check(model, found, anew=True)


def _say(line: str) -> None:
    # Not through rich: a path must stay on one line and may hold square brackets.
    sys.stdout.write(line + "\n")
