"""Hold the "but": the agent rebuts what the customer has just said."""

from callmon.cues.builtin.base import again
from callmon.cues.builtin.on_act import OnAct
from callmon.timeline import Act


class HoldTheBut(OnAct):
    """Fires on each rebuttal of the agent, but not on one that is told to take the customer's side."""

    name = "hold_the_but"
    version = 2
    pillar = "care"
    kind = "rebuttal"
    never_with = ("validation", "empathy")
    never_least = 0.75
    looks_at = ("rebuttal_confidence",)

    def reason(self, act: Act, count: int) -> str:
        """Quotes what was rebutted, where that is known."""
        return again("why_answered" if act.answered else "why", count)
