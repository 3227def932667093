"""Global shortcuts: keys that work while another program has the focus, where the system allows them."""

import sys
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Literal, Protocol

Action = Literal["pause", "snooze", "expand"]

MEANING: dict[Action, str] = {"pause": "pause", "snooze": "snooze", "expand": "unfold"}


@dataclass(frozen=True, slots=True)
class Keys:
    """Ctrl and Alt with a letter."""

    letter: str

    def __str__(self) -> str:
        return f"Ctrl+Alt+{self.letter}"


DEFAULTS: dict[Action, Keys] = {"pause": Keys("P"), "snooze": Keys("S"), "expand": Keys("O")}


class Backend(Protocol):
    """Global keys of one system."""

    def register(self, action: Action, keys: Keys) -> bool:
        """Ask for `keys`; False where another program has them."""
        ...

    def start(self) -> None:
        """Begin to hear the keys that were registered."""
        ...

    def close(self) -> None:
        """Give every key back."""
        ...


class Shortcuts:
    """Global shortcuts of one overlay; `said` tells in words which of them work.

    Args:
        backend: the keys of this system; None where it has none.
        pressed: where the backend puts what was pressed, from whatever thread.
        without: why there are none, in words.
    """

    def __init__(self, backend: Backend | None, pressed: "SimpleQueue[Action]", without: str = "") -> None:
        self._backend = backend
        self._pressed = pressed
        self.active: tuple[Action, ...] = ()
        self.said = without
        if backend is not None:
            self._register(backend)

    def take(self) -> list[Action]:
        """What was pressed since the last call."""
        found: list[Action] = []
        while True:
            try:
                found.append(self._pressed.get_nowait())
            except Empty:
                return found

    def close(self) -> None:
        """Give every key back; once is enough."""
        if self._backend is not None:
            self._backend.close()
            self._backend = None

    def _register(self, backend: Backend) -> None:
        taken = [keys for action, keys in DEFAULTS.items() if not backend.register(action, keys)]
        self.active = tuple(action for action, keys in DEFAULTS.items() if keys not in taken)
        backend.start()
        works = ", ".join(f"{DEFAULTS[action].letter} {MEANING[action]}" for action in self.active)
        said = [f"Ctrl+Alt: {works}"] if works else []
        if taken:
            names = ", ".join(str(keys) for keys in taken)
            said.append(f"{names} belong{'s' if len(taken) == 1 else ''} to another program")
        self.said = "; ".join(said)


def open_shortcuts(platform: str) -> Shortcuts:
    """The global shortcuts that work here.

    Args:
        platform: the name of Qt's platform plugin, such as `xcb`.
    """
    pressed: SimpleQueue[Action] = SimpleQueue()
    if platform == "windows":
        from callmon.ui.shortcuts_windows import WindowsKeys

        return Shortcuts(WindowsKeys(pressed), pressed)
    if platform == "xcb":
        from callmon.ui.shortcuts_x11 import X11Keys, connect

        if (connection := connect()) is not None:
            return Shortcuts(X11Keys(connection, pressed), pressed)
    if sys.platform == "darwin":
        return Shortcuts(None, pressed, "None: macOS gives them to programs that may watch the keyboard")
    return Shortcuts(None, pressed, "None: this kind of desktop has no global keys")
