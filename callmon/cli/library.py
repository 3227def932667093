"""`callmon import` and `callmon library`: recordings into the library, and the library in a window."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callmon.cli.analyze import (
    AgentVoice,
    DiarizerOption,
    Engine,
    Language,
    Model,
    ModelsDir,
    NoticeGiven,
    NoTone,
    NoWords,
    Side,
    Speakers,
    default_model,
    speakers_of,
    voice_of,
)

if TYPE_CHECKING:
    from callmon.store.library import Library
    from callmon.ui.library.seams import ImportProgress


def import_(
    paths: Annotated[
        list[Path], typer.Argument(readable=False, help="Recordings, or folders of them.", show_default=False)
    ],
    agent_name: Annotated[str, typer.Option("--agent-name", help="Whose calls they are.")] = "",
    held: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
            metavar="TIME",
            help="When one recording was made, such as 2026-06-10T13:37; puts a wrong date right.",
        ),
    ] = None,
    agent: Annotated[Side, typer.Option(help="The agent's channel.")] = Side.LEFT,
    model: Model = None,
    language: Language = "en",
    models_dir: ModelsDir = None,
    no_words: NoWords = False,
    no_tone: NoTone = False,
    notice_given: NoticeGiven = False,
    speakers: Speakers = "2",
    agent_voice: AgentVoice = None,
    diarizer: DiarizerOption = Engine.BUILTIN,
) -> None:
    """Listen to every recording in a folder and put it into the library; what is there already is skipped."""
    from callmon.cli.output import progress
    from callmon.desk.dating import written
    from callmon.desk.importing import Import, Wanted
    from callmon.desk.recordings import recordings
    from callmon.engines import Options
    from callmon.errors import RecordingError
    from callmon.paths import settings_file
    from callmon.settings import load_settings
    from callmon.store.library import open_library
    from callmon.ui.library.seams import ImportProgress

    options = Options(
        model=model or default_model(language),
        language=language,
        words=not no_words,
        tone=not no_tone,
        notice_given=notice_given,
        models_dir=models_dir,
        speakers=speakers_of(speakers),
        diarizer=diarizer.value,
    )
    settings = load_settings(settings_file())
    when = "" if held is None else written(held)
    if when and len(recordings(paths).sources) > 1:
        raise RecordingError("--held is the time of one recording; name that one alone.")
    with open_library() as library, progress("Listening") as told:
        importing = Import(library, options, settings, agent.value, voice_of(agent_voice, options))

        def show(at: ImportProgress) -> None:
            what = f"{at.done + 1} of {at.total}: {at.current}" if at.current else ""
            told(at.done + at.share, at.total or None, what)

        importing.run(Wanted(tuple(paths), agent_name, when), show)
    _sum_up(importing.progress())


def _sum_up(found: "ImportProgress") -> None:
    """One line of what came of it, and one for each problem.

    Raises:
        RecordingError: nothing could be taken.
    """
    from callmon.errors import RecordingError

    for problem in found.problems:
        typer.echo(f"callmon: {problem}", err=True)
    if not found.total and not found.problems:
        raise RecordingError("There is no recording at these places (WAV, FLAC, MP3, Ogg/Opus, M4A).")
    calls = "1 call" if found.added == 1 else f"{found.added} calls"
    there = f", {found.known} already there" if found.known else ""
    failed = found.total - found.added - found.known
    left = f", {failed} not taken" if failed else ""
    typer.echo(f"{calls} added{there}{left}.")
    if found.problems and not found.added and not found.known:
        raise RecordingError("Nothing was added.")


def library(
    coder: Annotated[
        str | None, typer.Option(help="Who marks; the name of this computer's user by default.")
    ] = None,
    model: Model = None,
    language: Language = "en",
    models_dir: ModelsDir = None,
) -> None:
    """Open the library of calls in a window: find a call, hear it, mark it, hand over a report."""
    from callmon.desk.coder import coder_name
    from callmon.desk.library_desk import run_library
    from callmon.engines import Options
    from callmon.paths import settings_file
    from callmon.settings import load_settings
    from callmon.store.library import open_library

    options = Options(model=model or default_model(language), language=language, models_dir=models_dir)
    settings = load_settings(settings_file())
    with open_library() as opened:
        raise typer.Exit(run_library(opened, options, settings, coder or coder_name()))


def exchange(
    call: Annotated[str, typer.Argument(help="A recording, a call's id or name, or how it begins.")],
) -> None:
    """Take the other voice of a call on one channel for the agent's; nothing is listened to again."""
    from callmon.desk.shelf import WindowShelf
    from callmon.store.library import open_library

    with open_library() as library:
        row = library.find(taken(library, call))
        WindowShelf(library, lambda: None).exchange_sides(row.id)
    typer.echo(f"The other voice of {row.title} is the agent's now.")


def taken(library: "Library", call: str) -> str:
    """The id of a call in the library; of a recording that is not there yet once it was listened to.

    Raises:
        CallmonError: there is no such call, or the recording cannot be read.
    """
    from callmon.cli.output import progress
    from callmon.desk.importing import Import, Wanted
    from callmon.desk.shelving import refresh
    from callmon.engines import Options
    from callmon.errors import RecordingError
    from callmon.paths import settings_file
    from callmon.settings import load_settings
    from callmon.source import Source, call_id

    path = Path(call)
    if path.name == "journal.jsonl" and path.is_file():
        call = path.absolute().parent.name
    elif path.is_file():
        name = call_id(Source((path,)))
        if name not in library.known() and (pair := library.paired(str(path.resolve()))):
            return pair
        if name not in library.known() or library.find(name).state == "damaged":
            importing = Import(library, Options(), load_settings(settings_file()))
            with progress(f"Listening to {path.name}") as told:
                importing.run(Wanted((path,)), lambda at: told(at.share, 1.0))
            if problems := importing.progress().problems:
                raise RecordingError(problems[0].removeprefix(f"{path.name}: "))
        return name
    refresh(library)
    return library.find(call).id
