"""Trends and comparisons for their windows: calls of the library in, shown values out."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import get_args

from callmon.coaching.comparison import HABITS, Compared, compare, rate
from callmon.coaching.trends import LATEST, Trend, towards
from callmon.desk.figures import label_text, median_text
from callmon.desk.labels import ReportLabels
from callmon.desk.trends import trends_of
from callmon.store.library import Library
from callmon.timeline import Filter, Pillar, ShelvedCall, Sort
from callmon.ui.trends.shown import (
    AgreementKind,
    ShownComparison,
    ShownCount,
    ShownHead,
    ShownPair,
    ShownPoint,
    ShownTrend,
    ShownTrends,
    counted_pair,
)

_MOST_CALLS = 100_000
_KINDS: dict[str, AgreementKind] = {kind: kind for kind in get_args(AgreementKind)}
_PILLARS: dict[tuple[str, str], Pillar] = {(speaker, name): pillar for pillar, speaker, name, _ in HABITS}


def shown_trends(library: Library, agent: str) -> ShownTrends:
    """An agent's own measures over their calls.

    Raises:
        StoreError: the library has no call of this agent, or cannot be read.
    """
    found = trends_of(library, agent)
    titles = {call.id: call.title for call in library.page(Filter(agent=agent), Sort(), 0, _MOST_CALLS)}
    calls = {point.call for trend in found for point in trend.points}
    return ShownTrends(agent, len(calls), tuple(_trend(each, titles) for each in found))


def shown_comparison(library: Library, first: str, second: str) -> ShownComparison:
    """Two calls side by side, the earlier one first.

    Raises:
        StoreError: the library cannot be read or has no report of one of them.
    """
    earlier, later = in_time(library, first, second)
    found = compare(library.report(earlier.id), library.report(later.id))
    return ShownComparison(
        _head(earlier),
        _head(later),
        tuple(map(_pair, found.measures)),
        tuple(
            ShownCount(
                _KINDS[each.what.partition("/")[0]],
                label_text(each.what).removeprefix("Cue: "),
                each.first,
                each.second,
                _rates(each.first, each.second, found.lengths),
            )
            for each in found.counts
        ),
    )


def in_time(library: Library, first: str, second: str) -> tuple[ShelvedCall, ShelvedCall]:
    """Two calls, the earlier one first.

    Raises:
        StoreError: the library cannot be read or does not have one of them.
    """
    earlier, later = sorted(map(library.find, (first, second)), key=lambda call: _time(call.held))
    return earlier, later


def _trend(found: Trend, titles: dict[str, str]) -> ShownTrend:
    labels = ReportLabels()
    text = partial(median_text, found)
    latest = found.latest
    return ShownTrend(
        _PILLARS[found.speaker, found.name],
        labels.measure(found.speaker, found.name),
        tuple(
            ShownPoint(
                point.call,
                titles.get(point.call, point.call),
                _day(point.held),
                point.value,
                labels.value(found.name, point.value),
            )
            for point in found.points
        ),
        found.past,
        found.spread,
        text(found.past),
        text(found.spread),
        found.calls,
        0 if latest is None else LATEST,
        "" if latest is None else text(latest),
        0 if latest is None or not found.differs else 1 if latest > found.past else -1,
        towards(found),
    )


def _rates(first: int, second: int, lengths: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if lengths is None else (rate(first, lengths[0]), rate(second, lengths[1]))


def _pair(found: Compared) -> ShownPair:
    labels = ReportLabels()
    if found.rates is not None:
        pair = counted_pair(
            labels.measure(found.speaker, found.name), found.first or 0, found.second or 0, found.rates
        )
        return replace(pair, pillar=found.pillar, towards=found.towards)
    first, second = (labels.value(found.name, value) for value in (found.first, found.second))
    difference = ""
    if found.change:
        difference = labels.value(found.name, abs(found.change))
        if difference.endswith("%"):
            points = f"{abs(found.change) * 100:.0f}"
            difference = "" if points == "0" else "1 point" if points == "1" else f"{points} points"
    return ShownPair(
        found.pillar,
        labels.measure(found.speaker, found.name),
        found.first,
        found.second,
        first,
        second,
        difference,
        found.towards,
    )


def _head(call: ShelvedCall) -> ShownHead:
    minutes, seconds = divmod(round(call.duration), 60)
    held = datetime.fromisoformat(call.held)
    return ShownHead(
        call.id, call.title, call.agent, f"{_day(call.held)}, {held:%H:%M}", f"{minutes}:{seconds:02}"
    )


def _time(held: str) -> float:
    return datetime.fromisoformat(held).timestamp()


def _day(held: str) -> str:
    day = datetime.fromisoformat(held)
    return f"{day.day} {day:%b %Y}"
