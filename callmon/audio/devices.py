"""Devices: which there are on this computer, and the source behind each, whatever the system."""

import sys

from callmon.audio.source import Device, Kind, Source
from callmon.errors import DeviceError


def devices() -> list[Device]:
    """Every microphone and every speaker, the system's own choice first.

    Raises:
        DeviceError: the sound system cannot be reached.
    """
    if sys.platform == "win32":
        from callmon.audio.windows import devices as found
    elif sys.platform == "darwin":
        from callmon.audio.macos import devices as found
    else:
        from callmon.audio.linux import devices as found
    return sorted(found(), key=lambda device: (device.kind, not device.default, device.name))


def source_for(device: Device) -> Source:
    """What hears `device`; not opened yet.

    Raises:
        DeviceError: the system cannot hear such a device.
    """
    if sys.platform == "win32":
        from callmon.audio.windows import source_for as made
    elif sys.platform == "darwin":
        from callmon.audio.macos import source_for as made
    else:
        from callmon.audio.linux import source_for as made
    return made(device)


def wanted_source(kind: Kind, wanted: str | None) -> Source:
    """What hears the device that `find_device` gives; not opened yet.

    Where `wanted` leaves the choice to the system, PulseAudio's new choice is followed while it is heard: the
    source is told as moved, and asking again gives the new one.

    Raises:
        DeviceError: there is none, several match, or the system cannot hear it.
    """
    device = find_device(kind, wanted)
    if sys.platform in ("win32", "darwin"):
        return source_for(device)
    from callmon.audio import linux

    return linux.source_for(device, follows=wanted is None)


def line_source(wanted: str) -> Source:
    """What hears the device on which both sides of a call are, a microphone or a speaker; not opened yet.

    Raises:
        DeviceError: there is none, several match, or the system cannot hear it.
    """
    return source_for(_named("device", devices(), wanted))


def find_device(kind: str, wanted: str | None) -> Device:
    """The device of this kind with the id or (a part of) the name `wanted`; else the system's own choice.

    Raises:
        DeviceError: there is none, or several match.
    """
    known = [device for device in devices() if device.kind == kind]
    if wanted is None:
        for device in known:
            if device.default:
                return device
        raise DeviceError(
            f"This computer has no {kind} that callmon can hear; `callmon devices` lists what it has."
        )
    return _named(kind, known, wanted)


def _named(kind: str, known: list[Device], wanted: str) -> Device:
    exact = [device for device in known if wanted in (device.id, device.name)]
    near = exact or [device for device in known if wanted.lower() in device.name.lower()]
    if len(near) == 1:
        return near[0]
    if near:
        names = [device.name for device in near]
        shown = [d.name if names.count(d.name) == 1 else f"{d.name} ({d.id})" for d in near]
        raise DeviceError(
            f"{wanted} is the name of several devices ({', '.join(shown)}); give more of the name, or the id."
        )
    raise DeviceError(f"There is no {kind} named {wanted}; `callmon devices` lists what there is.")
