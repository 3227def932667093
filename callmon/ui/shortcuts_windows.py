"""Global keys on Windows: `RegisterHotKey`, whose messages come through the event loop of Qt."""

import ctypes
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from callmon.ui.shortcuts import Action, Keys

WM_HOTKEY = 0x0312
_ALT, _CONTROL, _NO_REPEAT = 0x0001, 0x0002, 0x4000


class Message(ctypes.Structure):
    """The beginning of the system's MSG; what follows is never read."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint32),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


class WindowsKeys(QAbstractNativeEventFilter):
    """Registers hot keys for the thread of Qt.

    Args:
        pressed: what was pressed is put here.
        user32: the system's library; a stand-in in tests.
    """

    def __init__(self, pressed: "SimpleQueue[Action]", user32: Any = None) -> None:
        super().__init__()
        self._pressed = pressed
        self._user32 = user32 if user32 is not None else _user32()
        self._actions: dict[int, Action] = {}

    def register(self, action: Action, keys: Keys) -> bool:
        """Register `keys`; False where another program has them."""
        number = len(self._actions) + 1
        modifiers = _ALT | _CONTROL | _NO_REPEAT
        if not self._user32.RegisterHotKey(None, number, modifiers, ord(keys.letter)):
            return False
        self._actions[number] = action
        return True

    def start(self) -> None:
        """Hear the keys from now on."""
        if (app := QCoreApplication.instance()) is not None:
            app.installNativeEventFilter(self)

    def close(self) -> None:
        """Give every key back."""
        if (app := QCoreApplication.instance()) is not None:
            app.removeNativeEventFilter(self)
        for number in self._actions:
            self._user32.UnregisterHotKey(None, number)

    def nativeEventFilter(  # noqa: N802 - Qt's own name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Take the hot keys out of the messages of the system."""
        if QByteArray(kind).data() != b"windows_generic_MSG":
            return False, 0
        told = Message.from_address(int(message))
        if told.message == WM_HOTKEY and told.wparam in self._actions:
            self._pressed.put(self._actions[told.wparam])
        return False, 0


def _user32() -> Any:
    return ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
