"""What marks speak for, as changes of a team's settings: fitted thresholds and proposals in, changes out."""

from collections.abc import Collection, Iterable, Mapping

from callmon.calibration.fitting import Fitted
from callmon.calibration.reliability import Proposal
from callmon.team import Change

_HIDDEN = "cues.off"


def changes(fits: Mapping[str, Fitted], hidden: Iterable[Proposal], off: Collection[str]) -> list[Change]:
    """The changes that a team may look at and take over: thresholds by setting, then the cues to hide.

    Args:
        fits: what the marks say about each threshold, by setting, such as `cues.rebuttal_confidence`.
        hidden: what is proposed to be hidden; anything but cues has nothing to switch.
        off: names of the rules that are hidden today.
    """
    found = [
        Change(setting, fit.today, fit.then, fit.because)
        for setting, fit in sorted(fits.items())
        if fit.then is not None
    ]
    rules = {each.rule: each.because for each in hidden if each.rule and each.rule not in off}
    if rules:
        why = "; ".join(f"{rule}: {because}" for rule, because in sorted(rules.items()))
        today = tuple(sorted(off))
        found.append(Change(_HIDDEN, today, tuple(sorted({*off, *rules})), why))
    return found
