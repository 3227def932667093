"""Workers: the one thread that owns a model, which is loaded there and never called from another."""

import atexit
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from callmon.speech.packer import Window
from callmon.timeline import Words

Job = TypeVar("Job")
Found = TypeVar("Found")

Load = Callable[[], Callable[[Window], list[Words]]]
"""Gives the recogniser, on the thread that will use it."""

_EXIT_S = 10.0
"""How long the end of the program waits for a window in work: a library aborts that is cut off inside."""


class Worker(Generic[Job, Found]):
    """Jobs in, what the model finds in each out, in order: windows and words, words and their meaning.

    The thread holds a model and the one job in work, nothing that is done.

    Args:
        load: gives the model, on the thread that will use it.
        name: of the thread.
    """

    def __init__(self, load: Callable[[], Callable[[Job], list[Found]]], name: str = "words") -> None:
        self._inbox: SimpleQueue[tuple[Job, Future[list[Found]]] | None] = SimpleQueue()
        # A daemon, for a thread that hangs in a library must not keep the program from ending.
        self._thread = threading.Thread(target=self._work, args=(load,), name=name, daemon=True)
        self.ready = False
        """Whether the model is loaded, or has failed to load."""
        self.error: BaseException | None = None
        """What loading, or a job, ended in."""
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether the thread is not over yet; after `close`, whether something is still in work."""
        return self._thread.is_alive()

    def submit(self, job: Job) -> "Future[list[Found]]":
        """What is found in `job`, some day; or the error that loading, or the job, ended in."""
        found: Future[list[Found]] = Future()
        self._inbox.put((job, found))
        return found

    def close(self, patience: float | None = None) -> None:
        """No job follows; those that wait are given up.

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

    def _work(self, load: Callable[[], Callable[[Job], list[Found]]]) -> None:
        model = self._loaded(load)
        self.ready = True
        while self._answer(model):
            pass

    def _loaded(self, load: Callable[[], Callable[[Job], list[Found]]]) -> Callable[[Job], list[Found]]:
        try:
            return load()
        except BaseException as error:  # noqa: BLE001 - whoever asks for something is told
            failed = self.error = error

        def fail(_job: Job) -> list[Found]:
            raise failed

        return fail

    def _answer(self, model: Callable[[Job], list[Found]]) -> bool:
        """Do the next job; whether there was one."""
        task = self._inbox.get()
        if task is None:
            return False
        job, found = task
        if found.set_running_or_notify_cancel():
            try:
                found.set_result(model(job))
            except BaseException as error:  # noqa: BLE001 - whoever asked is told
                self.error = error
                found.set_exception(error)
        return True
