"""Observations as JSON values and back: a letter, then the fields in order."""

from typing import Any, get_args

from callmon.store.codec_readings import decode_reading, encode_reading
from callmon.timeline import (
    Arousal,
    Dropout,
    Ended,
    Feedback,
    Health,
    Leakage,
    Meaning,
    NoticeGiven,
    Observation,
    Painted,
    Part,
    Prosody,
    Segment,
    Snooze,
    Sound,
    SpeechStarted,
    State,
    Tick,
    Usual,
    Utterance,
    Verdict,
    Word,
    Words,
)

_PARTS, _STATES, _VERDICTS = get_args(Part), get_args(State), get_args(Verdict)


def encode(observation: Observation) -> list[Any]:
    """`observation` as a JSON value."""
    match observation:
        case Tick(at, agent, customer, stirring):
            return ["t", at, agent, customer, *([1] if stirring else [])]
        case SpeechStarted(at, speaker, utterance):
            return ["s", at, speaker, utterance]
        case Utterance(id, speaker, segment):
            return ["u", id, speaker, segment.start, segment.end]
        case Words(utterance, words):
            rows = [[word.segment.start, word.segment.end, word.text, word.probability] for word in words]
            return ["w", utterance, rows]
        case Meaning() | Prosody() | Arousal() | Usual():
            return encode_reading(observation)
        case Sound(speaker, segment):
            return ["n", speaker, segment.start, segment.end]
        case Leakage(speaker, segment, correlation, level_db):
            return ["l", speaker, segment.start, segment.end, correlation, level_db]
        case Health(at, part, state):
            return ["h", at, part, state]
        case Dropout(speaker, segment):
            return ["d", speaker, segment.start, segment.end]
        case Snooze(at, until):
            return ["z", at, until]
        case Painted(at, rule, cue):
            return ["p", at, rule, cue]
        case Feedback(at, rule, cue, verdict):
            return ["f", at, rule, cue, verdict]
        case NoticeGiven(at):
            return ["g", at]
        case Ended(at):
            return ["e", at]


def decode(value: list[Any]) -> Observation:
    """The observation that `encode` made `value` of.

    Raises:
        ValueError: `value` is of no known kind.
    """
    match value:
        case ["t", int(at), int() | None as agent, int() | None as customer]:
            return Tick(at, agent, customer)
        case ["t", int(at), int() | None as agent, int() | None as customer, 1]:
            return Tick(at, agent, customer, stirring=True)
        case ["s", int(at), "agent" | "customer" as speaker, int(utterance)]:
            return SpeechStarted(at, speaker, utterance)
        case ["u", int(number), "agent" | "customer" as speaker, int(start), int(end)]:
            return Utterance(number, speaker, Segment(start, end))
        case ["w", int(utterance), list(rows)]:
            return Words(utterance, tuple(_word(row) for row in rows))
        case ["n", "agent" | "customer" as speaker, int(start), int(end)]:
            return Sound(speaker, Segment(start, end))
        case [
            "l",
            "agent" | "customer" as speaker,
            int(start),
            int(end),
            int() | float() as correlation,
            int() | float() as level_db,
        ]:
            return Leakage(speaker, Segment(start, end), correlation, level_db)
        case ["h", int(at), part, state] if part in _PARTS and state in _STATES:
            return Health(at, part, state)
        case ["d", "agent" | "customer" as speaker, int(start), int(end)]:
            return Dropout(speaker, Segment(start, end))
        case ["z", int(at), int(until)]:
            return Snooze(at, until)
        case ["p", int(at), str(rule), int(cue)]:
            return Painted(at, rule, cue)
        case ["f", int(at), str(rule), int(cue), verdict] if verdict in _VERDICTS:
            return Feedback(at, rule, cue, verdict)
        case ["g", int(at)]:
            return NoticeGiven(at)
        case ["e", int(at)]:
            return Ended(at)
    reading = decode_reading(value)
    if reading is None:
        raise ValueError(f"no observation: {value!r}")
    return reading


def _word(row: Any) -> Word:
    match row:
        case [int(start), int(end), str(text), int() | float() as probability]:
            return Word(Segment(start, end), text, probability)
    raise ValueError(f"no word: {row!r}")
