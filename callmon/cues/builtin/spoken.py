"""Spoken: what each side has said, and how much of it was understood."""

from collections import Counter
from collections.abc import Iterable, Sequence

from callmon.cues.quote import QUOTED, quote
from callmon.timeline import Meaning, Observation, Speaker, Utterance, Words, sentences

_REMEMBERED = 256
"""Utterances; a long turn has a few dozen, and words are late by seconds."""
_UNDERSTOOD = 0.8
"""Share of a side's speech that must have been understood before something was certainly not said."""
_BREAKS = (",", ";", ":", "-", "–", "—")
"""What a word ends on where a clause ends."""


class Spoken:
    """The fold of what was said: give it each observation once, in order."""

    def __init__(self) -> None:
        self._utterances: dict[int, Utterance] = {}
        self._texts: dict[int, str] = {}
        self._fates: dict[int, bool] = {}
        self._read: set[int] = set()
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
                    self._read.discard(oldest)
            case Words(utterance=number) if number in self._utterances:
                self._texts[number] = " ".join(filter(None, (word.text for word in observation.words)))
                if not self._texts[number]:
                    self._fates[number] = False
            case Meaning(utterance=number) if number in self._utterances:
                understood = self._utterances[number]
                self._understood[understood.speaker] += len(understood.segment)
                self._fates[number] = True
                if any(sentence.vector for sentence in observation.sentences):
                    self._read.add(number)
                return understood
        return None

    def text(self, utterances: Iterable[int]) -> str:
        """What was said in these utterances, as far as it is known."""
        return " ".join(filter(None, (self._texts.get(number, "") for number in utterances)))

    def quote(self, utterance: int, said: str) -> str:
        """The sentence of an utterance that `said` stands in, as far as it is quoted; else `said`.

        It begins where it begins, unless `said` comes too late in it: then at the clause of `said`.
        """
        texts = self._texts.get(utterance, "").split()
        parts = said.split()
        for first, end in sentences(texts):
            sentence = texts[first:end]
            place = _place(parts, sentence)
            if place is None:
                continue
            start = 0
            if min(place + len(parts), len(sentence)) > QUOTED:
                breaks = (index for index in range(place, 0, -1) if sentence[index - 1].endswith(_BREAKS))
                start = next(breaks, place)
            return ("… " if start else "") + quote(" ".join(sentence[start:]))
        return quote(said)

    def is_whole(self, utterance: int, said: str) -> bool:
        """Whether `said` is all of a sentence of an utterance, or goes over more than it: no part shows it.

        False where the words of the utterance are not known.
        """
        texts = self._texts.get(utterance, "").split()
        parts = said.split()
        places = [(_place(parts, texts[first:end]), end - first) for first, end in sentences(texts)]
        return bool(texts) and not any(place is not None and len(parts) < most for place, most in places)

    def fate(self, utterance: int) -> bool | None:
        """Whether an utterance was understood; None while that is not known."""
        return self._fates.get(utterance)

    def is_read(self, utterances: Iterable[int]) -> bool:
        """Whether a model of meaning has read anything of these utterances."""
        return not self._read.isdisjoint(utterances)

    def has_spoken(self, side: Speaker) -> bool:
        """Whether `side` has said anything yet."""
        return bool(self._said[side])

    def is_understood(self, side: Speaker) -> bool:
        """Whether nearly all that `side` has said in the call was understood."""
        return self._understood[side] >= _UNDERSTOOD * self._said[side] > 0


def _place(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Where the words `part` stand in `whole`; None where they do not, or are none."""
    places = range(len(whole) - len(part) + 1) if part else ()
    return next((place for place in places if whole[place : place + len(part)] == part), None)
