"""Good question: the agent asks an open question that digs into what was just said."""

from callmon.cues.builtin.on_act import AGAINST, OnAct
from callmon.timeline import Act

_TELLING = 4
"""Words of the customer from which they are worth a quote: not “yes, please”."""


class GoodQuestion(OnAct):
    """Praises each open question of the agent that follows up on what the customer has just said."""

    name = "good_question"
    version = 2
    pillar = "open_mind"
    urgency = 0
    positive = True
    kind = "question"
    never_with = AGAINST
    looks_at = ("praise_confidence",)

    def is_meant(self, act: Act) -> bool:
        """Whether it is open and follows up."""
        return act.form == "open" and act.follow_up

    def reason(self, act: Act, count: int) -> str:  # noqa: ARG002 - praise does not count
        """Quotes what it follows up on, where that is known and says something."""
        return "why_answered" if len(act.answered.split()) >= _TELLING else "why"
