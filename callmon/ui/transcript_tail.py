"""The tail of the transcript: the latest lines, whole or still being recognised."""

from callmon.timeline import Speaker, SpeechStarted, Utterance, Words
from callmon.ui.glance import Line

KEPT = 60
"""Lines that are shown; about the last five minutes of a lively call."""

_AWAITED = 64
"""Utterances whose words may still come; the recogniser never has that many before it."""


class TranscriptTail:
    """Utterances and words in, the last `KEPT` lines out, in the order in which they were begun."""

    def __init__(self) -> None:
        self.lines: tuple[Line, ...] = ()
        self._awaited: dict[int, tuple[Speaker, int]] = {}

    def started(self, observation: SpeechStarted | Utterance) -> None:
        """An utterance is known by now."""
        if isinstance(observation, SpeechStarted):
            name, at = observation.utterance, observation.at
        else:
            name, at = observation.id, observation.segment.start
        self._awaited.pop(name, None)
        self._awaited[name] = observation.speaker, at
        if len(self._awaited) > _AWAITED:
            del self._awaited[next(iter(self._awaited))]

    def partial(self, utterance: int, speaker: Speaker, text: str, now: int) -> None:
        """Text of an utterance that may still change; `now` (samples) stands in where it is not known yet.

        It is shown only until the final words have come, however late it arrives.
        """
        if any(line.utterance == utterance and line.final for line in self.lines):
            return
        at = self._awaited.get(utterance, (speaker, now))[1]
        self._put(Line(utterance, speaker, at, text.strip(), final=False))

    def final(self, words: Words) -> None:
        """The words of an utterance; nothing is shown of one in which none was understood."""
        known = self._awaited.pop(words.utterance, None)
        text = " ".join(word.text.strip() for word in words.words if word.text.strip())
        if known is None or not text:
            self.lines = tuple(line for line in self.lines if line.utterance != words.utterance)
        else:
            self._put(Line(words.utterance, known[0], known[1], text))

    def settle(self) -> None:
        """No more words come: what is not final goes."""
        self._awaited.clear()
        self.lines = tuple(line for line in self.lines if line.final)

    def _put(self, line: Line) -> None:
        rest = [each for each in self.lines if each.utterance != line.utterance]
        rest.append(line)
        rest.sort(key=lambda each: (each.at, each.utterance))
        self.lines = tuple(rest[-KEPT:])
