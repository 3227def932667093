"""What callmon heard and found, for other tools: a report in, annotations and words to choose from out."""

from collections.abc import Mapping
from typing import Any, get_args

from callmon.export.exchange.tiers import Annotation, printable, visible
from callmon.timeline import ActKind, Finding, MomentKind, OverlapKind, findings, seconds

_SIDES = ("agent", "customer")


def annotations_of_report(report: Mapping[str, Any]) -> list[Annotation]:
    """What was said, and what callmon found, on a tier for each kind and speaker."""
    said = [
        Annotation(f"said: {each['speaker']}", *visible(each["start"], each["end"]), printable(each["text"]))
        for each in report["utterances"]
    ]
    return [*said, *sorted(map(_annotation, findings(report)), key=lambda each: each.tier)]


def _annotation(found: Finding) -> Annotation:
    kind, _, name = found.label.partition("/")
    if kind == "cue":
        tier = f"cue: {'shown' if found.shown else 'held back'}"
    else:
        tier = f"found: {kind}" + (f" ({found.speaker})" if found.speaker else "")
    return Annotation(tier, *visible(seconds(found.segment.start), seconds(found.segment.end)), name)


def choices(report: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What a coder can say without typing, by the kind of tier: `judgements`, `missed` and `speakers`."""
    labels = sorted({each.label for each in findings(report)})
    return {
        "judgements": tuple(f"{kind} {label}" for kind in ("agree", "disagree") for label in labels),
        "missed": (
            *(f"act/{kind} {side}" for kind in get_args(ActKind) for side in _SIDES),
            *(f"overlap/{kind} {side}" for kind in get_args(OverlapKind) for side in _SIDES),
            *(f"moment/{kind} customer" for kind in get_args(MomentKind)),
            *(f"{label} agent" for label in labels if label.startswith("cue/")),
        ),
        "speakers": _SIDES,
    }
