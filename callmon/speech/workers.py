"""Workers: the one thread that owns a recogniser, which is loaded there and never called from another."""

import atexit
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue

from callmon.speech.packer import Window
from callmon.timeline import Words

Recogniser = Callable[[Window], list[Words]]
Load = Callable[[], Recogniser]
"""Gives the recogniser, on the thread that will use it."""

_EXIT_S = 10.0
"""How long the end of the program waits for a window in work: a library aborts that is cut off inside."""


class Worker:
    """Windows in, words out, in order.

    The thread holds a recogniser and the one window in work, nothing that is done.

    Args:
        load: gives the recogniser.
    """

    def __init__(self, load: Load) -> None:
        self._inbox: SimpleQueue[tuple[Window, Future[list[Words]]] | None] = SimpleQueue()
        # A daemon, for a thread that hangs in a library must not keep the program from ending.
        self._thread = threading.Thread(target=self._work, args=(load,), name="words", daemon=True)
        self.ready = False
        """Whether the recogniser is loaded, or has failed to load."""
        self.error: BaseException | None = None
        """What loading or recognising ended in."""
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether the thread is not over yet; after `close`, whether something is still in work."""
        return self._thread.is_alive()

    def submit(self, window: Window) -> "Future[list[Words]]":
        """The words of `window`, some day; or the error that loading or recognising ended in."""
        words: Future[list[Words]] = Future()
        self._inbox.put((window, words))
        return words

    def close(self, patience: float | None = None) -> None:
        """No window follows; those that wait are given up.

        Args:
            patience: seconds to wait for what is in work; None until it is done.
        """
        while True:
            try:
                task = self._inbox.get_nowait()
            except Empty:
                break
            if task is not None:
                task[1].cancel()
        self._inbox.put(None)
        self._thread.join(patience)
        if self.busy:
            atexit.unregister(self._thread.join)
            atexit.register(self._thread.join, _EXIT_S)

    def _work(self, load: Load) -> None:
        recognise = self._loaded(load)
        self.ready = True
        while self._answer(recognise):
            pass

    def _loaded(self, load: Load) -> Recogniser:
        try:
            return load()
        except BaseException as error:  # noqa: BLE001 - whoever asks for words is told
            failed = self.error = error

        def fail(_window: Window) -> list[Words]:
            raise failed

        return fail

    def _answer(self, recognise: Recogniser) -> bool:
        """Put words to the next window; whether there was one."""
        task = self._inbox.get()
        if task is None:
            return False
        window, words = task
        if words.set_running_or_notify_cancel():
            try:
                words.set_result(recognise(window))
            except BaseException as error:  # noqa: BLE001 - whoever asked for words is told
                self.error = error
                words.set_exception(error)
        return True
