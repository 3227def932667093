"""One run: blocks in, every observation folded and journalled in order. One inbox, one consumer.

The recogniser works on a thread of its own. A patient session folds the words of an utterance right after
the utterance and waits for them: the same recording gives the same journal. An impatient one folds words
when they come, as a live call must; its journal remembers when that was.
"""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from callmon.speech.listener import Listener
from callmon.speech.packer import LIVE, Packer, PackerSettings, Window
from callmon.timeline import Observation, Utterance, Words

Recogniser = Callable[[Window], list[Words]]
Sink = Callable[[Observation], None]

_AHEAD = 6
"""Windows that may wait for the recogniser before listening waits too: what bounds memory."""


class Session:
    """Drives one call through the listener and the recogniser into `sink`.

    Args:
        listener: hears the blocks.
        recognise: gives the recogniser, on the thread that will use it; None for timing alone.
        sink: takes each observation, in order, on the caller's thread.
        patient: whether words are waited for.
        packing: how utterances are put together for the recogniser; by default as suits the patience.
    """

    def __init__(
        self,
        listener: Listener,
        recognise: Callable[[], Recogniser] | None,
        sink: Sink,
        *,
        patient: bool = True,
        packing: PackerSettings | None = None,
    ) -> None:
        self._listener = listener
        self._recognise = recognise
        self._sink = sink
        self._patient = patient
        self._packer = Packer(packing or (PackerSettings() if patient else LIVE))
        self._inbox: deque[Observation] = deque()
        self._running: deque[Future[list[Words]]] = deque()
        self._words: dict[int, Words] = {}

    def run(
        self, blocks: Iterable[NDArray[np.float32]], progress: Callable[[int], None] | None = None
    ) -> None:
        """Hear every block, then what is left. `progress` is told the sample up to which it is done."""
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="words") as pool:
            try:
                worker = _Worker(pool, self._recognise) if self._recognise else None
                for block in blocks:
                    if worker is not None:
                        self._packer.push(block)
                    self._take(self._listener.push(block), worker)
                    if worker is not None:
                        self._submit(self._packer.passed(self._listener.position), worker)
                    self._fold()
                    if progress is not None:
                        progress(self._listener.position)
                *rest, ended = self._listener.flush()
                self._take(rest, worker)
                if worker is not None:
                    self._submit(self._packer.flush(), worker)
                while self._running:
                    self._collect()
                    self._fold()
                self._inbox.append(ended)
                self._fold()
            except BaseException:
                for future in self._running:
                    future.cancel()
                raise

    def _take(self, observations: list[Observation], worker: "_Worker | None") -> None:
        for observation in observations:
            self._inbox.append(observation)
            if worker is not None:
                self._submit(self._packer.observe(observation), worker)

    def _submit(self, windows: list[Window], worker: "_Worker") -> None:
        for window in windows:
            while len(self._running) >= _AHEAD:
                self._collect()
            self._running.append(worker.submit(window))
        while self._running and self._running[0].done():
            self._collect()

    def _collect(self) -> None:
        """The words of the oldest window, waited for."""
        for words in self._running.popleft().result():
            if self._patient:
                self._words[words.utterance] = words
            else:
                self._inbox.append(words)

    def _fold(self) -> None:
        """Fold the inbox as far as it is ready."""
        waits = self._patient and self._recognise is not None
        while self._inbox:
            observation = self._inbox[0]
            words = None
            if waits and isinstance(observation, Utterance):
                words = self._words.pop(observation.id, None)
                if words is None:
                    return
            self._sink(self._inbox.popleft())
            if words is not None:
                self._sink(words)


class _Worker:
    """The one thread that owns the recogniser."""

    def __init__(self, pool: ThreadPoolExecutor, recognise: Callable[[], Recogniser]) -> None:
        self._pool = pool
        self._ready = pool.submit(recognise)

    def submit(self, window: Window) -> Future[list[Words]]:
        return self._pool.submit(lambda: self._ready.result()(window))
