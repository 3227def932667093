"""Assumption: something about the other is taken as known instead of asked."""

from callmon.conversation.acts.passage import Found, Passage


def assumption(passage: Passage) -> Found | None:
    """An assumption of the agent about the customer; a question is none."""
    if passage.said.asks and passage.find("question_closed") is not None:
        return None
    return passage.judge("assumption", "assumption", extra=passage.rivals())
