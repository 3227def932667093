"""The few calls of libxcb that global keys need, and whether an X server can be reached at all.

libxcb rather than libX11, whose errors end the process unless a handler of the whole process catches them.
"""

import ctypes
from ctypes import POINTER, Structure, c_char_p, c_int, c_uint, c_uint8, c_uint16, c_uint32, c_void_p
from typing import Any

KEY_PRESS = 2
"""Type of the event that says a key went down."""


class _Cookie(Structure):
    _fields_ = (("sequence", c_uint),)


class _Screen(Structure):
    # Only its beginning: the rest is never read.
    _fields_ = (("root", c_uint32),)


class _Screens(Structure):
    _fields_ = (("data", POINTER(_Screen)), ("rem", c_int), ("index", c_int))


class KeyEvent(Structure):
    """A key that went down: `detail` is its code, `time` in milliseconds of the server, `state` modifiers."""

    _fields_ = (
        ("response_type", c_uint8),
        ("detail", c_uint8),
        ("sequence", c_uint16),
        ("time", c_uint32),
        ("root", c_uint32),
        ("event", c_uint32),
        ("child", c_uint32),
        ("root_x", c_uint16),
        ("root_y", c_uint16),
        ("event_x", c_uint16),
        ("event_y", c_uint16),
        ("state", c_uint16),
    )


class Connection:
    """A connection of its own to the X server. Only one thread may use it at a time."""

    def __init__(self, xcb: Any, keysyms: Any, libc: Any, raw: int, screen: int) -> None:
        self._xcb, self._keysyms, self._libc, self._raw = xcb, keysyms, libc, raw
        roots = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(raw))
        for _ in range(screen):
            xcb.xcb_screen_next(ctypes.byref(roots))
        self._root = roots.data.contents.root
        self._symbols = keysyms.xcb_key_symbols_alloc(raw)

    @property
    def file(self) -> int:
        """Descriptor that can be read once something has come."""
        return int(self._xcb.xcb_get_file_descriptor(self._raw))

    @property
    def broken(self) -> bool:
        """Whether the server has gone."""
        return bool(self._xcb.xcb_connection_has_error(self._raw))

    def code_of(self, keysym: int) -> int | None:
        """Code of the key that gives `keysym` on this keyboard."""
        found = self._keysyms.xcb_key_symbols_get_keycode(self._symbols, keysym)
        if not found:
            return None
        code = found[0]
        self._libc.free(found)
        return code or None

    def grab(self, code: int, modifiers: int) -> bool:
        """Have every press of the key with exactly `modifiers`; False where another program has it."""
        cookie = self._xcb.xcb_grab_key_checked(self._raw, 1, self._root, modifiers, code, 1, 1)
        error = self._xcb.xcb_request_check(self._raw, cookie)
        if error:
            self._libc.free(error)
        return not error

    def next_key(self) -> KeyEvent | None:
        """The next key that went down, if one has come; what is no key is skipped."""
        while event := self._xcb.xcb_poll_for_event(self._raw):
            copy = KeyEvent.from_buffer_copy(ctypes.string_at(event, ctypes.sizeof(KeyEvent)))
            self._libc.free(event)
            if copy.response_type & 0x7F == KEY_PRESS:
                return copy
        return None

    def close(self) -> None:
        """Hang up, which gives every grabbed key back."""
        self._keysyms.xcb_key_symbols_free(self._symbols)
        self._xcb.xcb_disconnect(self._raw)


def connect(display: str | None = None) -> Connection | None:
    """A connection to `display` (`DISPLAY` by default); None where there is no server or no libxcb."""
    try:
        xcb, keysyms = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libxcb-keysyms.so.1")
        libc = ctypes.CDLL(None)
    except OSError:
        return None
    _declare(xcb, keysyms, libc)
    screen = c_int(0)
    raw = xcb.xcb_connect(display.encode() if display else None, ctypes.byref(screen))
    if xcb.xcb_connection_has_error(raw):
        xcb.xcb_disconnect(raw)
        return None
    return Connection(xcb, keysyms, libc, raw, screen.value)


def _declare(xcb: Any, keysyms: Any, libc: Any) -> None:
    calls: list[tuple[Any, Any, list[Any]]] = [
        (xcb.xcb_connect, c_void_p, [c_char_p, POINTER(c_int)]),
        (xcb.xcb_disconnect, None, [c_void_p]),
        (xcb.xcb_connection_has_error, c_int, [c_void_p]),
        (xcb.xcb_get_setup, c_void_p, [c_void_p]),
        (xcb.xcb_setup_roots_iterator, _Screens, [c_void_p]),
        (xcb.xcb_screen_next, None, [POINTER(_Screens)]),
        (xcb.xcb_get_file_descriptor, c_int, [c_void_p]),
        (
            xcb.xcb_grab_key_checked,
            _Cookie,
            [c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8],
        ),
        (xcb.xcb_request_check, c_void_p, [c_void_p, _Cookie]),
        (xcb.xcb_poll_for_event, c_void_p, [c_void_p]),
        (keysyms.xcb_key_symbols_alloc, c_void_p, [c_void_p]),
        (keysyms.xcb_key_symbols_get_keycode, POINTER(c_uint8), [c_void_p, c_uint32]),
        (keysyms.xcb_key_symbols_free, None, [c_void_p]),
        (libc.free, None, [c_void_p]),
    ]
    for call, result, arguments in calls:
        call.restype, call.argtypes = result, arguments
