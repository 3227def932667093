"""Words in order: each utterance is folded with its words right behind it, however slow the recogniser is."""

from collections import deque
from concurrent.futures import Future

from callmon.speech.listener import Samples
from callmon.speech.packer import Packer, PackerSettings, Window
from callmon.speech.workers import Load, Worker
from callmon.timeline import Observation, Utterance, Words

_AHEAD = 6
"""Windows that may wait for the recogniser before listening waits too: what bounds memory."""


class WordsInOrder:
    """Observations in, the same with words out; the same recording gives the same order every time.

    Args:
        load: gives the recogniser; None for timing alone.
        packing: how utterances are put together for it.
    """

    def __init__(self, load: Load | None, packing: PackerSettings | None = None) -> None:
        self._worker = Worker(load) if load else None
        self._packer = Packer(packing)
        self._inbox: deque[Observation] = deque()
        self._running: deque[Future[list[Words]]] = deque()
        self._words: dict[int, Words] = {}

    def hear(self, block: Samples, observations: list[Observation], position: int) -> list[Observation]:
        """What is ready to be folded after `block`, in which `observations` were heard, up to `position`."""
        if self._worker is None:
            return observations
        self._packer.push(block)
        self._take(observations, self._worker)
        self._submit(self._packer.passed(position), self._worker)
        return self._ready()

    def tell(self, observation: Observation) -> list[Observation]:
        """What is ready after an observation that was not heard in the audio."""
        self._inbox.append(observation)
        return self._ready()

    def flush(self, observations: list[Observation]) -> list[Observation]:
        """All that is left once the call is over, `observations` the last of it."""
        if self._worker is None:
            return observations
        self._take(observations, self._worker)
        self._submit(self._packer.flush(), self._worker)
        while self._running:
            self._collect()
        return self._ready()

    def close(self) -> None:
        """Give up what is not recognised yet."""
        if self._worker is not None:
            self._worker.close()

    def _take(self, observations: list[Observation], worker: Worker[Window, Words]) -> None:
        for observation in observations:
            self._inbox.append(observation)
            self._submit(self._packer.observe(observation), worker)

    def _submit(self, windows: list[Window], worker: Worker[Window, Words]) -> None:
        for window in windows:
            while len(self._running) >= _AHEAD:
                self._collect()
            self._running.append(worker.submit(window))
        while self._running and self._running[0].done():
            self._collect()

    def _collect(self) -> None:
        """The words of the oldest window, waited for."""
        for words in self._running.popleft().result():
            self._words[words.utterance] = words

    def _ready(self) -> list[Observation]:
        """The inbox as far as the words of its utterances are known."""
        found: list[Observation] = []
        while self._inbox:
            observation = self._inbox[0]
            if isinstance(observation, Utterance) and self._worker is not None:
                words = self._words.pop(observation.id, None)
                if words is None:
                    break
                found += [observation, words]
            else:
                found.append(observation)
            self._inbox.popleft()
        return found
