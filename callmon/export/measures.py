"""Names, units and definitions of the measures, so that no number stands without what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from callmon.export import words


@dataclass(frozen=True, slots=True)
class Measure:
    """How one measure is named, shown and defined; `about` starts the names of its thresholds."""

    name: str
    label: str
    unit: str
    meaning: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One line of the table of measures, ready to print."""

    label: str
    agent: str
    customer: str
    call: str
    meaning: str
    thresholds: str


SIDES = (
    Measure("talk_time", "Talk time", "s", "Seconds of own speech."),
    Measure("talk_share_of_speech", "Talk share of speech", "share", "Own speech as part of all speech."),
    Measure("talk_share_of_call", "Talk share of the call", "share", "Own speech as part of the whole call."),
    Measure("turns", "Turns", "n", "Times of holding the floor; own pauses do not end one.", ("turn",)),
    Measure("longest_turn", "Longest turn", "s", "Backchannels of the other do not end it.", ("monologue",)),
    Measure(
        "response_time_median",
        "Response time, median",
        "s",
        "From the end of the other's turn; negative when both speak.",
    ),
    Measure("response_time_p90", "Response time, 90th percentile", "s", "Nine of ten answers start sooner."),
    Measure(
        "interruptions",
        "Interruptions",
        "n",
        "Starts in the middle of the other's turn and takes the floor.",
        ("interruption",),
    ),
    Measure("interruptions_minor", "… minor", "n", "By length of the overlap.", ("severity_minor", "minor")),
    Measure("interruptions_clear", "… clear", "n", "By length of the overlap.", ("severity_clear", "clear")),
    Measure("interruptions_long", "… long", "n", "By length of the overlap.", ("severity_long", "long")),
    Measure(
        "attempted_interruptions",
        "Tried to speak",
        "n",
        "Starts in the middle of the other's turn and gives up first.",
        ("attempt",),
    ),
    Measure(
        "silent_interruptions",
        "Silent interruptions",
        "n",
        "Starts in a short pause of an unfinished sentence.",
        ("silent",),
    ),
    Measure(
        "backchannels", "Backchannels (credited)", "n", "Short signs of listening; good.", ("backchannel",)
    ),
    Measure(
        "supportive_overlaps",
        "Supportive overlaps",
        "n",
        "Completes or agrees; the other goes on.",
        ("supportive",),
    ),
    Measure(
        "terminal_overlaps",
        "Normal turn overlaps",
        "n",
        "Starts as the other is finishing; never an interruption.",
        ("terminal",),
    ),
    Measure("leaked_time", "Leaked time", "s", "The other's voice on this channel; not counted as speech."),
    Measure("words", "Words", "n", "Recognised words."),
    Measure(
        "pace",
        "Pace",
        "wpm",
        "Words per minute of own speech, pauses and utterances of few words left out.",
        ("pace",),
    ),
)

CALL = (
    Measure("duration", "Length of the call", "s", "Of the recording."),
    Measure("overlap_time", "Both speak", "s", "Time in which both speak at once.", ("overlap",)),
    Measure(
        "non_talk_time",
        "Non-talk time",
        "s",
        "Neither speaks, in stretches over 3 s; hold is counted apart.",
        ("non_talk",),
    ),
    Measure("non_talk_over_3s", "… stretches over 3 s", "n", "Number of such stretches."),
    Measure("non_talk_over_5s", "… stretches over 5 s", "n", "Number of such stretches."),
    Measure("non_talk_over_10s", "… stretches over 10 s", "n", "Number of such stretches."),
    Measure("hold_time", "Hold time", "s", "Music, ring-back or an announced hold.", ("hold",)),
    Measure(
        "turn_switches_per_minute",
        "Turn switches per minute",
        "n",
        "Changes of the floor from one to the other.",
    ),
    Measure(
        "overlaps_discounted",
        "Overlaps discounted",
        "n",
        "Too short, or explained by the delay of the line.",
        ("delay",),
    ),
)


def shown(value: Any, unit: str) -> str:
    """One value in its unit."""
    if value is None:
        return words.NONE
    match unit:
        case "s":
            return words.seconds(value)
        case "share":
            return words.share(value)
        case "wpm":
            return f"{value:.0f}"
    return words.number(value) if isinstance(value, int | float) else words.value(value)


def side_rows(report: Mapping[str, Any]) -> list[MeasureRow]:
    """The measures of both sides beside each other."""
    agent, customer = report["measures"]["agent"], report["measures"]["customer"]
    return [
        MeasureRow(
            measure.label,
            shown(agent.get(measure.name), measure.unit),
            shown(customer.get(measure.name), measure.unit),
            "",
            measure.meaning,
            _thresholds(measure, report),
        )
        for measure in _with_unknown(SIDES, {**agent, **customer})
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
        )
        for measure in _with_unknown(CALL, call)
    ]


def _with_unknown(known: tuple[Measure, ...], values: Mapping[str, Any]) -> list[Measure]:
    names = {measure.name for measure in known}
    listed = [measure for measure in known if measure.name in values]
    return listed + [
        Measure(name, words.sentence_case(name), "n", "") for name in values if name not in names
    ]


def _thresholds(measure: Measure, report: Mapping[str, Any]) -> str:
    found = (
        words.threshold(name, value)
        for name, value in report["definitions"].items()
        if measure.about and name.startswith(measure.about)
    )
    return " · ".join(f"{label.lower()} {value}" for label, value in found)
