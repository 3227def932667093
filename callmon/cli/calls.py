"""`callmon calls`, `replay` and `reanalyse`: what was analysed before."""

from typing import Annotated

import typer

from callmon.cli.analyze import (
    AgentSpeaker,
    DiarizerOption,
    Engine,
    HtmlOut,
    JsonOut,
    Language,
    Model,
    ModelsDir,
    NoticeGiven,
    NoTone,
    NoWords,
    Speakers,
    default_model,
    speakers_of,
)

Call = Annotated[str, typer.Argument(help="A call's id or name, how it begins, or a journal's path.")]
Coder = Annotated[str | None, typer.Option(help="Who marks; the name of this computer's user by default.")]


def calls() -> None:
    """List the calls that were analysed on this computer, the latest first."""
    from callmon.store.calls import stored_calls

    for call in stored_calls():
        words = call.model or "no words"
        typer.echo(f"{call.id}  {call.analysed:%Y-%m-%d %H:%M}  {words:9}  {call.file}")


def replay(
    call: Annotated[
        str,
        typer.Argument(
            help="A recording, a call's id or name, or how it begins; without a window a journal's path, too."
        ),
    ],
    json_out: JsonOut = None,
    report: HtmlOut = None,
    no_window: Annotated[
        bool, typer.Option("--no-window", help="Print the report made again from the journal instead.")
    ] = False,
    coder: Coder = None,
    at: Annotated[float | None, typer.Option(min=0, help="Where to begin, in seconds.")] = None,
) -> None:
    """Open a call in the replay window; a recording that is not in the library yet is listened to first.

    With --no-window, --json or --report the report is made again from the journal instead: no audio, no
    model, exactly the same.
    """
    from callmon.app import replay as run
    from callmon.cli.output import check, deliver
    from callmon.store.calls import find_journal

    if not no_window and json_out is None and report is None:
        _open(call, coder, at)
        return
    journal = find_journal(call)
    check(json_out, report, [journal])
    deliver(run(journal), json_out, report)


def _open(call: str, coder: str | None, at: float | None) -> None:
    from callmon.cli.library import taken
    from callmon.desk.coder import coder_name
    from callmon.desk.library_desk import run_replay
    from callmon.store.library import open_library

    with open_library() as library:
        raise typer.Exit(run_replay(library, taken(library, call), coder or coder_name(), at))


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
    speakers: Speakers = "2",
    agent_speaker: AgentSpeaker = None,
    diarizer: DiarizerOption = Engine.BUILTIN,
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
        speakers=speakers_of(speakers),
        agent_speaker=None if agent_speaker is None else agent_speaker.value,
        diarizer=diarizer.value,
    )
    with progress("Listening again") as told:
        found = run(journal, options, load_settings(settings_file()), told)
    deliver(found, json_out, report)
