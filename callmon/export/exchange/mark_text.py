"""Marks as text in an annotation: a mark in, what a person reads and edits out, and back.

What a mark says stands first, as a person writes it; behind it, in ⟦ ⟧, stands what other tools would lose:
the mark's id, its samples, what it is about, and what the text before cannot say. An annotation without that
is a new mark.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast, get_args
from urllib.parse import parse_qsl, quote, unquote, urlencode

from callmon.export.exchange.tiers import NAMES, Annotation, printable, tier_of, visible
from callmon.timeline import Mark, MarkKind, Segment, Speaker, samples, seconds

_BEHIND = re.compile(
    r"⟦(?P<id>[^\s⟦⟧]+) (?P<start>\d{1,12})-(?P<end>\d{1,12})"
    r"(?: (?P<target>[^\s?⟦⟧]+))?(?: \?(?P<kept>[^\s⟦⟧]*))?⟧",
    re.ASCII,
)
_NEAR_S = 0.0015
"""Other tools keep whole milliseconds: an edge that moved by less was not moved."""
_NOTHING = "–"
_KINDS = get_args(MarkKind)


def annotation_of(mark: Mark) -> Annotation:
    """A mark as an annotation."""
    said = _said(mark)
    target = f" {quote(mark.target, errors='surrogatepass')}" if mark.target else ""
    tier = tier_of(mark.coder, mark.kind)
    bare = Mark(mark.id, mark.coder, "note", mark.segment, target=mark.target)
    kept = "" if _READERS[NAMES[mark.kind]](bare, said.strip()) == mark else f" ?{_all_of(mark)}"
    identity = quote(mark.id, errors="surrogatepass")
    start, end = visible(seconds(mark.segment.start), seconds(mark.segment.end))
    behind = f"⟦{identity} {mark.segment.start}-{mark.segment.end}{target}{kept}⟧"
    return Annotation(tier, start, end, f"{said} {behind}")


def mark_of(annotation: Annotation, coder: str, name: str, last: int) -> Mark | None:
    """The mark that an annotation on a coder's tier is; None where it does not say what it means.

    Args:
        annotation: as another tool gives it.
        coder: whose tier it is.
        name: of the tier, one of `KINDS`.
        last: samples of the call.

    Returns:
        A mark whose id is empty where it is new.
    """
    read = _READERS[name]
    text = printable(annotation.text).rstrip()
    at = text.rfind("⟦")
    behind = _BEHIND.fullmatch(text, at) if at >= 0 else None
    if behind is None:
        return read(Mark("", coder, "note", place(annotation, last)), text.strip())
    segment = _edited(annotation, int(behind["start"]), int(behind["end"]), last)
    target = unquote(behind["target"] or "")
    bare = Mark(unquote(behind["id"]), coder, "note", segment, target=target)
    text = text[:at].strip()
    kept = _kept(bare, behind["kept"])
    if kept is not None and _said(kept).strip() == text:
        return kept
    return read(bare, text)


def place(annotation: Annotation, last: int) -> Segment:
    """Where an annotation lies, within a call of `last` samples."""
    start, end = (samples(min(max(each, 0.0), seconds(last))) for each in (annotation.start, annotation.end))
    return Segment(start, max(start, end))


def _edited(annotation: Annotation, start: int, end: int, last: int) -> Segment:
    """Where a mark lies: an edge that a person moved is where it was put, the other stays to the sample."""
    end = max(start, end)
    found = place(annotation, last)
    drawn = visible(seconds(start), seconds(end))
    if abs(annotation.start - drawn[0]) > _NEAR_S:
        start = found.start
    if abs(annotation.end - drawn[1]) > _NEAR_S:
        end = found.end
    start, end = min(start, last), min(end, last)
    return Segment(start, max(start, end))


def _said(mark: Mark) -> str:
    match mark.kind:
        case "agree" | "disagree":
            said = f"{mark.kind} {mark.label}"
        case "missed":
            said = f"{mark.label} {mark.speaker or ''}".strip()
        case "speaker":
            said = mark.speaker or ""
        case "word":
            said = mark.text or _NOTHING
        case _:
            said = mark.text
    if mark.text and mark.kind not in ("note", "word"):
        said += f"; {mark.text}"
    return printable(said)


def _all_of(mark: Mark) -> str:
    """What a mark says, without loss, as one word."""
    values = {"kind": mark.kind, "label": mark.label, "speaker": mark.speaker or "", "text": mark.text}
    return urlencode(values, errors="surrogatepass")


def _kept(mark: Mark, kept: str | None) -> Mark | None:
    try:
        values = dict(parse_qsl(kept or "", keep_blank_values=True, errors="surrogatepass"))
    except ValueError:
        return None
    kind = values.get("kind")
    if kind not in _KINDS:
        return None
    return replace(
        mark,
        kind=cast(MarkKind, kind),
        label=values.get("label", ""),
        speaker=speaker_of(values.get("speaker", "")),
        text=values.get("text", ""),
    )


def speaker_of(name: str) -> Speaker | None:
    """The side of the call that a name means; None of any other name."""
    return cast(Speaker, name) if name in ("agent", "customer") else None


def _note(mark: Mark, text: str) -> Mark | None:
    return replace(mark, kind="note", text=text) if text else None


def _judgement(mark: Mark, text: str) -> Mark | None:
    head, _, remark = text.partition(";")
    kind, _, label = head.strip().partition(" ")
    if kind not in ("agree", "disagree"):
        return None
    return replace(mark, kind=cast(MarkKind, kind), label=label.strip(), text=remark.strip())


def _missed(mark: Mark, text: str) -> Mark | None:
    head, _, remark = text.partition(";")
    label, _, speaker = head.strip().partition(" ")
    if not label:
        return None
    return replace(mark, kind="missed", label=label, speaker=speaker_of(speaker.strip()), text=remark.strip())


def _side(mark: Mark, text: str) -> Mark | None:
    head, _, remark = text.partition(";")
    speaker = speaker_of(head.strip())
    if speaker is None:
        return None
    return replace(mark, kind="speaker", label="utterance", speaker=speaker, text=remark.strip())


def _word(mark: Mark, text: str) -> Mark | None:
    return replace(mark, kind="word", label="word", text="" if text == _NOTHING else text) if text else None


_READERS: Mapping[str, Callable[[Mark, str], Mark | None]] = {
    "notes": _note,
    "judgements": _judgement,
    "missed": _missed,
    "speakers": _side,
    "words": _word,
}
