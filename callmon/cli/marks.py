"""`callmon marks list|export|import`: what people marked in a call, also for and from other tools."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="List, export and import what people marked in a call.", no_args_is_help=True)

Call = Annotated[str, typer.Argument(help="A recording, a call's id or how it begins.")]


@app.command("list")
def list_(call: Call) -> None:
    """List the marks of a call, by coder and time."""
    from callmon.cli.library import taken
    from callmon.export.words import clock
    from callmon.store.library import open_library
    from callmon.timeline import seconds

    with open_library() as library:
        marks = [mark for _, mark, _ in library.all_marks([taken(library, call)])]
    for mark in marks:
        said = " ".join(filter(None, (mark.label, mark.speaker or "", mark.text)))
        typer.echo(f"{mark.coder}  {clock(seconds(mark.segment.start))}  {mark.kind:8}  {said}")


@app.command("export")
def export(
    call: Call,
    file: Annotated[Path, typer.Argument(help="Where to; ends in .eaf, .TextGrid or .csv.")],
    coder: Annotated[str | None, typer.Option(help="The marks of one coder alone.")] = None,
) -> None:
    """Write the marks of a call, and what callmon found in it, for ELAN, Praat or a spreadsheet."""
    from callmon.cli.library import taken
    from callmon.errors import OutputError
    from callmon.export.exchange import write_marks
    from callmon.store.library import open_library

    with open_library() as library:
        row = library.find(taken(library, call))
        report = library.report(row.id)
        marks = [mark for _, mark, _ in library.all_marks([row.id]) if coder in (None, mark.coder)]
    media = [Path(each) for each in row.files]
    if any(file.resolve() == each.resolve() for each in media):
        raise OutputError(f"{file} is the recording; choose another place.")
    write_marks(file, report, marks, media)
    typer.echo(f"{len(marks)} marks are in {file}.")


@app.command("import")
def import_(
    call: Call,
    file: Annotated[Path, typer.Argument(readable=False, help="An .eaf, .TextGrid or .csv file.")],
    coder: Annotated[
        str | None, typer.Option(help="Whose marks they are where the file does not say.")
    ] = None,
) -> None:
    """Take marks from a file of ELAN, Praat or a spreadsheet; none that is there already goes away."""
    import uuid

    from callmon.cli.library import taken
    from callmon.export.exchange import read_marks
    from callmon.store.library import open_library

    with open_library() as library:
        row = library.find(taken(library, call))
        read = read_marks(
            file, duration=row.duration, coder=coder or file.stem, new_id=lambda: uuid.uuid4().hex
        )
        changed = library.merge_marks(row.id, read.marks)
        there = {mark.id for _, mark, _ in library.all_marks([row.id])}
    for note in read.notes:
        typer.echo(note)
    gone = len(there - {mark.id for mark in read.marks})
    more = f" {gone} marks of the call are not in the file; they stay." if gone else ""
    typer.echo(f"{changed} marks are new or changed.{more}")
