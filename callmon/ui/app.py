"""The overlay as an application: built, run, and taken down in order."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from callmon.ui.bridge import Bridge
from callmon.ui.controls import Controls
from callmon.ui.desktop import choose
from callmon.ui.look import PLAIN, Look
from callmon.ui.remembered import remembered_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def run_overlay(
    bridge: Bridge,
    controls: Controls,
    look: Look = PLAIN,
    *,
    ready: Callable[[], None] | None = None,
    file: Path | None = None,
) -> int:
    """Show the overlay until the person at the screen quits; call it in the main thread.

    Quitting asks `controls` to stop the call, and waits for nothing: whoever started the call joins it.

    Args:
        bridge: where the call puts what is to be shown.
        controls: the running call.
        look: how the overlay looks.
        ready: called once the overlay is on the screen.
        file: where its place is remembered; by default beside the settings.

    Returns:
        The exit status of the application, 0 where all went well.

    Raises:
        CallmonError: there is no screen, or the files of the interface are damaged.
    """
    choose(os.environ)
    app = _application()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QSystemTrayIcon

    from callmon.ui.call_model import CallModel
    from callmon.ui.desk import Desk
    from callmon.ui.drain import Drain, PaintWatch
    from callmon.ui.overlay_model import OverlayModel
    from callmon.ui.screen_share import ScreenShare
    from callmon.ui.shortcuts import open_shortcuts
    from callmon.ui.stage import Stage

    with ExitStack() as undo:
        call, overlay = CallModel(controls), OverlayModel()
        stage = Stage(call, overlay, look)
        undo.callback(stage.close)
        shortcuts = open_shortcuts(app.platformName())
        undo.callback(shortcuts.close)
        desk = Desk(
            app=app,
            stage=stage,
            call=call,
            overlay=overlay,
            controls=controls,
            shortcuts=shortcuts,
            file=file or remembered_file(),
            share=ScreenShare(),
            tray=QSystemTrayIcon.isSystemTrayAvailable(),
        )
        undo.callback(desk.close)
        PaintWatch(stage.window, stage.card, call, controls, parent=desk)
        drain = Drain(bridge, call, desk.act, parent=desk)
        undo.callback(drain.stop)
        drain.drain()
        desk.show()
        drain.start()
        if ready is not None:
            QTimer.singleShot(0, ready)
        undo.enter_context(_interruptible(desk.quit))
        return app.exec()


def _application() -> "QApplication":
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("callmon")
    app.setApplicationDisplayName("callmon")
    # The overlay may be hidden while the tray goes on.
    app.setQuitOnLastWindowClosed(False)
    return app


@contextmanager
def _interruptible(end: Callable[[], None]) -> Iterator[None]:
    """Ctrl+C and a polite kill end the application; Python notices at the next look at the bridge."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: end()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
