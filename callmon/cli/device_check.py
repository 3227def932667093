"""The check behind `callmon devices --test`: live meters, a test sound, and what they tell in words."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, NamedTuple

from callmon.audio.check import FLOOR_DB, on_scale
from callmon.audio.probe import AFTER_S, Probe, Reading, sound_since, voice_since
from callmon.audio.source import Device
from callmon.audio.test_sound import play
from callmon.errors import DeviceError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_FRAME_S = 0.1
"""Between two frames of the meters in a terminal."""
_LINE_S = 1.0
"""Between two lines of meters where there is no terminal."""
_WIDTH = 32
"""Characters of a meter."""


class Said(NamedTuple):
    """One result: whether it is fine, worth knowing or a problem, and one sentence."""

    word: Literal["ok", "note", "problem"]
    text: str


def check(
    microphone: Device, speaker: Device, seconds: float, sound: bool, console: "Console"
) -> Iterator[Said]:
    """Hear both devices, play the test sound, and say what came of it.

    Args:
        microphone: hears the agent.
        speaker: what the customer comes out of.
        seconds: how long to listen before the test sound; at most 20.
        sound: whether to play it.
        console: where the meters are shown.
    """
    probes = Probe(microphone), Probe(speaker)
    mine, theirs = probes
    try:
        with _meters(probes, console) as show:
            start = time.monotonic()
            while time.monotonic() < start + seconds:
                show("Say a few words.")
            voice = list(_voice(mine, start))
            result = list(_sound(mine, theirs, show) if sound else _listened(theirs))
    finally:
        for probe in probes:
            probe.end()
        for probe in probes:
            probe.close()
    yield from voice
    yield from result


def _voice(microphone: Probe, start: float) -> Iterator[Said]:
    name, reading = microphone.device.name, microphone.reading
    if reading.state == "trouble":
        yield Said("problem", reading.trouble)
        return
    if reading.state == "muted":
        yield Said("problem", f"{name} is muted; unmute it in the sound settings.")
        return
    match voice_since(microphone, start):
        case "heard":
            yield Said("ok", f"{name} hears you.")
        case "too_loud":
            yield Said("note", f"{name} hears you, but too loud to be clear; turn it down a little.")
        case "quiet":
            yield Said(
                "problem", f"{name} hears no voice; speak during the test, closer to it, or turn it up."
            )
        case "silent":
            yield Said("problem", f"{name} gives only silence; unmute it, or choose another microphone.")


def _sound(microphone: Probe, speaker: Probe, show: Callable[[str], None]) -> Iterator[Said]:
    name = speaker.device.name
    failed: list[str] = []

    def played() -> None:
        try:
            play(speaker.device)
        except DeviceError as error:
            failed.append(str(error))

    start = time.monotonic()
    player = threading.Thread(target=played, name="test sound", daemon=True)
    player.start()
    while player.is_alive():
        show("Now please be quiet: a test sound plays.")
    until = time.monotonic() + AFTER_S
    while time.monotonic() < until and not failed:
        show("Now please be quiet: a test sound plays.")
    if failed or speaker.reading.state == "trouble":
        yield Said("problem", failed[0] if failed else speaker.reading.trouble)
        return
    found = sound_since(microphone, speaker, start)
    if not found.arrives:
        yield Said(
            "problem", f"callmon does not hear what {name} plays; unmute it, or choose another speaker."
        )
        return
    yield Said("ok", f"callmon hears what {name} plays.")
    match found.headset:
        case "headset":
            yield Said("ok", "The microphone does not hear the speaker, as with a headset.")
        case "loudspeaker":
            yield Said(
                "note",
                "The microphone hears the speaker, as with loudspeakers. Wear a headset: otherwise callmon "
                "cannot always tell who of you speaks.",
            )
        case "unknown":
            yield Said("note", "Whether the microphone hears the speaker is not known: it gave only silence.")


def _listened(speaker: Probe) -> Iterator[Said]:
    name, reading = speaker.device.name, speaker.reading
    if reading.state == "trouble":
        yield Said("problem", reading.trouble)
    elif speaker.sounded:
        yield Said("ok", f"callmon hears what {name} plays.")
    else:
        yield Said("note", f"Nothing was played through {name}; without --no-sound a test sound is.")


@contextmanager
def _meters(probes: tuple[Probe, Probe], console: "Console") -> Iterator[Callable[[str], None]]:
    """Shows both meters; each call of what it gives draws one frame and takes a tenth of a second."""
    if not console.is_terminal:
        yield _Lines(probes, console).show
        return
    from rich.live import Live

    with Live(console=console, auto_refresh=False, transient=True) as live:

        def show(what: str) -> None:
            live.update(_frame(probes, what), refresh=True)
            time.sleep(_FRAME_S)

        yield show


class _Lines:
    """Meters as plain lines, one a second."""

    def __init__(self, probes: tuple[Probe, Probe], console: "Console") -> None:
        self._probes, self._console = probes, console
        self._told, self._next = "", time.monotonic() + _LINE_S

    def show(self, what: str) -> None:
        if what != self._told:
            self._told = what
            self._console.print(what)
        if time.monotonic() >= self._next:
            self._next += _LINE_S
            shown = [f"{probe.device.kind} {_said(probe.reading)}" for probe in self._probes]
            self._console.print("  ".join(shown), markup=False, highlight=False)
        time.sleep(_FRAME_S)


def _frame(probes: tuple[Probe, Probe], what: str) -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for probe in probes:
        level = probe.reading.level
        filled, peak = round(on_scale(level.db) * _WIDTH), round(on_scale(level.peak_db) * _WIDTH)
        bar = Text("█" * filled, style="green")
        bar.append("".join("│" if at == peak - 1 else "·" for at in range(filled, _WIDTH)), style="dim")
        table.add_row(probe.device.kind, bar, _said(probe.reading), Text(probe.device.name, style="dim"))
    whole = Table.grid()
    whole.add_row(Text(what))
    whole.add_row(table)
    return whole


def _said(reading: Reading) -> str:
    if reading.state == "trouble":
        return "not heard"
    if reading.level.db <= FLOOR_DB:
        return "silent"
    return f"{reading.level.db:.0f} dB"
