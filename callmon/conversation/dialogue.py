"""The dialogue: observations in, a memory of what each side said, sentence by sentence and turn by turn."""

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from operator import mul

from callmon.conversation.lexicon import Lexicon
from callmon.conversation.settings import TimingSettings
from callmon.timeline import Meaning, Observation, Segment, Speaker, Utterance, Word, Words, plain, samples

_REMEMBERED = 400
"""Sentences that are kept: about half an hour of talk, more than anyone comes back to."""
_WAITING = 64
"""Utterances whose words or meaning may still come; they are late by seconds."""
_SUFFIXES = ("ing", "ed", "es", "ly", "er", "s", "e", "y")
_STEM = 6
"""Letters of a stem: what “deliver”, “delivery” and “delivered” share."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that was said.

    Attributes:
        number: counter of sentences within the call.
        utterance, speaker: where and by whom; the last utterance where several are joined.
        segment: where it lies; inside its utterance.
        turn: counter of turns within the call. A turn is a run of one side's utterances; the other's
            backchannels do not end it and belong to no turn of their own: they carry the turn they fall into.
        backchannel: whether its utterance is one.
        texts: its words as they were recognised.
        words: its words as phrases see them, apostrophes that the recogniser leaves out put back.
        places: for each of `words` the index into `texts` that it comes from.
        content: stems of its content words, in order, each once.
        vector: what it means, a unit vector times 127; empty where no model is here.
        leanings: how much it looks like each kind of sentence, 0..1, by name.
        marked: whether the utterance has full stops, question or exclamation marks.
        pieces: where it was said in several utterances: the word up to which each goes, and its id.
    """

    number: int
    utterance: int
    speaker: Speaker
    segment: Segment
    turn: int
    backchannel: bool
    texts: tuple[str, ...]
    words: tuple[str, ...]
    places: tuple[int, ...]
    content: tuple[str, ...]
    vector: tuple[int, ...]
    leanings: tuple[tuple[str, float], ...]
    marked: bool
    pieces: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The sentence as it was recognised."""
        return " ".join(self.texts)

    @property
    def asks(self) -> bool:
        """Whether it ends on a question mark."""
        return self.texts[-1].rstrip("\"'”’").endswith("?")

    def leaning(self, name: str) -> float:
        """How much it looks like `name`, 0..1; 0 where no model says."""
        return dict(self.leanings).get(name, 0.0)

    def words_of(self, stems: Collection[str]) -> list[str]:
        """Those of `words` that have one of `stems`, in order, each once."""
        return list(dict.fromkeys(word for word in self.words if stem(word) in stems))

    def said_in(self, end: int) -> int:
        """The utterance in which the word before `end` of `words` was said."""
        return next((utterance for last, utterance in self.pieces if end <= last), self.utterance)

    def span(self, first: int, end: int) -> str:
        """Words `first` up to but without `end` of `words`, as they were recognised."""
        return " ".join(self.texts[self.places[first] : self.places[end - 1] + 1]) if first < end else ""


class Dialogue:
    """What was said on one call: give it each observation once, in order.

    Args:
        lexicon: tells words of listening and small words (lists `backchannel` and `stop`), and contractions
            that are written without their apostrophe (`contractions`).
        timing: what a backchannel is.
    """

    def __init__(self, lexicon: Lexicon, timing: TimingSettings | None = None) -> None:
        self._lexicon = lexicon
        self._timing = timing or TimingSettings()
        self._whole = {
            word.replace("'", ""): word
            for each in lexicon.lists
            if each.name == "contractions"
            for word in each.words
        }
        self._utterances: dict[int, Utterance] = {}
        self._words: dict[int, tuple[Word, ...]] = {}
        self._said: deque[Said] = deque(maxlen=_REMEMBERED)
        self._number = self._turn = 0
        self._holder: Speaker | None = None

    def observe(self, observation: Observation) -> list[Said]:
        """Sentences that `observation` adds, in order; only `Meaning` adds any."""
        match observation:
            case Utterance():
                self._utterances[observation.id] = observation
                self._forget()
            case Words():
                self._words[observation.utterance] = observation.words
                self._forget()
            case Meaning():
                return self._meant(observation)
        return []

    def turns(self, side: Speaker, before: Said, most: int) -> list[Said]:
        """What `side` said in its last `most` turns before `before`, in order, without backchannels."""
        found: list[Said] = []
        seen = 0
        last = -1
        for said in reversed(self._said):
            if said.speaker != side or said.backchannel or said.number >= before.number:
                continue
            if said.turn != last:
                seen, last = seen + 1, said.turn
                if seen > most:
                    break
            found.append(said)
        return found[::-1]

    def earlier(self, side: Speaker, before: Said, turns: int) -> list[Said]:
        """What `side` said at least `turns` turns of either side before the turn of `before`, in order."""
        return [
            said
            for said in self._said
            if said.speaker == side and not said.backchannel and said.turn <= before.turn - turns
        ]

    def place(self, said: Said) -> int:
        """How many sentences of the same turn were said before `said`."""
        return sum(
            each.turn == said.turn and each.speaker == said.speaker and each.number < said.number
            for each in self._said
        )

    def _meant(self, meaning: Meaning) -> list[Said]:
        utterance = self._utterances.pop(meaning.utterance, None)
        words = self._words.pop(meaning.utterance, ())
        if utterance is None:
            return []
        split = [[self._whole.get(each, each) for each in plain(word.text)] for word in words]
        spoken = [word for each in split for word in each]
        if not spoken:
            return []
        backchannel = self._is_backchannel(utterance, spoken)
        if not backchannel and utterance.speaker != self._holder:
            self._holder = utterance.speaker
            self._turn += 1
        marked = any(word.text.rstrip("\"'”’").endswith((".", "?", "!")) for word in words)
        found = []
        for sentence in meaning.sentences:
            part = words[sentence.first : sentence.end]
            places = [index for index in range(len(part)) for _ in split[sentence.first + index]]
            if not places:
                continue
            said = tuple(word for each in split[sentence.first : sentence.end] for word in each)
            self._number += 1
            found.append(
                Said(
                    number=self._number,
                    utterance=utterance.id,
                    speaker=utterance.speaker,
                    segment=_within(part, utterance.segment),
                    turn=self._turn,
                    backchannel=backchannel,
                    texts=tuple(word.text for word in part),
                    words=said,
                    places=tuple(places),
                    content=content(self._lexicon, said),
                    vector=sentence.vector,
                    leanings=sentence.leanings,
                    marked=marked,
                )
            )
        self._said.extend(found)
        return found

    def _forget(self) -> None:
        """Give up waiting for what has not come: utterances without words have no meaning."""
        if len(self._utterances) > _WAITING:
            del self._utterances[next(iter(self._utterances))]
        if len(self._words) > _WAITING:
            del self._words[next(iter(self._words))]

    def _is_backchannel(self, utterance: Utterance, words: Sequence[str]) -> bool:
        timing = self._timing
        short = len(utterance.segment) <= samples(timing.backchannel_max_s)
        return short and self._lexicon.share("backchannel", words) >= timing.backchannel_words_share


def join(first: Said, second: Said) -> Said:
    """Two pieces of one sentence, said in two utterances, as one; it keeps the place of `second`."""
    shift = len(first.texts)
    names = dict(first.leanings)
    for name, value in second.leanings:
        names[name] = max(value, names.get(name, 0.0))
    more = tuple(stem for stem in second.content if stem not in first.content)
    return replace(
        second,
        segment=Segment(first.segment.start, max(first.segment.end, second.segment.end)),
        texts=first.texts + second.texts,
        words=first.words + second.words,
        places=first.places + tuple(shift + place for place in second.places),
        content=first.content + more,
        vector=mean([(first.vector, len(first.words)), (second.vector, len(second.words))]),
        leanings=tuple(names.items()),
        marked=first.marked or second.marked,
        pieces=(*first.pieces, (len(first.words), first.utterance)),
    )


def content(lexicon: Lexicon, words: Iterable[str]) -> tuple[str, ...]:
    """Stems of the content words among `words` (not in the list `stop`, at least 3 letters), each once."""
    stems = (stem(word) for word in words if len(word) >= 3 and not lexicon.has("stop", word))
    return tuple(dict.fromkeys(stems))


def stem(word: str) -> str:
    """A crude stem of an English word: without its ending and a doubled letter, at most 6 letters.

    >>> [stem(word) for word in ("delivery", "delivered", "charges", "charging", "cancelled")]
    ['delive', 'delive', 'charg', 'charg', 'cancel']
    """
    word = word.removesuffix("'s").removesuffix("'")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:_STEM]


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Cosine (-1..1) of two vectors of meaning; 0 where one is missing."""
    return sum(map(mul, one, other)) / (127.0 * 127.0) if one and len(one) == len(other) else 0.0


def mean(vectors: Iterable[tuple[Sequence[int], int]]) -> tuple[int, ...]:
    """Weighted mean of vectors of meaning, as a unit vector times 127; missing ones do not count."""
    known = [(vector, weight) for vector, weight in vectors if vector]
    if len(known) == 1:
        return tuple(known[0][0])
    sums = [
        sum(weight * each for each, weight in zip(column, (w for _, w in known), strict=True))
        for column in zip(*(vector for vector, _ in known), strict=True)
    ]
    length = sqrt(sum(map(mul, sums, sums)))
    return tuple(round(127 * each / length) for each in sums) if length else ()


def _within(words: Sequence[Word], utterance: Segment) -> Segment:
    """Where `words` lie, as far as that is inside `utterance`; else all of it."""
    heard = Segment(words[0].segment.start, max(words[0].segment.start, words[-1].segment.end))
    return (heard & utterance) or utterance
