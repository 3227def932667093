"""Who the agent is: what two voices said and who began in; which of them the agent is out, and how sure.

Each kind of wording counts once a voice: that somebody offers help three times is no three reasons. Reasons
are added up as logarithms of odds, as independent ones are (Good 1950).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from callmon.conversation.lexicon import Lexicon
from callmon.timeline import plain, sentences

SURE_FROM = 0.75
"""Certainty from which it is told who the agent is; below it, it is unknown."""
ANSWERS_FIRST = 0.65
"""How often the first voice of a call is the agent's: who is called speaks first (Schegloff 1968), and most
calls of a service are calls to it; archives hold calls by agents too."""
_MOST = 0.99
_LISTS = "wording_agent", "wording_customer"


@dataclass(frozen=True, slots=True)
class Line:
    """What one of the voices, 0 or 1, said."""

    voice: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks for a voice to be the agent's.

    Attributes:
        voice: 0 or 1.
        why: in words for a person.
        said: the words that it rests on; empty where it rests on none.
        odds: natural logarithm of the odds, above 0.
    """

    voice: int
    why: str
    said: str
    odds: float


@dataclass(frozen=True, slots=True)
class Agent:
    """Which voice is the agent's.

    Attributes:
        voice: the more probable one, 0 or 1.
        certainty: that it is, 0.5..1.
        reasons: what speaks for either, the strongest first.
    """

    voice: int
    certainty: float
    reasons: tuple[Reason, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it may be told; else the honest answer is that it is unknown."""
        return self.certainty >= SURE_FROM

    def also(self, reason: Reason) -> "Agent":
        """The same with one more reason."""
        odds = _odds(self.certainty) if self.voice == 0 else -_odds(self.certainty)
        return _agent(odds + _signed(reason), (*self.reasons, reason))


def who_is_agent(lines: Sequence[Line], lexicon: Lexicon, more: Iterable[Reason] = ()) -> Agent:
    """The agent among two voices.

    Args:
        lines: what they said, in order.
        lexicon: word lists of the language; without any, who began and `more` alone decide.
        more: other reasons, such as that a voice sounds like one that is known.
    """
    found = [*more, *_wording(lines, lexicon)]
    if lines:
        found.append(Reason(lines[0].voice, "speaks first", "", _odds(ANSWERS_FIRST)))
    return _agent(sum(map(_signed, found)), found)


def _agent(odds: float, reasons: Iterable[Reason]) -> Agent:
    certainty = min(_MOST, 1 / (1 + math.exp(-abs(odds))))
    strongest = sorted(reasons, key=lambda each: (-each.odds, each.voice, each.why))
    return Agent(0 if odds >= 0 else 1, certainty, tuple(strongest))


def _signed(reason: Reason) -> float:
    return reason.odds if reason.voice == 0 else -reason.odds


def _wording(lines: Sequence[Line], lexicon: Lexicon) -> list[Reason]:
    best: dict[tuple[int, str], Reason] = {}
    for line in lines:
        words = line.text.split()
        for first, end in sentences(words):
            said = words[first:end]
            for name, voice in zip(_LISTS, (line.voice, 1 - line.voice), strict=True):
                for finding in lexicon.find_all(name, plain(" ".join(said))):
                    reason = Reason(voice, finding.why, " ".join(said), _odds(finding.weight))
                    known = best.get((line.voice, finding.why))
                    if known is None or known.odds < reason.odds:
                        best[line.voice, finding.why] = reason
    return list(best.values())


def _odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
