"""Where the windows of the desk lead to: replays, reports to hand over, rehearsals."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog

from callmon.desk.calibration_desk import CalibrationDesk
from callmon.desk.handing_over import Wish, hand_over
from callmon.desk.shown_figures import shown_comparison, shown_trends
from callmon.errors import CallmonError
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

    def export_report(self, call: str) -> None:
        """Ask where to, write the report and show it."""
        row = self._library.find(call)
        proposed = str(Path.home() / f"{Path(row.title).stem}.html")
        kinds = "Page that can be heard (*.html);;For printing (*.pdf)"
        chosen, kind = QFileDialog.getSaveFileName(None, "Report to hand over", proposed, kinds)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in (".html", ".pdf"):
            path = path.with_suffix(".pdf" if "pdf" in kind else ".html")
        message, go_on = QInputDialog.getMultiLineText(
            None, "Report to hand over", f"Your own words to {row.agent or 'the agent'} (may be empty):"
        )
        if not go_on:
            return
        told = hand_over(self._library, Wish(call, path, self._coder, message, audio=path.suffix == ".html"))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        if told:
            raise CallmonError(" ".join(told))

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
