"""An agent's trends as QML sees them: maps, and where the points of their charts lie."""

from dataclasses import asdict

from PySide6.QtCore import Property, QObject

from callmon.ui.trends.call_opener import CallOpener
from callmon.ui.trends.chart import chart
from callmon.ui.trends.shown import CallDoor, ShownTrend, ShownTrends

Map = dict[str, object]


class TrendsModel(CallOpener):
    """What the window shows: `groups` by pillar, each of `pillar` and `trends`.

    A trend has the attributes of `ShownTrend`, and its `chart` those of `Chart`; `changed` counts those whose
    last calls differ from the past, `judged` those that have enough calls to tell.

    Args:
        shown: the trends.
        door: where their calls can be heard.
        parent: the owner.
    """

    def __init__(self, shown: ShownTrends, door: CallDoor, parent: QObject | None = None) -> None:
        super().__init__(door, parent)
        self._shown = shown
        pillars = dict.fromkeys(trend.pillar for trend in shown.trends)
        self._groups = [
            {
                "pillar": pillar,
                "trends": [_mapped(trend) for trend in shown.trends if trend.pillar == pillar],
            }
            for pillar in pillars
        ]

    agent = Property(str, lambda self: self._shown.agent, constant=True)
    calls = Property(int, lambda self: self._shown.calls, constant=True)
    groups = Property(list, lambda self: self._groups, constant=True)
    changed = Property(int, lambda self: sum(bool(each.change) for each in self._shown.trends), constant=True)
    judged = Property(int, lambda self: sum(bool(each.latest) for each in self._shown.trends), constant=True)


def _mapped(trend: ShownTrend) -> Map:
    places = asdict(chart(trend))
    return {
        **asdict(trend),
        "points": [asdict(point) for point in trend.points],
        "chart": {name: list(value) if isinstance(value, tuple) else value for name, value in places.items()},
    }
