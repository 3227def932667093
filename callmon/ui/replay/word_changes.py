"""The words of a line as one line of text, and what was changed in it: texts in, changes out. No Qt."""

from collections.abc import Iterator, Sequence

NOTHING = "–"
"""Stands where nothing was said."""
_JOIN = "_"
"""Stands between what was recognised as one word."""


def shown_words(texts: Sequence[str]) -> str:
    """The words of a line with one blank between them, each in its place: `that nine_or_ten – late`."""
    return " ".join(_shown(text) for text in texts)


def changed_words(texts: Sequence[str], said: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The places of the words that were changed, and what was really said there; empty: nothing.

    Args:
        texts: the words as they were shown.
        said: as they are to be, a text each.
    """
    for place, (before, after) in enumerate(zip(texts, said, strict=True)):
        if after != _shown(before):
            yield place, "" if after == NOTHING else after.replace(_JOIN, " ")


def _shown(text: str) -> str:
    return _JOIN.join(text.split()) or NOTHING
