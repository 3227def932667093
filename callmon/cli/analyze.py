"""`callmon analyze`: a recorded call in, a listening report out."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from callmon.engines import Options

_MOST_SPEAKERS = 10


class Side(StrEnum):
    """A channel of a two-channel file."""

    LEFT = "left"
    RIGHT = "right"


class Voice(StrEnum):
    """A voice of a call on one channel, in the order in which they are first heard."""

    FIRST = "first"
    SECOND = "second"


class Engine(StrEnum):
    """What tells the voices of one channel apart."""

    BUILTIN = "builtin"
    PYANNOTE = "pyannote"


# `readable=False`: callmon itself says what cannot be read, in its own words.
JsonOut = Annotated[
    Path | None, typer.Option("--json", readable=False, help="Write the report as JSON; - for stdout.")
]
HtmlOut = Annotated[
    Path | None, typer.Option("--report", readable=False, help="Write the report as one HTML page.")
]
Model = Annotated[str | None, typer.Option(help="Recognition model; `callmon models list` shows them.")]
Language = Annotated[str, typer.Option(help="Spoken language, for instance en, de or fr.")]
ModelsDir = Annotated[
    Path | None, typer.Option("--models-dir", readable=False, help="A folder that holds the models.")
]
NoWords = Annotated[bool, typer.Option("--no-words", help="Timing and tone alone, no recognition.")]
NoTone = Annotated[bool, typer.Option("--no-tone", help="Do not measure how anyone sounds.")]
Speakers = Annotated[
    str,
    typer.Option(help="Voices of a call on one channel, a number or auto; others are set apart."),
]
AgentSpeaker = Annotated[
    Voice | None,
    typer.Option(help="Whose voice is the agent's on one channel: the first or the second to be heard."),
]
DiarizerOption = Annotated[
    Engine,
    typer.Option(
        "--diarizer",
        help="What tells voices on one channel apart: callmon's own engine, or pyannote.audio where that is "
        "installed.",
    ),
]
AgentVoice = Annotated[
    Path | None,
    typer.Option(
        readable=False, help="About 10 s of the agent alone, for calls on one channel; it is not stored."
    ),
]
NoticeGiven = Annotated[
    bool, typer.Option("--notice-given", help="Both sides were told what is done with the call.")
]


def default_model(language: str) -> str:
    """The model that recognises a spoken language where none is asked for."""
    return "tiny.en" if language == "en" else "base"


def analyze(
    call: Annotated[
        Path | None,
        typer.Argument(readable=False, help="Recording, with one side on each channel or both on one."),
    ] = None,
    agent: Annotated[Side, typer.Option(help="The agent's channel.")] = Side.LEFT,
    agent_file: Annotated[
        Path | None, typer.Option(readable=False, help="The agent's side, one channel.")
    ] = None,
    customer_file: Annotated[
        Path | None, typer.Option(readable=False, help="The customer's side, one channel.")
    ] = None,
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
    agent_voice: AgentVoice = None,
    diarizer: DiarizerOption = Engine.BUILTIN,
    no_journal: Annotated[bool, typer.Option("--no-journal", help="Keep nothing of this call.")] = False,
) -> None:
    """Analyse a recorded call: who spoke when, who interrupted whom, how the talk was shared."""
    from callmon.app import analyze as run
    from callmon.cli.output import check, deliver, progress
    from callmon.engines import Options
    from callmon.one_channel import Agents
    from callmon.paths import settings_file
    from callmon.settings import load_settings
    from callmon.source import Source

    source = Source(_files(call, agent_file, customer_file), agent.value)
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
        journal=not no_journal,
    )
    check(json_out, report, source.files)
    settings = load_settings(settings_file())
    with progress(f"Listening to {source.name}") as told:
        voice = voice_of(agent_voice, options)
        agents = None if voice is None else Agents(voice)
        found = run(source, options, settings, told, agents)
    deliver(found, json_out, report)


def voice_of(sample: Path | None, options: "Options") -> "NDArray[np.float32] | None":
    """What the agent sounds like; None where there is no sample.

    Raises:
        CallmonError: the sample cannot be read, has too little speech or more than one voice, a model is not
            here, or it is said otherwise, too, who the agent is.
    """
    if sample is None:
        return None
    if options.agent_speaker is not None:
        from callmon.errors import SettingsError

        raise SettingsError("--agent-voice and --agent-speaker both say who the agent is; give one of them.")
    from callmon.audio.recording import MonoRecording
    from callmon.one_channel import enrolled

    return enrolled(MonoRecording(sample), options)


def speakers_of(asked: str) -> int | None:
    """How many voices `--speakers` asks for; None for `auto`.

    Raises:
        RecordingError: it is neither `auto` nor a number from 1 to 10.
    """
    from callmon.errors import RecordingError

    if asked == "auto":
        return None
    if not asked.isdecimal() or not 1 <= int(asked) <= _MOST_SPEAKERS:
        raise RecordingError(
            f"A call of {asked} speakers cannot be told apart; give --speakers a number from 1 to "
            f"{_MOST_SPEAKERS}, or auto."
        )
    return int(asked)


def _files(call: Path | None, agent: Path | None, customer: Path | None) -> tuple[Path, ...]:
    from callmon.errors import RecordingError

    if call is not None and agent is None and customer is None:
        return (call,)
    if call is None and agent is not None and customer is not None:
        return agent, customer
    raise RecordingError("Name one recording, or both --agent-file and --customer-file.")
