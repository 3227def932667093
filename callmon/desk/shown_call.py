"""What a replay shows of a call: report and row of the library in, plain values out."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from statistics import median
from typing import Any

from callmon.desk.items import items
from callmon.export import words
from callmon.timeline import ShelvedCall
from callmon.ui.replay.shown import Said, ShownCall, ShownWord, TonePoint

_FEATURES = {"pitch": "pitch_st", "loudness": "loudness_db", "rate": "rate"}
_LEAST_SPREAD = {"pitch": 0.5, "loudness": 1.0, "rate": 0.3}
"""A spread below what can be measured (semitones, dB, syllables/s) would blow up noise."""
_SCALE = 1.4826
"""Median absolute deviation as a standard deviation, for values that lie as in a normal distribution."""
_FURTHEST = 4.0
_LEAST_UTTERANCES = 5
"""Fewer say nothing about what is usual."""


def shown_call(call: ShelvedCall, report: Mapping[str, Any]) -> ShownCall:
    """What the window shows of `call`, whose report is `report`."""
    return ShownCall(
        id=call.id,
        title=call.title,
        subtitle=_subtitle(call),
        duration=report["call"]["duration"],
        items=items(report),
        lines=tuple(_said(each) for each in report["utterances"]),
        tone=tuple(sorted(_tone(report), key=lambda point: (point.start, point.speaker, point.feature))),
        notes=tuple(report["call"]["notes"]),
        one_channel=report["call"].get("one_channel") is not None,
    )


def _subtitle(call: ShelvedCall) -> str:
    held = f"{datetime.fromisoformat(call.held):%d %b %Y, %H:%M}" if call.held else ""
    return " · ".join(filter(None, (call.agent, held, words.short_clock(call.duration), *call.tags)))


def _said(utterance: Mapping[str, Any]) -> Said:
    number = utterance["id"]
    return Said(
        key=f"utterance/{number}",
        speaker=utterance["speaker"],
        start=utterance["start"],
        end=utterance["end"],
        words=tuple(
            ShownWord(f"word/{number}/{place}", word["start"], word["end"], words.plain(word["text"]))
            for place, word in enumerate(utterance["words"])
            if word["text"]
        ),
    )


def _tone(report: Mapping[str, Any]) -> Iterator[TonePoint]:
    """How each utterance sounded against the middle of its speaker's own, in spreads."""
    spoken = {each["id"]: each for each in report["utterances"]}
    heard = [each for each in report["tone"]["utterances"] if each["utterance"] in spoken]
    for speaker in words.SPEAKERS:
        own = [each for each in heard if spoken[each["utterance"]]["speaker"] == speaker]
        for feature, name in _FEATURES.items():
            known = [each for each in own if each[name] is not None]
            if len(known) < _LEAST_UTTERANCES:
                continue
            usual = median(each[name] for each in known)
            spread = _SCALE * median(abs(each[name] - usual) for each in known)
            for each in known:
                place = spoken[each["utterance"]]
                value = (each[name] - usual) / max(spread, _LEAST_SPREAD[feature])
                yield TonePoint(
                    speaker,
                    feature,
                    place["start"],
                    place["end"],
                    max(-_FURTHEST, min(_FURTHEST, value)),
                )
