"""`callmon report`: the report that a coach hands over, as a page or for printing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from callmon.store.library import Library

_PAGE, _PRINTED = ".html", ".pdf"


def report(
    call: Annotated[str, typer.Argument(help="A recording, a call's id or name, or how it begins.")],
    out: Annotated[
        Path | None,
        typer.Option(
            help="Where to; .html or .pdf. By default here, named like the call; what is there stays."
        ),
    ] = None,
    coach: Annotated[
        str | None, typer.Option(help="Whose marks go with it; the name of this computer's user by default.")
    ] = None,
    signed: Annotated[
        str | None,
        typer.Option("--as", help="The coach's name as the report says it; by default that of --coach."),
    ] = None,
    message: Annotated[str, typer.Option(help="The coach's own words; @FILE takes them from a file.")] = "",
    audio: Annotated[bool, typer.Option(help="Let each mark be heard in the page.")] = False,
) -> None:
    """Write the report to hand over: the coach's words and marks first, then everything that was found."""
    from callmon.cli.library import taken
    from callmon.desk.coder import coder_name
    from callmon.desk.handing_over import Wish, hand_over
    from callmon.errors import OutputError
    from callmon.store.library import open_library

    with open_library() as library:
        row = library.find(taken(library, call))
        path = out or _free(Path(f"{Path(row.title).stem}{_PAGE}"))
        if path.suffix.lower() not in (_PAGE, _PRINTED):
            raise OutputError(f"{path.name} must end in .html or .pdf.")
        told = []
        if out is None and path.stem != Path(row.title).stem:
            told.append(f"{Path(row.title).stem}{_PAGE} is there already and stays.")
        if audio and path.suffix.lower() == _PRINTED:
            told.append("There is no sound in what is printed; write it as .html to hear the marks.")
            audio = False
        name = coach or coder_name()
        wish = Wish(row.id, path, name, _words(message), audio, signed or name)
        for sentence in (*told, *hand_over(library, wish), *_other_coders(library, row.id, name)):
            typer.echo(sentence, err=True)
    typer.echo(f"The report is in {path}")


def _free(path: Path) -> Path:
    """`path`, or the first of its names with a number behind it that nothing has: `call-1.html`."""
    free, number = path, 0
    while free.exists() or free.is_symlink():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _other_coders(library: "Library", call: str, name: str) -> list[str]:
    """A sentence where somebody has marked the call, but not who hands it over: a name that is mistyped."""
    coders = sorted({mark.coder for _, mark, _ in library.all_marks([call])}, key=str.casefold)
    if not coders or name in coders:
        return []
    return [
        f"{name} has marked nothing in this call; --coach takes the marks of {' or '.join(coders)}, and --as "
        "says who signs."
    ]


def _words(message: str) -> str:
    from callmon.errors import OutputError

    if not message.startswith("@"):
        return message
    file = Path(message[1:])
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise OutputError(
            f"{file} cannot be read as text; write the message there or give it itself."
        ) from None
