"""Readings: beside the words of an utterance, how it was said and what it means, each from its own worker.

Observations in, the same out with readings behind them. Timing never waits for any of it.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, wait

from callmon.speech.packer import Packer, PackerSettings, Samples, Window
from callmon.speech.recognition import Recognition
from callmon.speech.workers import Worker
from callmon.timeline import Health, Meaning, NoticeGiven, Observation, Sentence, Utterance, Words, sentences

ToneLoad = Callable[[], Callable[[Window], list[Observation]]]
"""Gives what hears how a window's one utterance was said, on the thread that will use it."""
MeaningLoad = Callable[[], Callable[[Words], list[Observation]]]
"""Gives what reads the meaning of words, on the thread that will use it."""

_EACH = PackerSettings(longest_s=0.0, margin_s=0.0)
"""Every utterance alone, and nothing but its own audio."""
_AHEAD = 64
"""Readings that may be waited for before listening waits too: what bounds memory."""
_UNHEARD = 8
"""Utterances whose audio may wait for the tone of a recording, for the same reason."""
_MOST = 40
"""Readings that may be asked for in a running call; where a computer is slower, the oldest are given up."""
_LAST_S = 5.0
"""How long the last readings of a running call are waited for."""
_CLOSE_S = 2.0
"""How long a reading in work is waited for where it is not wanted; most take some milliseconds."""


class Readings:
    """Words and readings of one call.

    Args:
        words: gives the words.
        tone: loads what hears how an utterance was said; None where nobody wants to know.
        meaning: loads what reads words; None where nobody wants to know.
        in_order: whether readings are waited for and stand right behind what they are of, so that the same
            recording gives the same order every time; else they come when they come.
        told: called once both sides were told what is done with the call.
    """

    def __init__(
        self,
        words: Recognition,
        tone: ToneLoad | None = None,
        meaning: MeaningLoad | None = None,
        *,
        in_order: bool = True,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self._words = words
        self._tone = Worker(tone, "tone") if tone else None
        self._meaning = Worker(meaning, "meaning") if meaning else None
        self._in_order = in_order
        self._told = told
        self._packer = Packer(_EACH)
        self._heard: dict[int, Future[list[Observation]]] = {}
        self._in_work: deque[Future[list[Observation]]] = deque()
        self._out: deque[Observation | Future[list[Observation]]] = deque()
        self._due = 0
        self._asked: deque[Future[list[Observation]]] = deque()

    def hear(self, block: Samples, observations: list[Observation], position: int) -> list[Observation]:
        """What is ready to be folded after `block`, in which `observations` were heard, up to `position`."""
        if self._tone is not None:
            self._packer.push(block)
            self._listen(observations, self._tone)
            self._packer.passed(position)
        return self._with_readings(self._words.hear(block, observations, position))

    def tell(self, observation: Observation) -> list[Observation]:
        """What is ready after an observation that was not heard in the audio; a pause forgets all audio."""
        if isinstance(observation, Health) and observation.part == "call" and observation.state == "paused":
            self._packer.forget()
            self._give_up()
        if isinstance(observation, NoticeGiven):
            self._told()
        return self._with_readings(self._words.tell(observation))

    def flush(self, observations: list[Observation]) -> list[Observation]:
        """All that is left once the call is over, `observations` the last of it."""
        if self._tone is not None:
            self._listen(observations, self._tone)
        found = self._with_readings(self._words.flush(observations))
        if not self._in_order:
            wait(self._asked, _LAST_S)
            return [*found, *self._come()]
        while self._out:
            found += self._next()
        return found

    def close(self) -> None:
        """Give up what is not read yet."""
        self._words.close()
        for worker in (self._tone, self._meaning):
            if worker is not None:
                worker.close(_CLOSE_S)

    def _listen(self, observations: list[Observation], tone: Worker[Window, Observation]) -> None:
        for observation in observations:
            for window in self._packer.observe(observation):
                heard = self._heard[window.utterances[-1].id] = tone.submit(window)
                self._in_work.append(heard)
        while self._in_order and len(self._in_work) > _UNHEARD:
            wait([self._in_work.popleft()])
        while self._in_work and self._in_work[0].done():
            self._in_work.popleft()

    def _with_readings(self, observations: list[Observation]) -> list[Observation]:
        readings = [(observation, self._readings_of(observation)) for observation in observations]
        if not self._in_order:
            for _, reading in readings:
                if reading is not None:
                    self._asked.append(reading)
            while len(self._asked) > _MOST:
                self._asked.popleft().cancel()
            return [*observations, *self._come()]
        for observation, reading in readings:
            self._out.append(observation)
            if reading is not None:
                self._out.append(reading)
                self._due += 1
        found: list[Observation] = []
        while self._out and (self._due > _AHEAD or self._is_ready(self._out[0])):
            found += self._next()
        return found

    def _readings_of(self, observation: Observation) -> "Future[list[Observation]] | None":
        match observation:
            case Utterance(id=number):
                return self._heard.pop(number, None)
            case Words(words=words) if self._meaning is not None and words:
                return self._meaning.submit(observation)
        return None

    def _come(self) -> list[Observation]:
        """Readings of a running call that have come; those that were given up never do."""
        found: list[Observation] = []
        for reading in [each for each in self._asked if each.done()]:
            self._asked.remove(reading)
            if not reading.cancelled():
                found += reading.result()
        return found

    def _is_ready(self, item: "Observation | Future[list[Observation]]") -> bool:
        return not isinstance(item, Future) or item.done()

    def _next(self) -> list[Observation]:
        item = self._out.popleft()
        if not isinstance(item, Future):
            return [item]
        self._due -= 1
        return item.result()

    def _give_up(self) -> None:
        for reading in [*self._asked, *self._heard.values()]:
            reading.cancel()
        self._asked.clear()
        self._heard.clear()
        self._in_work.clear()


def unread(words: Words) -> list[Observation]:
    """The sentences of `words` alone, where no model reads what they mean."""
    texts = [word.text for word in words.words]
    return [Meaning(words.utterance, tuple(Sentence(first, end) for first, end in sentences(texts)))]
