"""An agent's trends as QML sees them: maps, and where the points of their charts lie."""

# ruff: noqa: N802 - properties and slots are named as QML names them

from dataclasses import asdict, replace

from PySide6.QtCore import Property, QObject, Signal, Slot

from callmon.ui.trends.call_opener import CallOpener
from callmon.ui.trends.chart import chart
from callmon.ui.trends.shown import CallDoor, ShownTrend, ShownTrends

Map = dict[str, object]

RECENT = 60
"""Calls that a chart shows first: of more, single ones can no more be told apart."""


class TrendsModel(CallOpener):
    """What the window shows: `groups` by pillar, each of `pillar` and `trends`.

    A trend has the attributes of `ShownTrend`, and its `chart` those of `Chart`. `changed` counts those whose
    last calls differ from the past, `judged` those that have enough calls to tell. Charts show the `recent`
    calls unless `all` are wanted; past and spread rest on all of them.

    Args:
        shown: the trends.
        door: where their calls can be heard.
        parent: the owner.
    """

    seen_changed = Signal()

    def __init__(self, shown: ShownTrends, door: CallDoor, parent: QObject | None = None) -> None:
        super().__init__(door, parent)
        self._shown = shown
        self._all = False
        self._groups = self._grouped()

    agent = Property(str, lambda self: self._shown.agent, constant=True)
    calls = Property(int, lambda self: self._shown.calls, constant=True)
    recent = Property(int, lambda _: RECENT, constant=True)
    all = Property(bool, lambda self: self._all, notify=seen_changed)
    groups = Property(list, lambda self: self._groups, notify=seen_changed)
    changed = Property(int, lambda self: sum(bool(each.change) for each in self._shown.trends), constant=True)
    judged = Property(int, lambda self: sum(bool(each.latest) for each in self._shown.trends), constant=True)

    @Slot(bool)
    def showAll(self, wanted: bool) -> None:
        """Show all calls in the charts, or the last ones alone."""
        if wanted != self._all:
            self._all = wanted
            self._groups = self._grouped()
            self.seen_changed.emit()

    def _grouped(self) -> list[Map]:
        trends = self._shown.trends
        if not self._all:
            trends = tuple(replace(trend, points=trend.points[-RECENT:]) for trend in trends)
        return [
            {"pillar": pillar, "trends": [_mapped(trend) for trend in trends if trend.pillar == pillar]}
            for pillar in dict.fromkeys(trend.pillar for trend in trends)
        ]


def _mapped(trend: ShownTrend) -> Map:
    places = asdict(chart(trend))
    return {
        **asdict(trend),
        "points": [asdict(point) for point in trend.points],
        "chart": {name: list(value) if isinstance(value, tuple) else value for name, value in places.items()},
    }
