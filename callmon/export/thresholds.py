"""The thresholds of a report in words: a label and the value in its unit, beside the setting's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from callmon.export import words
from callmon.export.threshold_labels import LABELS


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


_OTHERS = "Others"

_ENDINGS = {"_s": "s", "_wpm": "wpm", "_db": "db", "_st": "st", "_share": "share"}

_REGIONS = {"eu": "European Union", "us": "United States", "other": "elsewhere"}


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
    if unit == "region":
        return _REGIONS.get(item, words.value(item))
    if unit == "db_or_never":
        return "never" if isinstance(item, int | float) and item < 0 else as_set(item, "db")
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
        "st": (1, " semitones"),
        "syllables": (1, " syllables/s"),
    }.get(unit, (1, ""))
    if not all(isinstance(each, int | float) for each in items):
        return ", ".join(words.sentence_case(str(each)) for each in items)
    return ", ".join(words.number(each * factor, 6) for each in items) + tail
