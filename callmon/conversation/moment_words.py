"""What the customer's words say: a sentence in, the kinds of moment that it makes out.

A list of a kind holds phrases that say it, and phrases of weight 0 that deny it (“not worried”). A denial
takes back every phrase that it covers, and what the model thinks of a sentence with nothing else in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from callmon.conversation.dialogue import Said
from callmon.conversation.lexicon import Finding, Lexicon
from callmon.conversation.moment_settings import MomentSettings
from callmon.timeline import MomentKind

_READS: dict[MomentKind, str] = {
    "loss": "reads like a loss",
    "worry": "reads like a worry",
    "repetition": "reads as if it had been said before",
    "delay": "reads like a wait",
    "negative": "reads harsh",
}
"""Kinds that words make, and why where no list but the model alone says so."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that makes a moment of a kind; attributes as in `Moment`."""

    kind: MomentKind
    utterance: int
    said: str
    confidence: float
    why: str


def signs(said: Said, lexicon: Lexicon, settings: MomentSettings) -> list[Sign]:
    """What a sentence of the customer is a sign of, the kinds in a fixed order."""
    found = []
    for kind, reads in _READS.items():
        finding, denied = standing(lexicon, kind, said.words)
        weight = finding.weight if finding else 0.0
        leaning = 0.0 if denied and not finding else said.leaning(kind)
        confidence = 1 - (1 - weight) * (1 - settings.leaning_trust * leaning)
        if confidence >= settings.confidence_least:
            why = finding.why if finding and finding.why else reads
            found.append(Sign(kind, said.utterance, said.text, confidence, why))
    return found


def standing(lexicon: Lexicon, name: str, words: Sequence[str]) -> tuple[Finding | None, bool]:
    """The surest finding of a list that no denial covers, and whether there is a denial."""
    findings = _findings(lexicon, name, words)
    denials = [each.match for each in findings if not each.weight]
    kept = [
        each
        for each in findings
        if each.weight
        and not any(denial.first < each.match.end and each.match.first < denial.end for denial in denials)
    ]
    return max(kept, key=lambda each: each.weight, default=None), bool(denials)


def _findings(lexicon: Lexicon, name: str, words: Sequence[str]) -> list[Finding]:
    """What a list finds, and behind each denial again.

    Of each group a list finds the first match alone, and behind “no problem” may stand “ridiculous”.
    """
    found: list[Finding] = []
    begin = 0
    while True:
        here = [_moved(each, begin) for each in lexicon.find_all(name, words[begin:])]
        found += here
        ends = [each.match.end for each in here if not each.weight]
        if not ends:
            return found
        begin = min(ends)


def _moved(finding: Finding, by: int) -> Finding:
    match = finding.match
    return replace(finding, match=replace(match, first=match.first + by, end=match.end + by))
