"""Calibration for its window: compares on a thread of its own, and takes over what is ticked."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import get_args

from callmon.calibration.estimate import Estimate
from callmon.calibration.reliability import LEAST_KAPPA, unreliable
from callmon.desk.calibrating import Calibration, Judged, between, calibrate
from callmon.desk.figures import label_text, setting_text, value_text
from callmon.errors import CallmonError
from callmon.paths import settings_file
from callmon.settings import load_settings
from callmon.store.library import Library
from callmon.team import Change, reasons, take_back, take_over
from callmon.ui.trends.shown import (
    AgreementKind,
    CalibrationProgress,
    ShownAgreement,
    ShownCalibration,
    ShownChange,
    ShownEstimate,
    ShownReason,
)

_OFF = "cues.off"
_KINDS: dict[str, AgreementKind] = {kind: kind for kind in get_args(AgreementKind)}


class Ended(Exception):  # noqa: N818 - nothing went wrong
    """Another comparison was begun, or the window was closed."""


@dataclass
class _Run:
    """One comparison; its thread looks at `ended` after each call."""

    coder: str
    against: str
    progress: CalibrationProgress = field(default_factory=lambda: CalibrationProgress(running=True))
    calibration: Calibration | None = None
    ended: bool = False


class CalibrationDesk:
    """What the calibration's window asks for.

    Args:
        library: has the calls and the marks.
        coder: who sits at the screen.
    """

    def __init__(self, library: Library, coder: str) -> None:
        self._library, self._coder = library, coder
        self._lock = threading.Lock()
        self._run: _Run | None = None

    def coders(self) -> list[str]:
        """Who has marked calls; the person at the screen first."""
        return [self._coder, *(name for name in self._library.coders() if name != self._coder)]

    def start(self, coder: str, against: str) -> None:
        """Compare a coder with another one, or with callmon where `against` is empty."""
        self.stop()
        run = _Run(coder, against)
        with self._lock:
            self._run = run
        threading.Thread(target=self._work, args=(run,), name="calibration", daemon=True).start()

    def progress(self) -> CalibrationProgress:
        """How far it is."""
        with self._lock:
            return CalibrationProgress() if self._run is None else self._run.progress

    def take_over(self, keys: Sequence[str]) -> str:
        """Write these changes into the team's settings."""
        run = self._run
        if run is None or run.calibration is None:
            return "Nothing was taken over."
        take_over(_wanted(run.calibration.changes, set(keys)), run.coder, f"{datetime.now():%Y-%m-%d}")
        return "Taken over, for calls that are analysed from now on."

    def take_back(self) -> str:
        """Undo the last step that was taken over."""
        return "Taken back." if take_back() else "There is nothing to take back."

    def stop(self) -> None:
        """End what runs, after the call that it is at."""
        with self._lock:
            if self._run is not None:
                self._run.ended = True

    def _work(self, run: _Run) -> None:
        try:
            found = self._found(run)
        except Ended:
            return
        except CallmonError as error:
            self._set(run, CalibrationProgress(problem=str(error)))
        else:
            self._set(run, CalibrationProgress(found=found))

    def _found(self, run: _Run) -> ShownCalibration:
        if run.against:
            rows, calls, left_out = between(self._library, run.coder, run.against)
            notes = (f"{left_out} marks were made where others’ could be seen.",) if left_out else ()
            return ShownCalibration(
                run.coder, run.against, calls, LEAST_KAPPA, _rows(rows, LEAST_KAPPA), notes=notes
            )

        def told(done: float, of: float) -> None:
            if run.ended:
                raise Ended
            self._set(run, CalibrationProgress(running=True, done=int(done), total=int(of)))

        settings = load_settings(settings_file())
        run.calibration = calibrate(self._library, run.coder, settings, told=told)
        return _shown(run.calibration, run.coder, settings.cues.off)

    def _set(self, run: _Run, progress: CalibrationProgress) -> None:
        with self._lock:
            run.progress = progress


def _shown(found: Calibration, coder: str, off: Iterable[str]) -> ShownCalibration:
    hidden = {each.rule: each for each in found.hidden if each.rule and each.rule not in set(off)}
    thresholds = (
        ShownChange(
            each.setting,
            False,
            setting_text(each.setting),
            value_text(each.today),
            value_text(each.then),
            each.because,
        )
        for each in found.changes
        if each.setting != _OFF
    )
    hides = (
        ShownChange(
            f"{_OFF}/{rule}", True, label_text(each.label).removeprefix("Cue: "), "", "", each.because
        )
        for rule, each in hidden.items()
    )
    return ShownCalibration(
        "callmon",
        coder,
        found.calls,
        LEAST_KAPPA,
        _rows(found.rows, LEAST_KAPPA),
        (*thresholds, *hides),
        tuple(ShownReason(label_text(each.label), each.because) for each in found.hidden if not each.rule),
        tuple(
            ShownReason(setting_text(setting), fit.because)
            for setting, fit in sorted(found.fits.items())
            if fit.then is None
        ),
        tuple(ShownReason(setting_text(setting), why) for setting, why in sorted(reasons().items())),
        found.skipped,
    )


def _wanted(changes: Iterable[Change], keys: set[str]) -> list[Change]:
    """The changes of which something is wanted; of cues to hide only those that are."""
    rules = {key.removeprefix(f"{_OFF}/") for key in keys if key.startswith(f"{_OFF}/")}
    wanted = []
    for each in changes:
        if each.setting in keys:
            wanted.append(each)
        elif each.setting == _OFF and rules and isinstance(each.today, tuple):
            why = (part for part in each.because.split("; ") if part.partition(":")[0] in rules)
            wanted.append(replace(each, then=tuple(sorted({*each.today, *rules})), because="; ".join(why)))
    return wanted


def _rows(rows: Iterable[Judged], least_kappa: float) -> tuple[ShownAgreement, ...]:
    return tuple(_row(each, least_kappa) for each in rows)


def _row(found: Judged, least_kappa: float) -> ShownAgreement:
    label, speaker = found.compared.what
    name = label_text(label).removeprefix("Cue: ")
    figures = found.figures
    return ShownAgreement(
        _KINDS[label.partition("/")[0]],
        f"{name} (customer)" if speaker == "customer" else name,
        figures.counts.both,
        figures.counts.first,
        figures.counts.second,
        found.compared.agreed,
        found.compared.disagreed,
        _estimate(figures.precision),
        _estimate(figures.recall),
        _estimate(figures.kappa),
        _estimate(figures.absolute),
        figures.calls,
        unreliable(figures, least_kappa),
    )


def _estimate(figure: Estimate) -> ShownEstimate:
    return ShownEstimate(figure.value, figure.low, figure.high, figure.why)
