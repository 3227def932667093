"""Leaving the overlay out of a shared screen. Windows alone can do it; elsewhere it says so."""

import ctypes
import sys
from typing import Any

EVERYWHERE, NOWHERE = 0x0, 0x11
"""WDA_NONE, and WDA_EXCLUDEFROMCAPTURE (Windows 10 from version 2004 on)."""

ONLY_WINDOWS = "Visible to others: hiding works on Windows only"


class ScreenShare:
    """Asks the system to leave a window out of screen shares, and believes only what it reads back.

    Args:
        user32: the system's library, a stand-in in tests; None where there is none.
    """

    def __init__(self, user32: Any = None) -> None:
        self._user32 = user32 if user32 is not None else _user32()
        self.said = "Visible to others" if self.possible else ONLY_WINDOWS

    @property
    def possible(self) -> bool:
        """Whether this system can do it at all."""
        return self._user32 is not None

    def hide(self, window: int, hidden: bool) -> bool:
        """Hide or show the window with this handle; `said` tells what came of it.

        Ask again whenever the window has got another handle.

        Returns:
            Whether the window is hidden from screen shares now.
        """
        if self._user32 is None:
            return False
        wanted = NOWHERE if hidden else EVERYWHERE
        handle, found = ctypes.c_void_p(window), ctypes.c_uint32(EVERYWHERE)
        set_so = bool(self._user32.SetWindowDisplayAffinity(handle, wanted))
        read = bool(self._user32.GetWindowDisplayAffinity(handle, ctypes.byref(found)))
        is_hidden = read and found.value == NOWHERE
        if hidden and not (set_so and is_hidden):
            self.said = "Visible to others: this version of Windows does not hide windows"
        else:
            self.said = "Hidden when you share your screen" if is_hidden else "Visible to others"
        return is_hidden


def _user32() -> Any:
    if sys.platform != "win32":
        return None
    return ctypes.WinDLL("user32")
