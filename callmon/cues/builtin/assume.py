"""Ask, don't assume: the agent takes something about the customer for granted."""

from callmon.cues.builtin.on_act import OnAct


class AskDontAssume(OnAct):
    """Fires on each assumption of the agent, but not on one that is told to take the customer's side.

    “I'm sure you did, I'd have been in bits” guesses, and nobody would rather be asked.
    """

    name = "ask_dont_assume"
    version = 2
    pillar = "open_mind"
    kind = "assumption"
    never_with = ("validation", "empathy")
    never_least = 0.75
    looks_at = ("assumption_confidence",)
