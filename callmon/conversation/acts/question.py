"""Questions, with and without punctuation: their form, a phrase, a mark or the model tells one."""

from typing import Literal

from callmon.conversation.acts.follow_up import followed
from callmon.conversation.acts.passage import Found, Passage, chance, log_odds
from callmon.conversation.lexicon import Finding

_MARKED = 0.93
"""Weight of a question mark: a recogniser sets it by tone and words."""
_BOTH_MARKED = 1.0
"""Added to the log-odds where form and mark agree."""
_UNMARKED = 1.2
"""Taken off the log-odds where the recogniser punctuates and sets another mark."""
_STARTS = 0.9
"""Weight of a helping verb before its subject, or of a question word before a verb, where a clause begins."""
_INSIDE = 0.8
"""Weight of the same inside of what has no marks."""
_NO_MARKS = 0.6
"""Weight of a question word before a verb inside of what has no marks: “nearly what stopped you”."""
_DOUBT = 1.0
"""Most that the model takes off: the form of a long sentence is clearer than its meaning."""
_LEAST_WORDS = 3
"""Words behind a helping verb from which a noun may follow it: “did payroll say anything”."""
_LEAST = 0.5
"""Weight from which a phrase shows that something is asked; below, only how."""
_STOCK = 0.9
"""Weight from which a stock offer is put as a question (“anything else?”)."""
_LOOK_BACK = 5
"""Words between a question word and the verb that it goes with: “which of the two flats is”."""
_A_WORD = 0.8
"""Log-odds of each word of a phrase that says how a question is put: the longer one knows better."""
_OPENER, _NO_OPENER = 0.2, -1.2
"""Log-odds of being open of a question that begins with how, why or what, and of any other."""
_LEAN = 1.5
"""Most that the model's leaning moves the log-odds of being open."""


def question(passage: Passage) -> Found | None:
    """A question of either side, open or closed; a request to wait, repeat or do something is none."""
    said = passage.said
    if passage.find("request") is not None:
        return None
    open_, closed = _phrases(passage, "question_open"), _phrases(passage, "question_closed")
    shown = [finding for finding in (*open_, *closed) if finding.weight >= _LEAST]
    formed, at = _formed(passage)
    stock = passage.find("stock_offer")
    if stock is not None and stock.weight >= _STOCK:
        shown.append(stock)
    weight = max([*(finding.weight for finding in shown), formed, _MARKED if said.asks else 0.0])
    if not weight and not said.leanings:
        return None
    odds = passage.odds(weight or None, "question", _DOUBT)
    if said.asks and (formed or shown):
        odds += _BOTH_MARKED
    elif said.marked and not said.asks:
        odds -= _UNMARKED
    if chance(odds) < passage.settings.told:
        return None
    form, finding = _form(passage, open_, closed, at if formed else None)
    why = finding.why if finding is not None else "leaves the answer open" if form == "open" else "asks"
    first = min(finding.match.first, at) if finding is not None and formed else at
    answers = followed(passage, form)
    return Found(
        "question",
        chance(odds),
        why,
        first,
        len(said.words),
        form,
        follow_up=answers is not None,
        answers=answers,
    )


def _phrases(passage: Passage, name: str) -> list[Finding]:
    return passage.lexicon.find_all(name, passage.said.words)


def _formed(passage: Passage) -> tuple[float, int]:
    """Weight of the form of a question (0: none) and the word where it begins."""
    words, lexicon = passage.said.words, passage.lexicon
    best, at = 0.0, 0
    for index in range(len(words) - 1):
        weight = 0.0
        if lexicon.in_list("auxiliary", words[index]):
            weight = _inverted(passage, index)
        elif lexicon.in_list("asker_be", words[index]):
            weight = _asked_with_verb(passage, index)
        elif lexicon.in_list("asker", words[index]):
            weight = _asked(passage, index)
        if weight > best:
            best, at = weight, index
    return best, at


def _inverted(passage: Passage, index: int) -> float:
    """Weight of the helping verb at `index` standing before its subject as in a question."""
    words, lexicon = passage.said.words, passage.lexicon
    verb, subject = words[index], words[index + 1]
    if lexicon.in_list("plural", verb) and lexicon.in_list("singular", subject):
        return 0.0
    pronoun = lexicon.in_list("pronoun", subject)
    if not lexicon.in_list("subject", subject):
        opens = _leads(passage, index) and len(words) - index > _LEAST_WORDS
        noun = not lexicon.in_list("plain_verb", verb) and not lexicon.in_list("unopened", subject)
        return _INSIDE if opens and noun else 0.0
    if _opens(passage, index):
        return _STARTS if pronoun or not lexicon.in_list("plain_verb", verb) else 0.0
    asker = _asker_before(passage, index)
    if asker is not None:
        return _after_asker(passage, asker, index)
    if not pronoun or _says(passage, index):
        return 0.0
    return _INSIDE


