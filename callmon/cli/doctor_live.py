"""What `callmon doctor` says about live listening: sound, the screen, and what comes on top.

Recordings can be analysed without any of it, so what is missing here is a note.
"""

import importlib
import importlib.metadata
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Literal

Said = tuple[Literal["ok", "note", "problem"], str]

_WINDOW_S = 30.0
"""How long Qt may take to start: seconds on a cold disk."""

# In a process of its own, since Qt ends the process where it finds no screen.
_WINDOW = """
import json, os, sys
from callmon.errors import CallmonError
from callmon.ui.desktop import choose
try:
    choose(os.environ)
    from PySide6.QtWidgets import QApplication, QSystemTrayIcon
    app = QApplication(sys.argv[:1])
    print(json.dumps({"platform": app.platformName(), "tray": QSystemTrayIcon.isSystemTrayAvailable()}))
except CallmonError as error:
    print(json.dumps({"trouble": str(error)}))
"""


def examine() -> Iterator[Said]:
    """Looks at one thing after the other.

    Yields:
        How bad it is, and what is the case, with the way out where it is not fine.
    """
    yield from _sound()
    yield from _window()
    yield _echo()
    if sys.platform == "win32":
        yield "ok", "the overlay can be left out when you share your screen"
    else:
        yield "note", "others see the overlay when you share your screen: only Windows can hide it"


def _sound() -> Iterator[Said]:
    yield _portaudio()
    if sys.platform.startswith("linux") and (said := _server()) is not None:
        yield said
    from callmon.audio.devices import devices
    from callmon.errors import DeviceError

    try:
        known = devices()
    except DeviceError as error:
        yield "note", f"no call can be heard: {error}"
        return
    except ImportError as error:
        yield "note", f"no call can be heard: {_reason(error)}; install callmon again"
        return
    for kind in ("microphone", "speaker"):
        names = [
            f"{device.name} (default)" if device.default else device.name
            for device in known
            if device.kind == kind
        ]
        if names:
            yield "ok", f"{_counted(len(names), kind)}: {', '.join(names)}"
        else:
            yield "note", f"no {kind} is connected, so no call can be heard; connect one"


def _portaudio() -> Said:
    try:
        sounddevice = importlib.import_module("sounddevice")
    except (ImportError, OSError) as error:
        way_out = "install libportaudio2" if sys.platform.startswith("linux") else "install sounddevice again"
        return "note", f"PortAudio cannot be loaded ({_reason(error)}); to hear calls, {way_out}"
    version = str(sounddevice.get_portaudio_version()[1]).partition(",")[0]
    return "ok", f"{version}, by sounddevice {importlib.metadata.version('sounddevice')}"


def _server() -> Said | None:
    """Which server answers, and how it is heard; None where none does, which asking for devices tells."""
    try:
        from pulsectl import Pulse, PulseError
    except (ImportError, OSError) as error:
        return "note", f"the sound server cannot be asked ({_reason(error)}); install libpulse0"
    try:
        with Pulse("callmon") as pulse:
            server = pulse.server_info()
    except PulseError:
        return None
    name = f"{server.server_name} {server.server_version}"
    ways = [
        way
        for way, there in (("ALSA's pulse plug-in", _has_plugin()), ("parec", shutil.which("parec")))
        if there
    ]
    if not ways:
        return "note", (
            f"{name} answers, but can be heard neither by ALSA's pulse plug-in nor by parec; on Debian and "
            "Ubuntu: apt-get install libasound2-plugins pulseaudio-utils"
        )
    return "ok", f"{name} answers and is heard by {' and by '.join(ways)}"


def _has_plugin() -> bool:
    try:
        import sounddevice
    except (ImportError, OSError):
        return False
    return any(device["name"] == "pulse" for device in sounddevice.query_devices())


def _window() -> Iterator[Said]:
    yield _pyside()
    if sys.platform.startswith("linux"):
        said = display(os.environ)
        yield said
        if said[0] == "note" and not os.environ.get("WAYLAND_DISPLAY"):
            return
    found = _ask_window()
    if "trouble" in found:
        yield "note", f"the overlay cannot be shown: {found['trouble']}"
        return
    yield "ok", f"the overlay can be shown (Qt's {found['platform']})"
    if found["tray"]:
        yield "ok", "the desktop has a tray for callmon's icon"
    else:
        yield "note", "the desktop has no tray, so the overlay alone has the controls"


def _pyside() -> Said:
    try:
        version = importlib.metadata.version("PySide6-Essentials")
    except importlib.metadata.PackageNotFoundError:
        return "note", "PySide6 is not installed, so there is no overlay; install callmon again"
    if version == "6.12.0" and sys.version_info[:2] == (3, 11):
        return "problem", (
            "PySide6 6.12.0 ends the program after some minutes on Python 3.11; "
            "run `pip install 'PySide6-Essentials<6.12'`"
        )
    return "ok", f"PySide6 {version}"


def display(environ: Mapping[str, str]) -> Said:
    """What kind of screen Linux has.

    Args:
        environ: the environment.
    """
    x11, wayland = environ.get("DISPLAY"), environ.get("WAYLAND_DISPLAY")
    if x11 and wayland:
        return "ok", f"the screen is Wayland {wayland} with XWayland {x11}"
    if x11:
        return "ok", f"the screen is X11 {x11}"
    if wayland:
        return "note", (
            f"the screen is Wayland {wayland} without XWayland, where the overlay cannot stay on top; "
            "install XWayland"
        )
    return "note", "there is no screen, so there is no overlay; `callmon live --no-window` needs none"


def _ask_window() -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program without arguments
            [sys.executable, "-c", _WINDOW], capture_output=True, text=True, timeout=_WINDOW_S
        )
    except subprocess.TimeoutExpired:
        return {"trouble": "the screen does not answer; check DISPLAY"}
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        return {"trouble": f"Qt does not start ({said[-1] if said else f'status {done.returncode}'})"}
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def _echo() -> Said:
    try:
        version = importlib.metadata.version("livekit")
    except importlib.metadata.PackageNotFoundError:
        return "note", "no echo cancellation; where no headset is worn, run `pip install 'callmon[aec]'`"
    return "ok", f"echo cancellation is there (livekit {version})"


def _counted(count: int, kind: str) -> str:
    return f"{count} {kind}" if count == 1 else f"{count} {kind}s"


def _reason(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
