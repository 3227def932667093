"""Sentences: where a sentence of recognised words ends, with or without punctuation."""

from collections.abc import Sequence

_ENDS = (".", "?", "!", "…")
_NOT_ENDS = frozenset(["mr.", "mrs.", "ms.", "dr.", "st.", "a.m.", "p.m.", "e.g.", "i.e."])
_LONGEST = 40
"""Words after which a sentence is cut where nothing ends it: a model of meaning hears no further."""


def sentences(words: Sequence[str]) -> list[tuple[int, int]]:
    """Sentences of `words` as index pairs (first, end), in order and without gaps; none where there is none.

    A word ends a sentence where it ends on a full stop, question or exclamation mark, but not where it is a
    title, a number's point, or the “no.” before a number.

    >>> sentences(["I", "see.", "Where", "was", "that?"])
    [(0, 2), (2, 5)]
    """
    found: list[tuple[int, int]] = []
    first = 0
    for index, word in enumerate(words):
        ends = word.rstrip("\"'”’").endswith(_ENDS) and word.lower() not in _NOT_ENDS
        if ends and word.lower() == "no." and words[index + 1 : index + 2]:
            ends = not words[index + 1][:1].isdigit()
        if ends or index + 1 - first >= _LONGEST or index + 1 == len(words):
            found.append((first, index + 1))
            first = index + 1
    return found
