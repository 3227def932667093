"""The words that every report uses: labels of kinds, speakers and pillars, and how numbers read.

Each kind of number has one format: a place in the call `1:02.3`, a length `9.8 s`, a length on whose
hundredths a verdict turns `0.50 s`, a share `58 %`, a threshold as it was set.
"""

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


def pillar_label(name: str) -> str:
    """The pillar's name as a reader sees it; an unknown one is shown under its own name rather than lost."""
    return PILLARS.get(name) or sentence_case(name)


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


def cue_sign(cue: Mapping[str, Any]) -> str:
    """The mark of a cue: `shown` or `suppressed`, and `praise` or `praise-suppressed` where it praises."""
    if cue["positive"]:
        return "praise" if cue["shown"] else "praise-suppressed"
    return "shown" if cue["shown"] else "suppressed"


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
    """A length to a tenth of a second: `9.8 s`, or `1:02.4 min` from one minute on."""
    if value is None:
        return NONE
    if value < 59.95:
        return f"{value:.1f} s"
    return f"{clock(value)} {'min' if value < 3599.95 else 'h'}"


def brief(value: float | None) -> str:
    """A length on whose hundredths a verdict turns, such as an overlap or an answer: `0.50 s`."""
    if value is None:
        return NONE
    text = f"{value:.2f} s"
    return "0.00 s" if text == "-0.00 s" else text


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


def heard_words(report: Mapping[str, Any]) -> bool:
    """Whether the text of any word of the call is known."""
    return any((utterance.get("text") or "").strip() for utterance in report["utterances"])


def recognised_words(report: Mapping[str, Any]) -> bool:
    """Whether there is a word at all, known by its text or not."""
    return any(utterance.get("words") for utterance in report["utterances"])


def judged(report: Mapping[str, Any]) -> bool:
    """Whether it was looked at what somebody did with words: nothing found is then nothing done."""
    sides = (report["measures"][side].get("questions") for side in SPEAKERS)
    return bool(report["acts"] or report["moments"]) or any(asked is not None for asked in sides)
