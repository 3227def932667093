"""How the items of a lane are drawn: boxes in, strokes of a painter out. Colour never stands alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from callmon.ui.replay.lanes import ACCUSING, HIGHER, ORDINARY, Box
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
_LEAST_NAME = 16.0
"""Pixels below which no name fits."""
_LEAST_WORDS = 26.0
"""Pixels below which too little of a turn would be read."""
_GAP = 6.0
"""Pixels between a sign, ringed or not, and its name."""
_SEAM = 4.0
"""A turn wider than this leaves a seam before the next."""

_TICK = (((0.24, 0.5), (0.44, 0.74), (0.8, 0.28)),)
_LINES = (((0.26, 0.38), (0.74, 0.38)), ((0.26, 0.64), (0.56, 0.64)))
"""What is drawn on a cue, as shares of its size: a tick where it praises, lines of a text elsewhere."""


@dataclass(frozen=True, slots=True)
class Paint:
    """What things are drawn with: colours by name as the theme has them, and the font of their names."""

    colors: Mapping[str, QColor]
    font: QFont
    metrics: QFontMetricsF

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
        if item.kind in ACCUSING or item.lane == "moments" or item.kind == "attempted_interruption":
            return self.colors["problem"]
        return self.colors["soft" if item.kind in ORDINARY else "agent"]


def draw(painter: QPainter, box: Box, height: float, paint: Paint, *, selected: bool, until: float) -> None:
    """Draw one box.

    Args:
        painter: draws it.
        box: where it lies.
        height: of its lane.
        paint: colours and font.
        selected: whether it is ringed.
        until: where the next box begins, for its name.
    """
    item = box.item
    area = _SHAPES[item.lane](painter, box, height, paint.of(item), paint)
    if selected:
        painter.setPen(QPen(paint.colors["ink"], 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(-2.5, -2.5, 2.5, 2.5), 4, 4)
    if item.lane == "turns":
        _words(painter, box, area, paint)
    elif until - area.right() > _LEAST_NAME:
        _name(painter, box, area, height, paint, until)


def _words(painter: QPainter, box: Box, area: QRectF, paint: Paint) -> None:
    """What was said, within the turn that is seen of it."""
    seen = QRectF(area)
    seen.setLeft(max(0.0, area.left()))
    free = seen.width() - 8
    if free < _LEAST_WORDS or box.more:
        return
    text = paint.metrics.elidedText(box.item.name, Qt.TextElideMode.ElideRight, free)
    painter.setPen(paint.colors["panel"])
    painter.drawText(seen.adjusted(5, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)


def _name(painter: QPainter, box: Box, area: QRectF, height: float, paint: Paint, until: float) -> None:
    """What it is beside its sign, where there is room for all of it, or else how many there are."""
    left = max(0.0, area.right()) + _GAP
    more = f"+{box.more}" if box.more else ""
    for text in filter(None, (f"{box.item.name} {more}".rstrip(), more)):
        long = paint.metrics.horizontalAdvance(text)
        if left + long + 6 > until:
            continue
        place = QRectF(left, 0, long, height)
        if box.item.lane == "tone":
            # The curves run below: the name stands beside its sign, on what hides them.
            place = QRectF(left - 2, area.top(), long + 4, paint.metrics.height())
            place.moveBottom(min(height, max(place.bottom(), area.bottom())))
            painter.fillRect(place, paint.colors["panel"])
            place.adjust(2, 0, 0, 0)
        painter.setPen(paint.colors["ink"])
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
        return


def _turn(painter: QPainter, box: Box, height: float, color: QColor, _paint: Paint) -> QRectF:
    half = height / 2
    top = 1.0 if box.item.speaker == "agent" else half + 0.5
    area = QRectF(box.x, top, max(1.0, box.width - (box.width > _SEAM)), half - 1.5)
    if box.width <= _SEAM:
        painter.fillRect(area, color)
        return area
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(area, 2.5, 2.5)
    return area


def _lap(painter: QPainter, box: Box, height: float, color: QColor, paint: Paint) -> QRectF:
    item, size = box.item, box.sign
    area = QRectF(box.x, (height - size) / 2, max(size, box.width), size)
    filled = item.kind in ("interruption", "backchannel")
    painter.setPen(QPen(color, 1.4, Qt.PenStyle.DashLine if item.kind == "silent" else Qt.PenStyle.SolidLine))
    painter.setBrush(color if filled else paint.colors["panel"])
    painter.drawRoundedRect(area, 3, 3)
    painter.setPen(paint.colors["panel"] if filled else color)
    sign = QRectF(area.left(), area.top(), size, size)
    painter.drawText(sign, int(Qt.AlignmentFlag.AlignCenter), _LETTERS.get(item.kind, "?"))
    return area


def _act(painter: QPainter, box: Box, height: float, color: QColor, paint: Paint) -> QRectF:
    """A dot, full where it helps and hollow where it does not, and a line below all that was said."""
    size, middle, below = box.sign, height / 2, height - 2.5
    painter.setPen(QPen(color, 2))
    painter.drawLine(QPointF(box.x, below), QPointF(box.x + box.width, below))
    painter.setPen(QPen(color, 1.6))
    painter.setBrush(color if box.item.kind not in ACCUSING else paint.colors["panel"])
    dot = QRectF(box.x, middle - size / 2, size, size)
    painter.drawEllipse(dot)
    return dot


def _moment(painter: QPainter, box: Box, height: float, color: QColor, paint: Paint) -> QRectF:
    """A diamond: full where it was answered, hollow where it was passed over."""
    size, middle = box.sign, height / 2
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
    """A card where it was shown, an outline where it was held back."""
    size, item = box.sign, box.item
    area = QRectF(box.x, (height - size) / 2, size, size)
    shown = not item.held_back
    pen = QPen(color, 1.4, Qt.PenStyle.SolidLine if shown else Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(color if shown else paint.colors["panel"])
    painter.drawRoundedRect(area, 3, 3)
    lines = _TICK if item.positive else _LINES
    painter.setPen(QPen(paint.colors["panel"] if shown else color, 1.6))
    for line in lines:
        painter.drawPolyline(
            QPolygonF([QPointF(area.left() + size * x, area.top() + size * y) for x, y in line])
        )
    return area


def _shift(painter: QPainter, box: Box, height: float, color: QColor, _paint: Paint) -> QRectF:
    """A triangle up where a voice went up, down where it went down; flat where it is usual again."""
    size = box.sign
    up = box.item.kind in HIGHER
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
    size = box.sign
    painter.setPen(QPen(color, 1.6))
    painter.drawLine(QPointF(box.x, 3), QPointF(box.x, height - 3))
    if box.width > size:
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
