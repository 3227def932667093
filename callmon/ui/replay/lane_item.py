"""One lane of a replay, painted; it knows what lies below the pointer."""

from itertools import pairwise

from PySide6.QtCore import Property, QObject, QPointF, QRectF, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from callmon.ui.replay.lane_paint import Paint, draw
from callmon.ui.replay.lanes import Box
from callmon.ui.replay.replay_model import ReplayModel
from callmon.ui.replay.shown import LANES, LaneName, TonePoint
from callmon.ui.replay.view import View

_TONE_REACH = 4.0
"""Spreads from the middle of the lane of tone to its edge."""
_FEATURE = "loudness"
"""Drawn as a curve: of the three, the one that every utterance has and that a coach hears at once."""


class LaneItem(QQuickPaintedItem):
    """A lane; `replay` says what is seen, `lane` which it is, `colors` how the theme calls its colours."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._replay: ReplayModel | None = None
        self._lane: LaneName = "turns"
        self._colors: dict[str, QColor] = {}
        self._font = QFont()
        self.setAntialiasing(True)
        self.changed.connect(self.update)

    def paint(self, painter: QPainter) -> None:
        """Draw what is seen of the lane."""
        replay, width, height = self._replay, self.width(), self.height()
        if replay is None or width < 1 or not self._colors:
            return
        if self._lane == "tone":
            self._curves(painter, replay, width, height)
        paint = Paint(self._colors, self._font)
        boxes = list(replay.lanes.boxes(self._lane, replay.view, width))
        edges = [*boxes[1:], Box(boxes[-1].item, width, 0)] if boxes else []
        chosen = replay.property("selectedKey")
        for box, following in zip(boxes, edges, strict=True):
            room = following.x - box.x
            draw(painter, box, height, paint, selected=box.item.key == chosen, room=room)

    @Slot(float, result=str)
    def keyAt(self, x: float) -> str:  # noqa: N802 - as QML names it
        """The key of what lies at a place; empty where nothing does."""
        if self._replay is None or self.width() < 1:
            return ""
        view = self._replay.view
        found = self._replay.lanes.at(self._lane, _seconds(view, x, self.width()), view, self.width())
        return "" if found is None else found.key

    @Slot(str, result=str)
    def told(self, key: str) -> str:
        """What a tooltip says of an item."""
        item = None if self._replay is None else self._replay.item(key)
        if item is None:
            return ""
        said = f"“{item.said}”" if item.said and item.lane != "turns" else ""
        held = f"Held back: {item.held_back}" if item.held_back else ""
        return "\n".join(filter(None, (item.name, said, item.why, held)))

    def _curves(self, painter: QPainter, replay: ReplayModel, width: float, height: float) -> None:
        view, middle = replay.view, height / 2
        painter.setPen(QPen(self._colors["rail"], 1))
        painter.drawLine(QPointF(0, middle), QPointF(width, middle))
        for speaker in ("agent", "customer"):
            points = [
                point for point in replay.tone if point.speaker == speaker and point.feature == _FEATURE
            ]
            seen = [point for point in points if point.end >= view.start and point.start <= view.end]
            places = [self._place(point, view, width, height) for point in seen]
            painter.setPen(QPen(self._colors[speaker], 1.2))
            for (before, at), (after, to) in pairwise(zip(seen, places, strict=True)):
                if after.start - before.end < 30:
                    painter.drawLine(at, to)
            painter.drawPoints(QPolygonF(places))

    @staticmethod
    def _place(point: TonePoint, view: View, width: float, height: float) -> QPointF:
        x = ((point.start + point.end) / 2 - view.start) / view.length * width
        return QPointF(x, height / 2 * (1 - point.value / _TONE_REACH))

    def _get_replay(self) -> QObject | None:
        return self._replay

    def _set_replay(self, replay: QObject | None) -> None:
        if isinstance(replay, ReplayModel):
            self._replay = replay
            for signal in (replay.view_changed, replay.selection_changed, replay.lanes_changed):
                signal.connect(self.update)
        self.changed.emit()

    replay = Property(QObject, _get_replay, _set_replay, notify=changed)

    def _get_lane(self) -> str:
        return self._lane

    def _set_lane(self, lane: str) -> None:
        self._lane = next((known for known in LANES if known == lane), "turns")
        self.changed.emit()

    lane = Property(str, _get_lane, _set_lane, notify=changed)

    def _get_colors(self) -> dict[str, QColor]:
        return self._colors

    def _set_colors(self, colors: dict[str, QColor]) -> None:
        self._colors = {name: QColor(color) for name, color in colors.items()}
        self.changed.emit()

    colors = Property("QVariantMap", _get_colors, _set_colors, notify=changed)  # type: ignore[arg-type]

    def _get_font(self) -> QFont:
        return self._font

    def _set_font(self, font: QFont) -> None:
        self._font = font
        self.changed.emit()

    font = Property(QFont, _get_font, _set_font, notify=changed)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's own name
        """All of the item."""
        return QRectF(0, 0, self.width(), self.height())


def _seconds(view: View, x: float, width: float) -> float:
    return view.start + x / width * view.length
