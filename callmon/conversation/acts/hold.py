"""Holds: announced, and thanked for."""

from callmon.conversation.acts.passage import Found, Passage


def hold(passage: Passage) -> Found | None:
    """Asks to wait, or says what is being done meanwhile; of either side."""
    return passage.judge("hold", "hold")


def hold_thanks(passage: Passage) -> Found | None:
    """The agent thanks for waiting."""
    return passage.judge("hold_thanks", "hold_thanks")
