r"""Phrases: what a word list says about a sentence. Plain words with a little grammar, matched word by word.

A phrase is words in a row, in lower case and without punctuation. In it
`a/b` is either word, `(a)` or `(a/b)` may be left out, `frustrat*` is every word that begins so, `*` is any one
word, `...` up to four words, and `<feelings>` anything of the list of that
name, which in turn names no list.

>>> find = Phrases(("that must be/have ... <bad>",), lists={"bad": ("frustrat*", "a pain")})
>>> find.search("oh that must have been a pain for you".split())
Match(first=1, end=7, phrase='that must have been a pain')
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Where = Literal["anywhere", "start", "end", "whole"]
"""Where in a sentence a phrase must lie; at `start` and in `whole`, small words before it do not count."""

_WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*'?")
_SMALL = frozenset("um uh er erm ah oh so well okay ok right yeah yes and like hmm mm no alright now".split())
"""Words that a spoken sentence may begin with before it begins."""
_ANY = r"[^ ]+"


class PhraseError(ValueError):
    """A phrase breaks the rules of phrases; the message says how."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` up to but without `end` of a sentence are `phrase`."""

    first: int
    end: int
    phrase: str


def plain(text: str) -> list[str]:
    """Words of `text` as phrases see them: lower case, no punctuation, straight apostrophes."""
    return _WORD.findall(text.lower().replace("’", "'"))


class Phrases:
    """Some phrases that are looked for together.

    Args:
        phrases: at least one.
        where: where in a sentence they must lie.
        lists: phrases or words by the name that stands in `<…>`.

    Raises:
        PhraseError: a phrase breaks the rules, or names a list that is not there.
    """

    def __init__(
        self,
        phrases: Sequence[str],
        where: Where = "anywhere",
        lists: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._at_start = where in ("start", "whole")
        last = "(?= $)" if where in ("end", "whole") else "(?= )"
        either = "|".join(f"(?:{_pattern(phrase, lists or {})})" for phrase in phrases)
        self._pattern = re.compile(f"(?:{either}){last}")

    def search(self, words: Sequence[str]) -> Match | None:
        """The first place in `words`, which come from `plain`; None where there is none."""
        text = "".join(f" {word}" for word in words) + " "
        at = [0]
        for word in words:
            at.append(at[-1] + len(word) + 1)
        for first in range(len(words)):
            found = self._pattern.match(text, at[first])
            if found is not None:
                return Match(first, first + found.group().count(" "), found.group().strip())
            if self._at_start and words[first] not in _SMALL:
                return None
        return None


def _pattern(phrase: str, lists: Mapping[str, Sequence[str]]) -> str:
    """A regular expression that eats each word with the space before it."""
    tokens = phrase.split()
    if not tokens:
        raise PhraseError("a phrase must hold a word")
    return "".join(_token(token, phrase, lists) for token in tokens)


def _token(token: str, phrase: str, lists: Mapping[str, Sequence[str]]) -> str:
    if token == "...":  # noqa: S105 - a piece of a phrase
        return f"(?: {_ANY}){{0,4}}?"
    if token.startswith("(") and token.endswith(")"):
        return f"(?:{_token(token[1:-1], phrase, lists)})?"
    if token.startswith("<") and token.endswith(">"):
        name = token[1:-1]
        if name not in lists:
            raise PhraseError(f"“{phrase}” names the list <{name}>, which is not there")
        return "(?:" + "|".join(_pattern(each, {}) for each in lists[name]) + ")(?= )"
    return " (?:" + "|".join(_word(word, phrase) for word in token.split("/")) + ")(?= )"


def _word(word: str, phrase: str) -> str:
    if word == "*":
        return _ANY
    stem = word.removesuffix("*")
    if plain(stem) != [stem]:
        raise PhraseError(f"“{phrase}” holds “{word}”, which is no word in lower case")
    return re.escape(stem) + ("[^ ]*" if word.endswith("*") else "")
