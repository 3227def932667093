"""The scorecard of a call: three pillars with their measures and quotes, one thing to keep and one to try."""

from collections.abc import Callable, Mapping
from typing import Any

from callmon.coaching import measures
from callmon.coaching.choice import Finds
from callmon.coaching.figures import Figure
from callmon.coaching.gaps import not_measured
from callmon.coaching.heard import Heard
from callmon.coaching.kept_themes import KEPT
from callmon.coaching.praise import praise
from callmon.coaching.tried_themes import TRIED
from callmon.coaching.tries import tries
from callmon.timeline import Pillar

_MEASURED: Mapping[Pillar, Callable[[Heard], list[Figure]]] = {
    "open_mind": measures.open_mind,
    "care": measures.care,
    "active_listening": measures.active_listening,
}


def scorecard(report: Mapping[str, Any]) -> dict[str, Any]:
    """The scorecard that a report leads to, as JSON values: the same report gives the same card.

    It has no grade and ranks nobody. What could not be measured has the value None, and a sentence says why.

    Args:
        report: values of a report, of this version or an earlier one; a scorecard in it is not read.
    """
    heard = Heard(report)
    kept, tried = Finds(praise(heard), KEPT), Finds(tries(heard), TRIED)
    best = kept.quotes(_MEASURED)
    missed = tried.quotes(_MEASURED, but=best.values())
    again = tried.weightiest()
    return {
        "pillars": [
            {
                "pillar": pillar,
                "measures": [figure.table() for figure in measured(heard)],
                "best": best[pillar],
                "missed": missed[pillar],
            }
            for pillar, measured in _MEASURED.items()
        ],
        "keep": kept.advice(kept.apart_from(tried.skill(again))),
        "try": tried.advice(again),
        "not_measured": not_measured(heard),
    }
