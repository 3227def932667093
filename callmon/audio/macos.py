"""macOS: which microphones and speakers there are, and what hears each.

From macOS 14.4 on a speaker is a tap: everything that the Mac plays, or one app. A virtual cable, such as
BlackHole, is an input that carries what is played; it is listed as a speaker by its name, and on an older
macOS it is the only one.
"""

import platform
from collections.abc import Mapping
from typing import Any

from callmon.audio.macos_tap import APP, SYSTEM, Tap
from callmon.audio.microphone import Input, listed, refresh
from callmon.audio.portaudio import Place
from callmon.audio.source import Device, Fault, Source
from callmon.errors import DeviceError

_API = "Core Audio"
_TAPS_SINCE = (14, 4)
"""The call exists from 14.2 on, but only 14.4 keeps to its documentation; older systems crash in it."""
_CABLES = ("blackhole", "soundflower", "loopback audio", "vb-cable", "background music")
"""Parts of the names of virtual cables, in lower case."""


def devices() -> list[Device]:
    """Every microphone, virtual cable and, from macOS 14.4 on, the whole Mac and each app that plays.

    Raises:
        DeviceError: Core Audio cannot be reached.
    """
    refresh()
    inputs = [(_identity(place), entry) for place, entry in _placed(listed(_API))]
    microphones = [
        Device(identity, entry["name"], "microphone", bool(entry["default"]))
        for identity, entry in inputs
        if not _is_cable(entry["name"])
    ]
    taps = _taps()
    cables = [
        Device(identity, entry["name"], "speaker") for identity, entry in inputs if _is_cable(entry["name"])
    ]
    if cables and not taps:
        cables[0] = Device(cables[0].id, cables[0].name, "speaker", default=True)
    return microphones + taps + cables


def source_for(device: Device) -> Source:
    """What hears `device`; not opened yet.

    Raises:
        DeviceError: this macOS cannot hear what it plays.
    """
    if device.kind == "speaker" and device.id.startswith((SYSTEM, APP)):
        if not has_taps():
            raise DeviceError(
                "To hear what a Mac plays takes macOS 14.4 or later; update it, or install BlackHole as "
                "docs/platforms.md says and choose it as the speaker."
            )
        return Tap(device)
    return Input(
        device,
        api=_API,
        system=_Named(device),
        permission="System Settings > Privacy & Security > Microphone",
        channels=2 if device.kind == "speaker" else 1,
    )


def has_taps() -> bool:
    """Whether this macOS lets a program hear what it plays."""
    release = platform.mac_ver()[0]
    parts = tuple(int(part) for part in release.split(".") if part.isdecimal())
    return parts >= _TAPS_SINCE


class _Named:
    """All that macOS says of an input through PortAudio: its name."""

    def __init__(self, device: Device) -> None:
        self._device = device

    def open(self) -> Place:
        number = self._device.id.removeprefix(self._device.name)
        return Place(self._device.name, int(number.removeprefix(" #")) - 1 if number else 0)

    def fault(self) -> Fault | None:
        return None

    def meter(self) -> float | None:
        return None

    def close(self) -> None:
        return None


def _identity(place: Place) -> str:
    """An input's id: its name, with a number where several have the same name."""
    return f"{place.name} #{place.position + 1}" if place.position else place.name


def _placed(entries: list[Mapping[str, Any]]) -> list[tuple[Place, Mapping[str, Any]]]:
    names = [entry["name"] for entry in entries]
    return [(Place(name, names[:index].count(name)), entries[index]) for index, name in enumerate(names)]


def _is_cable(name: str) -> bool:
    return any(part in name.lower() for part in _CABLES)


def _taps() -> list[Device]:
    if not has_taps():
        return []
    import catap

    try:
        playing = [process for process in catap.list_audio_processes() if process.is_outputting]
    except OSError as error:
        raise DeviceError(
            f"Core Audio does not answer; sign in again or restart the Mac ({error})."
        ) from error
    apps = {process.bundle_id: process.name for process in playing if process.bundle_id}
    return [
        Device(SYSTEM, "Everything this Mac plays", "speaker", default=True),
        *(Device(APP + bundle, f"Only {name}", "speaker") for bundle, name in sorted(apps.items())),
    ]
