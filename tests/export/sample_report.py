"""Reports to try the exports on: an ordinary call, a hostile one, a very long one, an empty one."""

from typing import Any

import sample_words
from made_words import words_of
from sample_call import CUES, OVERLAPS, SAID
from sample_measures import AGENT, CALL, CUSTOMER

from callmon.settings import Settings

DEFINITIONS = Settings().definitions()


def sample() -> dict[str, Any]:
    """An ordinary call of two minutes with every kind of overlap and a hold."""
    utterances = [
        {
            "id": i,
            "speaker": who,
            "start": start,
            "end": end,
            "text": text,
            "words": words_of(start, end, text),
        }
        for i, (who, start, end, text) in enumerate(SAID, start=1)
    ]
    beside = {3, 9, 11, 17, 18}
    return {
        "schema": "callmon-report/2",
        "call": {
            "file": "2026-11-03 billing call.flac",
            "duration": 132.4,
            "channels": 2,
            "sample_rate": 16000,
            "model": "tiny.en",
            "language": "en",
            "timing_reliable": True,
            "notes": ["A little of the agent's voice leaks into the customer's channel; it is not counted."],
        },
        "utterances": utterances,
        "turns": [
            {"speaker": u["speaker"], "start": u["start"], "end": u["end"], "utterances": [u["id"]]}
            for u in utterances
            if u["id"] not in beside
        ],
        "overlaps": [
            {
                "id": i,
                "start": start,
                "end": end,
                "kind": kind,
                "by": by,
                "of": "customer" if by == "agent" else "agent",
                "severity": severity,
                "reason": reason,
            }
            for i, (start, end, kind, by, severity, reason) in enumerate(OVERLAPS, start=1)
        ],
        "measures": {
            "agent": {**AGENT, **sample_words.AGENT},
            "customer": {**CUSTOMER, **sample_words.CUSTOMER},
            "call": {**CALL, **sample_words.CALL},
        },
        "acts": sample_words.acts(),
        "moments": sample_words.moments(),
        "tone": sample_words.tone(),
        "failures": [],
        "scorecard": sample_words.scorecard(),
        "non_talk": [
            {"start": 57.9, "end": 72.4, "hold": True},
            {"start": 86.3, "end": 90.2, "hold": False},
            {"start": 124.0, "end": 129.8, "hold": False},
        ],
        "dropouts": [],
        "cues": [
            {
                "rule": rule,
                "version": 1,
                "pillar": pillar,
                "positive": rule == "said_back",
                "text": text,
                "why": why,
                "avoid": "Doing otherwise.",
                "at": at,
                "evidence": {"start": at - 1.0, "end": at, "value": value, "threshold": limit, "unit": "s"},
                "shown": because is None,
                "suppressed_because": because,
                "painted": None,
                "feedback": None,
            }
            for rule, pillar, text, why, at, value, limit, because in CUES
        ],
        "definitions": dict(DEFINITIONS),
    }


def live() -> dict[str, Any]:
    """The sample as a running call leaves it: not all of it was heard, and cues were on a screen."""
    report = sample()
    report["dropouts"] = [
        {"speaker": "agent", "start": 57.95, "end": 60.1},
        {"speaker": "customer", "start": 58.2, "end": 70.0},
        {"speaker": "customer", "start": 125.0, "end": 125.3},
    ]
    report["measures"]["agent"]["unheard_time"] = 2.15
    report["measures"]["customer"]["unheard_time"] = 12.1
    report["non_talk"] = [each for each in report["non_talk"] if not each["hold"]]
    report["measures"]["call"]["hold_time"] = 0.0
    shown = {cue["rule"]: cue for cue in report["cues"] if cue["shown"]}
    shown["let_them_finish"].update(painted=38.1, feedback="not_helpful")
    shown["said_back"].update(at=120.3, painted=120.5)
    shown["monologue"].update(painted=124.6, feedback="dismissed")
    return report


