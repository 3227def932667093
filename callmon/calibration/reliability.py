"""What agrees too little with coaches to be relied on: figures of agreement in, proposals out."""

from collections.abc import Mapping
from dataclasses import dataclass

from callmon.calibration.agreement import LEAST_CALLS, LEAST_MARKED, Agreement

LEAST_KAPPA = 0.4
"""Below it agreement is slight or fair at best (Landis and Koch 1977)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to rely on no more.

    Attributes:
        label: as findings have it, such as `cue/hold_the_but`.
        rule: the cue's rule, which can be hidden; empty for anything else: the coach should know.
        because: the figures, in words.
    """

    label: str
    rule: str
    because: str


def proposals(
    found: Mapping[str, Agreement],
    least_kappa: float = LEAST_KAPPA,
    least_marked: int = LEAST_MARKED,
    least_calls: int = LEAST_CALLS,
) -> tuple[Proposal, ...]:
    """What lies below `least_kappa` on enough stretches and calls, by label.

    Args:
        found: agreement of machine and coach, by label.
        least_kappa: what is still reliable.
        least_marked: stretches of which one side says so, below which nothing is proposed.
        least_calls: calls below which nothing is proposed.
    """
    return tuple(
        Proposal(label, label.removeprefix("cue/") if label.startswith("cue/") else "", because(each))
        for label, each in sorted(found.items())
        if unreliable(each, least_kappa, least_marked, least_calls)
    )


def unreliable(
    found: Agreement,
    least_kappa: float = LEAST_KAPPA,
    least_marked: int = LEAST_MARKED,
    least_calls: int = LEAST_CALLS,
) -> bool:
    """Whether enough was marked to say that the sides agree too little to be relied on."""
    kappa = found.kappa.value
    enough = found.counts.marked >= least_marked and found.calls >= least_calls
    return enough and kappa is not None and kappa < least_kappa


def because(found: Agreement) -> str:
    """The figures of a proposal: `kappa 0.21 (0.02 to 0.40) on 34 stretches of 5 calls`."""
    return f"kappa {found.kappa.text} on {found.counts.marked} stretches of {found.calls} calls"