def _says(passage: Passage, index: int) -> bool:
    """Whether the words around the helping verb at `index` make it part of a statement."""
    words, lexicon = passage.said.words, passage.lexicon
    before, verb, subject = words[index - 1], words[index], words[index + 1]
    after = words[index + 2] if index + 2 < len(words) else ""
    if before == subject or after in ("", verb) or lexicon.in_list("owning", verb):
        return True
    if lexicon.in_list("singular", subject) and lexicon.in_list("object_after", after):
        return True
    copula = lexicon.in_list("copula", verb)
    asked = any(lexicon.in_list("asker_be", word) for word in words[max(0, index - _LOOK_BACK) : index])
    if copula and (asked or lexicon.in_list("there", subject) or lexicon.in_list("cleft", before)):
        return True
    modal = not copula and not lexicon.in_list("doing", verb)
    return lexicon.in_list("nominative" if modal else "not_before", before)


def _asker_before(passage: Passage, index: int) -> int | None:
    """The question word that the helping verb at `index` goes with: “which of the two flats is”."""
    words, lexicon = passage.said.words, passage.lexicon
    places = range(max(0, index - _LOOK_BACK), index)
    return next((place for place in places if lexicon.in_list("asker", words[place])), None)


def _after_asker(passage: Passage, asker: int, index: int) -> float:
    """Weight of a question word at `asker` with a helping verb at `index` and its subject behind."""
    words, lexicon = passage.said.words, passage.lexicon
    between = words[asker + 1 : index]
    if any(lexicon.in_list("pronoun", word) for word in between):
        return 0.0
    copula, pronoun = lexicon.in_list("copula", words[index]), lexicon.in_list("pronoun", words[index + 1])
    if copula and between and lexicon.in_list("cleft", between[0]):
        return 0.0
    if _opens(passage, asker):
        return _STARTS
    embedded = _embedded(passage, asker)
    relative = copula and lexicon.in_list("relative", words[asker])
    if relative or (embedded and (copula or not pronoun)):
        return 0.0
    return _INSIDE


def _asked_with_verb(passage: Passage, index: int) -> float:
    """Weight of a question word that holds its verb (“what's”) at `index`."""
    words, lexicon = passage.said.words, passage.lexicon
    open_end = not lexicon.in_list("determiner", words[index + 1])
    if open_end and any(lexicon.in_list("be", word) for word in words[index + 2 :]):
        return 0.0
    if _opens(passage, index):
        return _STARTS
    if _embedded(passage, index) or lexicon.in_list("relative", words[index]):
        return 0.0
    return _INSIDE


def _asked(passage: Passage, index: int) -> float:
    """Weight of the question word at `index` that stands before a noun or its verb (“what stopped you”)."""
    words, lexicon = passage.said.words, passage.lexicon
    asker, after = words[index], words[index + 1]
    relative = lexicon.in_list("relative", asker)
    if lexicon.in_list("pronoun", after) or lexicon.in_list("conjunction", asker):
        return 0.0
    if relative and (lexicon.in_list("cleft", after) or lexicon.in_list("auxiliary", after)):
        return 0.0
    cleft = any(lexicon.in_list("be", word) for word in words[index + 2 :])
    if cleft and not relative and not lexicon.in_list("measure", after):
        return 0.0
    if _opens(passage, index):
        return _INSIDE
    told = passage.said.marked or _embedded(passage, index) or not lexicon.in_list("opener", words[index])
    return 0.0 if told else _NO_MARKS


def _embedded(passage: Passage, index: int) -> bool:
    """Whether the question word at `index` hangs on a word before it (“I know what”, “tell me how”)."""
    words, lexicon = passage.said.words, passage.lexicon
    before = words[index - 1]
    if lexicon.in_list("object_pronoun", before) and index > 1:
        before = words[index - 2]
    return lexicon.in_list("embeds", before)


def _opens(passage: Passage, index: int) -> bool:
    """Whether a clause begins at word `index`: nothing but small words, or a comma, stands before it."""
    said = passage.said
    if index and said.texts[said.places[index] - 1].endswith((",", ";", ":", "-", "–", "—", "…", ".")):
        return True
    return _leads(passage, index)


def _leads(passage: Passage, index: int) -> bool:
    """Whether nothing but small words and interjections stands before word `index`."""
    lexicon = passage.lexicon
    return all(
        lexicon.has("lead_in", word) or lexicon.in_list("interjection", word)
        for word in passage.said.words[:index]
    )


def _form(
    passage: Passage, open_: list[Finding], closed: list[Finding], at: int | None
) -> tuple[Literal["open", "closed"], Finding | None]:
    """How the question is put, and the phrase that shows it."""
    lexicon, words = passage.lexicon, passage.said.words
    opener = at is not None and any(
        lexicon.in_list("opener", word) for word in words[max(0, at - _LOOK_BACK) : at + 1]
    )
    odds = _OPENER if opener else _NO_OPENER
    longest = [max(each, key=_length, default=None) for each in (open_, closed)]
    odds += _A_WORD * (_length(longest[0]) - _length(longest[1]))
    if passage.said.leanings:
        odds += min(_LEAN, max(-_LEAN, log_odds(passage.said.leaning("open"))))
    return ("open", longest[0]) if odds > 0 else ("closed", longest[1])


def _length(finding: Finding | None) -> int:
    return finding.match.end - finding.match.first if finding is not None else 0
