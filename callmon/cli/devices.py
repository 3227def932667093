"""`callmon devices`: shows microphones and speakers, and tests the two that a call is heard with."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from callmon.cli.models import console

if TYPE_CHECKING:
    from callmon.audio.source import Device, Kind
    from callmon.preferences import Chosen, Preferences

_LISTED: "tuple[tuple[Kind, str], ...]" = (("microphone", "Microphones"), ("speaker", "Speakers"))
_STYLES = {"ok": "green", "note": "yellow", "problem": "red"}


def devices(
    test: Annotated[
        bool, typer.Option("--test", help="Show meters, play a sound and say what works.")
    ] = False,
    seconds: Annotated[
        float, typer.Option(min=1, max=20, help="How long to listen to you, with --test.")
    ] = 6.0,
    no_sound: Annotated[bool, typer.Option("--no-sound", help="Play no sound, with --test.")] = False,
    microphone: Annotated[
        str | None, typer.Option(help="The one to test, with --test: its id or a part of its name.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(help="The one to test, with --test: its id or a part of its name.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show ids too.")] = False,
) -> None:
    """Show microphones and speakers, or test the two that a call is heard with."""
    from callmon.audio.devices import devices as found
    from callmon.errors import SettingsError
    from callmon.preferences import load

    if test and as_json:
        raise SettingsError("A test has no JSON; use either --test or --json.")
    preferences, trouble = load()
    if trouble is not None:
        typer.echo(f"callmon: {trouble}", err=True)
    if test:
        _test(
            _device("microphone", microphone, preferences.microphone),
            _device("speaker", speaker, preferences.speaker),
            seconds,
            not no_sound,
        )
    elif as_json:
        typer.echo(json.dumps(_table(found(), preferences), ensure_ascii=False, indent=1))
    else:
        _show(found(), preferences, verbose)


def _test(microphone: "Device", speaker: "Device", seconds: float, sound: bool) -> None:
    from callmon.cli.device_check import check

    out = console()
    fine = True
    for said in check(microphone, speaker, seconds, sound, out):
        fine = fine and said.word != "problem"
        out.print(f"{said.word:7}", style=_STYLES[said.word], end="  ", highlight=False)
        out.print(said.text, markup=False, highlight=False, soft_wrap=True)
    if not fine:
        raise typer.Exit(2)


def _device(kind: "Kind", wanted: str | None, chosen: "Chosen | None") -> "Device":
    """The device that was asked for, else the one that was chosen, else the system's own choice."""
    from callmon.audio.devices import devices as found
    from callmon.audio.devices import find_device
    from callmon.errors import DeviceError

    if wanted is not None or chosen is None:
        return find_device(kind, wanted)
    for device in found():
        if device.kind == kind and device.id == chosen.id:
            return device
    raise DeviceError(f"{chosen.name}, your {kind}, is not connected; connect it, or name one by --{kind}.")


def _choice(kind: str, preferences: "Preferences") -> "Chosen | None":
    return preferences.microphone if kind == "microphone" else preferences.speaker


def _show(known: "list[Device]", preferences: "Preferences", verbose: bool) -> None:
    out = console()
    for kind, heading in _LISTED:
        chosen = _choice(kind, preferences)
        listed = [device for device in known if device.kind == kind]
        out.print(heading, style="bold", highlight=False)
        if not listed:
            out.print("  none", highlight=False)
        for device in listed:
            marks = [
                mark
                for mark, holds in (("default", device.default), ("chosen", _is(device, chosen)))
                if holds
            ]
            line = f"  {device.name}" + (f"  ({', '.join(marks)})" if marks else "")
            out.print(line, markup=False, highlight=False, soft_wrap=True)
            if verbose:
                out.print(f"      {device.id}", style="dim", markup=False, highlight=False, soft_wrap=True)
        if chosen is not None and not any(_is(device, chosen) for device in listed):
            line = f"  {chosen.name}  (chosen, not connected)"
            out.print(line, markup=False, highlight=False, soft_wrap=True)


def _is(device: "Device", chosen: "Chosen | None") -> bool:
    return chosen is not None and device.id == chosen.id


def _table(known: "list[Device]", preferences: "Preferences") -> dict[str, Any]:
    return {
        heading.lower(): [
            {
                "id": device.id,
                "name": device.name,
                "default": device.default,
                "chosen": _is(device, _choice(kind, preferences)),
            }
            for device in known
            if device.kind == kind
        ]
        for kind, heading in _LISTED
    }
