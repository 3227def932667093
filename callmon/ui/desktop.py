"""Choices that must be made before the application exists, from what the desktop is."""

import ctypes
import sys
from collections.abc import MutableMapping

from callmon.errors import CallmonError


def choose(environ: MutableMapping[str, str], system: str = sys.platform) -> None:
    """Choose how to draw and to which window system, unless the user chose otherwise.

    Windows of Wayland can neither stay on top nor be put anywhere, so XWayland is used where it is there.

    Args:
        environ: the environment; set in place.
        system: the name of the system, as in `sys.platform`.

    Raises:
        CallmonError: there is no screen to show anything on.
    """
    # Virtual desktops have no GPU.
    environ.setdefault("QT_QUICK_BACKEND", "software")
    # Drawn in the thread of the application: a frame that is swapped shows all that was set before.
    environ.setdefault("QSG_RENDER_LOOP", "basic")
    if not system.startswith("linux") or environ.get("QT_QPA_PLATFORM"):
        return
    display, wayland = environ.get("DISPLAY"), environ.get("WAYLAND_DISPLAY")
    if not display and not wayland:
        raise CallmonError(
            "There is no screen to show a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); run "
            "`callmon live --no-window` or `callmon replay --no-window`, and `callmon devices --test` in "
            "place of the set-up."
        )
    if display:
        _need_x11(display)
        environ["QT_QPA_PLATFORM"] = "xcb"


def _need_x11(display: str) -> None:
    """Say in a sentence what Qt would end the process for."""
    from callmon.ui.xcb import connect

    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError:
        raise CallmonError(
            "The overlay needs the library libxcb-cursor; install the package libxcb-cursor0 "
            "(xcb-util-cursor on Fedora and Arch)."
        ) from None
    connection = connect(display)
    if connection is None:
        raise CallmonError(
            f"The X server {display} does not answer; check DISPLAY or run `callmon live --no-window`."
        )
    connection.close()
