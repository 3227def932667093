"""Workers: the one thread that owns a recogniser, which is loaded there and never called from another."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from callmon.speech.packer import Window
from callmon.timeline import Words

Recogniser = Callable[[Window], list[Words]]
Load = Callable[[], Recogniser]
"""Gives the recogniser, on the thread that will use it."""


class Worker:
    """Windows in, words out, in order."""

    def __init__(self, load: Load) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="words")
        self._ready = self._pool.submit(load)

    @property
    def ready(self) -> bool:
        """Whether the recogniser is loaded, or has failed to load."""
        return self._ready.done()

    def submit(self, window: Window) -> "Future[list[Words]]":
        """The words of `window`, some day; or the error that loading or recognising ended in."""
        return self._pool.submit(lambda: self._ready.result()(window))

    def close(self) -> None:
        """No window follows; those that wait are given up, the one in work is waited for."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def abandon(self) -> None:
        """As `close`, but nothing is waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)
