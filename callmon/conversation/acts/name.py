"""Names: learnt from what is said, and told where somebody is addressed by theirs."""

from callmon.conversation.acts.passage import Found, Passage
from callmon.conversation.dialogue import Said
from callmon.conversation.lexicon import Lexicon

_KNOWN = 0.9
_ADDRESSED = 0.7
"""Confidence of a name that has come up before, and of one told by its place between commas alone."""
_SURE = 0.8
"""Weight of a phrase after which a name needs no capital."""
_LONGEST = 3
"""Words of a name."""
_BEFORE = 2
"""Words before a name that say whether it is checked or spelt."""


def name(passage: Passage) -> Found | None:
    """The agent calls the customer by name; asking for it, checking or spelling it is none."""
    said, lexicon = passage.said, passage.lexicon
    for index, word in enumerate(said.words):
        first = index - 1 if index and lexicon.has("name", said.words[index - 1]) else index
        known = word in passage.names or (first < index and lexicon.in_list("personal", said.words[first]))
        if known and (_apart(said, first) or not _checked(passage, first)):
            return Found("name", _KNOWN, "calls the other by name", first, index + 1)
        if _addressed(said, lexicon, index):
            return Found("name", _ADDRESSED, "calls the other by name", index, index + 1)
    return None


def names_in(said: Said, lexicon: Lexicon, *, own: bool, asked: bool) -> list[str]:
    """Names of the customer that come up in a sentence, in lower case.

    Args:
        said: the sentence.
        lexicon: how names are given (list `name`).
        own: it is the customer's, who may say “my name is …”.
        asked: the agent has just asked for the name: the customer's sentence begins with it.
    """
    found: list[str] = []
    if own:
        finding = lexicon.find("name", said.words)
        if finding is not None:
            found += _name_at(said, lexicon, finding.match.end, sure=finding.weight >= _SURE)
        if asked:
            found += _name_at(said, lexicon, _answer(said, lexicon), sure=True)
    else:
        for index, word in enumerate(said.words):
            if lexicon.in_list("named_by", word):
                found += _name_at(said, lexicon, index + 1, sure=True)
    return list(dict.fromkeys(found))


def _answer(said: Said, lexicon: Lexicon) -> int:
    """Where the name may begin in an answer to the question for it: small words are left out."""
    return next(
        (
            at
            for at, word in enumerate(said.words)
            if not lexicon.has("lead_in", word) and not lexicon.in_list("before_name", word)
        ),
        len(said.words),
    )


def _name_at(said: Said, lexicon: Lexicon, first: int, *, sure: bool) -> list[str]:
    """The words from `first` on that can be a name: with a capital, or after a sure sign where none has."""
    capitals = any(token[:1].isupper() for token in said.texts)
    found: list[str] = []
    for index in range(first, min(len(said.words), first + _LONGEST)):
        word, token = said.words[index], said.texts[said.places[index]]
        if not (token[:1].isupper() if capitals else sure) or not _may_be_name(word, lexicon):
            break
        found.append(word)
        if token.endswith((",", ".", "?", "!")):
            break
    return found


def _may_be_name(word: str, lexicon: Lexicon) -> bool:
    common = any(lexicon.has(each, word) for each in ("stop", "number", "name", "lead_in"))
    asks = lexicon.in_list("asks_name", word)
    return len(word) >= 2 and not common and not asks and not any(letter.isdigit() for letter in word)


def _checked(passage: Passage, index: int) -> bool:
    """Whether the words before a name ask for it, check it or spell it."""
    words = passage.said.words[max(0, index - _BEFORE) : index]
    return any(passage.lexicon.in_list("identity", word) for word in words)


def _apart(said: Said, index: int) -> bool:
    """Whether a comma parts a word from the one before."""
    place = said.places[index]
    return place > 0 and said.texts[place - 1].endswith(",")


def _addressed(said: Said, lexicon: Lexicon, index: int) -> bool:
    """Whether a word stands where somebody is addressed: alone between commas, with a capital."""
    place = said.places[index]
    token = said.texts[place]
    if not token.endswith((",", ".", "?", "!")) or not token[0].isupper() or not token[1:-1].islower():
        return False
    listed = place > 1 and said.texts[place - 1][0].isupper()
    return _apart(said, index) and not listed and _may_be_name(said.words[index], lexicon)
