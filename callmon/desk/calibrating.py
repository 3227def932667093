"""Calibrates: what coaches marked in the library against what callmon finds, and what that speaks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from callmon.app import replay
from callmon.calibration.agreement import Agreement, agreement
from callmon.calibration.changes import changes
from callmon.calibration.fitting import Fitted, fitted
from callmon.calibration.reliability import LEAST_KAPPA, Proposal, proposals
from callmon.coaching.candidates import Scored, scored
from callmon.coaching.judged import judged
from callmon.coaching.thresholds import THRESHOLDS, widened
from callmon.coaching.units import CodedCall, Compared, coder_and_coder, machine_and_coder
from callmon.errors import CallmonError
from callmon.settings import Settings, from_table, to_table
from callmon.store.calls import journal_path
from callmon.store.library import Library
from callmon.team import Change

Told = Callable[[float, float], None]
"""Told how much is done, of how much."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing that is compared, with its figures."""

    compared: Compared
    figures: Agreement


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the marks of a coder say.

    Attributes:
        rows: everything that was compared.
        hidden: what agrees too little to be relied on.
        fits: what the marks say about each threshold, by setting.
        changes: what a team may take over.
        calls: how many the coder has marked in.
        skipped: calls that could not be folded again, a sentence each.
    """

    rows: tuple[Judged, ...]
    hidden: tuple[Proposal, ...]
    fits: Mapping[str, Fitted]
    changes: tuple[Change, ...]
    calls: int
    skipped: tuple[str, ...] = ()


def coded_calls(library: Library, coder: str) -> list[CodedCall]:
    """What a coder said, call by call.

    Raises:
        StoreError: the library cannot be read.
    """
    finished = {call for call, who in library.coded() if who == coder}
    own = [(call, mark, informed) for call, mark, informed in library.all_marks() if mark.coder == coder]
    found = []
    for call in sorted(finished | {call for call, _, _ in own}):
        marks = [(mark, informed) for name, mark, informed in own if name == call]
        found.append(
            CodedCall(
                call,
                library.report(call),
                tuple(mark for mark, _ in marks),
                call in finished,
                frozenset(mark.id for mark, informed in marks if informed),
            )
        )
    return found


def calibrate(
    library: Library,
    coder: str,
    settings: Settings,
    least_kappa: float = LEAST_KAPPA,
    told: Told = lambda _done, _of: None,
) -> Calibration:
    """The machine against a coder, and what the coder's marks speak for.

    Args:
        library: has the calls and the marks.
        coder: whose marks.
        settings: those in use.
        least_kappa: agreement below which something is not relied on.
        told: told how far it is.

    Raises:
        CallmonError: the library cannot be read, or the extra `calibration` is not installed.
    """
    calls = coded_calls(library, coder)
    rows = tuple(_figures(each) for each in machine_and_coder(calls))
    hidden = proposals({row.compared.what.label: row.figures for row in rows if _is_agents(row)}, least_kappa)
    fits, skipped = _fits(calls, settings, told)
    return Calibration(
        rows, hidden, fits, tuple(changes(fits, hidden, settings.cues.off)), len(calls), tuple(skipped)
    )


def between(library: Library, first: str, second: str) -> tuple[tuple[Judged, ...], int, int]:
    """Two coders on the calls that both have judged whole: figures, calls, marks that were not made blind.

    Raises:
        CallmonError: the library cannot be read, or the extra `calibration` is not installed.
    """
    found = coder_and_coder(coded_calls(library, first), coded_calls(library, second))
    return tuple(_figures(each) for each in found.compared), found.calls, found.left_out


def _is_agents(row: Judged) -> bool:
    """Cues and acts are the agent's; what the customer does is not to be hidden."""
    return row.compared.what.speaker != "customer"


def _figures(compared: Compared) -> Judged:
    figures = agreement([call.units for call in compared.calls], [call.counts for call in compared.calls])
    return Judged(compared, figures)


def _fits(calls: list[CodedCall], settings: Settings, told: Told) -> tuple[dict[str, Fitted], list[str]]:
    table = to_table(settings)
    rooms = sorted({threshold.room for threshold in THRESHOLDS})
    known: dict[str, list[tuple[Scored, ...]]] = {threshold.setting: [] for threshold in THRESHOLDS}
    skipped = []
    for done, call in enumerate(calls):
        said = judged(call.report, call.marks)
        try:
            for room in rooms:
                of_room = [threshold for threshold in THRESHOLDS if threshold.room == room]
                wide: Mapping[str, Any] = table
                for threshold in of_room:
                    wide = widened(wide, threshold)
                report = replay(journal_path(call.call), from_table(dict(wide), "the settings"))
                for threshold in of_room:
                    known[threshold.setting].append(scored(report, threshold, said, finished=call.finished))
        except CallmonError as error:
            skipped.append(str(error))
        told(done + 1, len(calls))
    return {
        threshold.setting: fitted(
            known[threshold.setting], table[threshold.room][threshold.name], threshold.steps
        )
        for threshold in THRESHOLDS
    }, skipped
