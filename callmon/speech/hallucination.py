"""Guards against words that nobody said: loops, and the phrases Whisper learnt from subtitles."""

import re
from itertools import pairwise

from callmon.timeline import Word

_PHRASES = (
    "thanks for watching",
    "thank you for watching",
    "please subscribe",
    "subscribe to",
    "see you in the next video",
    "subtitles by",
    "transcription by",
    "www.",
    "amara.org",
)
"""Phrases of subtitles that no phone call holds; Whisper writes them over noise."""

_FILLERS = ("you", "thank you", "thank you so much", "bye", "the", "so", "oh", "")
"""Short texts that Whisper writes over noise and that people also say: dropped only when unsure."""

_LONGEST_LOOP = 12


def loops(text: str) -> bool:
    """Whether `text` goes in circles: the same words three times in a row, or its end begins again.

    The end begins again where at least three words, and half a round, repeat what was said just before.
    """
    words = _plain(text)
    rounds = any(
        _repeats(words, start, size) >= 3
        for size in range(1, _LONGEST_LOOP + 1)
        for start in range(len(words) - 2 * size)
    )
    return rounds or _begins_again(words)


def _begins_again(words: list[str]) -> bool:
    for size in range(3, len(words)):
        again = 0
        while again < len(words) - size and words[-1 - again] == words[-1 - again - size]:
            again += 1
        if again >= 3 and again * 2 >= size:
            return True
    return False


def collapse_loops(words: list[Word]) -> list[Word]:
    """`words` with every loop reduced to its first round."""
    plain = [_plain(word.text) for word in words]
    kept: list[Word] = []
    at = 0
    while at < len(words):
        for size in range(_LONGEST_LOOP, 0, -1):
            rounds = _repeats(plain, at, size)
            if rounds >= 3 and any(plain[at : at + size]):
                kept.extend(words[at : at + size])
                at += rounds * size
                break
        else:
            kept.append(words[at])
            at += 1
    return kept


def is_invented(text: str, score: float, no_speech: float, voiced_s: float) -> bool:
    """Whether Whisper most likely made `text` up.

    Args:
        text: what it wrote.
        score: mean log probability of its tokens.
        no_speech: its own probability (0..1) that nobody speaks.
        voiced_s: seconds of speech by voice activity.
    """
    plain = " ".join(_plain(text))
    if any(phrase in text.lower() for phrase in _PHRASES) and (voiced_s < 3 or score < -0.5):
        return True
    if no_speech > 0.6 and score < -1.0:
        return True
    return plain in _FILLERS and (no_speech > 0.6 or score < -1.5)


def _plain(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


def _repeats(words: list[str] | list[list[str]], start: int, size: int) -> int:
    """How often in a row the `size` words at `start` occur there."""
    rounds = [words[at : at + size] for at in range(start, len(words) - size + 1, size)]
    count = 1
    for one, following in pairwise(rounds):
        if one != following:
            break
        count += 1
    return count if rounds else 0
