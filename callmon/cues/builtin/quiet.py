"""Quiet: whether the agent is saying something that is not understood yet."""

from callmon.timeline import Meaning, Observation, SpeechStarted, Utterance, Words, samples

_AWAITED_S = 6.0
"""How long words of what the agent said are waited for: they are seconds late, and may never come."""


class Quiet:
    """The fold of what the agent is saying now: give it each observation once, in order.

    Advice to say something waits for it. The agent may be saying just that.
    """

    def __init__(self) -> None:
        self._speaking = False
        self._awaited: dict[int, int] = {}

    def observe(self, observation: Observation) -> None:
        """Take note of who speaks, and of what is understood."""
        match observation:
            case SpeechStarted(speaker="agent"):
                self._speaking = True
            case Utterance(speaker="agent", id=number, segment=segment):
                self._speaking = False
                self._awaited[number] = segment.end
            case Words(utterance=number, words=()) | Meaning(utterance=number):
                self._awaited.pop(number, None)

    def holds(self, at: int) -> bool:
        """Whether the agent is silent and all that they said is understood, or will not be; as of `at`."""
        self._awaited = {
            number: end for number, end in self._awaited.items() if at - end < samples(_AWAITED_S)
        }
        return not self._speaking and not self._awaited
