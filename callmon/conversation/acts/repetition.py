"""Repetition: the customer says something again that was said before."""

from callmon.conversation.acts.passage import Found, Passage
from callmon.conversation.dialogue import Said, likeness

_LEAST = 3
"""Content words that a sentence must have to say something again."""


def repetition(passage: Passage) -> Found | None:
    """The customer says that they said it before, or says almost the same as some turns ago."""
    found = passage.judge("repetition", "repetition")
    if found is not None:
        return found
    again = _again(passage)
    if again is None:
        return None
    return Found(
        "repetition", 0.6, "says again what was said before", 0, len(passage.said.words), answers=again
    )


def _again(passage: Passage) -> Said | None:
    said, settings = passage.said, passage.settings
    if len(said.content) < _LEAST or passage.asked.get(said.number):
        return None
    for each in passage.dialogue.earlier(said.speaker, said, settings.repeated_turns):
        shared = sum(stem in each.content for stem in said.content)
        if (
            shared >= _LEAST
            or shared >= 2
            and likeness(said.vector, each.vector) >= settings.repeated_likeness
        ):
            if likeness(said.vector, each.vector) >= settings.repeated_likeness or shared == len(
                said.content
            ):
                return each
    return None
