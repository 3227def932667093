"""Names, units and definitions of the measures, so that no number stands without what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from callmon.export import words
from callmon.export.thresholds import threshold


@dataclass(frozen=True, slots=True)
class Measure:
    """How one measure is named, shown and defined; `about` names the thresholds that it depends on."""

    name: str
    label: str
    unit: str
    meaning: str
    about: tuple[str, ...] = ()
    rare: bool = False
    """Whether it is left out where it is nothing."""


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
    Measure(
        "turns", "Turns", "n", "Times of holding the floor; own pauses do not end one.", ("turn_pause_s",)
    ),
    Measure(
        "longest_turn", "Longest turn", "s", "Backchannels of the other do not end it.", ("turn_pause_s",)
    ),
    Measure(
        "response_time_median",
        "Response time, median",
        "brief",
        "From the end of the other's turn; negative when both speak.",
    ),
    Measure(
        "response_time_p90", "Response time, 90th percentile", "brief", "Nine of ten answers start sooner."
    ),
    Measure(
        "interruptions",
        "Interruptions",
        "n",
        "Starts in the middle of the other's turn and takes the floor.",
        ("interruption_overlap_s", "floor_min_s", "delay_budget_s"),
    ),
    Measure("interruptions_minor", "… minor", "n", "By length of the overlap.", ("clear_interruption_s",)),
    Measure(
        "interruptions_clear",
        "… clear",
        "n",
        "By length of the overlap.",
        ("clear_interruption_s", "long_interruption_s"),
    ),
    Measure("interruptions_long", "… long", "n", "By length of the overlap.", ("long_interruption_s",)),
    Measure(
        "attempted_interruptions",
        "Tried to speak",
        "n",
        "Starts in the middle of the other's turn and gives up first.",
        ("interruption_overlap_s",),
    ),
    Measure(
        "silent_interruptions",
        "Silent interruptions",
        "n",
        "Starts in a short pause of an unfinished sentence.",
        ("silent_pause_min_s", "silent_pause_max_s"),
    ),
    Measure(
        "backchannels",
        "Backchannels (credited)",
        "n",
        "Short signs of listening; good.",
        ("backchannel_max_s", "backchannel_words_share"),
    ),
    Measure(
        "supportive_overlaps",
        "Supportive overlaps",
        "n",
        "Completes or agrees; the other goes on.",
        ("backchannel_words_share",),
    ),
    Measure(
        "terminal_overlaps",
        "Normal turn overlaps",
        "n",
        "Starts as the other is finishing; never an interruption.",
        ("terminal_overlap_s",),
    ),
    Measure("leaked_time", "Leaked time", "s", "The other's voice on this channel; not counted as speech."),
    Measure(
        "unheard_time",
        "Not heard",
        "s",
        "Nothing came from this side’s device, or the call was paused.",
        rare=True,
    ),
    Measure("words", "Words", "n", "Recognised words."),
    Measure(
        "pace",
        "Pace",
        "wpm",
        "Words per minute of own speech, pauses and utterances of few words left out.",
        ("pace_min_words",),
    ),
)

CALL = (
    Measure("duration", "Length of the call", "s", "Of the recording."),
    Measure("overlap_time", "Both speak", "s", "Time in which both speak at once."),
    Measure(
        "non_talk_time",
        "Non-talk time",
        "s",
        "Neither speaks, in long stretches; hold is counted apart.",
        ("non_talk_s",),
    ),
    Measure("non_talk_over_3s", "… stretches over 3 s", "n", "Number of such stretches."),
    Measure("non_talk_over_5s", "… stretches over 5 s", "n", "Number of such stretches."),
    Measure("non_talk_over_10s", "… stretches over 10 s", "n", "Number of such stretches."),
    Measure("hold_time", "Hold time", "s", "Music, ring-back or an announced hold.", ("hold_sound_share",)),
    Measure(
        "turn_switches_per_minute",
        "Turn switches per minute",
        "rate",
        "Changes of the floor from one to the other.",
    ),
    Measure(
        "overlaps_discounted",
        "Overlaps discounted",
        "n",
        "Too short, or explained by the delay of the line.",
        ("delay_budget_s",),
    ),
)


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
        for measure in _with_unknown(SIDES, agent, customer)
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


def _with_unknown(known: tuple[Measure, ...], *parts: Mapping[str, Any]) -> list[Measure]:
    values = dict.fromkeys(name for part in parts for name in part)
    names = {measure.name for measure in known}
    listed = [
        measure
        for measure in known
        if any(measure.name in part and not (measure.rare and not part[measure.name]) for part in parts)
    ]
    return listed + [
        Measure(name, words.sentence_case(name), "n", "") for name in values if name not in names
    ]


def _thresholds(measure: Measure, report: Mapping[str, Any]) -> str:
    known = report["definitions"]
    found = [threshold(name, known[name]) for name in measure.about if name in known]
    return " · ".join(f"{each.label[:1].lower()}{each.label[1:]} {each.value}" for each in found)
