import ctypes
from queue import SimpleQueue

import pytest
from PySide6.QtCore import QByteArray

from callmon.ui.shortcuts import Shortcuts, open_shortcuts
from callmon.ui.shortcuts_windows import WM_HOTKEY, Message, WindowsKeys


class Backend:
    def __init__(self, taken=()):
        self._taken = taken
        self.registered, self.started, self.closed = [], 0, 0

    def register(self, action, keys):
        if keys.letter in self._taken:
            return False
        self.registered.append(str(keys))
        return True

    def start(self):
        self.started += 1

    def close(self):
        self.closed += 1


def test_each_action_has_its_keys_and_they_are_told():
    backend = Backend()
    shortcuts = Shortcuts(backend, SimpleQueue())
    assert backend.registered == ["Ctrl+Alt+P", "Ctrl+Alt+S", "Ctrl+Alt+O"]
    assert shortcuts.said == "Ctrl+Alt: P pause, S snooze, O unfold"
    assert backend.started == 1


def test_keys_that_another_program_has_are_told_and_the_rest_works():
    shortcuts = Shortcuts(Backend(taken="S"), SimpleQueue())
    assert shortcuts.active == ("pause", "expand")
    assert shortcuts.said == "Ctrl+Alt: P pause, O unfold; Ctrl+Alt+S belongs to another program"
    assert Shortcuts(Backend(taken="SPO"), SimpleQueue()).said == (
        "Ctrl+Alt+P, Ctrl+Alt+S, Ctrl+Alt+O belong to another program"
    )


def test_what_was_pressed_is_taken_once_in_order():
    pressed = SimpleQueue()
    shortcuts = Shortcuts(Backend(), pressed)
    pressed.put("pause")
    pressed.put("expand")
    assert shortcuts.take() == ["pause", "expand"]
    assert shortcuts.take() == []


def test_keys_are_given_back_once():
    backend = Backend()
    shortcuts = Shortcuts(backend, SimpleQueue())
    shortcuts.close()
    shortcuts.close()
    assert backend.closed == 1


@pytest.mark.parametrize(("system", "why"), [("darwin", "macOS"), ("linux", "this kind of desktop")])
def test_where_there_are_none_it_says_why(monkeypatch, system, why):
    monkeypatch.setattr("sys.platform", system)
    shortcuts = open_shortcuts("cocoa" if system == "darwin" else "wayland")
    assert shortcuts.active == ()
    assert shortcuts.said.startswith(f"None: {why}")
    shortcuts.close()


class User32:
    """Hot keys as Microsoft documents them: registering what another program has fails."""

    def __init__(self, taken=()):
        self._taken = taken
        self.keys = {}

    def RegisterHotKey(self, window, number, modifiers, key):  # noqa: N802
        if window is not None or chr(key) in self._taken or number in self.keys:
            return 0
        self.keys[number] = (modifiers, chr(key))
        return 1

    def UnregisterHotKey(self, window, number):  # noqa: N802
        return int(self.keys.pop(number, None) is not None)


def press(keys, number, message=WM_HOTKEY, kind=b"windows_generic_MSG"):
    told = Message(window=None, message=message, wparam=number, lparam=0)
    return keys.nativeEventFilter(QByteArray(kind), ctypes.addressof(told))


def test_windows_hot_keys_reach_the_queue(qapp):
    pressed, user32 = SimpleQueue(), User32(taken="S")
    keys = WindowsKeys(pressed, user32)
    shortcuts = Shortcuts(keys, pressed)
    control_alt_no_repeat = 0x4003
    assert user32.keys == {1: (control_alt_no_repeat, "P"), 2: (control_alt_no_repeat, "O")}
    # The message is heard and passed on.
    assert press(keys, 2) == (False, 0)
    press(keys, 1, message=0x0100)
    press(keys, 99)
    press(keys, 1, kind=b"xcb_generic_event_t")
    assert shortcuts.take() == ["expand"]
    shortcuts.close()
    assert user32.keys == {}
