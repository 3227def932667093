"""`callmon cues`: shows the cues, explains one, and says what all of them would have said on a call."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from callmon.cli.analyze import Language, Model, ModelsDir, NoWords, Side, default_model

if TYPE_CHECKING:
    from callmon.settings import Settings

app = typer.Typer(
    help="Show the cues, explain one, try them on a call.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("list")
def list_cues() -> None:
    """List every cue: built in, of your own, or of a package that the settings name."""
    from rich.table import Table

    from callmon.cli.cue_facts import facts_of
    from callmon.cli.models import console

    table = Table(box=None, pad_edge=False)
    for heading in ("name", "text", "pillar", "reads", "from", "shown"):
        table.add_column(heading, overflow="fold")
    for fact in facts_of(_settings()):
        shown = "yes" if fact.on else "off"
        table.add_row(fact.name, fact.text, fact.pillar, fact.reads, fact.source, shown)
    console().print(table, markup=False, highlight=False)


@app.command()
def explain(name: Annotated[str, typer.Argument(help="A name that `callmon cues list` shows.")]) -> None:
    """Say what a cue looks at, which settings it goes by, and everything that it may say."""
    from callmon.cli.cue_facts import explained, find_fact
    from callmon.cli.models import console

    settings = _settings()
    out = console()
    for line in explained(find_fact(name, settings), settings):
        out.print(line, markup=False, highlight=False, soft_wrap=not out.is_terminal)


@app.command("test")
def try_cues(
    call: Annotated[
        str, typer.Argument(help="A recording, a journal, a call's id or name, or how it begins.")
    ],
    agent: Annotated[Side, typer.Option(help="The agent's channel of a recording.")] = Side.LEFT,
    transcript: Annotated[
        bool, typer.Option("--transcript", help="Print the cues among the lines of what was said.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    model: Model = None,
    language: Language = "en",
    models_dir: ModelsDir = None,
    no_words: NoWords = False,
) -> None:
    """Say what every cue would have said on a call by today's settings, and which were held back and why.

    Nothing is kept of it. A call that was analysed needs neither its recording nor a model.
    """
    from callmon.cli.cue_trial import print_trial, trial_as_json
    from callmon.cli.output import standard_output

    options = {"model": model, "language": language, "models_dir": models_dir, "words": not no_words}
    report = _tried(call, agent, options)
    with standard_output():
        if json:
            trial_as_json(report, transcript=transcript)
        else:
            print_trial(report, transcript=transcript)


def _tried(call: str, agent: Side, options: dict[str, Any]) -> dict[str, Any]:
    """The report on a call by today's settings."""
    from callmon.app import analyze, replay
    from callmon.cli.output import progress
    from callmon.engines import Options
    from callmon.source import Source
    from callmon.store.calls import find_journal

    path = Path(call)
    if path.suffix == ".jsonl" or not path.exists():
        return replay(find_journal(call), _settings())
    model = options.pop("model") or default_model(options["language"])
    with progress(f"Listening to {path.name}") as told:
        source = Source((path,), agent.value)
        return analyze(source, Options(model=model, journal=False, **options), _settings(), told)


def _settings() -> "Settings":
    from callmon.paths import settings_file
    from callmon.settings import load_settings

    return load_settings(settings_file())
