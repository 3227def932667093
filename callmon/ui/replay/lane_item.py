"""One lane of a replay, painted; it knows what lies below the pointer."""

from PySide6.QtCore import Property, QObject, QPointF, QRectF, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from callmon.ui.replay.lane_paint import Paint, draw
from callmon.ui.replay.lanes import Box
from callmon.ui.replay.replay_model import ReplayModel
from callmon.ui.replay.shown import LANES, LaneName
from callmon.ui.replay.tone_curve import ToneCurve

_TONE_REACH = 4.0
"""Spreads from the middle of the lane of tone to its edge."""


class LaneItem(QQuickPaintedItem):
    """A lane; `replay` says what is seen, `lane` which it is, `colors` how the theme calls its colours."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._replay: ReplayModel | None = None
        self._lane: LaneName = "turns"
        self._colors: dict[str, QColor] = {}
        self._font = QFont()
        self._tone = ToneCurve(())
        self.setAntialiasing(True)
        self.changed.connect(self.update)

    def paint(self, painter: QPainter) -> None:
        """Draw what is seen of the lane."""
        replay, width, height = self._replay, self.width(), self.height()
        if replay is None or width < 1 or not self._colors:
            return
        if self._lane == "tone":
            self._curves(painter, replay, width, height)
        painter.setFont(self._font)
        paint = Paint(self._colors, self._font, QFontMetricsF(self._font))
        chosen = replay.property("selectedKey")
        boxes = replay.lanes.boxes(self._lane, replay.view, width, height, chosen)
        for box, until in zip(boxes, [*(after.x for after in boxes[1:]), width], strict=False):
            draw(painter, box, height, paint, selected=box.item.key == chosen, until=until)

    @Slot(float, float, result=str)
    def keyAt(self, x: float, y: float) -> str:  # noqa: N802 - as QML names it
        """The key of what lies at a place; empty where nothing does."""
        box = self._at(x, y)
        return "" if box is None else box.item.key

    @Slot(float, float, result=str)
    def toldAt(self, x: float, y: float) -> str:  # noqa: N802
        """What a tooltip says of what lies at a place."""
        box = self._at(x, y)
        if box is None:
            return ""
        item = box.item
        said = f"“{item.said}”" if item.said and item.lane != "turns" else ""
        held = f"Held back: {item.held_back}." if item.held_back else ""
        more = f"{box.more} more here: nearer, they come apart." if box.more else ""
        return "\n".join(filter(None, (item.name, said, item.why, held, more)))

    def _at(self, x: float, y: float) -> Box | None:
        if self._replay is None or self.width() < 1:
            return None
        return self._replay.lanes.at(self._lane, x, y, self._replay.view, self.width(), self.height())

    def _curves(self, painter: QPainter, replay: ReplayModel, width: float, height: float) -> None:
        middle = height / 2
        painter.setPen(QPen(self._colors["rail"], 1))
        painter.drawLine(QPointF(0, middle), QPointF(width, middle))
        for speaker in ("agent", "customer"):
            pen = QPen(self._colors[speaker], 1)
            # Such a line is drawn several times as fast.
            pen.setCosmetic(True)
            if speaker == "customer":
                pen.setDashPattern([5, 3])
            painter.setPen(pen)
            for line in self._tone.lines(speaker, replay.view, width):
                painter.drawPolyline(
                    QPolygonF([QPointF(x, middle * (1 - value / _TONE_REACH)) for x, value in line])
                )

    def _get_replay(self) -> QObject | None:
        return self._replay

    def _set_replay(self, replay: QObject | None) -> None:
        if isinstance(replay, ReplayModel):
            self._replay = replay
            self._tone = ToneCurve(replay.call.tone)
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
