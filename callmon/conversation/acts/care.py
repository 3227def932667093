"""Care: validation, empathy and apology, told by phrases and the model."""

from callmon.conversation.acts.passage import Found, Passage

_TAKEN_BACK = 3.0
"""Taken off the log-odds where the same sentence goes on with a “but” that takes it back."""


def validation(passage: Passage) -> Found | None:
    """The customer's feeling, view or wish is called right or understandable."""
    return passage.judge("validation", "validation", extra=passage.rivals() + _taken_back(passage))


def empathy(passage: Passage) -> Found | None:
    """The customer's feeling or hardship is named or shared."""
    return passage.judge("empathy", "empathy", extra=passage.rivals() + _taken_back(passage))


def apology(passage: Passage) -> Found | None:
    """Regret for what went wrong; of either side, the customer's by a phrase alone. “Sorry?” is none."""
    if passage.said.asks and len(passage.said.words) <= 2:
        return None
    return passage.judge("apology", "apology", alone=passage.said.speaker == "agent")


def _taken_back(passage: Passage) -> float:
    return -_TAKEN_BACK if passage.find("taken_back") is not None else 0.0
