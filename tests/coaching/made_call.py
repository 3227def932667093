"""Reports of made calls: lines, acts, moments and overlaps in, a report with its measures out."""

from itertools import pairwise
from typing import Any

from made_words import words_of

from callmon.metrics import Board
from callmon.timeline import (
    Act,
    Ended,
    Gap,
    Meaning,
    Moment,
    Overlap,
    Segment,
    Sentence,
    Silence,
    Tick,
    Turn,
    Utterance,
    Word,
    Wording,
    Words,
    samples,
)

Line = tuple[str, float, float, str]
"""Speaker, start and end in seconds, text."""


def made(
    lines: list[Line],
    *,
    acts: list[dict[str, Any]] | None = None,
    moments: list[dict[str, Any]] | None = None,
    overlaps: list[tuple[int, str, str | None]] | None = None,
    silences: list[tuple[float, float, bool]] | None = None,
    wording: list[tuple[int, int, int]] | None = None,
    end: float | None = None,
    lists: bool = True,
    kept: bool = True,
    definitions: dict[str, Any] | None = None,
    **call: Any,
) -> dict[str, Any]:
    """A report.

    Args:
        lines: the utterances; their ids are their places.
        acts: `kind`, `line`, and what differs from a sure act that answers nothing.
        moments: `kind`, `line`, and what differs from a sure open one.
        overlaps: line that began, kind, severity; it overlaps the line before it.
        silences: start, end, whether it is a hold.
        wording: line, named and vague words.
        end: length of the call; the end of the last line where it is not given.
        lists: whether the language has word lists.
        kept: whether the words were kept.
        definitions: thresholds of the report.
        call: what differs in `call`.
    """
    duration = end if end is not None else max((line[2] for line in lines), default=0.0)
    rows = [_utterance(number, line, kept) for number, line in enumerate(lines)]
    laps = [_overlap(number, lap, lines) for number, lap in enumerate(overlaps or [])]
    aside = {line for line, kind, _ in overlaps or [] if kind in ("backchannel", "attempted_interruption")}
    turns = _turns(lines, aside)
    acts = [_act(number, act, lines, kept) for number, act in enumerate(acts or [])]
    moments = [_moment(number, moment, lines, kept) for number, moment in enumerate(moments or [])]
    board = Board(words_judged=lists)
    for number, (speaker, start, stop, text) in enumerate(lines):
        board.observe(Utterance(number, speaker, _segment(start, stop)), [])
        if text:
            board.observe(Words(number, (Word(Segment(0, 1), "x", 0.9),) * len(text.split())), [])
            board.observe(Meaning(number, (Sentence(0, 1),)), [])
    events = [
        *(_turn_event(turn) for turn in turns),
        *(_gap(before, turn) for before, turn in pairwise(turns)),
        *(_lap_event(lap) for lap in laps),
        *(Silence(_segment(start, stop), hold) for start, stop, hold in silences or []),
        *(_act_event(act) for act in acts),
        *(_moment_event(moment) for moment in moments),
        *(Wording(line, lines[line][0], named, vague) for line, named, vague in wording or []),
    ]
    board.observe(Tick(1), events)
    measures: dict[str, dict[str, float | None]] = {"agent": {}, "customer": {}, "call": {}}
    for each in board.observe(Ended(samples(duration)), []):
        measures[each.speaker or "call"][each.name] = (
            each.value if each.value is None else round(each.value, 3)
        )
    return {
        "schema": "callmon-report/2",
        "call": {
            "file": "made.wav",
            "duration": duration,
            "channels": 2,
            "sample_rate": 8000,
            "model": "tiny.en",
            "language": "en",
            "meaning": True,
            "timing_reliable": len({line[0] for line in lines}) == 2,
            "notes": [],
            **call,
        },
        "utterances": rows,
        "turns": turns,
        "overlaps": laps,
        "silent_interruptions": [],
        "non_talk": [{"start": start, "end": stop, "hold": hold} for start, stop, hold in silences or []],
        "leakage": [],
        "dropouts": [],
        "acts": acts,
        "moments": moments,
        "tone": {"shifts": [], "utterances": [{"utterance": 0}], "arousal": []},
        "measures": measures,
        "cues": [],
        "failures": [],
        "definitions": {"version": "3", "cue_dead_air_s": 5.0, "long_turn_s": 20.0, **(definitions or {})},
    }


