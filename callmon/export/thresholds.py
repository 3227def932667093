"""The thresholds of a report in words: a label and the value in its unit, beside the setting's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from callmon.export import words


@dataclass(frozen=True, slots=True)
class Threshold:
    """One threshold, ready to print."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Group:
    """Thresholds that belong together."""

    label: str
    rows: tuple[Threshold, ...]


LABELS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Turns and overlaps": {
        "turn_pause_s": ("Longest own pause within a turn", "s"),
        "floor_min_s": ("Speech after which one is mid-turn", "s"),
        "goes_on_s": ("Going on alone that takes the floor", "s"),
        "overlap_min_s": ("Shortest overlap that counts", "s"),
        "delay_budget_s": ("Overlap that the line may have made, taken off", "s"),
        "terminal_overlap_s": ("End of a turn in which to start is normal", "s"),
        "interruption_overlap_s": ("Overlap above which a start interrupts", "s"),
        "clear_interruption_s": ("Overlap above which it is clear", "s"),
        "long_interruption_s": ("Overlap above which it is long", "s"),
        "live_overlap_s": ("Overlap that interrupts while it lasts", "s"),
        "backchannel_max_s": ("Longest backchannel", "s"),
        "backchannel_words_share": ("Words of listening in it, at least", "share"),
        "silent_pause_min_s": ("Shortest pause before a silent interruption", "s"),
        "silent_pause_max_s": ("Longest pause before a silent interruption", "s"),
        "start_known_s": ("Time until a start is known", "s"),
        "silence_known_s": ("Time until a possible start is known", "s"),
    },
    "Silence": {
        "non_talk_s": ("Nobody speaks: stretches longer than", "s"),
        "non_talk_counted_s": ("Stretches are counted above", "s"),
        "non_talk_tiers_s": ("Lengths told while it is silent", "s"),
        "hold_sound_share": ("Music or tones that make a hold, at least", "share"),
    },
    "Pace and talk share": {
        "pace_min_words": ("Fewest words of an utterance that counts", "n"),
        "pace_window_s": ("Own speech behind the pace of the moment", "s"),
        "pace_usual_s": ("Own speech until the usual pace is known", "s"),
        "share_window_s": ("Time behind the talk share of the moment", "s"),
    },
    "Cues": {
        "cue_shown_s": ("A cue stays for", "s"),
        "cue_between_s": ("Least time between two cues", "s"),
        "cue_between_same_s": ("Least time between two of a kind", "s"),
        "cue_most": ("Most cues within the time below", "n"),
        "cue_most_within_s": ("Time within which they are counted", "s"),
        "cue_warm_up_s": ("No cue in the first", "s"),
        "cue_quick_answer_s": ("An answer is quick below", "s"),
        "cue_quick_answers": ("Quick answers that call for a cue", "n"),
        "cue_quick_answers_of": ("Last answers that are looked at", "n"),
        "cue_quick_answer_turn_s": ("Shortest turn whose answer is looked at", "s"),
        "cue_monologue_s": ("Turn of the agent that calls for a cue", "s"),
        "cue_talk_share_high": ("Talk share of the agent that calls for a cue", "share"),
        "cue_talk_share_again": ("Talk share below which it may call again", "share"),
        "cue_talk_share_speech_s": ("Speech that the share must rest on", "s"),
        "cue_dead_air_s": ("Silence that calls for a cue", "s"),
        "cue_pace_over_usual": ("Pace that calls for a cue", "usual"),
        "cue_pace_high_wpm": ("The same while the usual pace is not known", "wpm"),
        "cue_off": ("Cues that are switched off", "names"),
    },
    "What counts as speech": {
        "endpoint_speech_probability": ("Certainty from which speech may grow", "share"),
        "endpoint_sure_probability": ("Certainty that an utterance must reach", "share"),
        "endpoint_loud_probability": ("Certainty asked where it is as loud as speech", "share"),
        "endpoint_loud_below_median_db": ("As loud as speech: below the usual level by", "db"),
        "endpoint_bridge_s": ("Shortest silence that ends an utterance", "s"),
        "endpoint_shortest_s": ("Shortest utterance", "s"),
        "endpoint_grow_s": ("Furthest that loudness moves an edge", "s"),
        "endpoint_below_median_db": ("Edge of speech: below the usual level by", "db"),
        "endpoint_above_noise_db": ("Edge of speech: above the noise by", "db"),
        "endpoint_silent_below_median_db": ("Silence: below the usual level by", "db"),
        "endpoint_decay_s": ("Longest fading that is no silence", "s"),
    },
    "One side on the other’s channel": {
        "leakage_sure_correlation": ("Likeness that proves a leak at once", "n"),
        "leakage_likely_correlation": ("Likeness that proves one found three times", "n"),
        "leakage_known_correlation": ("Likeness that confirms a known leak", "n"),
        "leakage_weaker_db": ("A copy without delay is weaker by", "db"),
        "leakage_above_noise_db": ("A leak is above the noise by", "db"),
        "leakage_margin_db": ("Louder than expected and still a leak, up to", "db"),
        "leakage_mixed_margin_db": ("The same while the side itself speaks", "db"),
        "leakage_explained_share": ("Usual likeness below which the side itself speaks", "share"),
        "leakage_mirrored_db": ("Less weaker than this, the original looks like a copy", "db"),
        "leakage_decay_db": ("Fading of a leak in 10 ms", "db"),
        "leakage_doubts": ("Looks without likeness after which it is over", "n"),
    },
}
"""Label and unit of each threshold by its name in the report; label and value read as one phrase."""

_OTHERS = "Others"

_ENDINGS = {"_s": "s", "_wpm": "wpm", "_db": "db", "_share": "share"}


def groups(definitions: Mapping[str, Any]) -> list[Group]:
    """Every threshold of a report; one that this version does not know stands last under its own name."""
    known = {name for labels in LABELS.values() for name in labels} | {"version"}
    found = {
        group: tuple(threshold(name, definitions[name]) for name in labels if name in definitions)
        for group, labels in LABELS.items()
    }
    found[_OTHERS] = tuple(threshold(name, item) for name, item in definitions.items() if name not in known)
    return [Group(label, rows) for label, rows in found.items() if rows]


def threshold(name: str, item: Any) -> Threshold:
    """One threshold as it was set: no digit is added and none is lost."""
    for labels in LABELS.values():
        if name in labels:
            label, unit = labels[name]
            return Threshold(name, label, as_set(item, unit))
    unit = next((unit for ending, unit in _ENDINGS.items() if name.endswith(ending)), "n")
    return Threshold(name, words.sentence_case(name), as_set(item, unit))


def as_set(item: Any, unit: str) -> str:
    """A value in its unit with the digits that it has."""
    if isinstance(item, bool) or not isinstance(item, int | float | list):
        return words.value(item)
    items = item if isinstance(item, list) else [item]
    if not items:
        return "none"
    factor, tail = {
        "s": (1, " s"),
        "share": (100, " %"),
        "wpm": (1, " words per minute"),
        "usual": (1, " times the usual"),
        "db": (1, " dB"),
    }.get(unit, (1, ""))
    if not all(isinstance(each, int | float) for each in items):
        return ", ".join(words.sentence_case(str(each)) for each in items)
    return ", ".join(words.number(each * factor, 6) for each in items) + tail
