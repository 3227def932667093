"""Tone against the usual for a reader: where a voice differed, as words at their time."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from callmon.export import words
from callmon.export.time_axis import Scale, Tick, overview_step, ticks

WIDTH = 1100.0
GUTTER = 62.0
RIGHT = WIDTH - 24.0
TRACK = 21.0
"""Height of one line of words with their bars."""
LETTER = 6.4
"""Width of a letter, as far as it can be known here."""
CURVE = 46.0
"""Height of the line of arousal."""
CAPTION = 14.0
"""Height of what is written above it."""

FEATURES = {"pitch": "pitch", "spread": "melody", "loudness": "loudness", "rate": "pace"}
_UNITS = {"st": "semitones"}
_LONGEST_ROW = 900.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch in which a voice differed from its usual, with the word for it; `track` counts from above."""

    x: float
    width: float
    word: str
    title: str
    track: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """One speaker in a row; `y` is its upper edge."""

    speaker: str
    y: float
    height: float
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Row:
    """Some minutes of the call; `curve` are the points of the customer's arousal, `curve_y` is its top."""

    index: int
    lanes: Sequence[Lane]
    curve: Sequence[tuple[float, float]]
    curve_y: float
    axis_y: float
    ticks: Sequence[Tick]
    right: float
    height: float
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From a shift to the next one of the same voice and feature, in seconds."""

    shift: Mapping[str, Any]
    end: float


def rows(report: Mapping[str, Any]) -> list[Row]:
    """The whole call in rows of equal length; empty where no voice was measured."""
    tone, duration = report["tone"], float(report["call"]["duration"])
    if duration <= 0 or not any(tone.values()):
        return []
    length = duration / math.ceil(duration / _LONGEST_ROW)
    count = math.ceil(round(duration / length, 6))
    stretches = list(_stretches(report))
    return [_row(report, stretches, index, length, count) for index in range(count)]


def told(shift: Mapping[str, Any]) -> str:
    """A shift in words: `Agent fast: pace 5.9 syllables/s, usual 4.7`."""
    feature = FEATURES.get(shift["feature"]) or words.sentence_case(shift["feature"]).lower()
    unit = _UNITS.get(shift["unit"], words.plain(shift["unit"]))
    numbers = f"{feature} {words.number(shift['value'], 1)} {unit}, usual {words.number(shift['usual'], 1)}"
    word = "steady again" if shift["word"] == "steady" else words.plain(shift["word"])
    return f"{words.speaker_label(shift['speaker'])} {word}: {numbers}"


def _stretches(report: Mapping[str, Any]) -> Iterator[_Stretch]:
    """Where voices differed; what is `steady` again ends one and begins none."""
    open_ones: dict[tuple[str, str], Mapping[str, Any]] = {}
    for shift in report["tone"]["shifts"]:
        key = (shift["speaker"], shift["feature"])
        before = open_ones.pop(key, None)
        if before is not None:
            yield _Stretch(before, shift["start"])
        if shift["word"] != "steady":
            open_ones[key] = shift
    for shift in open_ones.values():
        yield _Stretch(shift, float(report["call"]["duration"]))


def _row(
    report: Mapping[str, Any], stretches: Sequence[_Stretch], index: int, length: float, count: int
) -> Row:
    start, end = index * length, (index + 1) * length
    scale = Scale(start, length, GUTTER, RIGHT)
    lanes, y = [], 4.0
    for speaker in words.SPEAKERS:
        bars = _bars([each for each in stretches if each.shift["speaker"] == speaker], scale, start, end)
        height = TRACK * max([1, *(bar.track + 1 for bar in bars)])
        lanes.append(Lane(speaker, y, height, bars))
        y += height + 10
    estimated = bool(report["tone"]["arousal"])
    curve_y = y + (CAPTION if estimated else 0)
    axis_y = y + (CAPTION + CURVE + 8 if estimated else 0)
    step = overview_step(length)
    told_here = "; ".join(bar.title for lane in lanes for bar in lane.bars)
    return Row(
        index=index,
        lanes=lanes,
        curve=_curve(report, scale, start, end, curve_y),
        curve_y=curve_y,
        axis_y=axis_y,
        ticks=ticks(start, end, scale, step),
        right=scale.right,
        height=axis_y + 18,
        title="Tone against the usual"
        + (f", {words.short_clock(start)} to {words.short_clock(end)}" if count > 1 else ""),
        description=f"{told_here}." if told_here else "No voice differs from its usual.",
    )


def _bars(stretches: Sequence[_Stretch], scale: Scale, start: float, end: float) -> list[Bar]:
    """Bars side by side where there is room, else one below the other."""
    placed: list[Bar] = []
    free: list[float] = []
    here = [each for each in stretches if each.shift["start"] < end and each.end > start]
    for stretch in sorted(here, key=lambda each: (each.shift["start"], each.shift["feature"])):
        x = scale.x(max(start, stretch.shift["start"]))
        width = max(3.0, scale.x(min(end, stretch.end)) - x)
        word = words.plain(stretch.shift["word"])
        room = max(width, LETTER * len(word)) + 8
        x = min(x, RIGHT - LETTER * len(word))
        bar = Bar(x, round(min(width, RIGHT - x), 2), word, _title(stretch))
        track = next((number for number, until in enumerate(free) if until <= x), len(free))
        free[track : track + 1] = [x + room]
        placed.append(replace(bar, track=track))
    return placed


def _title(stretch: _Stretch) -> str:
    return f"{told(stretch.shift)}, {words.span(stretch.shift['start'], stretch.end)}"


def _curve(
    report: Mapping[str, Any], scale: Scale, start: float, end: float, top: float
) -> list[tuple[float, float]]:
    """Points of the customer's arousal, calm below and tense above, each in the middle of its utterance."""
    spoken = {each["id"]: each for each in report["utterances"] if each["speaker"] == "customer"}
    middles = [
        ((spoken[each["utterance"]]["start"] + spoken[each["utterance"]]["end"]) / 2, each["value"])
        for each in report["tone"]["arousal"]
        if each["utterance"] in spoken
    ]
    return [(scale.x(at), round(top + (1 - value) * CURVE, 2)) for at, value in middles if start <= at <= end]
