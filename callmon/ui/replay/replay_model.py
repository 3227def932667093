"""The replay as QML sees it: the cursor, the view, what is chosen, and what plays."""

# ruff: noqa: N802, N815 - properties and slots are named as QML names them

from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from callmon.ui.replay.lanes import Lanes
from callmon.ui.replay.seams import Player, Solo, Waveform
from callmon.ui.replay.shown import LANES, Item, LaneName, ShownCall
from callmon.ui.replay.view import View, whole

_FRAME_MS = 33
"""Between two looks at the cursor while it plays: 30 a second."""
_GROWING_MS = 300
_LEAD_S = 1.0
"""How much before a thing is heard first, so that it is heard from its beginning."""
_EVENTS: tuple[LaneName, ...] = ("overlaps", "tone", "acts", "moments", "cues", "marks")
_LEAST_SPAN_S = 0.05


class ReplayModel(QObject):
    """Leads through a call.

    Args:
        call: what is shown.
        player: plays it.
        waveform: draws it.
        parent: the owner.
    """

    position_changed = Signal()
    state_changed = Signal()
    view_changed = Signal()
    selection_changed = Signal()
    span_changed = Signal()
    lanes_changed = Signal()
    wave_changed = Signal()

    def __init__(
        self, call: ShownCall, player: Player, waveform: Waveform, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.call, self.player, self.wave = call, player, waveform
        self.lanes = Lanes(call.items)
        self.tone = call.tone
        self.view: View = whole(call.duration)
        self._items = {item.key: item for item in call.items}
        self._lines = {line.key: line for line in call.lines}
        self._marks: dict[str, Item] = {}
        self._hidden: frozenset[str] = frozenset()
        self._selected = ""
        self._span: tuple[float, float] | None = None
        self._looping = False
        self._until: float | None = None
        self._speed, self._volume = 1.0, 1.0
        self._solo: Solo = ""
        self._frame = QTimer(self)
        self._frame.setInterval(_FRAME_MS)
        self._frame.timeout.connect(self._look)
        self._growing = QTimer(self)
        self._growing.setInterval(_GROWING_MS)
        self._growing.timeout.connect(self._look_at_wave)
        if waveform.ready < 1:
            self._growing.start()

    def item(self, key: str) -> Item | None:
        """The item of this key, a mark too; None where there is none."""
        return self._items.get(key) or self._marks.get(key)

    def stop(self) -> None:
        """Look at nothing more."""
        self._frame.stop()
        self._growing.stop()

    # The call.

    title = Property(str, lambda self: self.call.title, constant=True)
    subtitle = Property(str, lambda self: self.call.subtitle, constant=True)
    callId = Property(str, lambda self: self.call.id, constant=True)
    notes = Property(list, lambda self: list(self.call.notes), constant=True)
    duration = Property(float, lambda self: self.call.duration, constant=True)

    # The cursor.

    position = Property(float, lambda self: self.player.position, notify=position_changed)
    playing = Property(bool, lambda self: self.player.playing, notify=state_changed)
    trouble = Property(str, lambda self: self.player.trouble, notify=state_changed)
    speed = Property(float, lambda self: self._speed, notify=state_changed)
    solo = Property(str, lambda self: self._solo, notify=state_changed)
    volume = Property(float, lambda self: self._volume, notify=state_changed)
    looping = Property(bool, lambda self: self._looping, notify=state_changed)

    @Slot()
    def toggle(self) -> None:
        """Play, or pause."""
        if self.player.playing:
            self.pause()
        else:
            self.play()

    @Slot()
    def play(self) -> None:
        """Play on from the cursor."""
        self._until = None
        self.player.play()
        self._frame.start()
        self.state_changed.emit()

    @Slot()
    def pause(self) -> None:
        """Stop; the cursor stays."""
        self.player.pause()
        self._until = None
        self._look()

    @Slot(float)
    def seek(self, to: float) -> None:
        """Put the cursor there."""
        self._until = None
        self.player.seek(to)
        self._moved()

    @Slot(float)
    def seekBy(self, by: float) -> None:
        """Put the cursor so much later, or earlier where `by` is below 0."""
        self.seek(min(self.call.duration, max(0.0, self.player.position + by)))

    @Slot(float, float)
    def playSpan(self, start: float, end: float) -> None:
        """Play this stretch once."""
        self.player.seek(start)
        self.play()
        self._until = end
        self._moved()

    @Slot(float)
    def setSpeed(self, speed: float) -> None:
        """Play at 0.5 to 2 times the speed."""
        self._speed = min(2.0, max(0.5, speed))
        self.player.set_speed(self._speed)
        self.state_changed.emit()

    @Slot(str)
    def setSolo(self, side: str) -> None:
        """Hear `agent` or `customer` alone, or both (empty)."""
        self._solo = "agent" if side == "agent" else "customer" if side == "customer" else ""
        self.player.set_solo(self._solo)
        self.state_changed.emit()

    @Slot(float)
    def setVolume(self, volume: float) -> None:
        """0 is silence, 1 as recorded."""
        self._volume = min(1.0, max(0.0, volume))
        self.player.set_volume(self._volume)
        self.state_changed.emit()

    @Slot(bool)
    def setLoop(self, looping: bool) -> None:
        """Play the span that is chosen, or else what is selected, over and over."""
        span = self._span or self._selected_span()
        self._looping = looping and span is not None
        self.player.loop(span if self._looping else None)
        self.state_changed.emit()
        self._moved()

    # The span.

    spanStart = Property(float, lambda self: self._span[0] if self._span else -1.0, notify=span_changed)
    spanEnd = Property(float, lambda self: self._span[1] if self._span else -1.0, notify=span_changed)

    @Slot(float, float)
    def setSpan(self, start: float, end: float) -> None:
        """Choose a stretch, to loop it or to say something about it."""
        first, last = sorted(min(self.call.duration, max(0.0, at)) for at in (start, end))
        if last - first < _LEAST_SPAN_S:
            return
        self._span = (first, last)
        self.span_changed.emit()
        if self._looping:
            self.setLoop(True)

    @Slot()
    def clearSpan(self) -> None:
        """Choose no stretch."""
        self._span = None
        if self._looping:
            self.setLoop(False)
        self.span_changed.emit()

    @Slot()
    def beginSpan(self) -> None:
        """A stretch from the cursor on."""
        at = self.player.position
        end = self._span[1] if self._span and self._span[1] > at else min(self.call.duration, at + 1.0)
        self.setSpan(at, end)

    @Slot()
    def endSpan(self) -> None:
        """A stretch up to the cursor."""
        at = self.player.position
        self.setSpan(self._span[0] if self._span and self._span[0] < at else max(0.0, at - 1.0), at)

    # What is selected.

    selectedKey = Property(str, lambda self: self._selected, notify=selection_changed)

    @Slot(str)
    def select(self, key: str) -> None:
        """Select an item, a line or a mark: it comes into view, and the cursor stands before it."""
        self._selected = key
        found = self._selected_span()
        if found is not None:
            self._show(self.view.showing(*found))
            self.seek(max(0.0, found[0] - _LEAD_S))
        self.selection_changed.emit()

    @Slot()
    def playSelected(self) -> None:
        """Play what is selected, or the span, once."""
        found = self._span or self._selected_span()
        if found is not None:
            self.playSpan(max(0.0, found[0] - _LEAD_S / 2), min(self.call.duration, found[1] + _LEAD_S / 2))

    @Slot()
    def nextEvent(self) -> None:
        """Select the next event on the lanes that are seen."""
        self._step(later=True)

    @Slot()
    def previousEvent(self) -> None:
        """Select the event before."""
        self._step(later=False)

    # The view.

    viewStart = Property(float, lambda self: self.view.start, notify=view_changed)
    viewEnd = Property(float, lambda self: self.view.end, notify=view_changed)

    @Slot(float, float)
    def zoom(self, factor: float, at: float) -> None:
        """Nearer or further; what lies at `at` stays where it is seen."""
        self._show(self.view.zoomed(factor, at))

    @Slot(float)
    def scroll(self, by: float) -> None:
        """Later or earlier, in seconds."""
        self._show(self.view.moved(by))

    @Slot()
    def fit(self) -> None:
        """All of the call."""
        self._show(whole(self.call.duration))

    # The lanes.

    def _get_lanes(self) -> list[dict[str, Any]]:
        return [
            {"name": lane, "shown": lane not in self._hidden, "count": self.lanes.count(lane)}
            for lane in LANES
        ]

    laneList = Property(list, _get_lanes, notify=lanes_changed)

    @property
    def seen(self) -> tuple[LaneName, ...]:
        """The lanes that are seen, from top to bottom."""
        return tuple(lane for lane in LANES if lane not in self._hidden)

    @Slot(str)
    def toggleLane(self, lane: str) -> None:
        """Show a lane, or no more."""
        self._hidden = self._hidden ^ {lane}
        self.lanes_changed.emit()

    def set_marks(self, items: tuple[Item, ...]) -> None:
        """Show these on the lane of marks."""
        self._marks = {item.key: item for item in items}
        self.lanes.replace("marks", items)
        self.lanes_changed.emit()

    def _selected_span(self) -> tuple[float, float] | None:
        found = self.item(self._selected) or self._lines.get(self._selected)
        return None if found is None else (found.start, found.end)

    def _step(self, *, later: bool) -> None:
        current = self._selected_span()
        at = self.player.position if current is None else current[0]
        lanes = [lane for lane in _EVENTS if lane not in self._hidden]
        found = self.lanes.beside(at, lanes, later=later)
        if found is not None:
            self.select(found.key)

    def _show(self, view: View) -> None:
        if view != self.view:
            self.view = view
            self.view_changed.emit()

    def _moved(self) -> None:
        self.position_changed.emit()
        self._show(self.view.turned(self.player.position))

    @Slot()
    def _look(self) -> None:
        if self._until is not None and self.player.position >= self._until:
            self._until = None
            self.player.pause()
        if not self.player.playing:
            self._frame.stop()
        self._moved()
        self.state_changed.emit()

    @Slot()
    def _look_at_wave(self) -> None:
        if self.wave.ready >= 1 or self.wave.trouble:
            self._growing.stop()
        self.wave_changed.emit()
