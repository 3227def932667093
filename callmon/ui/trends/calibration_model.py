"""Calibration as QML sees it: who is compared, how far that is, what came of it and what is ticked."""

# ruff: noqa: N802 - properties and slots are named as QML names them

from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from callmon.errors import CallmonError
from callmon.ui.trends.shown import Calibrating, CalibrationProgress, ShownAgreement, ShownCalibration

Map = dict[str, object]

_LOOK_MS = 150
"""Milliseconds between two looks at how far a comparison is."""


class CalibrationModel(QObject):
    """What the window shows.

    `found` is a map of the attributes of `ShownCalibration`, with the rows in `groups` of `kind` and `rows`;
    empty until there is something. `ticked` are the keys of the changes that would be taken over.

    Args:
        calibrating: compares.
        parent: the owner.
    """

    at_changed = Signal()
    found_changed = Signal()
    sides_changed = Signal()
    ticked_changed = Signal()
    told = Signal()

    def __init__(self, calibrating: Calibrating, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calibrating = calibrating
        self._coders = list(calibrating.coders())
        self._coder, self._against = next(iter(self._coders), ""), ""
        self._at = CalibrationProgress()
        self._found: ShownCalibration | None = None
        self._ticked: list[str] = []
        self._message = ""
        self._failed = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._start()

    coders = Property(list, lambda self: self._coders, constant=True)
    coder = Property(str, lambda self: self._coder, notify=sides_changed)
    against = Property(str, lambda self: self._against, notify=sides_changed)
    running = Property(bool, lambda self: self._at.running, notify=at_changed)
    done = Property(int, lambda self: self._at.done, notify=at_changed)
    total = Property(int, lambda self: self._at.total, notify=at_changed)
    problem = Property(str, lambda self: self._at.problem, notify=at_changed)
    found = Property(dict, lambda self: _mapped(self._found), notify=found_changed)
    ticked = Property(list, lambda self: list(self._ticked), notify=ticked_changed)
    message = Property(str, lambda self: self._message, notify=told)
    failed = Property(bool, lambda self: self._failed, notify=told)

    @Slot(str, str)
    def compare(self, coder: str, against: str) -> None:
        """Compare a coder with another one, or with callmon where `against` is empty or the coder."""
        self._coder, self._against = coder, "" if against == coder else against
        self._tell("")
        self._found = None
        self.found_changed.emit()
        self._start()
        self.sides_changed.emit()

    @Slot(str, bool)
    def tick(self, key: str, ticked: bool) -> None:
        """Choose a change to be taken over, or choose it no more."""
        rest = [each for each in self._ticked if each != key]
        self._ticked = [*rest, key] if ticked else rest
        self.ticked_changed.emit()

    @Slot()
    def takeOver(self) -> None:
        """Take over what is ticked, and compare again with the settings as they are then."""
        if self._ticked:
            self._do(lambda: self._calibrating.take_over(self._ticked))

    @Slot()
    def takeBack(self) -> None:
        """Undo the last step that was taken over, and compare again."""
        self._do(self._calibrating.take_back)

    @Slot()
    def look(self) -> None:
        """Look how far it is."""
        at = self._calibrating.progress()
        if at.found is not None and at.found != self._found:
            self._found = at.found
            known = [each.key for each in at.found.changes]
            self._ticked = [key for key in self._ticked if key in known]
            self.found_changed.emit()
            self.ticked_changed.emit()
        if at != self._at:
            self._at = at
            self.at_changed.emit()
        if not at.running:
            self._timer.stop()

    @Slot()
    def stop(self) -> None:
        """Look no more, and end what runs."""
        self._timer.stop()
        self._calibrating.stop()

    def _start(self) -> None:
        self._ticked = []
        self.ticked_changed.emit()
        try:
            self._calibrating.start(self._coder, self._against)
        except CallmonError as error:
            self._tell(str(error), failed=True)
            return
        self._timer.start()
        self.look()

    def _do(self, deed: Callable[[], str]) -> None:
        try:
            said = deed()
        except CallmonError as error:
            self._tell(str(error), failed=True)
            return
        self._tell(said)
        self._start()

    def _tell(self, message: str, *, failed: bool = False) -> None:
        self._message, self._failed = message, failed
        self.told.emit()


def _mapped(found: ShownCalibration | None) -> Map:
    if found is None:
        return {}
    values: Map = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(found).items()
    }
    values["groups"] = [
        {"kind": kind, "rows": [_row(each, found.least_kappa) for each in found.rows if each.kind == kind]}
        for kind in dict.fromkeys(each.kind for each in found.rows)
    ]
    del values["rows"]
    return values


def _row(row: ShownAgreement, least_kappa: float) -> Map:
    return {**asdict(row), "leastKappa": least_kappa}
