"""The coach's desk as an application: the library, and the replays that are opened from it."""

import os
from collections.abc import Callable
from contextlib import ExitStack

from callmon.desk.importing import Import, ImportDesk
from callmon.desk.labels import ReportLabels
from callmon.desk.shelf import WindowShelf
from callmon.engines import Options
from callmon.settings import Settings
from callmon.store.library import Library
from callmon.ui.application import application, interruptible
from callmon.ui.desktop import choose
from callmon.ui.look import PLAIN, Look


def run_library(
    library: Library,
    options: Options,
    settings: Settings,
    coder: str,
    look: Look = PLAIN,
    ready: Callable[[], None] | None = None,
) -> int:
    """Show the library until its window and every replay are closed; call it in the main thread.

    Args:
        library: has the calls.
        options: how recordings that are imported are listened to.
        settings: thresholds for them.
        coder: who marks.
        look: how windows look.
        ready: called once the window is on the screen.

    Returns:
        The exit status of the application, 0 where all went well.

    Raises:
        CallmonError: there is no screen, or the files of the interface are damaged.
    """
    choose(os.environ)
    app = application()
    from PySide6.QtCore import QTimer

    from callmon.desk.doors import LibraryDoors
    from callmon.desk.replaying import Replays
    from callmon.ui.library.window import LibraryWindow

    with ExitStack() as undo:
        imports = ImportDesk(library, lambda: Import(library, options, settings))
        undo.callback(imports.close)
        doors = LibraryDoors(library, coder, look)
        undo.callback(doors.close)
        replays = Replays(library, coder, doors, doors.rehearse, look)
        doors.replays = replays
        undo.callback(replays.close)
        shelf = WindowShelf(library, imports.refresh)
        window = LibraryWindow(shelf, ReportLabels(), imports, doors, coder, look=look)
        undo.callback(window.close)
        imports.refresh()

        def end() -> None:
            if not window.window.isVisible() and not replays.count:
                app.quit()

        window.closed.connect(end)
        replays.closed.connect(end)
        window.show()
        if ready is not None:
            QTimer.singleShot(0, ready)
        undo.enter_context(interruptible(app.quit))
        return app.exec()


def run_replay(
    library: Library,
    call: str,
    coder: str,
    at: float | None = None,
    look: Look = PLAIN,
    ready: Callable[[], None] | None = None,
) -> int:
    """Show one call until its window is closed; call it in the main thread.

    Raises:
        CallmonError: there is no screen, or the library has no report of the call.
    """
    choose(os.environ)
    app = application()
    from PySide6.QtCore import QTimer

    from callmon.desk.doors import LibraryDoors
    from callmon.desk.replaying import Replays

    with ExitStack() as undo:
        doors = LibraryDoors(library, coder, look)
        undo.callback(doors.close)
        replays = Replays(library, coder, doors, doors.rehearse, look)
        doors.replays = replays
        undo.callback(replays.close)
        replays.closed.connect(lambda: None if replays.count else app.quit())
        replays.open(call, at)
        if ready is not None:
            QTimer.singleShot(0, ready)
        undo.enter_context(interruptible(app.quit))
        return app.exec()
