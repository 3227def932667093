"""The scorecard for a reader: each pillar's measures in words, with the counts behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callmon.export import words
from callmon.export.measure_labels import CALL, SIDES
from callmon.export.measures import shown
from callmon.export.one_channel import trust, trust_text

LEADING = {
    "open_mind": ("questions_open", "questions_follow_up", "assumptions"),
    "care": ("interruptions", "attempts_to_speak", "rebuttals", "validations"),
    "active_listening": (
        "moments",
        "paraphrases",
        "long_customer_turns_said_back",
        "response_time_median",
        "talk_share_of_speech",
    ),
}
"""The measures of each pillar that a coach looks for first; the others come below them."""

HABITS = {
    "open_mind": "Asking rather than assuming.",
    "care": "Letting the customer finish, and taking up what they say.",
    "active_listening": "Leaving room, and showing that it has arrived.",
}
"""What each pillar is about."""

_UNITS = {measure.name: measure.unit for measure in (*SIDES, *CALL)}
_SECONDS = "seconds of "


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure in words: `43 %` and `3 open of 7 questions`.

    `counts` is empty where `value` says it all, and has a word for what is unsure where both sides lie on one
    channel; `trust` says how far to trust it there, and is empty where each side has a channel of its own.
    """

    label: str
    value: str
    counts: str
    definition: str
    trust: str


@dataclass(frozen=True, slots=True)
class Card:
    """One pillar, ready to print; a quote is as the report has it."""

    name: str
    label: str
    habit: str
    leading: Sequence[Figure]
    others: Sequence[Figure]
    best: Mapping[str, Any] | None
    missed: Mapping[str, Any] | None


def cards(report: Mapping[str, Any]) -> list[Card]:
    """The pillars of the report's scorecard; empty where it has none."""
    return [
        _card(pillar, report["call"]) for pillar in (report.get("scorecard") or {"pillars": []})["pillars"]
    ]


def _card(pillar: Mapping[str, Any], call: Mapping[str, Any]) -> Card:
    name = pillar["pillar"]
    first = LEADING.get(name, ())
    order = {measure: place for place, measure in enumerate(first)}
    leading = sorted(
        (each for each in pillar["measures"] if each["name"] in order),
        key=lambda each: order[each["name"]],
    )
    return Card(
        name,
        words.pillar_label(name),
        HABITS.get(name, ""),
        [figure(each, call) for each in leading],
        [figure(each, call) for each in pillar["measures"] if each["name"] not in order],
        pillar["best"],
        pillar["missed"],
    )


def little_speech(report: Mapping[str, Any]) -> bool:
    """Whether so little was said that the scorecard gives no talk share, but the times alone."""
    shares = (
        measure
        for pillar in (report.get("scorecard") or {"pillars": []})["pillars"]
        for measure in pillar["measures"]
        if measure["name"] == "talk_share_of_speech"
    )
    return any(each["value"] is None and each["counts"] for each in shares)


def figure(measure: Mapping[str, Any], call: Mapping[str, Any]) -> Figure:
    """A measure of the scorecard in words; no ratio without its counts.

    Args:
        measure: as the scorecard has it.
        call: what the report says about the call.
    """
    value, counts = _told(measure)
    sure = trust(measure["name"], call)
    if sure == "low" and measure["value"] is not None:
        counts = " · ".join(filter(None, (counts, "a hint")))
    return Figure(
        words.plain(measure["label"]), value, counts, words.plain(measure["definition"]), trust_text(sure)
    )


def _told(measure: Mapping[str, Any]) -> tuple[str, str]:
    value, unit, counts = measure["value"], measure["unit"], measure["counts"]
    part_of = len(counts) == 2 and not any(each["label"].startswith(_SECONDS) for each in counts)
    if unit == "of" and part_of:
        whole = counts[1]["count"]
        return f"{counts[0]['count']} of {whole}" if whole else f"no {_label(counts[1], 1)}", ""
    if unit == "share" and part_of:
        some, whole = (_count(each) for each in counts)
        if value is None:
            # Of too few, a share would say more than is known.
            return f"{counts[0]['count']} of {whole}", ""
        return words.share(value), f"{some} of {whole}"
    if unit == "count":
        told = [_count(each) for each in counts if each["count"]]
        return shown(value, "n"), " · ".join(told) if len(counts) > 1 else ""
    parts = " · ".join(_count(each) for each in counts)
    if unit == "per ten minutes":
        return shown(value, "rate"), parts
    if unit == "wpm":
        return shown(value, "wpm") if value is None else f"{value:.0f} words per minute", parts
    return shown(value, _UNITS.get(measure["name"], unit)), parts


def _count(part: Mapping[str, Any]) -> str:
    label = _label(part, part["count"])
    if label.startswith(_SECONDS):
        return f"{label.removeprefix(_SECONDS)} {words.short_clock(part['count'])} min"
    return f"{part['count']} {label}"


def _label(part: Mapping[str, Any], count: int) -> str:
    """What is counted, of one without the plural."""
    label = words.plain(part["label"])
    return label.removesuffix("s") if count == 1 and not label.startswith(_SECONDS) else label
