"""Found: where in a call somebody said or did what an own cue is about."""

from collections import deque
from dataclasses import dataclass

from callmon.cues.own import Done, Said
from callmon.cues.rule import SETTLED_S, Heard
from callmon.timeline import (
    Act,
    Meaning,
    Phrases,
    Segment,
    SpeechStarted,
    Utterance,
    Words,
    plain,
    samples,
    sentences,
)

_REMEMBERED = 64
"""Utterances whose words may still come; they are late by seconds."""
_SETTLING = 16
"""Utterances whose acts may still come; more do not end within `SETTLED_S`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """It was said or done over `segment`, with these words."""

    segment: Segment
    words: str = ""


class Finder:
    """Steps in; hits out, in the order in which they become known.

    Args:
        what: what is looked for.
    """

    def __init__(self, what: Said | Done) -> None:
        self._what = what
        self._phrases = Phrases(what.phrases, what.where) if isinstance(what, Said) else None
        self._settles = 0 if self._phrases else samples(SETTLED_S)
        self._unknown: dict[int, Segment] = {}
        self._settling: deque[Segment] = deque(maxlen=_SETTLING)

    def hear(self, heard: Heard) -> list[Hit]:
        """Where this step shows it."""
        role = self._what.role
        found: list[Hit] = []
        match heard.observation:
            case SpeechStarted(at=at, utterance=number, speaker=side) if side == role:
                self._wait_for(number, Segment(at, at))
            case Utterance(id=number, segment=segment, speaker=side) if side == role:
                self._wait_for(number, segment)
            case Words(utterance=number) if number in self._unknown:
                found = self._read(heard.observation)
            case Meaning(utterance=number) if number in self._unknown and self._phrases is None:
                self._settling.append(self._unknown.pop(number))
        return found or [
            Hit(act.segment, act.said) for act in heard.events if isinstance(act, Act) and self._is_it(act)
        ]

    def knows(self, until: int, at: int) -> bool:
        """Whether all that began before `until` is known, as of `at`."""
        settling = (segment for segment in self._settling if at - segment.end < self._settles)
        return all(segment.start >= until for segment in [*settling, *self._unknown.values()])

    def _wait_for(self, utterance: int, segment: Segment) -> None:
        self._unknown[utterance] = segment
        if len(self._unknown) > _REMEMBERED:
            del self._unknown[next(iter(self._unknown))]

    def _read(self, words: Words) -> list[Hit]:
        """Matches in what was said, one a sentence at most; what it means is known later."""
        texts = [word.text for word in words.words]
        if self._phrases is None or not any(texts):
            if not texts:
                del self._unknown[words.utterance]
            # Words whose text was not kept may have been those that are looked for.
            return []
        segment = self._unknown.pop(words.utterance)
        found = []
        for first, end in sentences(texts):
            match = self._phrases.search(plain(" ".join(texts[first:end])))
            if match is not None:
                part = words.words[first].segment | words.words[end - 1].segment
                found.append(Hit((part & segment) or segment, match.phrase))
        return found

    def _is_it(self, act: Act) -> bool:
        what = self._what
        if not isinstance(what, Done) or act.speaker != what.role or act.kind != what.kind:
            return False
        return act.follow_up if what.form == "follow_up" else what.form in ("", act.form)
