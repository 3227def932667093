"""Where the windows of the desk lead to: replays, reports to hand over, rehearsals."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog

from callmon.desk.handing_over import Wish, hand_over
from callmon.errors import CallmonError
from callmon.store.library import Library
from callmon.ui.look import Look

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
        raise CallmonError(f"{first} and {second} cannot be compared yet.")

    def trends(self, agent: str) -> None:
        """An agent's own measures over their calls."""
        raise CallmonError(f"There are no trends of {agent} yet.")

    def calibrate(self) -> None:
        """Coaches and callmon against each other."""
        raise CallmonError("There is no calibration yet.")
