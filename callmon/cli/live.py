"""`callmon live`: listens to a running call and shows one cue at a time, in the overlay or as JSON lines."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from callmon.cli.analyze import (
    AgentSpeaker,
    AgentVoice,
    Model,
    ModelsDir,
    NoWords,
    Side,
    default_model,
    voice_of,
)
from callmon.preferences import Mode

if TYPE_CHECKING:
    from callmon.live.options import LiveOptions
    from callmon.preferences import Preferences
    from callmon.settings import Settings


def live(
    microphone: Annotated[
        str | None, typer.Option(help="The agent's microphone; `callmon devices` lists them.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(help="The speaker or headset on which the customer is heard.")
    ] = None,
    one_line: Annotated[
        str | None,
        typer.Option(help="One device on which both sides are heard, in place of microphone and speaker."),
    ] = None,
    agent_speaker: AgentSpeaker = None,
    agent_voice: AgentVoice = None,
    mode: Annotated[
        Mode | None, typer.Option(help="What is kept: numbers alone, the words too, or also the audio.")
    ] = None,
    notice_given: Annotated[
        bool, typer.Option("--notice-given", help="Both sides were told what is done with the call.")
    ] = False,
    model: Model = None,
    language: Annotated[
        str | None, typer.Option(help="Spoken language, for instance en, de or fr; en unless chosen.")
    ] = None,
    models_dir: ModelsDir = None,
    no_words: NoWords = False,
    aec: Annotated[
        bool, typer.Option("--aec", help="Take the customer's sound out of the microphone (loudspeakers).")
    ] = False,
    no_setup: Annotated[
        bool, typer.Option("--no-setup", help="Do not lead through the set-up first, even the first time.")
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
    from callmon.errors import SettingsError

    if no_window and mode == "recording" and not notice_given:
        raise SettingsError(
            "A call is recorded only after both sides were told; say so with --notice-given, or choose "
            "another mode."
        )
    if one_line is not None and (microphone is not None or speaker is not None):
        raise SettingsError(
            "Both sides come on the device of --one-line; leave --microphone and --speaker out, or leave out "
            "--one-line."
        )
    asked = _Asked(
        microphone,
        speaker,
        mode,
        notice_given,
        model,
        language,
        models_dir,
        not no_words,
        aec,
        one_line,
        None if agent_speaker is None else agent_speaker.value,
        agent_voice,
    )
    played = None if play is None else (play, agent.value, speed)
    if no_window:
        print_lines(*_chosen(asked, played, _preferences()))
    else:
        _show_overlay(asked, played, with_setup=not no_setup)


class _Asked(NamedTuple):
    """What was asked for on the command line; None leaves the choice to the preferences."""

    microphone: str | None
    speaker: str | None
    mode: Mode | None
    notice_given: bool
    model: str | None
    language: str | None
    models_dir: Path | None
    words: bool
    aec: bool
    one_line: str | None
    agent_speaker: Literal["first", "second"] | None
    agent_voice: Path | None


def _preferences() -> "Preferences":
    from callmon.preferences import load

    preferences, trouble = load()
    if trouble is not None:
        typer.echo(f"callmon: {trouble}", err=True)
    return preferences


def _chosen(
    asked: _Asked, played: tuple[Path, str, float] | None, preferences: "Preferences"
) -> "tuple[LiveOptions, Settings]":
    """What is asked for now, and else what the person chose in the set-up."""
    from callmon.engines import Options
    from callmon.live.options import LiveOptions, Play
    from callmon.paths import settings_file
    from callmon.preferences import applied
    from callmon.settings import load_settings
    from callmon.source import Source

    language = asked.language or preferences.language
    kept = preferences.model if asked.language in (None, preferences.language) else None
    microphone, speaker = (
        wanted or (device.id if device else None)
        for wanted, device in (
            (asked.microphone, preferences.microphone),
            (asked.speaker, preferences.speaker),
        )
    )
    recognition = Options(
        model=asked.model or kept or default_model(language),
        language=language,
        words=asked.words,
        models_dir=asked.models_dir,
        agent_speaker=asked.agent_speaker,
    )
    options = LiveOptions(
        microphone=microphone,
        speaker=speaker,
        mode=asked.mode or preferences.mode,
        notice_given=asked.notice_given,
        recognition=recognition,
        line=asked.one_line,
        agent_voice=voice_of(asked.agent_voice, recognition),
        echo=asked.aec,
        play=None if played is None else Play(Source((played[0],), played[1]), played[2] or None),
    )
    settings = load_settings(settings_file())
    return options, replace(settings, cues=applied(preferences, settings.cues))


def print_lines(options: "LiveOptions", settings: "Settings") -> None:
    """Run a call and print what happens in it as JSON lines, until it is interrupted or over."""
    import signal

    from callmon.cli.lines import Lines
    from callmon.live.call import Listeners, LiveCall

    lines = Lines()
    call = LiveCall(options, settings, Listeners(lines.step, told=lines.told))
    lines.begin(call)
    before = signal.signal(signal.SIGINT, lambda *_: call.stop())
    terminated = signal.signal(signal.SIGTERM, lambda *_: call.stop())
    try:
        call.run()
    finally:
        signal.signal(signal.SIGINT, before)
        signal.signal(signal.SIGTERM, terminated)
    lines.end()


def _show_overlay(asked: _Asked, played: tuple[Path, str, float] | None, *, with_setup: bool) -> None:
    from callmon.live.desk import LiveDesk
    from callmon.preferences import save
    from callmon.ui.app import run_overlay
    from callmon.ui.bridge import Bridge

    preferences = _preferences()
    named = asked.one_line is not None or (asked.microphone is not None and asked.speaker is not None)
    if with_setup and not preferences.set_up and played is None and not named:
        from callmon.ui.setup_window import run_setup

        chosen = run_setup(preferences)
        if chosen is None:
            raise typer.Exit
        preferences = chosen
        save(preferences)
    options, settings = _chosen(asked, played, preferences)
    bridge = Bridge(settings.cues.shown_s)
    desk = LiveDesk(options, settings, bridge)
    try:
        status = run_overlay(bridge, desk, ready=desk.start)
    finally:
        desk.close()
    raise typer.Exit(status)
