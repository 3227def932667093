"""The overlay as an application: built, run, and taken down in order."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from callmon.ui.application import application, interruptible
from callmon.ui.bridge import Bridge
from callmon.ui.controls import Controls
from callmon.ui.desktop import choose
from callmon.ui.look import PLAIN, Look
from callmon.ui.remembered import remembered_file


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
    app = application()
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
        undo.enter_context(interruptible(desk.quit))
        return app.exec()
