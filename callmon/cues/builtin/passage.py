"""Passages: what the customer says in one go, whatever signs of listening come between."""

from callmon.timeline import Segment, Turn, samples

_SIGN_S = 1.0
"""A turn of the agent up to this long is a sign of listening (voice activity projection, event rules)."""


class Passages:
    """Turns in, the customer's passages out.

    A sign of listening in a pause is a turn by timing; here it neither ends a passage nor answers it.

    Args:
        least: shortest passage to tell, in samples of the customer's turns.
    """

    def __init__(self, least: int) -> None:
        self._least = least
        self._turns: list[Turn] = []

    @property
    def long(self) -> Turn | None:
        """What the customer has said since the agent's last turn, as one turn; None where it is short."""
        if not self._turns or sum(len(turn.segment) for turn in self._turns) < self._least:
            return None
        whole = Segment(self._turns[0].segment.start, self._turns[-1].segment.end)
        return Turn(whole, "customer", tuple(number for turn in self._turns for number in turn.utterances))

    def add(self, turn: Turn) -> bool:
        """Count a turn; gives whether it is one of the agent that ends the passage."""
        if turn.speaker == "customer":
            self._turns.append(turn)
            return False
        return len(turn.segment) > samples(_SIGN_S)

    def end(self) -> None:
        """The agent has answered: the next passage begins."""
        self._turns.clear()
