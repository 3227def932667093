"""You said it back: the agent restates what the customer has said."""

from callmon.cues.builtin.on_act import AGAINST, OnAct
from callmon.timeline import Act


class YouSaidItBack(OnAct):
    """Praises each paraphrase of the agent of which it is known what it restates."""

    name = "you_said_it_back"
    version = 2
    pillar = "active_listening"
    urgency = 0
    positive = True
    kind = "paraphrase"
    never_with = AGAINST
    looks_at = ("praise_confidence",)

    def is_meant(self, act: Act) -> bool:
        """Whether it restates something."""
        return act.answers is not None

    def reason(self, act: Act, count: int) -> str:  # noqa: ARG002 - praise does not count
        """Praise needs no count."""
        return "why"
