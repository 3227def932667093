"""The waveform of one side, painted from peaks."""

from PySide6.QtCore import Property, QLineF, QObject, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from callmon.timeline import Speaker
from callmon.ui.replay.replay_model import ReplayModel


class WaveItem(QQuickPaintedItem):
    """A waveform; `replay` says which stretch is seen, `side` whose it is, `all` shows the whole call."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._replay: ReplayModel | None = None
        self._side: Speaker = "agent"
        self._all = False
        self._color, self._rail = QColor("black"), QColor("gray")
        self.changed.connect(self.update)

    def paint(self, painter: QPainter) -> None:
        """Draw a line for each pixel of width."""
        replay, width, height = self._replay, int(self.width()), self.height()
        if replay is None or width < 1:
            return
        middle = height / 2
        painter.setPen(QPen(self._rail, 1))
        painter.drawLine(QLineF(0, middle, width, middle))
        start, end = (0.0, replay.call.duration) if self._all else (replay.view.start, replay.view.end)
        columns = replay.wave.columns(self._side, start, end, width)
        reach = (middle - 1) / replay.loudest
        painter.setPen(QPen(self._color, 1))
        painter.drawLines(
            [
                QLineF(x + 0.5, middle - high * reach, x + 0.5, middle - low * reach)
                for x, (low, high) in enumerate(columns)
                if high > low
            ]
        )

    def _get_replay(self) -> QObject | None:
        return self._replay

    def _set_replay(self, replay: QObject | None) -> None:
        if isinstance(replay, ReplayModel):
            self._replay = replay
            replay.wave_changed.connect(self.update)
            if not self._all:
                replay.view_changed.connect(self.update)
                replay.detail_changed.connect(self.update)
        self.changed.emit()

    replay = Property(QObject, _get_replay, _set_replay, notify=changed)

    def _get_side(self) -> str:
        return self._side

    def _set_side(self, side: str) -> None:
        self._side = "customer" if side == "customer" else "agent"
        self.changed.emit()

    side = Property(str, _get_side, _set_side, notify=changed)

    def _get_all(self) -> bool:
        return self._all

    def _set_all(self, whole: bool) -> None:
        self._all = whole
        self.changed.emit()

    all = Property(bool, _get_all, _set_all, notify=changed)

    def _get_color(self) -> QColor:
        return self._color

    def _set_color(self, color: QColor) -> None:
        self._color = color
        self.changed.emit()

    color = Property(QColor, _get_color, _set_color, notify=changed)

    def _get_rail(self) -> QColor:
        return self._rail

    def _set_rail(self, color: QColor) -> None:
        self._rail = color
        self.changed.emit()

    rail = Property(QColor, _get_rail, _set_rail, notify=changed)
