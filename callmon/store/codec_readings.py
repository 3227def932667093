"""Readings as JSON values and back: what `codec` does for what models make of an utterance."""

from base64 import b64decode, b64encode
from struct import pack, unpack
from typing import Any

from callmon.timeline import Arousal, Meaning, Prosody, Sentence, Usual

Reading = Prosody | Arousal | Meaning | Usual


def encode_reading(reading: Reading) -> list[Any]:
    """`reading` as a JSON value."""
    match reading:
        case Meaning(utterance, sentences):
            return ["m", utterance, [_row(sentence) for sentence in sentences]]
        case Prosody(utterance, voiced, pitch, spread, loudness, rate, voiced_share, pause_share, tilt):
            return ["y", utterance, voiced, pitch, spread, loudness, rate, voiced_share, pause_share, tilt]
        case Arousal(utterance, value):
            return ["a", utterance, value]
        case Usual(speaker, calls, features):
            return ["b", speaker, calls, [list(feature) for feature in features]]


def decode_reading(value: list[Any]) -> Reading | None:
    """The reading that `encode_reading` made `value` of; None where it is none.

    Raises:
        ValueError: a part of it is damaged.
    """
    match value:
        case ["m", int(utterance), list(rows)]:
            return Meaning(utterance, tuple(_sentence(row) for row in rows))
        case [
            "y",
            int(utterance),
            int(voiced),
            pitch,
            spread,
            loudness,
            rate,
            voiced_share,
            pause_share,
            tilt,
        ]:
            return Prosody(
                utterance,
                voiced,
                None if pitch is None else _number(pitch),
                None if spread is None else _number(spread),
                _number(loudness),
                None if rate is None else _number(rate),
                _number(voiced_share),
                _number(pause_share),
                _number(tilt),
            )
        case ["a", int(utterance), level]:
            return Arousal(utterance, _number(level))
        case ["b", "agent" | "customer" as speaker, int(calls), list(rows)]:
            return Usual(speaker, calls, tuple(_feature(row) for row in rows))
    return None


def _row(sentence: Sentence) -> list[Any]:
    vector = b64encode(pack(f"{len(sentence.vector)}b", *sentence.vector)).decode("ascii")
    return [sentence.first, sentence.end, vector, dict(sentence.leanings)]


def _sentence(row: Any) -> Sentence:
    match row:
        case [int(first), int(end), str(coded), dict(leanings)]:
            raw = b64decode(coded, validate=True)
            vector = unpack(f"{len(raw)}b", raw)
            return Sentence(
                first, end, vector, tuple((name, _number(level)) for name, level in leanings.items())
            )
    raise ValueError(f"no sentence: {row!r}")


def _feature(row: Any) -> tuple[str, float, float]:
    match row:
        case [str(name), middle, spread]:
            return name, _number(middle), _number(spread)
    raise ValueError(f"no feature: {row!r}")


def _number(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise ValueError(f"no number: {value!r}")
