"""The application of Qt behind every window of callmon: one a process, ended in order."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def application() -> "QApplication":
    """The application; made by the first who asks. It goes on after its last window was closed."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("callmon")
    app.setApplicationDisplayName("callmon")
    # The overlay may be hidden while the tray goes on, and may come after the set-up.
    app.setQuitOnLastWindowClosed(False)
    return app


@contextmanager
def interruptible(end: Callable[[], object]) -> Iterator[None]:
    """Ctrl+C and a polite kill call `end`; Python notices at the next timer of the application."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: end()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
