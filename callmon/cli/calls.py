"""`callmon calls`, `replay` and `reanalyse`: what was analysed before."""

from typing import Annotated

import typer

from callmon.cli.analyze import (
    HtmlOut,
    JsonOut,
    Language,
    Model,
    ModelsDir,
    NoticeGiven,
    NoTone,
    NoWords,
    default_model,
)

Call = Annotated[str, typer.Argument(help="A call's id, how it begins, or a journal's path.")]


def calls() -> None:
    """List the calls that were analysed on this computer, the latest first."""
    from callmon.store.calls import stored_calls

    for call in stored_calls():
        words = call.model or "no words"
        typer.echo(f"{call.id}  {call.analysed:%Y-%m-%d %H:%M}  {words:9}  {call.file}")


def replay(call: Call, json_out: JsonOut = None, report: HtmlOut = None) -> None:
    """Make the report of an analysed call again from its journal: no audio, no model, exactly the same."""
    from callmon.app import replay as run
    from callmon.cli.output import check, deliver
    from callmon.store.calls import find_journal

    journal = find_journal(call)
    check(json_out, report, [journal])
    deliver(run(journal), json_out, report)


def reanalyse(
    call: Call,
    json_out: JsonOut = None,
    report: HtmlOut = None,
    model: Model = None,
    language: Language = "en",
    models_dir: ModelsDir = None,
    no_words: NoWords = False,
    no_tone: NoTone = False,
    notice_given: NoticeGiven = False,
) -> None:
    """Analyse the recording of an analysed call again, with another model or today's settings."""
    from callmon.app import reanalyse as run
    from callmon.app import source_of
    from callmon.cli.output import check, deliver, progress
    from callmon.engines import Options
    from callmon.paths import settings_file
    from callmon.settings import load_settings
    from callmon.store.calls import find_journal

    journal = find_journal(call)
    check(json_out, report, [journal, *source_of(journal).files])
    options = Options(
        model=model or default_model(language),
        language=language,
        words=not no_words,
        tone=not no_tone,
        notice_given=notice_given,
        models_dir=models_dir,
    )
    with progress("Listening again") as told:
        found = run(journal, options, load_settings(settings_file()), told)
    deliver(found, json_out, report)
