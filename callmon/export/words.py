"""The words that every report uses: labels of kinds, speakers, pillars and measures, and how numbers read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NONE = "–"
"""What stands where a value is not known."""

SPEAKERS = {"agent": "Agent", "customer": "Customer"}

PILLARS = {"open_mind": "Open mind", "care": "Care", "active_listening": "Active listening"}


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of overlap is called and marked; colour never stands alone."""

    label: str
    letter: str
    note: str


KINDS = {
    "interruption": Kind("Interruption", "I", "takes the floor while the other is in the middle of a turn"),
    "attempted_interruption": Kind(
        "Tried to speak", "T", "starts while the other speaks, and gives up first"
    ),
    "backchannel": Kind(
        "Backchannel (credited)", "B", "a short sign of listening; good, and counted as such"
    ),
    "supportive": Kind("Supportive", "S", "completes or agrees; the other goes on"),
    "terminal": Kind("Normal turn overlap", "N", "starts as the other is finishing; ordinary turn-taking"),
    "crosstalk": Kind("Crosstalk", "X", "both began at once, or one voice leaks into the other's channel"),
}
"""Every kind of overlap, the most telling first."""

_SEVERITY_RANK = {"long": 0, "clear": 1, "minor": 2}


def kind_of(name: str) -> Kind:
    """The kind with this name; an unknown one is shown under its own name rather than lost."""
    return KINDS.get(name) or Kind(sentence_case(name), "?", "a kind that this version does not know")


def speaker_label(speaker: str | None) -> str:
    """The speaker's name as a reader sees it."""
    return NONE if speaker is None else SPEAKERS.get(speaker, sentence_case(speaker))


def who(overlap: Mapping[str, Any]) -> str:
    """Who speaks over whom, in a few words."""
    return f"{speaker_label(overlap['by'])} over {speaker_label(overlap['of']).lower()}"


def importance(overlap: Mapping[str, Any]) -> tuple[int, int, int, float, float]:
    """Sort key that puts the most telling overlap first: kind, severity, the agent's, then length."""
    kinds = list(KINDS)
    kind = overlap["kind"]
    rank = kinds.index(kind) if kind in kinds else len(kinds)
    severity = _SEVERITY_RANK.get(overlap["severity"], 3)
    length = overlap["end"] - overlap["start"]
    # The mirror that agents never see comes first among the attempts: the customer's own.
    first = "customer" if kind == "attempted_interruption" else "agent"
    return rank, severity, int(overlap["by"] != first), -length, overlap["start"]


def sentence_case(name: str) -> str:
    """An identifier as words: `terminal_overlap` reads "Terminal overlap"."""
    words = plain(name.replace("_", " "))
    return words[:1].upper() + words[1:]


def clock(seconds: float) -> str:
    """A place in the call to a tenth of a second: `1:02.3`, or `1:02:03.4` from an hour on."""
    tenths = max(0, int(seconds * 10 + 0.5))
    whole, tenth = divmod(tenths, 10)
    return f"{_minutes(whole)}.{tenth}"


def short_clock(seconds: float) -> str:
    """A place in the call to the second: `1:02`, or `1:02:03` from an hour on."""
    return _minutes(max(0, int(seconds + 0.5)))


def _minutes(whole: int) -> str:
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def span(start: float, end: float) -> str:
    """A stretch of the call, such as `0:31.2–0:32.4`."""
    return f"{clock(start)}–{clock(end)}"


def number(value: float, digits: int = 2) -> str:
    """A number without trailing zeros."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def seconds(value: float | None) -> str:
    """A length in seconds, or in minutes from one minute on."""
    if value is None:
        return NONE
    if abs(value) >= 60:
        return f"{short_clock(value)} min" if value < 3600 else f"{short_clock(value)} h"
    return f"{number(value, 2 if abs(value) < 10 else 1)} s"


def share(value: float | None) -> str:
    """A share between 0 and 1 in percent."""
    return NONE if value is None else f"{value * 100:.0f} %"


def plain(text: str) -> str:
    """The text without control characters, which neither a terminal nor a page should act on."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


def value(item: object) -> str:
    """Any value of the report as text for a reader."""
    match item:
        case None:
            return NONE
        case bool():
            return "yes" if item else "no"
        case int() | float():
            return number(item, 3)
        case str():
            return plain(item)
        case Mapping():
            return ", ".join(f"{sentence_case(str(key)).lower()} {value(part)}" for key, part in item.items())
        case Sequence():
            return ", ".join(value(part) for part in item)
    return plain(str(item))


def threshold(name: str, item: object) -> tuple[str, str]:
    """Label and value of one definition; the end of its name tells the unit."""
    units = {"_s": " s", "_ms": " ms", "_wpm": " words per minute", "_db": " dB"}
    for ending, unit in units.items():
        if name.endswith(ending) and len(name) > len(ending) and item is not None:
            return sentence_case(name.removesuffix(ending)), value(item) + unit
    return sentence_case(name), value(item)


def heard_words(report: Mapping[str, Any]) -> bool:
    """Whether any word of the call is recognised."""
    return any((utterance.get("text") or "").strip() for utterance in report["utterances"])


def evidence(found: Mapping[str, Any]) -> str:
    """What was measured, in one line: value, threshold, place and anything else that the rule recorded."""
    unit = plain(found.get("unit") or "")
    tail = f" {unit}" if unit else ""
    parts = []
    if found.get("value") is not None:
        parts.append(f"measured {value(found['value'])}{tail}")
    if found.get("threshold") is not None:
        parts.append(f"threshold {value(found['threshold'])}{tail}")
    known = {"value", "threshold", "unit", "start", "end"}
    parts += [
        f"{sentence_case(key).lower()} {value(part)}"
        for key, part in found.items()
        if key not in known and part is not None
    ]
    if found.get("start") is not None and found.get("end") is not None:
        parts.append(f"at {span(found['start'], found['end'])}")
    return " · ".join(parts)
