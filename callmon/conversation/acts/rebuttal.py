"""Rebuttal: the other's point is answered by contradiction, policy, records or defence."""

from callmon.conversation.acts.passage import Found, Passage
from callmon.conversation.dialogue import Said

_COMPLAINT = 0.5
"""Added to the log-odds where the point sounds like a complaint."""


def rebuttal(passage: Passage) -> Found | None:
    """A rebuttal by the agent of what the customer has just said; an answer to a mere question is none."""
    if passage.place >= passage.settings.rebuttal_sentences:
        return None
    point = _point(passage)
    if point is None:
        return None
    found = passage.judge("rebuttal", "rebuttal", extra=_against(point))
    if found is None:
        return None
    return Found("rebuttal", found.confidence, found.why, found.first, found.end, answers=point)


def _point(passage: Passage) -> Said | None:
    """The last thing of the customer's turn that says rather than asks something."""
    said = [
        each
        for each in passage.before(1)
        if len(each.words) >= passage.settings.point_words and not passage.asked.get(each.number)
    ]
    return said[-1] if said else None


def _against(point: Said) -> float:
    """More where the point sounds like a complaint."""
    return _COMPLAINT if point.leaning("negative") >= 0.5 else 0.0
