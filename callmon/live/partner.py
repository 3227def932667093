"""Partner: the customer of a rehearsal. What the agent does in, what the customer says when out.

The customer's turns of a recorded call are said in their order; each waits for the agent as the customer did
then. Positions are samples of the rehearsal; a piece of the recording is a segment of the recorded call.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callmon.timeline import Observation, Segment, Speaker, SpeechStarted, Tick, samples

_ANSWER = samples(0.5)
"""Speech that makes an answer: less is a sign of listening or a cough."""
_PATIENCE = samples(3.0)
"""Longest wait after an answer, and the longest pause within a turn (`turn_pause_s`): then it is over."""
_LEAST_GAP = samples(0.2)
"""The modal gap between turns (Levinson & Torreira 2015)."""
_YIELDS = samples(1.5)
"""Speech over the customer after which they stop, as most people do within two seconds."""
_OPENING = samples(1.0)
"""Before a customer who speaks first: the agent has just taken the call."""
_EDGE = samples(0.1)
"""Sound before and after a turn, so that no consonant is cut."""


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of the customer.

    Attributes:
        segment: of the recording.
        gap: samples that the customer left before it: after the agent's answer, or after their own last line
            where the agent said nothing between.
        cuts_in: samples of the agent's turn after which the customer began to speak over it; None where they
            let the agent finish.
        waits: whether the agent speaks before it.
    """

    segment: Segment
    gap: int
    cuts_in: int | None = None
    waits: bool = True


def lines_of(report: Mapping[str, Any]) -> tuple[Line, ...]:
    """The customer's turns of a report (`docs/report.md`)."""
    found: list[Line] = []
    before: tuple[Speaker, Segment] | None = None
    for turn in report["turns"]:
        segment = Segment(samples(turn["start"]), samples(turn["end"]))
        if turn["speaker"] == "customer":
            found.append(_line(segment, before))
        before = turn["speaker"], segment
    return tuple(found)


def _line(segment: Segment, before: tuple[Speaker, Segment] | None) -> Line:
    padded = Segment(max(0, segment.start - _EDGE), segment.end + _EDGE)
    if before is None:
        return Line(padded, _OPENING, waits=False)
    speaker, last = before
    gap = min(_PATIENCE, max(_LEAST_GAP, last.gap_to(segment)))
    if speaker == "customer":
        return Line(padded, gap, waits=False)
    if last.gap_to(segment) < -_ANSWER:
        return Line(padded, _LEAST_GAP, cuts_in=segment.start - last.start)
    return Line(padded, gap)


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` samples of the rehearsal: the recording from `start` on, or silence where that is None."""

    length: int
    start: int | None = None


class Partner:
    """Says the customer's lines.

    Args:
        lines: in order.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._next = 0
        self._at = 0
        self._playing: Segment | None = None
        self._began_at = self._ended_at = 0
        self._agent_since: int | None = None
        self._agent_until = 0
        self._answered = 0
        self._go_on = False

    @property
    def said(self) -> int:
        """Lines that were begun so far."""
        return self._next

    @property
    def over(self) -> bool:
        """Whether every line was said and the agent has had time to answer the last one."""
        if self._next < len(self._lines) or self._playing is not None:
            return False
        quiet_since = max(self._ended_at, self._agent_until)
        return self._agent_since is None and self._at - quiet_since > _PATIENCE

    def go_on(self) -> None:
        """Say the next line at once."""
        self._go_on = True

    def hear(self, observation: Observation) -> None:
        """What the agent does."""
        match observation:
            case SpeechStarted(speaker="agent", at=at):
                self._agent_since = at
                self._agent_until = at
            case Tick(agent=voiced):
                if voiced is None:
                    self._end_answer()
                else:
                    if self._agent_since is None:
                        self._agent_since = voiced
                    self._agent_until = voiced

    def advance(self, until: int) -> Iterator[Piece]:
        """What sounds from where it stands up to `until`, in pieces that follow each other."""
        while self._at < until:
            if self._playing is None and self._due():
                self._begin()
            length = until - self._at
            if self._playing is None:
                self._at += length
                yield Piece(length)
                return
            if self._is_talked_over():
                self._end_line()
                continue
            length = min(length, len(self._playing))
            start = self._playing.start
            self._playing = Segment(start + length, self._playing.end)
            self._at += length
            yield Piece(length, start)
            if not self._playing:
                self._end_line()

    def _begin(self) -> None:
        self._playing = self._lines[self._next].segment
        self._next += 1
        self._began_at = self._at
        self._go_on = False
        self._answered = 0

    def _end_line(self) -> None:
        self._playing = None
        self._ended_at = self._at
        if self._agent_since is None:
            self._answered = 0

    def _end_answer(self) -> None:
        if self._agent_since is not None:
            self._answered += self._agent_until - self._agent_since
            self._agent_since = None

    def _is_talked_over(self) -> bool:
        since = self._agent_since
        return since is not None and self._agent_until - max(since, self._began_at) >= _YIELDS

    def _due(self) -> bool:
        if self._next >= len(self._lines):
            return False
        line = self._lines[self._next]
        if self._go_on:
            return True
        if not line.waits:
            return self._agent_since is None and self._at - max(self._ended_at, self._agent_until) >= line.gap
        spoken = self._answered
        if self._agent_since is not None:
            spoken += self._agent_until - self._agent_since
            return line.cuts_in is not None and spoken >= line.cuts_in
        return spoken >= _ANSWER and self._at - self._agent_until >= line.gap
