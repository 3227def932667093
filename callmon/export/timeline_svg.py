"""Geometry of the timeline: the call is cut into rows, and every thing in a row gets its place.

Lengths are units of the SVG's view box. From top to bottom a row holds the cues, the agent's lane, a band
with the marks of overlaps, the customer's lane and the time axis.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callmon.export import words
from callmon.export.time_axis import Scale, Tick, overview_step, spread, ticks

WIDTH = 560.0
OVERVIEW_WIDTH = 1100.0
GUTTER = 62.0
MARGIN = 16.0
LANE_Y = {"agent": 20.0, "customer": 62.0}
LANE_HEIGHT = 18.0
MARK_Y = 50.0
MARK_SIZE = 16.0
AXIS_Y = 86.0
HEIGHT = 104.0

_LONG_CALL = 1800.0
_TITLE_LENGTH = 140


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of time: an utterance, an overlap, or a silence with its label."""

    x: float
    width: float
    style: str
    title: str
    anchor: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at a moment; `x` is moved aside from its true place `at` where marks would touch."""

    x: float
    at: float
    style: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the timeline, ready to draw."""

    index: int
    start: float
    end: float
    width: float
    right: float
    bars: Mapping[str, Sequence[Box]]
    silences: Sequence[Box]
    unheard: Mapping[str, Sequence[Box]]
    spans: Sequence[Box]
    marks: Sequence[Mark]
    cues: Sequence[Mark]
    ticks: Sequence[Tick]
    title: str
    description: str


def row_seconds(duration: float) -> float:
    """Length of a row: a minute, less for a very short call, two minutes for a long one."""
    for length in (15.0, 30.0):
        if duration <= length:
            return length
    return 60.0 if duration <= _LONG_CALL else 120.0


def rows(report: Mapping[str, Any]) -> list[Row]:
    """The whole call in rows of equal length; there is always at least one."""
    duration = float(report["call"]["duration"])
    length = row_seconds(duration)
    count = max(1, math.ceil(round(duration / length, 6)))
    return [_row(report, index, index * length, length, last=index == count - 1) for index in range(count)]