def hostile() -> dict[str, Any]:
    """The sample with markup and control characters wherever the page prints text from outside."""
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x1b[31m{{ 7 * 7 }}"
    report = sample()
    report["call"].update(file=bad, model=bad, language='en" onload="x', notes=[bad])
    for utterance in report["utterances"]:
        utterance.update(text=bad, words=words_of(utterance["start"], utterance["end"], bad))
    for overlap in report["overlaps"]:
        overlap["reason"] = bad
    for cue in report["cues"]:
        cue.update(rule=bad, text=bad, why=bad, suppressed_because=None if cue["shown"] else bad)
        cue["evidence"].update(unit=bad, heard=bad)
    for act in report["acts"]:
        act.update(said=bad, why=bad, answered=bad)
    for moment in report["moments"]:
        moment.update(said=bad, why=bad, answer=bad)
    for shift in report["tone"]["shifts"]:
        shift.update(word=bad, unit=bad, feature=bad)
    card = report["scorecard"]
    card["not_measured"] = [bad]
    for advice in (card["keep"], card["try"]):
        advice.update(text=bad, why=bad)
    for pillar in card["pillars"]:
        for measure in pillar["measures"]:
            measure.update(label=bad, definition=bad)
            measure["counts"] = [{**part, "label": bad} for part in measure["counts"]]
        for quote in (pillar["best"], pillar["missed"]):
            if quote:
                quote.update(said=bad, answered=bad, why=bad)
    report["definitions"]["word_list"] = bad
    return report


def long_call() -> dict[str, Any]:
    """Two hours with 2000 utterances, and many overlaps close together."""
    report = sample()
    report["call"].update(file="long.flac", duration=7200.0)
    report["utterances"] = [
        {
            "id": i,
            "speaker": ("agent", "customer")[i % 2],
            "start": round(i * 3.6, 3),
            "end": round(i * 3.6 + 3.9, 3),
            "text": "a few words of an ordinary sentence",
            "words": [],
        }
        for i in range(2000)
    ]
    report["turns"] = [
        {"speaker": u["speaker"], "start": u["start"], "end": u["end"], "utterances": [u["id"]]}
        for u in report["utterances"]
    ]
    kinds = ["terminal", "backchannel", "supportive", "attempted_interruption", "interruption", "crosstalk"]
    report["overlaps"] = [
        {
            "id": i,
            "start": round(u["start"], 3),
            "end": round(u["start"] + 0.3, 3),
            "kind": kinds[i * 7 % 6],
            "by": u["speaker"],
            "of": "customer" if u["speaker"] == "agent" else "agent",
            "severity": "minor" if kinds[i * 7 % 6] == "interruption" else None,
            "reason": "Made for the test.",
        }
        for i, u in enumerate(report["utterances"])
        if i
    ]
    report["measures"]["call"]["duration"] = 7200.0
    return report


def no_words() -> dict[str, Any]:
    """The sample as a run without a model leaves it."""
    report = sample()
    report["call"].update(model=None, language=None, timing_reliable=False)
    for utterance in report["utterances"]:
        utterance.update(text=None, words=[])
    for side in ("agent", "customer"):
        report["measures"][side].update(words=None, pace=None, **dict.fromkeys(sample_words.AGENT))
    report["measures"]["call"].update(dict.fromkeys(sample_words.CALL))
    report.update(acts=[], moments=[], tone={"shifts": [], "utterances": [], "arousal": []})
    del report["scorecard"]
    return report


def unkept() -> dict[str, Any]:
    """The sample as a call leaves it of which no words are kept."""
    report = sample()
    for utterance in report["utterances"]:
        utterance.update(text="", words=[{**word, "text": ""} for word in utterance["words"]])
    return report


def empty() -> dict[str, Any]:
    """A recording in which nobody speaks."""
    report = no_words()
    report["call"].update(duration=0.0, notes=["Both channels are silent."])
    for name in ("utterances", "turns", "overlaps", "non_talk", "dropouts", "cues"):
        report[name] = []
    for part in report["measures"].values():
        part.update(dict.fromkeys(part))
    return report
