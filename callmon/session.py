"""One run: a feed in, every observation folded and journalled in order. One inbox, one consumer.

A feed gives blocks of audio and, in a running call, what else there is to know: how well a channel is heard,
what the person at the screen did. Recordings and running calls differ in their feed, and in whether words
are waited for (`speech.words_in_order`) or come when they come (`speech.words_live`).
"""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from callmon.speech.listener import Listener
from callmon.speech.recognition import Recognition
from callmon.timeline import Observation

Samples = NDArray[np.float32]
Sink = Callable[[Observation], None]


class Session:
    """Drives one call through the listener and the words into `sink`.

    Args:
        listener: hears the blocks.
        words: puts words to what it heard.
        sink: takes each observation, in order, on the caller's thread.
    """

    def __init__(self, listener: Listener, words: Recognition, sink: Sink) -> None:
        self._listener = listener
        self._words = words
        self._sink = sink

    def run(
        self, feed: Iterable[Samples | Observation], progress: Callable[[int], None] | None = None
    ) -> None:
        """Hear the whole feed, then what is left. `progress` is told the sample up to which it is done."""
        try:
            for item in feed:
                if isinstance(item, np.ndarray):
                    heard = self._listener.push(item)
                    self._fold(self._words.hear(item, heard, self._listener.position))
                else:
                    self._fold(self._words.tell(item))
                if progress is not None:
                    progress(self._listener.position)
            *rest, ended = self._listener.flush()
            self._fold([*self._words.flush(rest), ended])
        finally:
            self._words.close()

    def _fold(self, observations: list[Observation]) -> None:
        for observation in observations:
            self._sink(observation)