def row_of(at: float, duration: float, count: int) -> int:
    """Index of the row that a time falls in; what lies past the end belongs to the last row."""
    return min(max(0, int(at // row_seconds(duration))), count - 1)


def overview(report: Mapping[str, Any]) -> Row:
    """The whole call in one row, with only the marks that a coach looks for first."""
    duration = max(1.0, float(report["call"]["duration"]))
    scale = Scale(0.0, duration, GUTTER, OVERVIEW_WIDTH - 24.0)
    telling = [o for o in report["overlaps"] if o["kind"] in ("interruption", "attempted_interruption")]
    return Row(
        index=-1,
        start=0.0,
        end=duration,
        width=OVERVIEW_WIDTH,
        right=scale.right,
        bars={name: _bars(report, name, scale, duration, anchors=False) for name in LANE_Y},
        silences=_silences(report, scale, duration),
        unheard={name: _unheard(report, name, scale, duration) for name in LANE_Y},
        spans=[],
        marks=_marks(telling, scale, spacing=0.0),
        cues=_cues([(i, cue) for i, cue in enumerate(report["cues"]) if cue["shown"]], scale, spacing=0.0),
        ticks=ticks(0.0, duration, scale, overview_step(duration)),
        title="The whole call at a glance",
        description=_describe(report, 0.0, math.inf),
    )


def _row(report: Mapping[str, Any], index: int, start: float, length: float, *, last: bool) -> Row:
    duration = float(report["call"]["duration"])
    end = max(start, min(start + length, duration)) if last else start + length
    scale = Scale(start, length, GUTTER, WIDTH - MARGIN)
    inside = math.inf if last else end

    def here(at: float) -> bool:
        return (start <= at or index == 0) and at < inside

    return Row(
        index=index,
        start=start,
        end=end,
        width=WIDTH,
        right=scale.x(end),
        bars={name: _bars(report, name, scale, end) for name in LANE_Y},
        silences=_silences(report, scale, end),
        unheard={name: _unheard(report, name, scale, end) for name in LANE_Y},
        spans=[
            Box(x, width, overlap["kind"], overlap_title(overlap))
            for overlap in report["overlaps"]
            for x, width in _extent(overlap, scale, end, least=2.0)
        ],
        marks=_marks([o for o in report["overlaps"] if here(o["start"])], scale),
        cues=_cues([(i, cue) for i, cue in enumerate(report["cues"]) if here(cue["at"])], scale),
        ticks=ticks(start, end, scale, {15.0: 5.0, 30.0: 5.0, 60.0: 10.0}.get(length, 20.0)),
        title=f"Timeline from {words.short_clock(start)} to {words.short_clock(end)}",
        description=_describe(report, start, inside),
    )


def overlap_title(overlap: Mapping[str, Any]) -> str:
    """What the hover over a mark says."""
    kind = words.kind_of(overlap["kind"]).label
    severity = f", {overlap['severity']}" if overlap["severity"] else ""
    place = words.span(overlap["start"], overlap["end"])
    length = words.brief(overlap["end"] - overlap["start"])
    return (
        f"{kind}{severity}: {words.who(overlap)}, {place} ({length}). {words.plain(overlap['reason'] or '')}"
    )


def _extent(
    item: Mapping[str, Any], scale: Scale, end: float, least: float = 1.0
) -> list[tuple[float, float]]:
    """Place and width of what lies inside the row: one pair, or none."""
    if item["end"] <= scale.start or item["start"] >= max(end, scale.start + 1e-9):
        return []
    x = scale.x(item["start"])
    return [(x, round(max(least, scale.x(item["end"]) - x), 2))]


def _bars(
    report: Mapping[str, Any], speaker: str, scale: Scale, end: float, *, anchors: bool = True
) -> list[Box]:
    bars = []
    for utterance in report["utterances"]:
        if utterance["speaker"] != speaker:
            continue
        for x, width in _extent(utterance, scale, end):
            title = f"{words.speaker_label(speaker)}, {words.span(utterance['start'], utterance['end'])}"
            text = words.plain(utterance.get("text") or "")
            short = text if len(text) <= _TITLE_LENGTH else text[: _TITLE_LENGTH - 1] + "…"
            first = anchors and utterance["start"] >= scale.start
            anchor = f"speech-{utterance['id']}" if first else None
            bars.append(Box(x, width, speaker, f"{title}: {short}" if short else title, anchor))
    return bars


def _silences(report: Mapping[str, Any], scale: Scale, end: float) -> list[Box]:
    boxes = []
    for silence in report["non_talk"]:
        style = "hold" if silence["hold"] else "non-talk"
        length = words.seconds(silence["end"] - silence["start"])
        name = "Hold" if silence["hold"] else "Neither speaks"
        title = f"{name}, {words.span(silence['start'], silence['end'])} ({length})"
        label = f"hold {length}" if silence["hold"] else length
        for x, width in _extent(silence, scale, end):
            boxes.append(Box(x, width, style, title, label=_fitting(label, width)))
    return boxes


def _unheard(report: Mapping[str, Any], speaker: str, scale: Scale, end: float) -> list[Box]:
    boxes = []
    for lost in report["dropouts"]:
        if lost["speaker"] == speaker:
            length = words.seconds(lost["end"] - lost["start"])
            place = words.span(lost["start"], lost["end"])
            title = f"{words.speaker_label(speaker)} not heard, {place} ({length})"
            for x, width in _extent(lost, scale, end, least=2.0):
                boxes.append(Box(x, width, speaker, title, label=_fitting("not heard", width)))
    return boxes


def _fitting(label: str, width: float) -> str | None:
    """The label where there is room for it."""
    return label if width >= 6.2 * len(label) + 4 else None


def _marks(overlaps: Sequence[Mapping[str, Any]], scale: Scale, spacing: float = MARK_SIZE) -> list[Mark]:
    ordered = sorted(overlaps, key=lambda o: (o["start"], o["end"], str(o["id"])))
    true = [
        round((scale.x(o["start"]) + scale.x(min(o["end"], scale.start + scale.seconds))) / 2, 2)
        for o in ordered
    ]
    order = sorted(range(len(true)), key=lambda i: true[i])
    moved = spread([true[i] for i in order], spacing, scale.left + 2, scale.right)
    return [
        Mark(x, true[i], ordered[i]["kind"], overlap_title(ordered[i]), f"mark-{ordered[i]['id']}")
        for x, i in zip(moved, order, strict=True)
    ]


def _cues(cues: Sequence[tuple[int, Mapping[str, Any]]], scale: Scale, spacing: float = 14.0) -> list[Mark]:
    ordered = sorted(cues, key=lambda pair: (pair[1]["at"], pair[0]))
    true = [scale.x(cue["at"]) for _, cue in ordered]
    moved = spread(true, spacing, scale.left, scale.right - 2)
    return [
        Mark(x, at, words.cue_sign(cue), _cue_title(cue), f"cue-mark-{index}")
        for x, at, (index, cue) in zip(moved, true, ordered, strict=True)
    ]


def _cue_title(cue: Mapping[str, Any]) -> str:
    held = (
        "" if cue["shown"] else f" (not shown: {words.plain(cue['suppressed_because'] or 'no reason given')})"
    )
    name = "Praise" if cue["positive"] else "Cue"
    return f"{name} at {words.clock(cue['at'])}: {words.plain(cue['text'])}. {words.plain(cue['why'])}{held}"


def _describe(report: Mapping[str, Any], start: float, end: float) -> str:
    """One sentence for those who do not see the picture."""

    def count(items: Sequence[Mapping[str, Any]], key: str) -> int:
        return sum(start <= item[key] < end for item in items)

    spoken = [
        f"{name} speaks {count([u for u in report['utterances'] if u['speaker'] == speaker], 'start')} times"
        for speaker, name in words.SPEAKERS.items()
    ]
    kinds = {o["kind"]: 0 for o in report["overlaps"]}
    for kind in kinds:
        kinds[kind] = count([o for o in report["overlaps"] if o["kind"] == kind], "start")
    named = [f"{words.kind_of(kind).label}: {found}" for kind, found in kinds.items() if found]
    shown = count([cue for cue in report["cues"] if cue["shown"]], "at")
    cues = [f"cues shown: {shown}"] if shown else []
    gaps = [
        f"{name} not heard: {missed}"
        for speaker, name in words.SPEAKERS.items()
        if (missed := count([lost for lost in report["dropouts"] if lost["speaker"] == speaker], "start"))
    ]
    return "; ".join([", ".join(spoken), *named, *cues, *gaps]) + "."
