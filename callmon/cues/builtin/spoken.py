"""Spoken: what each side has said, and how much of it was understood."""

from collections import Counter
from collections.abc import Iterable

from callmon.timeline import Meaning, Observation, Speaker, Utterance, Words, sentences

_REMEMBERED = 256
"""Utterances; a long turn has a few dozen, and words are late by seconds."""
_UNDERSTOOD = 0.8
"""Share of a side's speech that must have been understood before something was certainly not said."""
_SHORT = 12
"""Words of a sentence that is quoted whole."""


class Spoken:
    """The fold of what was said: give it each observation once, in order."""

    def __init__(self) -> None:
        self._utterances: dict[int, Utterance] = {}
        self._texts: dict[int, str] = {}
        self._fates: dict[int, bool] = {}
        self._said: Counter[Speaker] = Counter()
        self._understood: Counter[Speaker] = Counter()

    def observe(self, observation: Observation) -> Utterance | None:
        """The utterance that is understood from now on, if `observation` is its meaning."""
        match observation:
            case Utterance():
                self._utterances[observation.id] = observation
                self._said[observation.speaker] += len(observation.segment)
                if len(self._utterances) > _REMEMBERED:
                    oldest = next(iter(self._utterances))
                    del self._utterances[oldest]
                    self._texts.pop(oldest, None)
                    self._fates.pop(oldest, None)
            case Words(utterance=number) if number in self._utterances:
                self._texts[number] = " ".join(filter(None, (word.text for word in observation.words)))
                if not self._texts[number]:
                    self._fates[number] = False
            case Meaning(utterance=number) if number in self._utterances:
                understood = self._utterances[number]
                self._understood[understood.speaker] += len(understood.segment)
                self._fates[number] = True
                return understood
        return None

    def text(self, utterances: Iterable[int]) -> str:
        """What was said in these utterances, as far as it is known."""
        return " ".join(filter(None, (self._texts.get(number, "") for number in utterances)))

    def sentence(self, utterance: int, said: str) -> str:
        """The sentence of an utterance that `said` stands in, where it is long from there on; else `said`."""
        texts = self._texts.get(utterance, "").split()
        for first, end in sentences(texts):
            whole = " ".join(texts[first:end])
            if said and said in whole:
                return whole if end - first <= _SHORT else whole[whole.index(said) :]
        return said

    def fate(self, utterance: int) -> bool | None:
        """Whether an utterance was understood; None while that is not known."""
        return self._fates.get(utterance)

    def is_understood(self, side: Speaker) -> bool:
        """Whether nearly all that `side` has said in the call was understood."""
        return self._understood[side] >= _UNDERSTOOD * self._said[side] > 0
