"""The replay in a window."""

from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import qmlRegisterType

from callmon.errors import CallmonError
from callmon.ui.look import PLAIN, Look
from callmon.ui.quick_window import QuickWindow
from callmon.ui.replay.desk_seams import ReplayDoors
from callmon.ui.replay.lane_item import LaneItem
from callmon.ui.replay.marks_model import MarksModel
from callmon.ui.replay.replay_model import ReplayModel
from callmon.ui.replay.seams import Marking, Player, Waveform
from callmon.ui.replay.selected import Selected
from callmon.ui.replay.shortcut_sheet import SHEET, Key
from callmon.ui.replay.shown import ShownCall
from callmon.ui.replay.transcript_model import TranscriptModel
from callmon.ui.replay.wave_item import WaveItem
from callmon.ui.reporting import Reporting


def register() -> None:
    """Make the painted items known to QML, as the module CallmonItems."""
    qmlRegisterType(WaveItem, "CallmonItems", 1, 0, "WaveItem")  # type: ignore[call-overload] # Qt takes text
    qmlRegisterType(LaneItem, "CallmonItems", 1, 0, "LaneItem")  # type: ignore[call-overload]


class ReplayWindow(QObject):
    """The window with its models; `closed` tells that the person closed it.

    Args:
        call: what is shown.
        player: plays it; closed with the window.
        waveform: draws it; closed with the window.
        marking: keeps the marks.
        doors: where it leads to.
        look: how it looks.

    Raises:
        CallmonError: the files of the interface are missing or damaged.
    """

    closed = Signal()

    def __init__(
        self,
        call: ShownCall,
        player: Player,
        waveform: Waveform,
        marking: Marking,
        doors: ReplayDoors,
        look: Look = PLAIN,
    ) -> None:
        super().__init__()
        register()
        self._player, self._waveform = player, waveform
        self.replay = ReplayModel(call, player, waveform, self)
        self.transcript = TranscriptModel(call, self)
        self.marks = MarksModel(self.replay, self.transcript, marking, self)
        self.selected = Selected(self.replay, self)
        self.doors = _Doors(doors, call.id, self.marks.told.emit, self)
        self.reporting = Reporting(doors, self)
        self.reporting.told.connect(self._tell)
        properties = {
            "replay": self.replay,
            "transcript": self.transcript,
            "marks": self.marks,
            "selected": self.selected,
            "doors": self.doors,
            "reporting": self.reporting,
            "sheet": [{"name": name, "keys": [_key(key) for key in keys]} for name, keys in SHEET],
        }
        self._quick = QuickWindow("Replay.qml", properties, look, "The replay")
        self.window = self._quick.window
        self.window.visibleChanged.connect(self._hidden)

    def show(self) -> None:
        """Show it and give it the focus."""
        self._quick.show()

    def go_to(self, seconds: float) -> None:
        """Put the cursor there."""
        self.replay.seek(seconds)

    def close(self) -> None:
        """Take it down."""
        self.replay.stop()
        self._quick.close()
        self._player.close()
        self._waveform.close()

    @Slot(str, bool)
    def _tell(self, sentence: str, _failed: bool) -> None:
        self.marks.told.emit(sentence)

    @Slot(bool)
    def _hidden(self, visible: bool) -> None:
        if not visible:
            self.closed.emit()


def _key(key: Key) -> dict[str, object]:
    """A key as QML sees it."""
    return asdict(key) | {"sequences": [key.sequence, *key.also]}


class _Doors(QObject):
    """Doors as QML sees them; what goes wrong is told in one line."""

    def __init__(self, doors: ReplayDoors, call: str, told: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._doors, self._call, self._told = doors, call, told
        self._exchanged = False

    @Slot(str)
    def go(self, door: str) -> None:
        """Go through `rehearse`, `exchange` or `find`."""
        if self._exchanged:
            # Another window has this one's place; a click that waited is not meant for the call as it is now.
            return
        through = {
            "rehearse": self._doors.rehearse,
            "exchange": self._doors.exchange_sides,
            "find": self._doors.find_recording,
        }
        try:
            through[door](self._call)
            self._exchanged = door == "exchange"
        except CallmonError as error:
            self._told(str(error))
