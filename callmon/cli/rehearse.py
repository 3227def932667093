"""`callmon rehearse`: answers the customer of a recorded call anew, with callmon listening."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callmon.cli.analyze import Model, ModelsDir, NoWords

if TYPE_CHECKING:
    from callmon.live.options import LiveOptions
    from callmon.store.library import Library


def rehearse(
    call: Annotated[str, typer.Argument(help="A recording, a call's id or name, or how it begins.")],
    microphone: Annotated[
        str | None, typer.Option(help="Your microphone; `callmon devices` lists them.")
    ] = None,
    model: Model = None,
    models_dir: ModelsDir = None,
    no_words: NoWords = False,
    no_window: Annotated[
        bool, typer.Option("--no-window", help="Print cues as JSON lines instead of showing the overlay.")
    ] = False,
) -> None:
    """Answer the customer of a recorded call anew: their side plays, you speak in the gaps, callmon listens.

    The customer waits for your answer as they waited for the agent's. What you say is kept as a call of its
    own, words included, and set against the recorded one at the end.
    """
    from callmon.cli.library import taken
    from callmon.store.library import open_library

    with open_library() as library:
        first = taken(library, call)
        options = _options(library, first, microphone, model, models_dir, words=not no_words)
        if (second := _run(options, no_window=no_window)) is not None:
            _compare(library, first, second)


def _options(
    library: "Library",
    call: str,
    microphone: str | None,
    model: str | None,
    models_dir: Path | None,
    *,
    words: bool,
) -> "LiveOptions":
    from callmon.cli.analyze import default_model
    from callmon.desk.sounding import source_of_call
    from callmon.engines import Options
    from callmon.errors import RecordingError
    from callmon.live.options import LiveOptions
    from callmon.live.partner import lines_of
    from callmon.live.rehearsal import Rehearsed
    from callmon.preferences import load

    row, report = library.find(call), library.report(call)
    if not lines_of(report):
        raise RecordingError(f"The customer says nothing in {row.title}; rehearse another call.")
    preferences, trouble = load()
    if trouble is not None:
        typer.echo(f"callmon: {trouble}", err=True)
    chosen = preferences.microphone.id if preferences.microphone else None
    return LiveOptions(
        microphone=microphone or chosen,
        mode="transcript",
        recognition=Options(
            model=model or default_model(row.language),
            language=row.language,
            words=words,
            models_dir=models_dir,
        ),
        rehearsed=Rehearsed(call, row.title, source_of_call(row), report),
    )


def _run(options: "LiveOptions", *, no_window: bool) -> str | None:
    """The id of the call that this makes; None where none was begun."""
    from callmon.live.desk import LiveDesk
    from callmon.paths import calls, settings_file
    from callmon.settings import load_settings

    settings = load_settings(settings_file())
    before = {folder.name for folder in calls().iterdir()} if calls().is_dir() else set()
    if no_window:
        from callmon.cli.live import print_lines

        print_lines(options, settings)
    else:
        from callmon.ui.app import run_overlay
        from callmon.ui.bridge import Bridge

        bridge = Bridge(settings.cues.shown_s)
        desk = LiveDesk(options, settings, bridge)
        try:
            run_overlay(bridge, desk, ready=desk.start)
        finally:
            desk.close()
    made = sorted(folder.name for folder in calls().iterdir() if folder.name not in before)
    return made[-1] if made else None


def _compare(library: "Library", first: str, second: str) -> None:
    """Print both calls side by side."""
    from rich.console import Console

    from callmon.coaching.comparison import compare
    from callmon.desk.figures import compared_table, printed
    from callmon.desk.shelving import shelve

    row = library.find(first)
    shelve(library, second, agent=row.agent)
    found = compare(library.report(first), library.report(second))
    console = Console(stderr=True)
    console.print(printed(compared_table(found, "recorded", "rehearsed"), console.width))
    console.print(f"The rehearsal is in the library as {second}.", style="dim", markup=False, highlight=False)
