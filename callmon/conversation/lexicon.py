"""The word lists of one language: values, what they find in a sentence, and the table of a journal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from callmon.timeline import Lists, Match, Phrases, Where, plain, sentences

SURE = 0.8
"""How sure one is of a match where its group says nothing else."""
_SMALL = "lead_in"
"""The list of small words that do not count at the start of a sentence."""


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """Phrases that say the same.

    Attributes:
        phrases: at least one.
        where: where in a sentence they must lie.
        weight: how sure one is when one of them matches, 0..1.
        unless: phrases anywhere in the sentence that take the match back.
        why: what a match shows, one line for a person.
    """

    phrases: tuple[str, ...]
    where: Where = "anywhere"
    weight: float = SURE
    unless: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """One file of words: what belongs to one act, or is looked up for one purpose.

    Attributes:
        name: by which it is asked for.
        about: what it is, and its source or reason.
        words: words, or words in a row, that are counted, and found anywhere.
        groups: what a sentence is searched for.
        lists: words and phrases by the name that stands in `<…>` in the groups.
    """

    name: str
    about: str
    words: tuple[str, ...] = ()
    groups: tuple[PhraseGroup, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A match of a list in a sentence, with the weight and the reason of its group."""

    match: Match
    weight: float
    why: str


class Lexicon:
    """The word lists of one language.

    Args:
        language: its code, such as `en`.
        lists: one of a name; none where nothing is known about the words of the language.

    Raises:
        PhraseError: a phrase breaks the rules of phrases.
    """

    def __init__(self, language: str, lists: Iterable[WordList] = ()) -> None:
        self.language = language
        self.lists = tuple(lists)
        small = frozenset(word for each in self.lists if each.name == _SMALL for word in each.words)
        words = Lists({})
        self._lists = {each.name: _Searched(each, Lists(each.lists, words), small) for each in self.lists}
        named: dict[str, list[str]] = {}
        for each in self.lists:
            for name, entries in each.lists.items():
                named.setdefault(name, []).extend(entries)
        self._named = {name: Phrases(entries, "whole") for name, entries in named.items()}

    @property
    def known(self) -> bool:
        """Whether the language has any list at all."""
        return bool(self.lists)

    def has_list(self, name: str) -> bool:
        """Whether the language has the list `name`; without it, nothing follows from what is not found."""
        return name in self._lists

    def find(self, name: str, words: Sequence[str]) -> Finding | None:
        """The surest finding of the list `name` in one sentence, the first in the list where several are.

        Args:
            name: of a list; one that is not there finds nothing.
            words: of the sentence, as `plain` gives them.
        """
        return max(self.find_all(name, words), key=lambda finding: finding.weight, default=None)

    def find_all(self, name: str, words: Sequence[str]) -> list[Finding]:
        """The first match of every group of the list `name` that has one, in the order of the list.

        The list's own `words` count as one more group, the last: anywhere, of the usual weight.
        """
        return self._lists[name].find_all(words) if name in self._lists else []

    def share(self, name: str, words: Sequence[str], *also: str) -> float:
        """Share (0..1) of `words` that are words of the list `name`, or of one of `also`; 0 of no words."""
        lists = [self._lists[each].words for each in (name, *also) if each in self._lists]
        inside = [any(each) for each in zip(*(known.covers(words) for known in lists), strict=True)]
        return sum(inside) / len(inside) if inside else 0.0

    def has(self, name: str, word: str) -> bool:
        """Whether the one word `word` is among the words of the list `name`."""
        return name in self._lists and self._lists[name].words.covers([word]) == [True]

    def in_list(self, sublist: str, word: str) -> bool:
        """Whether the one word `word` is in the named list `sublist` of any file."""
        return sublist in self._named and self._named[sublist].search([word]) is not None


class _Searched:
    """A list made ready for the search."""

    def __init__(self, known: WordList, lists: Lists, small: frozenset[str]) -> None:
        self.words = Phrases(known.words, lists=lists)
        self._groups = [
            (
                Phrases(group.phrases, group.where, lists, small),
                Phrases(group.unless, lists=lists),
                group.weight,
                group.why,
            )
            for group in known.groups
        ]
        self._groups.append((self.words, Phrases(()), SURE, ""))

    def find_all(self, words: Sequence[str]) -> list[Finding]:
        return [
            Finding(match, weight, why)
            for phrases, unless, weight, why in self._groups
            if (match := phrases.search(words)) is not None and unless.search(words) is None
        ]


def announces_hold(lexicon: Lexicon, text: str) -> bool:
    """Whether a sentence of `text` tells the other to wait."""
    words = text.split()
    found = (lexicon.find("hold", plain(" ".join(words[first:end]))) for first, end in sentences(words))
    return any(finding is not None for finding in found)


def is_unfinished(lexicon: Lexicon, text: str) -> bool:
    """Whether the clause that ends `text` is open: it ends on a comma, a dash or a word that none ends on."""
    stripped = text.rstrip()
    if stripped.endswith((",", "-", "–", "…", "...")):
        return True
    words = plain(stripped)
    return bool(words) and not stripped.endswith(("?", "!")) and lexicon.has("unfinished", words[-1])


def to_table(lexicon: Lexicon) -> dict[str, Any]:
    """The whole lexicon as plain values, which `from_table` reads back."""
    return {
        "language": lexicon.language,
        "lists": {
            each.name: {
                "about": each.about,
                "words": [*each.words],
                "phrases": [
                    {
                        "any": [*group.phrases],
                        "where": group.where,
                        "weight": group.weight,
                        "unless": [*group.unless],
                        "why": group.why,
                    }
                    for group in each.groups
                ],
                "lists": {name: [*entries] for name, entries in each.lists.items()},
            }
            for each in lexicon.lists
        },
    }


def from_table(table: Mapping[str, Any]) -> Lexicon:
    """The lexicon that `to_table` made `table` of."""
    lists = (
        WordList(
            name,
            each["about"],
            tuple(each["words"]),
            tuple(
                PhraseGroup(
                    tuple(group["any"]),
                    group["where"],
                    group["weight"],
                    tuple(group["unless"]),
                    group["why"],
                )
                for group in each["phrases"]
            ),
            {label: tuple(entries) for label, entries in each["lists"].items()},
        )
        for name, each in table["lists"].items()
    )
    return Lexicon(table["language"], lists)
