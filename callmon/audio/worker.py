"""A worker: jobs one after the other on a thread of its own, which may hang while nobody waits for it."""

import threading
from collections.abc import Callable
from queue import SimpleQueue

Job = Callable[[], None]


class Worker:
    """Runs jobs in order. A job that hangs keeps neither its giver nor the end of the program waiting.

    Args:
        name: of the thread.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def do(self, job: Job) -> None:
        """Run `job` after those given before. What it raises is a defect and ends in a traceback."""
        if self._thread is None:
            # A daemon: a thread that hangs in a library must not outlive the window.
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def end(self) -> None:
        """No job follows; those given before are still done."""
        self._jobs.put(None)

    def join(self, patience: float) -> bool:
        """Wait for the end, for `patience` seconds at most; whether all is done."""
        if self._thread is None:
            return True
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
