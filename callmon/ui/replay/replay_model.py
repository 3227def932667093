"""The replay as QML sees it: the cursor, the span, what is selected, and what plays."""

# ruff: noqa: N802, N815 - properties and slots are named as QML names them

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from callmon.ui.replay.seams import Player, Solo, Waveform
from callmon.ui.replay.seen import Seen
from callmon.ui.replay.shown import Item, LaneName, ShownCall
from callmon.ui.replay.view import View

_FRAME_MS = 33
"""Between two looks at the cursor while it plays: 30 a second."""
_LEAD_S = 1.0
"""How much before a thing is heard first, so that it is heard from its beginning."""
_EVENTS: tuple[LaneName, ...] = ("overlaps", "tone", "acts", "moments", "cues", "marks")
_LEAST_SPAN_S = 0.05
_AT_ONCE_S = 0.05
"""Less is no movement of the cursor."""


class ReplayModel(Seen):
    """Leads through a call: hears it, and knows what is selected in it.

    Args:
        call: what is shown.
        player: plays it.
        waveform: draws it.
        parent: the owner.
    """

    position_changed = Signal()
    state_changed = Signal()
    selection_changed = Signal()
    span_changed = Signal()
    ahead_changed = Signal()

    def __init__(
        self, call: ShownCall, player: Player, waveform: Waveform, parent: QObject | None = None
    ) -> None:
        super().__init__(call, waveform, parent)
        self.player = player
        self._lines = {line.key: line for line in call.lines}
        self._selected = ""
        self._span: tuple[float, float] | None = None
        self._looping = False
        self._until: float | None = None
        self._follows = True
        """Whether pages turn with the cursor: not while one looks at what lies elsewhere."""
        self._told = (False, "")
        self._speed, self._volume = 1.0, 1.0
        self._solo: Solo = ""
        self._frame = QTimer(self)
        for signal in (self.position_changed, self.state_changed, self.selection_changed):
            signal.connect(self.ahead_changed)
        self._frame.setInterval(_FRAME_MS)
        self._frame.timeout.connect(self._look)

    def stop(self) -> None:
        """Look at nothing more."""
        super().stop()
        self._frame.stop()

    # The cursor.

    position = Property(float, lambda self: self.player.position, notify=position_changed)
    playing = Property(bool, lambda self: self.player.playing, notify=state_changed)
    trouble = Property(str, lambda self: self.player.trouble, notify=state_changed)
    lost = Property(bool, lambda self: self.player.lost, notify=state_changed)
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
        self._follows = True
        self.player.play()
        self._frame.start()
        self._tell()

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
        self._follows = True
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

    def _get_ahead(self) -> str:
        """The key of what is selected, while the cursor stands still just before it; else empty."""
        span = self._selected_span()
        before = span is not None and span[0] - _LEAD_S - _AT_ONCE_S <= self.player.position < span[0]
        return self._selected if before and not self.player.playing else ""

    ahead = Property(str, _get_ahead, notify=ahead_changed)

    @Slot(str)
    def select(self, key: str) -> None:
        """Select an item, a line or a mark: it comes into view, and the cursor stands before it."""
        self._selected = key
        found = self._selected_span()
        if found is not None:
            self.show_view(self.view.showing(*found))
            self.seek(max(0.0, found[0] - _LEAD_S))
        if self._looping and self._span is None:
            self.setLoop(True)
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

    def _selected_span(self) -> tuple[float, float] | None:
        found = self.item(self._selected) or self._lines.get(self._selected)
        return None if found is None else (found.start, found.end)

    def _step(self, *, later: bool) -> None:
        lanes = [lane for lane in self.shown_lanes if lane in _EVENTS]
        found = self.lanes.beside(self._from(), lanes, later=later)
        if found is not None:
            self.select(found.key)

    def _from(self) -> Item | float:
        """Where the next event is looked for: the selected, unless the cursor has gone on from it."""
        item, span, at = self.item(self._selected), self._selected_span(), self.player.position
        if span is None or not span[0] - _LEAD_S - _AT_ONCE_S <= at <= span[1] + _LEAD_S + _AT_ONCE_S:
            return at
        return span[0] if item is None else item

    def show_view(self, view: View) -> None:
        """Show another stretch; pages turn again once the cursor is seen."""
        super().show_view(view)
        self._follows = self._sees_cursor()

    def _sees_cursor(self) -> bool:
        return self.view.start <= self.player.position <= self.view.end

    def _moved(self) -> None:
        self.position_changed.emit()
        if self._follows:
            self.show_view(self.view.turned(self.player.position))
        else:
            self._follows = self._sees_cursor()

    def _tell(self) -> None:
        told = (self.player.playing, self.player.trouble)
        if told != self._told:
            self._told = told
            self.state_changed.emit()

    @Slot()
    def _look(self) -> None:
        if self._until is not None and self.player.position >= self._until:
            self._until = None
            self.player.pause()
        if not self.player.playing:
            self._frame.stop()
        self._moved()
        self._tell()
