"""Opens replays: a call of the library in, a window with its sound, waveforms and marks out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from callmon.desk.shelving import exchange_on_shelf
from callmon.desk.shown_call import shown_call
from callmon.desk.sounding import found_again, player_of, waveform_of
from callmon.store.library import Library
from callmon.ui.look import PLAIN, Look
from callmon.ui.replay.window import ReplayWindow
from callmon.ui.report_door import ReportDoor

Door = Callable[[str], None]
"""Leads a call, by its id, to something else."""


class Replays(QObject):
    """The replays that are open; `closed` tells that one was closed.

    Args:
        library: has the calls.
        coder: who marks.
        reports: writes reports to hand over.
        rehearse: what else can be done with a call.
        look: how windows look.
    """

    closed = Signal()

    def __init__(
        self, library: Library, coder: str, reports: ReportDoor, rehearse: Door, look: Look = PLAIN
    ) -> None:
        super().__init__()
        self._library, self._coder, self._look = library, coder, look
        self._reports, self._rehearse = reports, rehearse
        self._open: dict[str, ReplayWindow] = {}

    def open(self, call: str, at: float | None = None) -> ReplayWindow:
        """Show a call, at a place in seconds where one is given; one window a call.

        Raises:
            CallmonError: the library has no such call, or no report of it.
        """
        window = self._open.get(call) or self._make(call)
        window.show()
        if at is not None:
            window.go_to(at)
        return window

    @property
    def count(self) -> int:
        """How many are open."""
        return len(self._open)

    def close(self) -> None:
        """Take all of them down."""
        for window in self._open.values():
            window.close()
        self._open.clear()

    def addressee(self, call: str) -> tuple[str, Path]:
        """Whose call it is, and where its report may go."""
        return self._reports.addressee(call)

    def export_report(self, call: str, path: Path, message: str, *, audio: bool) -> str:
        """Write the report to hand over; says what came of it."""
        return self._reports.export_report(call, path, message, audio=audio)

    def rehearse(self, call: str) -> None:
        """Answer the customer of this call anew."""
        self._rehearse(call)

    def find_recording(self, call: str) -> None:
        """Ask where the recording of a call lies now, and open the call again with it.

        Raises:
            CallmonError: what was chosen is not the recording.
        """
        row = self._library.find(call)
        named = " + ".join(Path(file).name for file in row.files)
        chosen, _ = QFileDialog.getOpenFileNames(None, f"Where is {named or 'the recording'} now?")
        if not chosen:
            return
        self._library.set_files(call, found_again(row, [Path(file) for file in chosen]))
        self._open_anew(call)

    def exchange_sides(self, call: str) -> None:
        """Take the other voice of a call on one channel for the agent's, and open the call again.

        Raises:
            CallmonError: each side has a channel of its own, or something cannot be written.
        """
        exchange_on_shelf(self._library, call)
        self._open_anew(call)

    def _open_anew(self, call: str) -> None:
        """Show a call that has changed, in place of the window that shows what it was."""
        if (window := self._open.get(call)) is not None:
            anew = self._make(call)
            anew.show()
            anew.go_to(window.replay.property("position"))
            # It may be this window that asks.
            QTimer.singleShot(0, self, window.close)

    def _make(self, call: str) -> ReplayWindow:
        row, report = self._library.find(call), self._library.report(call)
        player, waveform = player_of(row), waveform_of(row)
        marking = self._library.marking(call, self._coder)
        window = ReplayWindow(shown_call(row, report), player, waveform, marking, self, self._look)
        # A window that is on its way out must be out before it is taken down.
        window.closed.connect(lambda: QTimer.singleShot(0, self, lambda: self._forget(call, window)))
        self._open[call] = window
        return window

    def _forget(self, call: str, window: ReplayWindow) -> None:
        """Take a window down, unless another one has its place by now."""
        if self._open.get(call) is window:
            del self._open[call]
            window.close()
            self.closed.emit()
