"""Acknowledgement: says that something was taken in."""

from callmon.conversation.acts.passage import Found, Passage


def acknowledgement(passage: Passage) -> Found | None:
    """Receipt shown as the first thing after the other spoke; of the customer by a phrase alone."""
    against = any(passage.find(name) is not None for name in ("rebuttal", "taken_back"))
    if passage.place > 1 or not passage.before(1) or against:
        return None
    return passage.judge("acknowledgement", "acknowledgement", alone=passage.said.speaker == "agent")
