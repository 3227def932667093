"""The values of a report: each thing that happened as JSON values, seconds with three decimals."""

from typing import Any

from callmon.timeline import (
    Act,
    Cue,
    Leakage,
    Measure,
    Moment,
    Overlap,
    Prosody,
    Segment,
    SilentInterruption,
    ToneShift,
    Utterance,
    Words,
    seconds,
)

Row = dict[str, Any]
"""JSON values by name, as `docs/report.md` describes them."""


def at(samples: int) -> float:
    """A place in the call, or a length."""
    return round(seconds(samples), 3)


def span(segment: Segment) -> dict[str, float]:
    """Where something lies."""
    return {"start": at(segment.start), "end": at(segment.end)}


def utterance(spoken: Utterance, words: Words | None) -> Row:
    """An utterance with what was recognised in it."""
    rows = words.words if words is not None else ()
    return {
        "id": spoken.id,
        "speaker": spoken.speaker,
        **span(spoken.segment),
        "text": " ".join(word.text for word in rows if word.text),
        "words": [
            {**span(word.segment), "text": word.text, "probability": word.probability} for word in rows
        ],
    }


def overlap(lap: Overlap) -> Row:
    """Where both speak."""
    return {
        "id": lap.id,
        **span(lap.segment),
        "kind": lap.kind,
        "by": lap.by,
        "of": lap.of,
        "severity": lap.severity,
        "reason": lap.reason,
        "discounted": lap.discounted,
        "credited": lap.credited,
    }


def silent_interruption(found: SilentInterruption) -> Row:
    """A start in a short pause inside an unfinished clause."""
    return {
        "at": at(found.at),
        "by": found.by,
        "of": found.of,
        "pause": at(found.pause),
        "last_words": found.last_words,
    }


def leakage(leak: Leakage) -> Row:
    """One side on the channel of the other."""
    return {
        "speaker": leak.speaker,
        **span(leak.segment),
        "correlation": leak.correlation,
        "level_db": leak.level_db,
    }


def act(done: Act) -> Row:
    """Something done with words, with its evidence."""
    return {
        "id": done.id,
        "kind": done.kind,
        "form": done.form,
        "follow_up": done.follow_up,
        "speaker": done.speaker,
        "utterance": done.utterance,
        **span(done.segment),
        "said": done.said,
        "confidence": round(done.confidence, 3),
        "why": done.why,
        "answers": done.answers,
        "answered": done.answered,
    }


def moment(found: Moment) -> Row:
    """A moment that needs listening, and what became of it."""
    return {
        "id": found.id,
        "kind": found.kind,
        "utterance": found.utterance,
        **span(found.segment),
        "said": found.said,
        "confidence": round(found.confidence, 3),
        "why": found.why,
        "outcome": found.outcome,
        "after": None if found.after is None else at(found.after),
        "answer": found.answer,
        "answered_by": found.answered_by,
    }


def shift(found: ToneShift) -> Row:
    """A voice that differs from its usual, or no longer does."""
    return {
        "at": at(found.at),
        "speaker": found.speaker,
        "utterance": found.utterance,
        **span(found.segment),
        "word": found.word,
        "feature": found.feature,
        "value": round(found.value, 3),
        "usual": round(found.usual, 3),
        "unit": found.unit,
    }


def prosody(heard: Prosody) -> Row:
    """How an utterance was said."""
    return {
        "utterance": heard.utterance,
        "pitch_st": _rounded(heard.pitch_st),
        "spread_st": _rounded(heard.spread_st),
        "loudness_db": round(heard.loudness_db, 3),
        "rate": _rounded(heard.rate),
        "voiced_share": round(heard.voiced_share, 3),
        "pause_share": round(heard.pause_share, 3),
        "tilt_db": round(heard.tilt_db, 3),
    }


def cue(advice: Cue, held_back: str | None, painted: int | None, feedback: str | None) -> Row:
    """Advice, whether it was shown, and what became of it."""
    evidence, shown = advice.evidence, held_back is None
    return {
        "rule": advice.rule,
        "version": advice.version,
        "pillar": advice.pillar,
        "positive": advice.positive,
        "text": advice.text,
        "why": advice.why,
        "avoid": advice.avoid,
        "at": at(advice.at),
        "evidence": {
            **span(evidence.segment),
            "value": round(evidence.value, 3),
            "threshold": round(evidence.threshold, 3),
            "unit": evidence.unit,
            "count": evidence.count,
            "baseline": _rounded(evidence.baseline),
            "words": evidence.words,
        },
        "shown": shown,
        "suppressed_because": held_back,
        "painted": at(painted) if shown and painted is not None else None,
        "feedback": feedback if shown else None,
    }


def measure(found: Measure) -> float | None:
    """The number of a measure; a count is a whole one."""
    if found.value is None or found.unit == "count":
        return None if found.value is None else int(found.value)
    return round(found.value, 3)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
