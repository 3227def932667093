"""Quiet: whether the agent is saying something that is not understood yet."""

from callmon.timeline import Meaning, Observation, SpeechStarted, Utterance, Words, samples

_GAP_S = 1.0
"""Nearly every answer begins sooner than this after the other has ended (Levinson & Torreira 2015)."""
_AWAITED_S = 6.0
"""How long words of what the agent said are waited for: they are seconds late, and may never come."""


class Quiet:
    """The fold of what the agent is saying now: give it each observation once, in order.

    Advice to say something waits for it. The agent may be saying just that.
    """

    def __init__(self) -> None:
        self._speaking = False
        self._awaited: dict[int, int] = {}
        self._gap_until = 0

    def observe(self, observation: Observation) -> None:
        """Take note of who speaks, and of what is understood."""
        match observation:
            case SpeechStarted(speaker="agent"):
                self._speaking = True
            case Utterance(speaker="agent", id=number, segment=segment):
                self._speaking = False
                self._awaited[number] = segment.end
            case Utterance(segment=segment):
                self._gap_until = max(self._gap_until, segment.end + samples(_GAP_S))
            case Words(utterance=number, words=()) | Meaning(utterance=number):
                self._awaited.pop(number, None)

    def is_gap(self, at: int) -> bool:
        """Whether the customer has just ended, so that the agent is about to answer; as of `at`."""
        return at < self._gap_until

    def holds(self, at: int) -> bool:
        """Whether the agent is silent and all that they said is understood, or will not be; as of `at`."""
        self._awaited = {
            number: end for number, end in self._awaited.items() if at - end < samples(_AWAITED_S)
        }
        return not self._speaking and not self._awaited
