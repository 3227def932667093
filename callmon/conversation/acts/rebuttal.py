"""Rebuttal: the other's point is answered by contradiction, policy, records or defence."""

from dataclasses import replace

from callmon.conversation.acts.passage import Found, Passage, log_odds
from callmon.conversation.dialogue import Said
from callmon.conversation.lexicon import Lexicon

# Added to the log-odds, from a logistic regression on calls that neither the lists nor the model had seen.
_USUALLY = -0.2
_COMPLAINT, _CALM = 0.28, -2.0
"""Of the model's log-odds that the point is a complaint, against those of most that is said."""
_HARSH = 0.6
"""Of its words, where no model is here."""
_ANSWERED = -0.8
"""Where the point only answers a question of the agent's."""
_ASKED = -0.4
"""Where the point comes with a question."""
_ASKS = -0.4
"""Where the answer asks something itself."""
_LENGTH, _LONG = -0.12, 15
"""Of each word: what contradicts is short. Further words do not count."""
_TOLD, _MUCH = 0.1, 15
"""Of each word of the point's turn, and how many count."""


def rebuttal(passage: Passage) -> Found | None:
    """A rebuttal by the agent of what the customer has just said; an answer to a mere question is none."""
    if passage.place >= passage.settings.rebuttal_sentences:
        return None
    point = _point(passage)
    if point is None:
        return None
    found = passage.judge("rebuttal", "rebuttal", extra=_against(passage), also="taken_back")
    return replace(found, answers=point) if found is not None else None


def _point(passage: Passage) -> Said | None:
    """The last thing of the customer's turn that says rather than asks something; a reproach may be asked."""
    said = [
        each
        for each in passage.before(1)
        if len(each.words) >= passage.settings.point_words
        and (each.number not in passage.asked or _harsh(passage.lexicon, each))
    ]
    return said[-1] if said else None


def _against(passage: Passage) -> float:
    """What the surroundings add to the log-odds."""
    said, turn = passage.said, passage.before(1)
    mine = [each for each in passage.own(2) if each.turn < turn[0].turn]
    odds = (
        _USUALLY
        + _ANSWERED * (bool(mine) and mine[-1].number in passage.asked)
        + _ASKED * any(each.number in passage.asked for each in turn)
        + _ASKS * said.asks
        + _LENGTH * min(_LONG, len(said.words))
        + _TOLD * min(_MUCH, sum(len(each.words) for each in turn))
    )
    if said.leanings:
        negative = max(log_odds(each.leaning("negative")) for each in turn)
        return odds + _COMPLAINT * (negative - _CALM) + passage.rivals()
    return odds + _HARSH * any(_harsh(passage.lexicon, each) for each in turn)


def _harsh(lexicon: Lexicon, said: Said) -> bool:
    """Whether the model or the words make a sentence a complaint."""
    if said.leanings:
        return said.leaning("negative") >= 0.5
    finding = lexicon.find("negative", said.words)
    return finding is not None and finding.weight >= 0.5
