"""Where the windows of the desk lead to: replays, reports to hand over, rehearsals."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from callmon.desk.calibration_desk import CalibrationDesk
from callmon.desk.handing_over import Wish, hand_over
from callmon.desk.shown_figures import shown_comparison, shown_trends
from callmon.store.library import Library
from callmon.ui.look import Look
from callmon.ui.trends.window import FigureWindow, calibration_window, comparison_window, trends_window

if TYPE_CHECKING:
    from callmon.desk.replaying import Replays


class LibraryDoors:
    """The doors of the library's window and of replays.

    Args:
        library: has the calls.
        coder: whose marks go into reports.
        look: how windows look.
    """

    replays: "Replays"

    def __init__(self, library: Library, coder: str, look: Look) -> None:
        self._library, self._coder, self._look = library, coder, look
        self._figures: list[FigureWindow] = []

    def open(self, call: str, at: float | None) -> None:
        """The replay of a call."""
        self.replays.open(call, at)

    def addressee(self, call: str) -> tuple[str, Path]:
        """Whose call it is, and where its report may go."""
        row = self._library.find(call)
        return row.agent, Path.home() / f"{Path(row.title).stem}.html"

    def export_report(self, call: str, path: Path, message: str, *, audio: bool) -> str:
        """Write the report and show it; says where it is, and what is missing in it."""
        missing = hand_over(self._library, Wish(call, path, self._coder, message, audio))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        return " ".join((f"The report is in {path}.", *missing))

    def rehearse(self, call: str) -> None:
        """Begin a rehearsal in a program of its own: it has the overlay, and the desk stays as it is."""
        subprocess.Popen(  # noqa: S603 - callmon itself, with the id of a call
            [sys.executable, "-m", "callmon", "rehearse", call], stdin=subprocess.DEVNULL
        )

    def compare(self, first: str, second: str) -> None:
        """Two calls side by side."""
        self._show(comparison_window(shown_comparison(self._library, first, second), self, self._look))

    def trends(self, agent: str) -> None:
        """An agent's own measures over their calls."""
        self._show(trends_window(shown_trends(self._library, agent), self, self._look))

    def calibrate(self) -> None:
        """Coaches and callmon against each other."""
        self._show(calibration_window(CalibrationDesk(self._library, self._coder), self._look))

    def close(self) -> None:
        """Take every window of figures down."""
        for window in self._figures:
            window.close()
        self._figures.clear()

    def _show(self, window: FigureWindow) -> None:
        self._figures.append(window)
        # A window that is on its way out must be out before it is taken down.
        window.closed.connect(lambda: QTimer.singleShot(0, window, lambda: self._forget(window)))
        window.show()

    def _forget(self, window: FigureWindow) -> None:
        if window in self._figures:
            self._figures.remove(window)
            window.close()
