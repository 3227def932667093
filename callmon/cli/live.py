"""`callmon live`: listens to a running call and shows one cue at a time, in the overlay or as JSON lines."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callmon.cli.analyze import Language, Model, ModelsDir, NoWords, Side

if TYPE_CHECKING:
    from callmon.live.options import LiveOptions


class Mode(StrEnum):
    """What is kept of a call."""

    CUES = "cues"
    TRANSCRIPT = "transcript"
    RECORDING = "recording"


def live(
    microphone: Annotated[
        str | None, typer.Option(help="The agent's microphone; `callmon devices` lists them.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(help="The speaker or headset on which the customer is heard.")
    ] = None,
    mode: Annotated[
        Mode, typer.Option(help="What is kept: numbers alone, the words too, or also the audio.")
    ] = Mode.CUES,
    notice_given: Annotated[
        bool, typer.Option("--notice-given", help="Both sides were told that the call is recorded.")
    ] = False,
    model: Model = None,
    language: Language = "en",
    models_dir: ModelsDir = None,
    no_words: NoWords = False,
    aec: Annotated[
        bool, typer.Option("--aec", help="Take the customer's sound out of the microphone (loudspeakers).")
    ] = False,
    no_window: Annotated[
        bool, typer.Option("--no-window", help="Print cues as JSON lines instead of showing the overlay.")
    ] = False,
    play: Annotated[
        Path | None, typer.Option(readable=False, help="Hear this recording in place of the devices.")
    ] = None,
    agent: Annotated[
        Side, typer.Option(help="The agent's channel in the recording that is played.")
    ] = Side.LEFT,
    speed: Annotated[
        float, typer.Option(min=0, help="Speed of that recording; 0 is as fast as the computer can.")
    ] = 1.0,
) -> None:
    """Listen to a running call and show one listening cue at a time."""
    from callmon.app import Options, Source
    from callmon.live.options import LiveOptions, Play

    options = LiveOptions(
        microphone=microphone,
        speaker=speaker,
        mode=mode.value,
        notice_given=notice_given,
        recognition=Options(
            model=model or ("tiny.en" if language == "en" else "base"),
            language=language,
            words=not no_words,
            models_dir=models_dir,
        ),
        echo=aec,
        play=None if play is None else Play(Source((play,), agent.value), speed or None),
    )
    if no_window:
        _print_lines(options)
    else:
        _show_overlay(options)


def _print_lines(options: "LiveOptions") -> None:
    import signal

    from callmon.cli.lines import Lines
    from callmon.live.call import Listeners, LiveCall
    from callmon.paths import settings_file
    from callmon.settings import load_settings

    lines = Lines()
    call = LiveCall(options, load_settings(settings_file()), Listeners(lines.step, told=lines.told))
    lines.begin(call)
    before = signal.signal(signal.SIGINT, lambda *_: call.stop())
    terminated = signal.signal(signal.SIGTERM, lambda *_: call.stop())
    try:
        call.run()
    finally:
        signal.signal(signal.SIGINT, before)
        signal.signal(signal.SIGTERM, terminated)
    lines.end()


def _show_overlay(options: "LiveOptions") -> None:
    from callmon.live.desk import LiveDesk
    from callmon.paths import settings_file
    from callmon.settings import load_settings
    from callmon.ui.app import run_overlay
    from callmon.ui.bridge import Bridge

    settings = load_settings(settings_file())
    bridge = Bridge(settings.cues.shown_s)
    desk = LiveDesk(options, settings, bridge)
    try:
        status = run_overlay(bridge, desk, ready=desk.start)
    finally:
        desk.close()
    raise typer.Exit(status)
