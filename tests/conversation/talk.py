"""A call in words alone, for tests of what was said."""

from dataclasses import dataclass, field

from callmon.conversation.act_settings import ActSettings
from callmon.conversation.lexicon import Lexicon
from callmon.conversation.listening import Listening
from callmon.timeline import (
    Act,
    Ended,
    Event,
    Meaning,
    Segment,
    Sentence,
    Utterance,
    Word,
    Words,
    samples,
    sentences,
)

SIDES = {"A": "agent", "C": "customer"}


@dataclass
class Talk:
    """A call in words: each line is said after the one before; what follows from it is kept."""

    lexicon: Lexicon
    settings: ActSettings = field(default_factory=ActSettings)
    at: float = 1.0
    lines: int = 0
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.listening = Listening(self.settings, self.lexicon)

    def say(
        self, line: str, *, vector=(), pause: float = 0.6, word: float = 0.3, **leanings: float
    ) -> list[Act]:
        """Acts that become known with `line` (`A: What happened?`); leanings hold for each sentence."""
        side, _, text = line.partition(": ")
        start = samples(self.at)
        words = []
        for token in text.split():
            words.append(Word(Segment(samples(self.at), samples(self.at + word)), token, 1.0))
            self.at += word
        self.lines += 1
        utterance = Utterance(self.lines, SIDES[side], Segment(start, samples(self.at)))
        self.at += pause
        parts = sentences([word.text for word in words])
        known = tuple(leanings.items())
        meaning = tuple(Sentence(first, end, tuple(vector), known) for first, end in parts)
        return self.hear(utterance, Words(self.lines, tuple(words)), Meaning(self.lines, meaning))

    def hear(self, *observations) -> list[Act]:
        found = [event for each in observations for event in self.listening.observe(each)]
        self.events += found
        return [event for event in found if isinstance(event, Act)]

    def end(self) -> list[Act]:
        return self.hear(Ended(samples(self.at)))

    def kinds(self, line: str, **how) -> set[str]:
        """Kinds of the acts of `line`, a form behind a stroke; nothing is said behind it."""
        acts = [*self.say(line, **how), *self.end()]
        return {f"{act.kind}/{act.form}" if act.form else act.kind for act in acts}
