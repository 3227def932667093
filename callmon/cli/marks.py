"""`callmon marks list|export|import`: what people marked in a call, also for and from other tools."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from callmon.export.exchange.reading import NewId

app = typer.Typer(help="List, export and import what people marked in a call.", no_args_is_help=True)

Call = Annotated[str, typer.Argument(help="A recording, a call's id or name, or how it begins.")]


@app.command("list")
def list_(call: Call) -> None:
    """List the marks of a call, by coder and time."""
    from callmon.cli.library import taken
    from callmon.desk.figures import label_text
    from callmon.export.words import clock
    from callmon.store.library import open_library
    from callmon.timeline import seconds

    with open_library() as library:
        marks = [mark for _, mark, _ in library.all_marks([taken(library, call)])]
    for mark in marks:
        label = label_text(mark.label) if "/" in mark.label else ""
        said = " ".join(" ".join((label, mark.speaker or "", mark.text)).split())
        typer.echo(f"{mark.coder}  {clock(seconds(mark.segment.start))}  {mark.kind:8}  {said}")
    if not marks:
        typer.echo("Nobody has marked anything in this call.")


@app.command("export")
def export(
    call: Call,
    file: Annotated[Path, typer.Argument(help="Where to; ends in .eaf, .TextGrid or .csv.")],
    coder: Annotated[
        str | None, typer.Option(help="The marks of one coder alone; ELAN gets tiers for them.")
    ] = None,
    findings: Annotated[
        bool,
        typer.Option("--findings", help="What callmon found and who agrees, as a .csv, instead of marks."),
    ] = False,
) -> None:
    """Write the marks of a call, and what callmon found in it, for ELAN, Praat or a spreadsheet."""
    from callmon.cli.library import taken
    from callmon.desk.coder import coder_name
    from callmon.errors import OutputError
    from callmon.export.exchange import write_findings, write_marks
    from callmon.store.library import open_library

    with open_library() as library:
        row = library.find(taken(library, call))
        report = library.report(row.id)
        marks = [mark for _, mark, _ in library.all_marks([row.id]) if coder in (None, mark.coder)]
    media = [Path(each) for each in row.files]
    if any(file.resolve() == each.resolve() for each in media):
        raise OutputError(f"{file} is the recording; choose another place.")
    if findings:
        write_findings(file, report, marks)
        typer.echo(f"What was found is in {file}.")
        return
    write_marks(file, report, marks, media, coders=(coder or coder_name(),))
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
    from callmon.cli.library import taken
    from callmon.export.exchange import read_marks, unclaimed
    from callmon.store.library import open_library

    with open_library() as library:
        row = library.find(taken(library, call))
        new_id = _new_id(row.id)
        read = read_marks(file, duration=row.duration, coder=coder or file.stem, new_id=new_id)
        everywhere = library.all_marks()
        owners = {mark.id: (where, mark.coder) for where, mark, _ in everywhere}
        marks = unclaimed(read.marks, owners, row.id, new_id)
        changed = library.merge_marks(row.id, marks)
    for note in read.notes:
        typer.echo(note)
    coders = {mark.coder for mark in marks}
    there = {mark.id for where, mark, _ in everywhere if where == row.id and mark.coder in coders}
    gone = len(there - {mark.id for mark in marks})
    more = f" {gone} marks of the call are not in the file; they stay." if gone else ""
    typer.echo(f"{changed} marks are new or changed.{more}")


def _new_id(call: str) -> "NewId":
    """Ids that follow from what a mark says: a file that is taken twice brings nothing twice."""
    import uuid
    from dataclasses import astuple, replace

    return lambda mark: uuid.uuid5(uuid.NAMESPACE_OID, f"{call} {astuple(replace(mark, id=''))}").hex
