"""The exchange: who spoke when, and so what is one passage, and which turns may answer it."""

from bisect import bisect_left, insort
from dataclasses import dataclass

from callmon.conversation.dialogue import Said
from callmon.timeline import Ended, Observation, Segment, Speaker, SpeechStarted, Utterance, reached

_REMEMBERED = 256
"""Utterances of both sides: some ten minutes, more than an answer is waited for."""


@dataclass(frozen=True, slots=True)
class Window:
    """Which utterances of the agent may answer a passage.

    Attributes:
        turns: for each of them, by id, in which of the agent's turns after the passage it lies, from 1.
        due: when all that may answer has been said and had its time to be understood, in samples; None
            while somebody is speaking who may change that.
    """

    turns: dict[int, int]
    due: int | None


class Exchange:
    """Utterances of both sides in order of their start. Lengths are in samples.

    Args:
        pause: an own pause up to this long does not end a passage.
        backchannel: an utterance up to this long is a backchannel until its words say otherwise.
    """

    def __init__(self, pause: int, backchannel: int) -> None:
        self._pause = pause
        self._backchannel = backchannel
        self._utterances: list[Utterance] = []
        self._ids: dict[int, Utterance] = {}
        self._open: dict[Speaker, int] = {}
        self._backchannels: dict[int, bool] = {}
        self.at = 0
        self.ended = False

    def observe(self, observation: Observation) -> None:
        """Take note of who speaks."""
        self.at = max(self.at, reached(observation))
        match observation:
            case Ended():
                self.ended = True
            case SpeechStarted(at=at, speaker=speaker):
                self._open[speaker] = at
            case Utterance(id=number, speaker=speaker):
                self._open.pop(speaker, None)
                self._ids[number] = observation
                insort(self._utterances, observation, key=_order)
                if len(self._utterances) > _REMEMBERED:
                    oldest = self._utterances.pop(0)
                    del self._ids[oldest.id]
                    self._backchannels.pop(oldest.id, None)

    def meant(self, said: Said) -> None:
        """Take note of what the words of an utterance make of it."""
        self._backchannels[said.utterance] = said.backchannel

    def utterance(self, number: int) -> Utterance | None:
        """The utterance with that id; None where it is not known, or no longer."""
        return self._ids.get(number)

    def is_passage(self, one: int, other: int) -> bool:
        """Whether two utterances of the customer lie in one passage, with no turn of the agent between."""
        return self._between(one, other) is not None

    def are_neighbours(self, one: int, other: int) -> bool:
        """Whether they are the same, or one follows the other in one passage."""
        between = self._between(one, other)
        return between is not None and len(between) <= 2

    def window(self, evidence: Segment, turns: int, length: int, patience: int) -> Window:
        """Which utterances may answer what the customer said over `evidence`.

        They are the agent's next `turns` turns that begin within `length` of the end of the passage. What the
        agent was saying when it began is none of them: it is no answer, though it may end later.
        """
        found: dict[int, int] = {}
        turn, between, passed = 0, True, False
        passage = last = evidence.end
        for each in self._utterances:
            if each.segment.end <= evidence.end or not self._is_turn(each):
                continue
            if each.speaker == "agent" and each.segment.start < evidence.start:
                continue
            if each.speaker == "customer":
                between, passed = True, passed or turn == turns
                if not turn:
                    passage = last = max(passage, each.segment.end)
            elif passed or each.segment.start > passage + length:
                passed = True
                break
            else:
                turn, between = turn + between, False
                found[each.id] = turn
                last = max(last, each.segment.end)
        if passed:
            return Window(found, last + patience)
        agent, customer = self._open.get("agent"), self._open.get("customer")
        speaks = agent is not None and agent <= passage + length
        goes_on = not turn and customer is not None and customer <= passage + self._pause
        return Window(found, None if speaks or goes_on else max(passage + length, last) + patience)

    def _between(self, one: int, other: int) -> list[Utterance] | None:
        """The customer's utterances from the one to the other; None where they are not in one passage."""
        ends = [each for each in (self.utterance(one), self.utterance(other)) if each is not None]
        if len(ends) < 2:
            return None
        first, last = sorted(ends, key=_order)
        begin = bisect_left(self._utterances, _order(first), key=_order)
        found: list[Utterance] = []
        until = first.segment.end
        for each in self._utterances[begin:]:
            if _order(each) > _order(last):
                break
            if each.speaker == "customer" and each.segment.start <= until + self._pause:
                until = max(until, each.segment.end)
                found.append(each)
            elif each.speaker == "customer" or self._is_turn(each):
                return None
        return found

    def _is_turn(self, utterance: Utterance) -> bool:
        """Whether an utterance is more than a backchannel."""
        return not self._backchannels.get(utterance.id, len(utterance.segment) <= self._backchannel)


def _order(utterance: Utterance) -> tuple[Segment, int]:
    return (utterance.segment, utterance.id)
