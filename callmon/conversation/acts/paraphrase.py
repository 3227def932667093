"""Paraphrase: the agent restates what the customer said in the last turns, in meaning and in words."""

from callmon.conversation.acts.passage import Found, Passage, chance, log_odds
from callmon.conversation.dialogue import Said, likeness, mean, stem

# Weights of the signs in log-odds, from a logistic regression on calls that neither the lists nor the model
# had seen (leave one call out), rounded.
_BASE = -4.3
_LIKENESS = 3.4
"""Of the likeness to what one turn of the other meant."""
_UNKNOWN = 0.45
"""Likeness that is taken where no model is here: that of talk about the same matter."""
_SHARED, _SHARED_MOST = 0.3, 3
"""Of each content word that the other brought up, and how many count."""
_FORM = 1.2
"""Of the weight of a form of saying back (“so you …”)."""
_LEAN = 0.72
"""Of the model's log-odds."""
_RIVAL = -0.35
"""Of the log-odds of what the model leans to most beside it."""
_BARE, _BARE_FORM, _BARE_SHARED, _BARE_ASKS = -2.4, 3.4, 0.7, -2.0
"""Where no model is here: the base then, and what form, words and a question count for."""
_TOLD, _TOLD_MOST = 0.3, 12
"""Of each word of the other's last turn, and how many count: who tells much has much to be said back."""
_LATER, _LATER_MOST = -0.75, 3
"""Of each sentence of the same turn before it: one says back before one goes on."""
_OTHER_ACT = -1.2
"""Where a phrase shows another act."""
_NO_GROUND = -0.6
"""Without a form, a leaning, or both meaning and words in common."""
_GROUND_FORM = 0.55
"""Weight from which a form is ground enough."""
_SHOWN = 0.5
"""Weight from which a phrase shows another act, or a question."""
_NEAREST_SHARED = 0.2
"""Of each shared word, beside the likeness, in which sentence is the one that was restated."""
_LEAST_WORDS = 5
"""Fewer words are an echo."""
_RIVALS = (
    *("question", "offer", "next_step", "rebuttal", "assumption", "validation", "empathy", "hold"),
    *("hold_thanks", "apology", "acknowledgement", "stock_offer"),
)
_OTHER_ACTS = (
    "validation",
    "assumption",
    "rebuttal",
    "offer",
    "hold",
    "apology",
    "stock_offer",
    "next_step",
    "closing",
)
_OWN_TURNS = 8
"""Own turns in which a word may have come up before the other used it."""


def paraphrase(passage: Passage) -> Found | None:
    """A restatement by the agent; an echo, a number read back or a question with a borrowed noun is none."""
    said = passage.said
    theirs = passage.before(passage.settings.restated_turns)
    if len(said.words) < _LEAST_WORDS or not theirs:
        return None
    shared = _shared(passage, theirs)
    near = _nearness(said, theirs)
    form = passage.find("reflection")
    weight = form.weight if form is not None else 0.0
    last = sum(len(each.words) for each in theirs if each.turn == theirs[-1].turn)
    odds = (
        _BASE
        + _LIKENESS * near
        + _TOLD * min(_TOLD_MOST, last)
        + _LATER * min(_LATER_MOST, passage.place)
        + _OTHER_ACT * any(_sure(passage, name) for name in _OTHER_ACTS)
        + (_modelled if said.leanings else _bare)(passage, weight, min(_SHARED_MOST, len(shared)))
    )
    both = len(shared) >= passage.settings.restated_least and near >= passage.settings.restated_likeness
    if weight < _GROUND_FORM and said.leaning("reflection") <= 0.5 and not both:
        odds += _NO_GROUND
    if chance(odds) < passage.settings.told:
        return None
    why = form.why if form is not None else "says in other words what the customer said"
    if shared:
        why += f", in their words “{', '.join(said.words_of(shared)[:3])}”"
    return Found("paraphrase", chance(odds), why, 0, len(said.words), answers=_nearest(said, theirs, shared))


def _modelled(passage: Passage, form: float, shared: int) -> float:
    """What form, words and the model add to the log-odds."""
    said = passage.said
    rival = log_odds(max(said.leaning(name) for name in _RIVALS))
    return _FORM * form + _SHARED * shared + _LEAN * log_odds(said.leaning("reflection")) + _RIVAL * rival


def _bare(passage: Passage, form: float, shared: int) -> float:
    """What form and words alone add to the log-odds."""
    return _BARE + _BARE_FORM * form + _BARE_SHARED * shared + _BARE_ASKS * _asks(passage)


def _shared(passage: Passage, theirs: list[Said]) -> list[str]:
    """Stems that the other brought up and the sentence uses; numbers do not count."""
    numbers = {stem(word) for word in passage.said.words if passage.lexicon.has("number", word)}
    return passage.borrowed(
        (each for each in passage.said.content if each not in numbers), theirs, _OWN_TURNS
    )


def _nearness(said: Said, theirs: list[Said]) -> float:
    """The highest likeness to what one turn of the other meant as a whole."""
    if not said.vector:
        return _UNKNOWN
    turns: dict[int, list[Said]] = {}
    for each in theirs:
        turns.setdefault(each.turn, []).append(each)
    wholes = (mean((each.vector, len(each.words)) for each in turn) for turn in turns.values())
    return max(likeness(said.vector, whole) for whole in wholes)


def _nearest(said: Said, theirs: list[Said], shared: list[str]) -> Said:
    """The sentence that it restates: alike in meaning and words, the later one of two."""
    return max(
        theirs,
        key=lambda each: (
            likeness(said.vector, each.vector)
            + _NEAREST_SHARED * sum(word in each.content for word in shared),
            each.number,
        ),
    )


def _asks(passage: Passage) -> bool:
    asked = any(
        finding.weight >= _SHOWN
        for name in ("question_open", "question_closed")
        for finding in passage.lexicon.find_all(name, passage.said.words)
    )
    return passage.said.asks or asked


def _sure(passage: Passage, name: str) -> bool:
    finding = passage.find(name)
    return finding is not None and finding.weight >= _SHOWN
