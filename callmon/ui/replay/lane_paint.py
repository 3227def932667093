"""How the items of a lane are drawn: boxes in, strokes of a painter out. Colour never stands alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from callmon.ui.replay.lanes import Box
from callmon.ui.replay.shown import Item, LaneName

_LETTERS = {
    "interruption": "I",
    "attempted_interruption": "T",
    "backchannel": "B",
    "supportive": "S",
    "terminal": "N",
    "crosstalk": "X",
    "silent": "P",
}
"""Letters of the kinds of overlap, as in reports; P is a start in a short pause."""
_ACCUSING = frozenset({"interruption", "silent", "rebuttal", "assumption", "jargon", "repetition"})
_ORDINARY = frozenset({"terminal", "crosstalk", "greeting", "closing", "name"})
_HIGHER = frozenset({"loud", "lively", "high", "fast"})


@dataclass(frozen=True, slots=True)
class Paint:
    """What things are drawn with, by name as the theme has them, and the font of their names."""

    colors: Mapping[str, QColor]
    font: QFont

    def of(self, item: Item) -> QColor:
        """The colour of an item."""
        match item.lane:
            case "turns":
                return self.colors[item.speaker]
            case "cues":
                return self.colors["good" if item.positive else "cue"]
            case "marks":
                return self.colors["ink"]
            case "tone":
                return self.colors[item.speaker or "soft"]
        if item.positive:
            return self.colors["good"]
        if item.kind in _ACCUSING or item.lane == "moments" or item.kind == "attempted_interruption":
            return self.colors["problem"]
        return self.colors["soft" if item.kind in _ORDINARY else "agent"]


def draw(painter: QPainter, box: Box, height: float, paint: Paint, *, selected: bool, room: float) -> None:
    """Draw one box.

    Args:
        painter: draws it.
        box: where it lies.
        height: of its lane.
        paint: colours and font.
        selected: whether it is ringed.
        room: pixels up to the next box, for its name.
    """
    color = paint.of(box.item)
    shape = _SHAPES[box.item.lane]
    area = shape(painter, box, height, color, paint)
    if selected:
        painter.setPen(QPen(paint.colors["ink"], 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(-2.5, -2.5, 2.5, 2.5), 4, 4)
    _name(painter, box, area, height, paint, room)


def _name(painter: QPainter, box: Box, area: QRectF, height: float, paint: Paint, room: float) -> None:
    """What it is beside its sign, or within a turn, where there is room for all of it."""
    item = box.item
    text = f"{item.name} +{box.more}" if box.more else item.name
    inside = item.lane == "turns"
    left = area.left() + 5 if inside else area.right() + 4
    free = area.width() - 8 if inside else box.x + room - left - 6
    metrics = QFontMetricsF(paint.font)
    if inside:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, free)
    if free < (30 if inside else metrics.horizontalAdvance(text)):
        return
    painter.setPen(paint.colors["panel" if inside else "ink"])
    painter.setFont(paint.font)
    place = area if inside else QRectF(0, 0, 0, height)
    painter.drawText(
        QRectF(left, place.top(), free, place.height()), int(Qt.AlignmentFlag.AlignVCenter), text
    )


def _turn(painter: QPainter, box: Box, height: float, color: QColor, _paint: Paint) -> QRectF:
    half = height / 2
    top = 1.0 if box.item.speaker == "agent" else half + 0.5
    area = QRectF(box.x, top, max(1.0, box.width - 1), half - 1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(area, 2.5, 2.5)
    return area


def _lap(painter: QPainter, box: Box, height: float, color: QColor, paint: Paint) -> QRectF:
    item, size = box.item, height - 6
    area = QRectF(box.x, 3, max(size, box.width), size)
    filled = item.kind in ("interruption", "backchannel")
    painter.setPen(QPen(color, 1.4, Qt.PenStyle.DashLine if item.kind == "silent" else Qt.PenStyle.SolidLine))
    painter.setBrush(color if filled else paint.colors["panel"])
    painter.drawRoundedRect(area, 3, 3)
    painter.setPen(paint.colors["panel"] if filled else color)
    painter.setFont(paint.font)
    sign = QRectF(area.left(), area.top(), size, size)
    painter.drawText(sign, int(Qt.AlignmentFlag.AlignCenter), _LETTERS.get(item.kind, "?"))
    return area


def _act(painter: QPainter, box: Box, height: float, color: QColor, paint: Paint) -> QRectF:
    """A dot, full where it helps and hollow where it does not, and a line below all that was said."""
    size, middle, below = height * 0.36, height / 2, height - 2.5
    painter.setPen(QPen(color, 2))
    painter.drawLine(QPointF(box.x, below), QPointF(box.x + max(size, box.width), below))
    painter.setPen(QPen(color, 1.6))
    painter.setBrush(color if box.item.kind not in _ACCUSING else paint.colors["panel"])
    dot = QRectF(box.x, middle - size / 2, size, size)
    painter.drawEllipse(dot)
    return dot


def _moment(painter: QPainter, box: Box, height: float, color: QColor, paint: Paint) -> QRectF:
    """A diamond: full where it was answered, hollow where it was passed over."""
    size, middle = height * 0.5, height / 2
    area = QRectF(box.x, middle - size / 2, size, size)
    painter.setPen(QPen(color, 1.6))
    painter.setBrush(color if box.item.positive else paint.colors["panel"])
    points = [
        QPointF(area.center().x(), area.top()),
        QPointF(area.right(), middle),
        QPointF(area.center().x(), area.bottom()),
        QPointF(area.left(), middle),
    ]
    painter.drawPolygon(QPolygonF(points))
    return area


def _cue(painter: QPainter, box: Box, height: float, color: QColor, paint: Paint) -> QRectF:
    """A card where it was shown, an outline where it was held back; at its end, for then it is known."""
    size, item = height * 0.56, box.item
    left = box.x + (box.width if item.end > item.start else 0) - size / 2
    area = QRectF(max(box.x, left), (height - size) / 2, size, size)
    shown = not item.held_back
    pen = QPen(color, 1.4, Qt.PenStyle.SolidLine if shown else Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(color if shown else paint.colors["panel"])
    painter.drawRoundedRect(area, 3, 3)
    if item.positive:
        painter.setPen(QPen(paint.colors["panel"] if shown else color, 1.6))
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(area.left() + size * 0.24, area.center().y()),
                    QPointF(area.left() + size * 0.44, area.bottom() - size * 0.26),
                    QPointF(area.right() - size * 0.2, area.top() + size * 0.28),
                ]
            )
        )
    return area


def _shift(painter: QPainter, box: Box, height: float, color: QColor, _paint: Paint) -> QRectF:
    """A triangle up where a voice went up, down where it went down; flat where it is usual again."""
    size = height * 0.26
    up = box.item.kind in _HIGHER
    top = 1.0 if up else height - size - 1
    area = QRectF(box.x, top, size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if box.item.kind == "steady":
        painter.drawRect(QRectF(box.x, height / 2 - 1, size, 2))
    else:
        tip, base = (area.top(), area.bottom()) if up else (area.bottom(), area.top())
        corners = [QPointF(area.left(), base), QPointF(area.right(), base), QPointF(area.center().x(), tip)]
        painter.drawPolygon(QPolygonF(corners))
    return area


def _mark(painter: QPainter, box: Box, height: float, color: QColor, paint: Paint) -> QRectF:
    """A flag, and a line over the stretch that it is about."""
    size = height * 0.5
    painter.setPen(QPen(color, 1.6))
    painter.drawLine(QPointF(box.x, 3), QPointF(box.x, height - 3))
    if box.width > 2:
        painter.drawLine(QPointF(box.x, height - 3), QPointF(box.x + box.width, height - 3))
    area = QRectF(box.x, 3, size, size * 0.7)
    painter.setBrush(paint.colors["mark"])
    painter.drawRect(area)
    return area


_SHAPES: Mapping[LaneName, Callable[[QPainter, Box, float, QColor, Paint], QRectF]] = {
    "turns": _turn,
    "overlaps": _lap,
    "tone": _shift,
    "acts": _act,
    "moments": _moment,
    "cues": _cue,
    "marks": _mark,
}
