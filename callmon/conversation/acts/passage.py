"""A passage: one sentence with all that is known about it, and what a detector finds in it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, log

from callmon.conversation.act_settings import ActSettings
from callmon.conversation.dialogue import Dialogue, Said
from callmon.conversation.lexicon import Finding, Lexicon
from callmon.timeline import ActForm, ActKind, other

_EVEN = 0.36
"""Leaning that neither adds nor takes where a phrase is found: the model is careful with new wordings."""
_RIVALS = (
    "question",
    "offer",
    "stock_offer",
    "next_step",
    "hold",
    "hold_thanks",
    "apology",
    "acknowledgement",
)
"""What a sentence may do that cares, contradicts or supposes nothing."""
_RIVAL, _USUAL, _MOST = -1.4, -2.8, 3.0
"""Of how much more than usual the model leans to these, in log-odds; what is usual; how far one may go."""
_SURE, _SURE_STAYS = 0.9, 0.55
"""A phrase as sure as this stays at least as likely, whatever the model makes of the rest of the sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """An act in a passage.

    Attributes:
        kind, form, confidence, why, follow_up: as of the act.
        first, end: the words of the passage that it rests on.
        answers: the sentence of the other that it answers or restates.
    """

    kind: ActKind
    confidence: float
    why: str
    first: int
    end: int
    form: ActForm = ""
    follow_up: bool = False
    answers: Said | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence to be judged.

    Attributes:
        said: the sentence; joined where it was said in pieces.
        place: how many sentences of the same turn were said before it.
        dialogue: what was said before.
        lexicon, settings: by which it is judged.
        asked: numbers of the sentences of the call that are known to be questions.
        names: names of the other side that have come up, in lower case.
    """

    said: Said
    place: int
    dialogue: Dialogue
    lexicon: Lexicon
    settings: ActSettings
    asked: Collection[int] = ()
    names: tuple[str, ...] = ()
    _found: dict[str, Finding | None] = field(default_factory=dict, compare=False, repr=False)

    def find(self, name: str) -> Finding | None:
        """The surest match of the list `name`."""
        if name not in self._found:
            self._found[name] = self.lexicon.find(name, self.said.words)
        return self._found[name]

    def before(self, turns: int) -> list[Said]:
        """What the other side said in its last `turns` turns before this, in order."""
        return self.dialogue.turns(other(self.said.speaker), self.said, turns)

    def own(self, turns: int) -> list[Said]:
        """What the same side said before this, in its last `turns` turns, this one among them, in order."""
        return self.dialogue.turns(self.said.speaker, self.said, turns)

    def borrowed(self, stems: Iterable[str], theirs: Sequence[Said], turns: int) -> list[str]:
        """Those of `stems` that the other side brought up before this side used them.

        Args:
            stems: of words of the sentence.
            theirs: what the other side said, in order.
            turns: so many own turns are looked through for an earlier use.
        """
        first = {stem: each.number for each in reversed(theirs) for stem in each.content}
        own = {stem: each.number for each in reversed(self.own(turns)) for stem in each.content}
        return [stem for stem in stems if stem in first and first[stem] < own.get(stem, self.said.number)]

    def count(self, sublist: str) -> int:
        """How many words of the sentence are in the named list `sublist`."""
        return sum(self.lexicon.in_list(sublist, word) for word in self.said.words)

    def odds(self, listed: float | None, leaning: str, least: float | None = None) -> float:
        """Log-odds of an act from the weight of a phrase (None: no phrase) and what the model leans to.

        Odds of independent signs multiply (naive Bayes), so their logarithms add up; the part of the model is
        weighted and bounded, so that it takes away a doubtful phrase and never a sure one. Without a model
        the phrase decides.

        Args:
            listed: weight of the phrase.
            leaning: its name.
            least: most that the model may take off, where it is another than the setting.
        """
        settings = self.settings
        odds = log_odds(settings.listed_none if listed is None else listed)
        if not self.said.leanings:
            return odds
        least = settings.lean_least if least is None else least
        lean = log_odds(self.said.leaning(leaning)) - (0.0 if listed is None else log_odds(_EVEN))
        heard = odds + min(settings.lean_most, max(-least, settings.lean * lean))
        return max(heard, log_odds(_SURE_STAYS)) if listed is not None and listed >= _SURE else heard

    def rivals(self) -> float:
        """What the log-odds of care, contradiction or a guess lose where the model sees another step."""
        if not self.said.leanings:
            return 0.0
        leans = [max(-_MOST, min(_MOST, log_odds(self.said.leaning(name)))) for name in _RIVALS]
        return _RIVAL * (sum(leans) / len(leans) - _USUAL)

    def judge(
        self,
        kind: ActKind,
        name: str,
        form: ActForm = "",
        *,
        extra: float = 0.0,
        alone: bool = True,
        also: str | None = None,
    ) -> Found | None:
        """The act `kind` where the list and the leaning `name` tell it.

        Args:
            kind: of the act.
            form: of the act.
            name: of the list and of the leaning.
            extra: added to the log-odds.
            alone: whether the model may tell it without a phrase.
            also: another list that tells it; of two matches the surer one counts.
        """
        matches = [found for each in (name, also) if each and (found := self.find(each)) is not None]
        finding = max(matches, key=lambda found: found.weight, default=None)
        if finding is None and not (alone and self.said.leanings):
            return None
        confidence = chance(self.odds(finding.weight if finding else None, name) + extra)
        if confidence < self.settings.told:
            return None
        if finding is None:
            name = kind.replace("_", " ")
            one = f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
            why = f"as a whole it sounds like {_WHOLE.get(kind, one)}, though it has no phrase known for that"
            return Found(kind, confidence, why, 0, len(self.said.words), form)
        return Found(kind, confidence, finding.why, finding.match.first, finding.match.end, form)


_WHOLE: dict[ActKind, str] = {
    "empathy": "empathy",
    "hold": "asking to wait",
    "hold_thanks": "thanks for waiting",
}
"""What is not called “a …”."""

Detector = Callable[[Passage], Found | None]
"""Finds one kind of act in a passage; None where it is not there."""


def log_odds(probability: float) -> float:
    """Log-odds of a probability, which is kept off 0 and 1 by a hundredth."""
    bounded = min(0.99, max(0.01, probability))
    return log(bounded / (1 - bounded))


def chance(odds: float) -> float:
    """The probability of log-odds, to three places: a replay gives the same on every computer."""
    return round(1 / (1 + exp(-odds)), 3)