def _segment(start: float, end: float) -> Segment:
    return Segment(samples(start), samples(end))


def _utterance(number: int, line: Line, kept: bool) -> dict[str, Any]:
    speaker, start, end, text = line
    words = words_of(start, end, text)
    return {
        "id": number,
        "speaker": speaker,
        "start": start,
        "end": end,
        "text": text if kept else "",
        "words": words if kept else [{**word, "text": ""} for word in words],
    }


def _turns(lines: list[Line], aside: set[int]) -> list[dict[str, Any]]:
    turns: list[dict[str, Any]] = []
    for number, (speaker, start, end, _) in enumerate(lines):
        if number in aside:
            continue
        if turns and turns[-1]["speaker"] == speaker:
            turns[-1]["end"] = end
            turns[-1]["utterances"].append(number)
        else:
            turns.append({"speaker": speaker, "start": start, "end": end, "utterances": [number]})
    return turns


def _overlap(number: int, lap: tuple[int, str, str | None], lines: list[Line]) -> dict[str, Any]:
    line, kind, severity = lap
    by, start, end, _ = lines[line]
    of, _, of_end, _ = lines[line - 1]
    return {
        "id": number,
        "start": start,
        "end": min(end, of_end),
        "kind": kind,
        "by": by,
        "of": of,
        "severity": severity,
        "reason": "",
        "discounted": False,
        "credited": kind == "backchannel",
    }


def _act(number: int, act: dict[str, Any], lines: list[Line], kept: bool) -> dict[str, Any]:
    speaker, start, end, text = lines[act["line"]]
    answers = act.get("answers")
    return {
        "id": number,
        "kind": act["kind"],
        "form": act.get("form", ""),
        "follow_up": act.get("follow_up", False),
        "speaker": speaker,
        "utterance": act["line"],
        "start": start,
        "end": end,
        "said": act.get("said", _phrase(act["kind"], text)) if kept else "",
        "confidence": act.get("confidence", 0.9),
        "why": "a phrase of the list",
        "answers": answers,
        "answered": lines[answers][3] if kept and answers is not None else "",
    }


def _phrase(kind: str, text: str) -> str:
    """The words that an act rests on: two where a phrase speaks against them, else all."""
    return " ".join(text.split()[:2]) if kind in ("rebuttal", "assumption") else text


def _moment(number: int, moment: dict[str, Any], lines: list[Line], kept: bool) -> dict[str, Any]:
    _, start, end, text = lines[moment["line"]]
    by = moment.get("by")
    return {
        "id": number,
        "kind": moment["kind"],
        "utterance": moment["line"],
        "start": start,
        "end": end,
        "said": text if kept else "",
        "confidence": moment.get("confidence", 0.9),
        "why": "a phrase of the list",
        "outcome": moment.get("outcome", "open"),
        "after": None if by is None else round(lines[by][1] - end, 3),
        "answer": "" if by is None or not kept else lines[by][3],
        "answered_by": by,
    }


def _turn_event(turn: dict[str, Any]) -> Turn:
    return Turn(_segment(turn["start"], turn["end"]), turn["speaker"], tuple(turn["utterances"]))


def _gap(before: dict[str, Any], turn: dict[str, Any]) -> Gap:
    start = samples(turn["start"])
    return Gap(start, turn["speaker"], start - samples(before["end"]))


def _lap_event(lap: dict[str, Any]) -> Overlap:
    segment = _segment(lap["start"], lap["end"])
    return Overlap(
        lap["id"],
        segment,
        lap["by"],
        lap["of"],
        lap["kind"],
        lap["severity"],
        "",
        0,
        0,
        credited=lap["credited"],
    )


def _act_event(act: dict[str, Any]) -> Act:
    return Act(
        act["id"],
        0,
        act["kind"],
        act["form"],
        act["speaker"],
        act["utterance"],
        _segment(act["start"], act["end"]),
        act["said"],
        act["confidence"],
        act["why"],
        follow_up=act["follow_up"],
        answers=act["answers"],
        answered=act["answered"],
    )


def _moment_event(moment: dict[str, Any]) -> Moment:
    after = moment["after"]
    return Moment(
        moment["id"],
        0,
        moment["kind"],
        moment["utterance"],
        _segment(moment["start"], moment["end"]),
        moment["said"],
        moment["confidence"],
        moment["why"],
        moment["outcome"],
        None if after is None else samples(after),
        moment["answer"],
        moment["answered_by"],
    )
