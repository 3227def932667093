"""Phrases: what a word list says about a sentence. Plain words with a little grammar, matched word by word.

A phrase is words in a row, in lower case and without punctuation. In it `a/b` is either word, `(a)` or
`(a/b)` may be left out, `frustrat*` is every word that begins so, `*` is any one word, `...` up to four words
between two others, and `<feelings>` anything of the list of that name, which in turn names no list.

>>> find = Phrases(("that must be/have ... <bad>",), lists={"bad": ("frustrat*", "a pain")})
>>> find.search("oh that must have been a pain for you".split())
Match(first=1, end=7, phrase='that must have been a pain')
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Where = Literal["anywhere", "start", "end", "whole"]
"""Where in a sentence a phrase must lie; at `start` and in `whole`, small words before it do not count."""

_LETTERS = r"[^\W_]+(?:['\-][^\W_]+)*"
_WORD = re.compile(rf"(?<='){_LETTERS}(?='(?!\w))|{_LETTERS}'?")
"""A word, with the apostrophe of “goin'”, but without quotes around it."""
_GAP = 4
"""Most words that `...` stands for."""


class PhraseError(ValueError):
    """A phrase breaks the rules of phrases; the message says how.

    Attributes:
        phrase: which one.
    """

    def __init__(self, phrase: str, message: str) -> None:
        super().__init__(message)
        self.phrase = phrase


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` up to but without `end` of a sentence are `phrase`."""

    first: int
    end: int
    phrase: str


@dataclass(frozen=True, slots=True)
class _Word:
    """One word: one of `words`, or one that begins with one of `stems`; the empty stem is any word."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()

    def takes(self, word: str) -> bool:
        """Whether `word` is one of these; the empty word, which is none, never is."""
        return word in self.words or (bool(self.stems) and bool(word) and word.startswith(self.stems))


@dataclass(frozen=True, slots=True)
class _Ways:
    """One of several rows of pieces, tried in their order; an empty row is nothing at all."""

    rows: tuple["_Row", ...]


_Row: TypeAlias = tuple[_Word | _Ways, ...]
_NOTHING: _Row = ()
_ANY = _Word(stems=("",))


def plain(text: str) -> list[str]:
    """Words of `text` as phrases see them: lower case, no punctuation, straight apostrophes."""
    return _WORD.findall(text.lower().replace("’", "'"))


class Phrases:
    """Some phrases that are looked for together.

    Args:
        phrases: none of which is found where there are none.
        where: where in a sentence they must lie.
        lists: phrases or words by the name that stands in `<…>`; `Lists` where other phrases name them too.
        small: words that a spoken sentence may begin with before it begins, such as “well”.

    Raises:
        PhraseError: a phrase breaks the rules, or names a list that is not there.
    """

    def __init__(
        self,
        phrases: Sequence[str],
        where: Where = "anywhere",
        lists: "Mapping[str, Sequence[str]] | Lists | None" = None,
        small: Collection[str] = (),
    ) -> None:
        self._at_start = where in ("start", "whole")
        self._to_end = where in ("end", "whole")
        self._small = small
        known = lists if isinstance(lists, Lists) else Lists(lists or {})
        self._by_word, self._by_any = _by_first_word(_gathered([known.row(phrase) for phrase in phrases]))

    def search(self, words: Sequence[str]) -> Match | None:
        """The first place in `words`, which come from `plain`; None where there is none.

        Of phrases that begin there the first is taken that matches, single words last.
        """
        if not self._by_any and self._by_word.keys().isdisjoint(words):
            return None
        for first, word in enumerate(words):
            for row in self._by_word.get(word, self._by_any):
                end = _end(row, words, first, to_end=self._to_end)
                if end is not None:
                    return Match(first, end, " ".join(words[first:end]))
            if self._at_start and word not in self._small:
                return None
        return None

    def covers(self, words: Sequence[str]) -> list[bool]:
        """Which of `words` lie in a match, wherever they stand; the longest counts where several begin."""
        inside = [False] * len(words)
        at = 0
        while at < len(words):
            ends = [_end(row, words, at, to_end=False) for row in self._by_word.get(words[at], self._by_any)]
            end = max((end for end in ends if end is not None), default=at)
            inside[at:end] = [True] * (end - at)
            at = max(end, at + 1)
        return inside


class Lists:
    """Phrases by the name of their list, read once for all phrases that name them.

    Args:
        lists: by the name that stands in `<…>`.
        like: lists of other phrases in the same language, whose words need not be read again.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]], like: "Lists | None" = None) -> None:
        self._lists = lists
        self._words: dict[str, _Word | _Ways] = like._words if like is not None else {}
        self._named: dict[str, _Word | _Ways] = {}

    def row(self, phrase: str) -> _Row:
        """The pieces of a phrase.

        Raises:
            PhraseError: it breaks the rules, or names a list that is not there.
        """
        tokens = phrase.split()
        row = tuple(self._piece(token, phrase) for token in tokens)
        if all(isinstance(piece, _Ways) and _NOTHING in piece.rows for piece in row):
            raise PhraseError(phrase, f"“{phrase}” holds no word that must be said")
        if "..." in (tokens[0], tokens[-1]):
            raise PhraseError(phrase, f"“{phrase}” must begin and end with a word, not with “...”")
        return row

    def _piece(self, token: str, phrase: str) -> _Word | _Ways:
        read = self._named if "<" in token else self._words
        if token not in read:
            read[token] = self._new_piece(token, phrase)
        return read[token]

    def _new_piece(self, token: str, phrase: str) -> _Word | _Ways:
        if token == "...":  # noqa: S105 - a piece of a phrase
            return _Ways(tuple((_ANY,) * count for count in range(_GAP + 1)))
        if token.startswith("(") and token.endswith(")") and token != "(...)":  # noqa: S105
            inner = self._piece(token[1:-1], phrase)
            return _Ways((*(inner.rows if isinstance(inner, _Ways) else ((inner,),)), _NOTHING))
        if token.startswith("<") and token.endswith(">"):
            return _Ways(self._list(token[1:-1], phrase))
        words = [_checked(word, phrase) for word in token.replace("’", "'").split("/")]
        return _Word(
            frozenset(word for word in words if not word.endswith("*")),
            tuple(word.removesuffix("*") for word in words if word.endswith("*")),
        )

    def _list(self, name: str, phrase: str) -> tuple[_Row, ...]:
        if not self._lists.get(name):
            raise PhraseError(phrase, f"“{phrase}” names the list <{name}>, which is not there or is empty")
        for each in self._lists[name]:
            if "<" in each:
                raise PhraseError(each, f"“{each}” of the list <{name}> names a list, which a list may not")
        return tuple(_gathered([self.row(each) for each in self._lists[name]]))


def _gathered(rows: Sequence[_Row]) -> list[_Row]:
    """`rows` with all that are one word made one, which stands last."""
    words = [row[0] for row in rows if len(row) == 1 and isinstance(row[0], _Word)]
    longer = [row for row in rows if len(row) > 1 or not isinstance(row[0], _Word)]
    if not words:
        return longer
    known = frozenset(word for piece in words for word in piece.words)
    return [*longer, (_Word(known, tuple(stem for piece in words for stem in piece.stems)),)]


def _by_first_word(rows: Sequence[_Row]) -> tuple[dict[str, list[_Row]], list[_Row]]:
    """Rows by the word that they may begin with, and those that may begin with a word that is not listed."""
    by_word: dict[str, dict[int, None]] = {}
    by_stem: dict[int, list[_Word]] = {}
    for number, row in enumerate(rows):
        for piece in _firsts(row):
            for word in sorted(piece.words):
                by_word.setdefault(word, {})[number] = None
            if piece.stems:
                by_stem.setdefault(number, []).append(piece)
    for word, numbers in by_word.items():
        for number, pieces in by_stem.items():
            if any(piece.takes(word) for piece in pieces):
                numbers[number] = None
    return (
        {word: [rows[number] for number in sorted(numbers)] for word, numbers in by_word.items()},
        [rows[number] for number in by_stem],
    )


def _firsts(row: _Row) -> list[_Word]:
    """What the first word of a match may be; every row holds a word that cannot be left out."""
    head, rest = row[0], row[1:]
    if isinstance(head, _Word):
        return [head]
    return [piece for way in head.rows for piece in _firsts(way + rest)]


def _end(row: _Row, words: Sequence[str], at: int, *, to_end: bool) -> int | None:
    """Where a match that begins at word `at` ends; None where none begins there."""
    for index, piece in enumerate(row):
        word = words[at] if at < len(words) else ""
        if isinstance(piece, _Ways):
            rest = row[index + 1 :]
            for way in piece.rows:
                # Most ways end at their first word, and a look at it is cheaper than a call.
                if not way or not isinstance(way[0], _Word) or way[0].takes(word):
                    end = _end(way + rest, words, at, to_end=to_end)
                    if end is not None:
                        return end
            return None
        if not piece.takes(word):
            return None
        at += 1
    return at if at == len(words) or not to_end else None


def _checked(word: str, phrase: str) -> str:
    if word.startswith("(") or word.endswith(")"):
        raise PhraseError(phrase, f"“{phrase}” holds “{word}”, but brackets go around one word: (so) (that)")
    whole = word.removesuffix("*") + "s" if word.endswith("*") else word
    if not (word.isalpha() and word.islower()) and plain(whole) != [whole]:
        raise PhraseError(phrase, f"“{phrase}” holds “{word}”, which is no word in lower case")
    return word
