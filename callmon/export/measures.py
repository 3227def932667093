"""The measures of a report in rows, so that no number stands without what it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from callmon.export import words
from callmon.export.measure_labels import CALL, TIMING, WORDING, Measure
from callmon.export.one_channel import trust, trust_text
from callmon.export.thresholds import threshold


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One line of the table of measures, ready to print."""

    label: str
    agent: str
    customer: str
    call: str
    meaning: str
    thresholds: str
    trust: str


def shown(value: Any, unit: str) -> str:
    """One value in its unit."""
    if value is None:
        return words.NONE
    match unit:
        case "s":
            return words.seconds(value)
        case "brief":
            return words.brief(value)
        case "rate":
            return f"{value:.1f}"
        case "share":
            return words.share(value)
        case "wpm":
            return f"{value:.0f}"
    return words.number(value) if isinstance(value, int | float) else words.value(value)


def timing_rows(report: Mapping[str, Any]) -> list[MeasureRow]:
    """What both sides did with time, beside each other; measures of a newer version among them."""
    known = {measure.name for measure in WORDING}
    return _side_rows(report, TIMING, lambda name: name not in known)


def wording_rows(report: Mapping[str, Any]) -> list[MeasureRow]:
    """What both sides did with words; empty where no words were judged."""
    known = {measure.name for measure in WORDING}
    return _side_rows(report, WORDING, lambda name: name in known)


def _side_rows(
    report: Mapping[str, Any], measures: tuple[Measure, ...], ours: Callable[[str], bool]
) -> list[MeasureRow]:
    parts = [
        {name: value for name, value in report["measures"][side].items() if ours(name)}
        for side in words.SPEAKERS
    ]
    agent, customer = parts
    return [
        MeasureRow(
            measure.label,
            shown(agent.get(measure.name), measure.unit),
            shown(customer.get(measure.name), measure.unit),
            "",
            measure.meaning,
            _thresholds(measure, report),
            trust_text(trust(measure.name, report["call"])),
        )
        for measure in _with_unknown(measures, *parts)
    ]


def call_rows(report: Mapping[str, Any]) -> list[MeasureRow]:
    """The measures of the whole call."""
    call = report["measures"]["call"]
    return [
        MeasureRow(
            measure.label,
            "",
            "",
            shown(call.get(measure.name), measure.unit),
            measure.meaning,
            _thresholds(measure, report),
            trust_text(trust(measure.name, report["call"])),
        )
        for measure in _with_unknown(CALL, call)
    ]


def _with_unknown(known: tuple[Measure, ...], *parts: Mapping[str, Any]) -> list[Measure]:
    values = dict.fromkeys(name for part in parts for name in part)
    names = {measure.name for measure in known}
    listed = [measure for measure in known if any(_is_shown(measure, part) for part in parts)]
    return listed + [
        Measure(name, words.sentence_case(name), "n", "") for name in values if name not in names
    ]


def _is_shown(measure: Measure, part: Mapping[str, Any]) -> bool:
    if measure.name not in part:
        return False
    value = part[measure.name]
    return not (measure.rare and not value) and not (measure.of_words and value is None)


def _thresholds(measure: Measure, report: Mapping[str, Any]) -> str:
    known = report["definitions"]
    found = [threshold(name, known[name]) for name in measure.about if name in known]
    return " · ".join(f"{each.label[:1].lower()}{each.label[1:]} {each.value}" for each in found)
