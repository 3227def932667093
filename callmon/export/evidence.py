"""What a cue rests on, in one line for a reader."""

from collections.abc import Mapping
from typing import Any

from callmon.export import words
from callmon.export.thresholds import as_set

_KNOWN = {"value", "threshold", "baseline", "count", "unit", "start", "end", "words"}


def evidence(found: Mapping[str, Any]) -> str:
    """What was said, value, threshold, place and anything else that the rule recorded."""
    said = [f"said “{words.plain(found['words'])}”"] if found.get("words") else []
    return " · ".join([*said, *figures(found)])


def figures(found: Mapping[str, Any]) -> list[str]:
    """All but what was said, each as a name and its value: `measured 1.02 s`, `threshold 0.7 s`."""
    unit = words.plain(found.get("unit") or "")
    parts = []
    if found.get("value") is not None:
        parts.append(
            f"{'certainty' if unit == 'confidence' else 'measured'} {_measured(found['value'], unit)}"
        )
    # A voice is held against its usual alone, which then is the threshold too.
    if found.get("threshold") is not None and found["threshold"] != found.get("baseline"):
        parts.append(f"threshold {_limit(found['threshold'], unit)}")
    if found.get("baseline") is not None:
        parts.append(f"usual {_measured(found['baseline'], unit)}")
    if (found.get("count") or 1) > 1:
        parts.append(f"count {found['count']}")
    parts += [
        f"{words.sentence_case(key).lower()} {words.value(part)}"
        for key, part in found.items()
        if key not in _KNOWN and part is not None
    ]
    if found.get("start") is not None and found.get("end") is not None:
        parts.append(f"at {words.span(found['start'], found['end'])}")
    return parts


def _limit(value: float, unit: str) -> str:
    """As it was set; a multiple of the usual pace was not set to any digit."""
    if unit not in ("s", "share", "confidence"):
        return _measured(value, unit)
    return as_set(value, "share" if unit == "confidence" else unit)


def _measured(value: float, unit: str) -> str:
    match unit:
        case "s":
            return words.brief(value)
        case "share" | "confidence":
            return words.share(value)
        case "wpm":
            return f"{value:.0f} words per minute"
    return f"{words.value(value)} {unit}".strip()
