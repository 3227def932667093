"""Follow-up: what the other has just said that a question digs into."""

from callmon.conversation.acts.passage import Passage
from callmon.conversation.dialogue import Said, likeness

# Weights of the signs in log-odds, from a logistic regression on the questions of the development half of the
# labelled calls (leave one call out), rounded.
_BASE = 0.3
_LIKENESS = 3.4
_SHARED, _SHARED_MOST = 1.2, 2
"""Of each content word that the other brought up, and how many count."""
_POINTS = 0.9
"""Where it points back: “that”, “then”, “she”."""
_OPEN = 1.7
"""Where it leaves the answer open."""
_TOLD, _TOLD_MOST = 0.14, 15
"""Of each word of the other's last turn, and how many count."""
_LENGTH, _LENGTH_MOST = -0.22, 15
"""Of each word of the question: one that digs is short."""
_FACT = -1.2
"""Where it asks for a name, a number, an address: that is for the form."""
_OFFER = -2.0
"""Where it offers something."""
_LATER, _LATER_MOST = -0.8, 3
"""Of each sentence of the same turn before it, and how many count."""
_OPENING, _OPENING_TURNS = -1.4, 2
"""Within the first turns of the call, and how many these are: they ask what it is about."""
_ASKED = -0.9
"""Where the other has only asked something."""


def followed(passage: Passage, form: str) -> Said | None:
    """The sentence of the other that a question of `form` digs into; None where it asks something else."""
    said, settings = passage.said, passage.settings
    theirs = passage.before(settings.follow_turns)
    if not theirs:
        return None
    shared = passage.borrowed(said.content, theirs, settings.follow_turns)
    last = [each for each in theirs if each.turn == theirs[-1].turn]
    offers = passage.find("offer") is not None or passage.find("stock_offer") is not None
    near = max(likeness(said.vector, each.vector) for each in theirs)
    odds = (
        _BASE
        + _LIKENESS * near
        + _SHARED * min(_SHARED_MOST, len(shared))
        + _POINTS * (passage.count("reference") > 0)
        + _OPEN * (form == "open")
        + _TOLD * min(_TOLD_MOST, sum(len(each.words) for each in last))
        + _LENGTH * min(_LENGTH_MOST, len(said.words))
        + _FACT * (passage.count("fact") > 0)
        + _OFFER * offers
        + _LATER * min(_LATER_MOST, passage.place)
        + _OPENING * (said.turn <= _OPENING_TURNS)
        + _ASKED * all(each.number in passage.asked for each in last)
    )
    if odds < 0 and near < settings.follow_likeness:
        return None
    return max(
        theirs,
        key=lambda each: (
            sum(stem in each.content for stem in shared) + likeness(said.vector, each.vector),
            each.number,
        ),
    )
