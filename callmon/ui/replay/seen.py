"""What is seen of a call, as QML sees it: which stretch, which lanes, how high its waveforms are drawn."""

# ruff: noqa: N802, N815 - properties and slots are named as QML names them

from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from callmon.ui.replay.lanes import Lanes
from callmon.ui.replay.seams import Waveform
from callmon.ui.replay.shown import LANES, Item, LaneName, ShownCall
from callmon.ui.replay.view import View, whole

_GROWING_MS = 300
_SOON_MS = 50
"""After the view has come to rest, what was read meanwhile is drawn."""
_COLUMNS = 500
_LEAST_LOUD = 0.05
"""Less is noise, and stays low."""


class Seen(QObject):
    """The stretch of a call that is seen, and its lanes.

    Args:
        call: what is shown.
        waveform: draws it.
        parent: the owner.
    """

    view_changed = Signal()
    lanes_changed = Signal()
    wave_changed = Signal()
    detail_changed = Signal()
    """More is known of the stretch that is seen, and of no other."""

    def __init__(self, call: ShownCall, waveform: Waveform, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.call, self.wave = call, waveform
        self.lanes = Lanes(call.items)
        self.view: View = whole(call.duration)
        self._items = {item.key: item for item in call.items}
        self._marks: dict[str, Item] = {}
        self._hidden: frozenset[str] = frozenset()
        self._loudest: float | None = None
        self._growing = QTimer(self)
        self._growing.setInterval(_GROWING_MS)
        self._growing.timeout.connect(self._look_at_wave)
        if waveform.ready < 1:
            self._growing.start()
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_SOON_MS)
        self._resting.timeout.connect(self._look_closely)

    def item(self, key: str) -> Item | None:
        """The item of this key, a mark too; None where there is none."""
        return self._items.get(key) or self._marks.get(key)

    def stop(self) -> None:
        """Look at nothing more."""
        self._growing.stop()
        self._resting.stop()

    # The call.

    title = Property(str, lambda self: self.call.title, constant=True)
    subtitle = Property(str, lambda self: self.call.subtitle, constant=True)
    callId = Property(str, lambda self: self.call.id, constant=True)
    oneChannel = Property(bool, lambda self: self.call.one_channel, constant=True)
    notes = Property(list, lambda self: list(self.call.notes), constant=True)
    duration = Property(float, lambda self: self.call.duration, constant=True)

    @property
    def loudest(self) -> float:
        """The loudest of both sides (0..1), so that a quiet recording is drawn as high as a loud one."""
        if self._loudest is None:
            whole_call = (0.0, self.call.duration, _COLUMNS)
            columns = [*self.wave.columns("agent", *whole_call), *self.wave.columns("customer", *whole_call)]
            known = max((max(-low, high) for low, high in columns), default=0.0)
            self._loudest = max(_LEAST_LOUD, known)
        return self._loudest

    # The view.

    viewStart = Property(float, lambda self: self.view.start, notify=view_changed)
    viewEnd = Property(float, lambda self: self.view.end, notify=view_changed)

    @Slot(float, float)
    def zoom(self, factor: float, at: float) -> None:
        """Nearer or further; what lies at `at` stays where it is seen."""
        self.show_view(self.view.zoomed(factor, at))

    @Slot(float)
    def scroll(self, by: float) -> None:
        """Later or earlier, in seconds."""
        self.show_view(self.view.moved(by))

    @Slot()
    def fit(self) -> None:
        """All of the call."""
        self.show_view(whole(self.call.duration))

    def show_view(self, view: View) -> None:
        """Show another stretch."""
        if view != self.view:
            self.view = view
            self.view_changed.emit()
            # What is seen closely is read while it is first drawn, and drawn again once it is there.
            self._resting.start()

    # The lanes.

    def _get_lanes(self) -> list[dict[str, Any]]:
        return [
            {"name": lane, "shown": lane not in self._hidden, "count": self.lanes.count(lane)}
            for lane in LANES
        ]

    laneList = Property(list, _get_lanes, notify=lanes_changed)

    @property
    def shown_lanes(self) -> tuple[LaneName, ...]:
        """The lanes that are seen, from top to bottom."""
        return tuple(lane for lane in LANES if lane not in self._hidden)

    @Slot(str)
    def toggleLane(self, lane: str) -> None:
        """Show a lane, or hide it."""
        self._hidden = self._hidden ^ {lane}
        self.lanes_changed.emit()

    def set_marks(self, items: tuple[Item, ...]) -> None:
        """Show these on the lane of marks."""
        self._marks = {item.key: item for item in items}
        self.lanes.replace("marks", items)
        self.lanes_changed.emit()

    @Slot()
    def _look_at_wave(self) -> None:
        if self.wave.ready >= 1 or self.wave.trouble:
            self._growing.stop()
        self._loudest = None
        self.wave_changed.emit()

    @Slot()
    def _look_closely(self) -> None:
        if self.wave.ready < 1 and not self.wave.trouble:
            self._resting.start()
        else:
            self.detail_changed.emit()
