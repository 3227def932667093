"""Observations as JSON values and back: a letter, then the fields in order."""

from typing import Any

from callmon.timeline import (
    Ended,
    Leakage,
    Observation,
    Segment,
    Sound,
    SpeechStarted,
    Tick,
    Utterance,
    Word,
    Words,
)


def encode(observation: Observation) -> list[Any]:
    """`observation` as a JSON value."""
    match observation:
        case Tick(at, agent, customer):
            return ["t", at, agent, customer]
        case SpeechStarted(at, speaker, utterance):
            return ["s", at, speaker, utterance]
        case Utterance(id, speaker, segment):
            return ["u", id, speaker, segment.start, segment.end]
        case Words(utterance, words):
            rows = [[word.segment.start, word.segment.end, word.text, word.probability] for word in words]
            return ["w", utterance, rows]
        case Sound(speaker, segment):
            return ["n", speaker, segment.start, segment.end]
        case Leakage(speaker, segment, correlation, level_db):
            return ["l", speaker, segment.start, segment.end, correlation, level_db]
        case Ended(at):
            return ["e", at]


def decode(value: list[Any]) -> Observation:
    """The observation that `encode` made `value` of.

    Raises:
        ValueError: `value` is of no known kind.
    """
    match value:
        case ["t", at, agent, customer]:
            return Tick(at, agent, customer)
        case ["s", at, speaker, utterance]:
            return SpeechStarted(at, speaker, utterance)
        case ["u", number, speaker, start, end]:
            return Utterance(number, speaker, Segment(start, end))
        case ["w", utterance, rows]:
            words = (Word(Segment(start, end), text, probability) for start, end, text, probability in rows)
            return Words(utterance, tuple(words))
        case ["n", speaker, start, end]:
            return Sound(speaker, Segment(start, end))
        case ["l", speaker, start, end, correlation, level_db]:
            return Leakage(speaker, Segment(start, end), correlation, level_db)
        case ["e", at]:
            return Ended(at)
    raise ValueError(f"no observation: {value!r}")
