"""A small report as `callmon analyze --json` writes it, with one finding of each sort."""

from typing import Any


def said(number: int, speaker: str, start: float, end: float, text: str) -> dict[str, Any]:
    words = text.split()
    step = (end - start) / max(1, len(words))
    return {
        "id": number,
        "speaker": speaker,
        "start": start,
        "end": end,
        "text": text,
        "words": [
            {
                "start": round(start + n * step, 3),
                "end": round(start + (n + 1) * step, 3),
                "text": word,
                "probability": 0.9,
            }
            for n, word in enumerate(words)
        ],
    }


def sounded(utterance: int, pitch: float | None, loudness: float, rate: float | None) -> dict[str, Any]:
    return {
        "utterance": utterance,
        "pitch_st": pitch,
        "spread_st": 2.0,
        "loudness_db": loudness,
        "rate": rate,
        "voiced_share": 0.7,
        "pause_share": 0.1,
        "tilt_db": -12.0,
    }


def cue(**more: Any) -> dict[str, Any]:
    return {
        "rule": "let_them_finish",
        "version": 1,
        "pillar": "care",
        "positive": False,
        "text": "Let them finish",
        "why": "You began while the customer was speaking.",
        "avoid": "Waiting until the customer has ended.",
        "at": 52.8,
        "evidence": {
            "start": 51.8,
            "end": 52.8,
            "value": 1.02,
            "threshold": 0.7,
            "unit": "s",
            "count": 2,
            "baseline": None,
            "words": "No, that · is not",
        },
        "shown": True,
        "suppressed_because": None,
        "painted": 52.9,
        "feedback": None,
    } | more


def report(**more: Any) -> dict[str, Any]:
    return {
        "schema": "callmon-report/2",
        "call": {
            "file": "parcel.wav",
            "duration": 121.4,
            "channels": 2,
            "sample_rate": 8000,
            "model": "tiny.en",
            "language": "en",
            "timing_reliable": True,
            "notes": ["Something to know."],
        },
        "utterances": [
            said(1, "agent", 1.0, 4.0, "How can I help you today?"),
            said(2, "customer", 5.0, 9.0, "My parcel is late and I am worried about it."),
            said(3, "agent", 9.5, 12.0, ""),
        ],
        "turns": [
            {"speaker": "agent", "start": 1.0, "end": 4.0, "utterances": [1]},
            {"speaker": "customer", "start": 5.0, "end": 9.0, "utterances": [2]},
            {"speaker": "agent", "start": 9.5, "end": 12.0, "utterances": [3]},
        ],
        "overlaps": [
            {
                "id": 1,
                "start": 51.8,
                "end": 54.3,
                "kind": "interruption",
                "by": "agent",
                "of": "customer",
                "severity": "long",
                "reason": "agent began while customer was mid-turn",
                "discounted": False,
                "credited": False,
            },
            {
                "id": 2,
                "start": 60.0,
                "end": 60.5,
                "kind": "backchannel",
                "by": "agent",
                "of": "customer",
                "severity": None,
                "reason": "“Mm-hmm.”, customer went on",
                "discounted": True,
                "credited": True,
            },
        ],
        "silent_interruptions": [
            {"at": 30.0, "by": "agent", "of": "customer", "pause": 0.4, "last_words": "so I was"}
        ],
        "non_talk": [],
        "leakage": [],
        "dropouts": [],
        "acts": [
            {
                "id": 1,
                "kind": "question",
                "form": "open",
                "follow_up": True,
                "speaker": "agent",
                "utterance": 1,
                "start": 1.0,
                "end": 4.0,
                "said": "How can I help you today?",
                "confidence": 0.97,
                "why": "asks for the story or the view",
                "answers": 2,
                "answered": "It is late",
            }
        ],
        "moments": [
            {
                "id": 1,
                "kind": "worry",
                "utterance": 2,
                "start": 5.0,
                "end": 9.0,
                "said": "I am worried",
                "confidence": 0.8,
                "why": "says that they are worried",
                "outcome": "acknowledged",
                "after": 0.5,
                "answer": "I am sorry",
                "answered_by": 3,
            }
        ],
        "tone": {
            "shifts": [
                {
                    "at": 20.0,
                    "speaker": "customer",
                    "utterance": 2,
                    "start": 5.0,
                    "end": 9.0,
                    "word": "loud",
                    "feature": "loudness",
                    "value": -18.0,
                    "usual": -26.0,
                    "unit": "dB",
                }
            ],
            "utterances": [],
            "arousal": [],
        },
        "measures": {
            "agent": {"talk_time": 6.0},
            "customer": {"talk_time": 4.0},
            "call": {"duration": 121.4},
        },
        "cues": [cue(), cue(at=80.0, shown=False, suppressed_because="it was snoozed", painted=None)],
        "failures": [],
        "definitions": {"version": "3"},
    } | more
