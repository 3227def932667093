"""Windows of figures: shown values in, windows out."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from callmon.ui.look import PLAIN, Look
from callmon.ui.quick_window import QuickWindow
from callmon.ui.trends.calibration_model import CalibrationModel
from callmon.ui.trends.comparison_model import ComparisonModel
from callmon.ui.trends.shown import Calibrating, CallDoor, ShownComparison, ShownTrends
from callmon.ui.trends.trends_model import TrendsModel


class FigureWindow(QObject):
    """A window with its model; `closed` tells that the person closed it.

    Args:
        file: name of its QML file.
        model: what that requires as `figures`.
        look: how it looks.
        name: what errors call it.
        end: ends what runs for it, once it is closed; may be called twice.

    Raises:
        CallmonError: the files of the interface are missing or damaged.
    """

    closed = Signal()

    def __init__(
        self, file: str, model: QObject, look: Look, name: str, end: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__()
        self.model = model
        self._end = end
        model.setParent(self)
        self._quick = QuickWindow(file, {"figures": model}, look, name)
        self.window = self._quick.window
        self.window.visibleChanged.connect(self._hidden)

    def show(self) -> None:
        """Show it and give it the focus."""
        self._quick.show()

    def close(self) -> None:
        """Take it down."""
        self._end()
        self._quick.close()

    @Slot(bool)
    def _hidden(self, visible: bool) -> None:
        if not visible:
            self._end()
            self.closed.emit()


def trends_window(shown: ShownTrends, door: CallDoor, look: Look = PLAIN) -> FigureWindow:
    """An agent's own measures over their calls."""
    return FigureWindow("Trends.qml", TrendsModel(shown, door), look, "The trends")


def comparison_window(shown: ShownComparison, door: CallDoor, look: Look = PLAIN) -> FigureWindow:
    """Two calls side by side."""
    return FigureWindow("Compare.qml", ComparisonModel(shown, door), look, "The two calls")


def calibration_window(calibrating: Calibrating, look: Look = PLAIN) -> FigureWindow:
    """Coaches and callmon against each other; a comparison begins at once, and ends with the window."""
    model = CalibrationModel(calibrating)
    return FigureWindow("Calibration.qml", model, look, "The calibration", model.stop)
