"""The transcript as lines of text, with overlaps, listening acts and moments where they happen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from callmon.export import acts, words

UNSURE = 0.5
"""Below this probability a word is dotted."""

TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or the mark of an overlap."""

    text: str = ""
    unsure: bool = False
    overlap: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One turn, or one utterance that belongs to no turn (`aside`), such as a backchannel.

    `utterances` are the ids of what it holds, `acts` and `moments` those of the report that lie in it.
    """

    anchor: str
    speaker: str
    start: float
    end: float
    aside: bool
    place: str | None
    pieces: Sequence[Piece]
    utterances: Sequence[int]
    acts: Sequence[Mapping[str, Any]]
    moments: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Marked:
    """What belongs to each utterance."""

    overlaps: Mapping[int, Sequence[Mapping[str, Any]]]
    acts: Mapping[int, Sequence[Mapping[str, Any]]]
    moments: Mapping[int, Sequence[Mapping[str, Any]]]


def lines(report: Mapping[str, Any]) -> list[Line]:
    """The turns of the call and what was said beside them, in order of time."""
    utterances = {utterance["id"]: utterance for utterance in report["utterances"]}
    overlaps, moments = _attach(report), _by_utterance(report["moments"])
    # What a moment or a backchannel says already is not said twice.
    told = {(each["utterance"], each["kind"]) for each in report["moments"]}
    told |= {
        (utterance, "acknowledgement")
        for utterance, laps in overlaps.items()
        if any(lap["kind"] == "backchannel" for lap in laps)
    }
    marked_acts = _by_utterance(
        act for act in report["acts"] if acts.is_marked(act) and (act["utterance"], act["kind"]) not in told
    )
    marked = _Marked(overlaps, marked_acts, moments)
    taken: set[Any] = set()
    built = []
    for index, turn in enumerate(report["turns"], start=1):
        own = [utterances[name] for name in turn["utterances"] if name in utterances]
        taken.update(utterance["id"] for utterance in own)
        for part, run in enumerate(_by_speaker(own) or [own], start=1):
            anchor = f"turn-{index}" if part == 1 else f"turn-{index}-{part}"
            built.append(_line(anchor, _held(turn, run, whole=run == own), run, marked, aside=False))
    for utterance in report["utterances"]:
        if utterance["id"] not in taken:
            built.append(_line(f"aside-{utterance['id']}", utterance, [utterance], marked, aside=True))
    return sorted(built, key=lambda line: (line.start, line.end))


def places(told: Sequence[Line]) -> dict[int, str]:
    """The anchor of the line of each utterance."""
    return {number: line.anchor for line in told for number in line.utterances}


def place_of(told: Sequence[Line], start: float, end: float, speaker: str | None = None) -> str | None:
    """The anchor of the line that holds most of a stretch, or is nearest to it; of a speaker where given."""
    own = [line for line in told if speaker in (None, line.speaker)] or told
    best = max(own, key=lambda line: min(line.end, end) - max(line.start, start), default=None)
    return best.anchor if best else None


def _by_speaker(own: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """The utterances of a turn; where a speaker was put right, the turn is several people's."""
    return [list(run) for _, run in groupby(own, key=lambda utterance: utterance["speaker"])]


def _held(turn: Mapping[str, Any], run: Sequence[Mapping[str, Any]], *, whole: bool) -> Mapping[str, Any]:
    """A turn, or the part of it that is one speaker's."""
    if not run:
        return turn
    speaker = {"speaker": run[0]["speaker"]}
    return {**turn, **speaker} if whole else {**speaker, "start": run[0]["start"], "end": run[-1]["end"]}


def _line(
    anchor: str,
    item: Mapping[str, Any],
    own: Sequence[Mapping[str, Any]],
    marked: _Marked,
    *,
    aside: bool,
) -> Line:
    pieces: list[Piece] = []
    for utterance in own:
        if pieces:
            pieces.append(Piece(" "))
        pieces += _pieces(utterance, marked.overlaps.get(utterance["id"], ()))
    ids = [utterance["id"] for utterance in own]
    return Line(
        anchor,
        item["speaker"],
        item["start"],
        item["end"],
        aside,
        f"speech-{ids[0]}" if ids else None,
        pieces,
        ids,
        [act for number in ids for act in marked.acts.get(number, ())],
        [moment for number in ids for moment in marked.moments.get(number, ())],
    )


def _by_utterance(found: Iterable[Mapping[str, Any]]) -> dict[int, list[Mapping[str, Any]]]:
    held: dict[int, list[Mapping[str, Any]]] = {}
    for each in found:
        held.setdefault(each["utterance"], []).append(each)
    return held


def _attach(report: Mapping[str, Any]) -> dict[Any, list[Mapping[str, Any]]]:
    """Each overlap with the utterance of its speaker that it meets most, or else the nearest one."""
    marked: dict[Any, list[Mapping[str, Any]]] = {}
    for overlap in report["overlaps"]:
        own = [u for u in report["utterances"] if u["speaker"] == overlap["by"]] or report["utterances"]
        if own:
            best = max(own, key=lambda u: min(u["end"], overlap["end"]) - max(u["start"], overlap["start"]))
            marked.setdefault(best["id"], []).append(overlap)
    for overlaps in marked.values():
        overlaps.sort(key=lambda o: o["start"])
    return marked


def _pieces(utterance: Mapping[str, Any], overlaps: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """Text of an utterance, with each overlap before the first word that it touches."""
    pieces: list[Piece] = []
    waiting = list(overlaps)
    for text, unsure, end in _runs(utterance):
        while waiting and (end is None or end > waiting[0]["start"] + TIE) and text.strip():
            pieces.append(Piece(overlap=waiting.pop(0)))
        if pieces and not pieces[-1].overlap and pieces[-1].unsure == unsure and not unsure:
            pieces[-1] = Piece(pieces[-1].text + text)
        else:
            pieces.append(Piece(text, unsure))
    return pieces + [Piece(overlap=overlap) for overlap in waiting]


def _runs(utterance: Mapping[str, Any]) -> list[tuple[str, bool, float | None]]:
    """The text in pieces of one word, each with its doubt and end; spacing is the text's own."""
    text = words.plain(utterance.get("text") or "")
    runs: list[tuple[str, bool, float | None]] = []
    at = 0
    for word in utterance.get("words") or ():
        bare = words.plain(word["text"])
        found = text.find(bare, at) if bare else -1
        if found < 0:
            continue
        if found > at:
            runs.append((text[at:found], False, None))
        probability = word["probability"]
        runs.append((bare, probability is not None and probability < UNSURE, word["end"]))
        at = found + len(bare)
    if at < len(text):
        runs.append((text[at:], False, None))
    return runs
