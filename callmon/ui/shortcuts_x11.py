"""Global keys on X11: a connection and a thread of its own, which only puts into a queue."""

import os
import select
import threading
from queue import SimpleQueue

from callmon.ui.shortcuts import Action, Keys
from callmon.ui.xcb import Connection, connect

__all__ = ["X11Keys", "connect"]

_CONTROL, _ALT = 4, 8
_IGNORED = (0, 2, 16, 18)
"""Caps lock (2) and num lock (16) may be on: each combination is a grab of its own."""
_MODIFIERS = 1 | _CONTROL | _ALT | 64

_REPEAT_MS = 500
"""A key that is held down repeats, each time sooner than this after the time before (X server default)."""


class X11Keys:
    """Grabs keys of the root window.

    Args:
        connection: its own; it is closed in the end.
        pressed: what was pressed is put here, by a thread that does nothing else.
    """

    def __init__(self, connection: Connection, pressed: "SimpleQueue[Action]") -> None:
        self._connection = connection
        self._pressed = pressed
        self._actions: dict[int, Action] = {}
        self._last: dict[int, int] = {}
        self._wake_read, self._wake_write = os.pipe()
        self._thread: threading.Thread | None = None

    def register(self, action: Action, keys: Keys) -> bool:
        """Grab `keys` under every state of the locks; False where another program has one of them."""
        code = self._connection.code_of(ord(keys.letter.lower()))
        if code is None:
            return False
        grabbed = [self._connection.grab(code, _CONTROL | _ALT | lock) for lock in _IGNORED]
        if all(grabbed):
            self._actions[code] = action
        return all(grabbed)

    def start(self) -> None:
        """Hear the keys from now on."""
        self._thread = threading.Thread(target=self._listen, name="shortcuts", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread, then hang up."""
        os.write(self._wake_write, b"x")
        if self._thread is not None:
            self._thread.join()
        self._connection.close()
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _listen(self) -> None:
        watched = [self._connection.file, self._wake_read]
        while not self._connection.broken:
            while (event := self._connection.next_key()) is not None:
                if event.state & _MODIFIERS == _CONTROL | _ALT:
                    self._press(event.detail, event.time)
            ready, _, _ = select.select(watched, [], [])
            if self._wake_read in ready:
                return

    def _press(self, code: int, time: int) -> None:
        repeats = time - self._last.get(code, time - _REPEAT_MS) < _REPEAT_MS
        self._last[code] = time
        if not repeats and code in self._actions:
            self._pressed.put(self._actions[code])
