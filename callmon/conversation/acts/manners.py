"""Greeting and closing."""

from callmon.conversation.acts.passage import Found, Passage

_OPENING = 4
"""Turns of the call within which a greeting greets."""


def greeting(passage: Passage) -> Found | None:
    """The opening words of either side."""
    return passage.judge("greeting", "greeting") if passage.said.turn <= _OPENING else None


def closing(passage: Passage) -> Found | None:
    """A farewell of either side."""
    return passage.judge("closing", "closing") if passage.said.turn > 1 else None
