"""Ask, don't assume: the agent takes something about the customer for granted."""

from callmon.cues.builtin.on_act import OnAct


class AskDontAssume(OnAct):
    """Fires on each assumption of the agent."""

    name = "ask_dont_assume"
    pillar = "open_mind"
    kind = "assumption"
    looks_at = ("assumption_confidence",)
