"""Jargon: words of the trade that a customer need not know."""

from callmon.conversation.acts.passage import Found, Passage

_ACRONYM = 0.75
"""Confidence of capitals that no list knows: they may be a name."""
_LONGEST = 5
"""Letters from which capitals are a word that is shouted rather than an acronym."""


def jargon(passage: Passage) -> Found | None:
    """A listed term or an acronym of the agent that the customer has not used; the why has the plain word."""
    said = passage.said
    used = {word for each in passage.dialogue.earlier("customer", said, 0) for word in each.words}
    finding = passage.find("jargon")
    if finding is not None and not used.issuperset(said.words[finding.match.first : finding.match.end]):
        return Found("jargon", finding.weight, finding.why, finding.match.first, finding.match.end)
    for index, word in enumerate(said.words):
        token = said.texts[said.places[index]].strip(".,?!;:'\"“”()")
        known = word in used or passage.lexicon.in_list("known_letters", word)
        if _is_acronym(token) and not known and not _spelt(passage, index):
            return Found("jargon", _ACRONYM, f"“{token}” may need its plain words", index, index + 1)
    return None


def _is_acronym(token: str) -> bool:
    letters = token.removesuffix("s")
    return 2 <= len(letters) <= _LONGEST and letters.isalpha() and letters.isupper()


def _spelt(passage: Passage, index: int) -> bool:
    """Whether single letters or figures stand beside it: then it is spelt out, not said."""
    words = passage.said.words
    beside = [*words[max(0, index - 1) : index], *words[index + 1 : index + 2]]
    return any(len(word) == 1 and word not in ("a", "i") for word in beside)
