"""Repetition: the customer says something again that was said before."""

from callmon.conversation.acts.passage import Found, Passage
from callmon.conversation.dialogue import Said, likeness

_LEAST = 3
"""Content words that a sentence must have to say something again."""
_AGAIN = 0.6
"""Confidence where nobody says that it is said again."""


def repetition(passage: Passage) -> Found | None:
    """The customer says that they said it before, or says almost the same as some turns ago."""
    found = passage.judge("repetition", "repetition")
    if found is not None:
        return found
    again = _again(passage)
    if again is None:
        return None
    return Found(
        "repetition", _AGAIN, "says again what was said before", 0, len(passage.said.words), answers=again
    )


def _again(passage: Passage) -> Said | None:
    """The first sentence of the speaker, some turns ago, that says the same in meaning and words."""
    said, settings = passage.said, passage.settings
    if len(said.content) < _LEAST:
        return None
    for each in passage.dialogue.earlier(said.speaker, said, settings.repeated_turns):
        shared = sum(stem in each.content for stem in said.content)
        if shared == len(said.content):
            return each
        half = 2 * shared >= len(said.content)
        if half and likeness(said.vector, each.vector) >= settings.repeated_likeness:
            return each
    return None
