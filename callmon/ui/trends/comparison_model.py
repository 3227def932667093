"""Two calls side by side as QML sees them: maps of measures by pillar, and of what was found."""

from dataclasses import asdict

from PySide6.QtCore import Property, QObject

from callmon.ui.trends.call_opener import CallOpener
from callmon.ui.trends.shown import CallDoor, ShownComparison, ShownPair, counted_pair

Map = dict[str, object]


class ComparisonModel(CallOpener):
    """What the window shows: the heads, and `measures` by `pillar` and `counts` by `kind`, each with `rows`.

    A row has `name`, both texts, `firstShare` and `secondShare` (0..1 of the larger one, for a bar; -1 where
    there is none to draw), `difference`, `less` (the second is) and `towards`.

    Args:
        shown: the comparison.
        door: where the calls can be heard.
        parent: the owner.
    """

    def __init__(self, shown: ShownComparison, door: CallDoor, parent: QObject | None = None) -> None:
        super().__init__(door, parent)
        self._shown = shown
        self._measures = [
            {"pillar": pillar, "rows": [_pair(each) for each in shown.measures if each.pillar == pillar]}
            for pillar in dict.fromkeys(each.pillar for each in shown.measures)
        ]
        self._counts = [
            {
                "kind": kind,
                "rows": [
                    _pair(counted_pair(each.name, each.first, each.second, each.rates))
                    for each in shown.counts
                    if each.kind == kind
                ],
            }
            for kind in dict.fromkeys(each.kind for each in shown.counts)
        ]

    first = Property(dict, lambda self: asdict(self._shown.first), constant=True)
    second = Property(dict, lambda self: asdict(self._shown.second), constant=True)
    rehearsal = Property(bool, lambda self: self._shown.rehearsal, constant=True)
    measures = Property(list, lambda self: self._measures, constant=True)
    counts = Property(list, lambda self: self._counts, constant=True)


def _pair(pair: ShownPair) -> Map:
    first, second = pair.first, pair.second
    known = first is not None and second is not None
    largest = max(first or 0.0, second or 0.0)
    drawn = known and min(first or 0.0, second or 0.0) >= 0 and largest > 0
    return {
        "name": pair.name,
        "firstText": pair.first_text,
        "secondText": pair.second_text,
        "firstShare": (first or 0.0) / largest if drawn else -1.0,
        "secondShare": (second or 0.0) / largest if drawn else -1.0,
        "known": known,
        "difference": pair.difference,
        "less": known and (second or 0.0) < (first or 0.0),
        "towards": pair.towards,
    }
