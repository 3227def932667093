"""Imports recordings into the library, one after the other on a thread of its own: paths in, calls out."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from callmon.app import analyze
from callmon.desk.recordings import recordings
from callmon.desk.shelving import exchange_on_shelf, refresh, shelve
from callmon.engines import Options
from callmon.errors import CallmonError, StoreError
from callmon.one_channel import Agents
from callmon.settings import Settings
from callmon.source import Source, call_id
from callmon.store.library import Library
from callmon.ui.library.seams import ImportProgress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Wanted:
    """Paths to import, whose calls they are and when they were held (empty: nobody says)."""

    paths: tuple[Path, ...]
    agent: str = ""
    held: str = ""


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The import was cancelled in the middle of a recording."""


@dataclass
class Import:
    """Listens to every recording at some paths and puts it into the library.

    A recording is known by its content: a copy is not listened to twice, and an import that was cancelled or
    killed goes on where it stopped when another one is started. Each is run once.

    Args:
        library: takes the calls.
        options: how they are listened to.
        settings: thresholds.
        agent_side: the agent's channel in files of two.
        agent_voice: what the agent sounds like, where there is a sample, for calls on one channel; it is not
            stored.
    """

    library: Library
    options: Options
    settings: Settings
    agent_side: str = "left"
    agent_voice: "NDArray[np.float32] | None" = None
    _heard: dict[str, Agents] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _progress: ImportProgress = field(default_factory=ImportProgress)
    _cancelled: bool = False

    def progress(self) -> ImportProgress:
        """How far it is; on any thread."""
        with self._lock:
            return self._progress

    def cancel(self) -> None:
        """End early, in the middle of a recording too; on any thread."""
        self._cancelled = True

    def run(self, wanted: Wanted, told: Callable[[ImportProgress], None] = lambda _progress: None) -> None:
        """Import what is wanted; comes back when all of it was seen to, or it was cancelled.

        Raises:
            StoreError: the library itself cannot be written, so that going on is of no use.
        """
        found = recordings(wanted.paths, self.agent_side)
        self._set(ImportProgress(running=True, total=len(found.sources), problems=found.problems), told)
        try:
            known = set(self.library.known())
            for source in found.sources:
                if self._cancelled:
                    return
                self._take(source, wanted, known, told)
            self._decide_again(told)
        except Cancelled:
            return
        finally:
            self._set(replace(self.progress(), running=False, current="", share=0.0), told)

    def _take(
        self, source: Source, wanted: Wanted, known: set[str], told: Callable[[ImportProgress], None]
    ) -> None:
        self._set(replace(self.progress(), current=source.name, share=0.0), told)
        before = self.progress()
        try:
            call = call_id(source)
            # What became unreadable is listened to again; what a newer callmon made is left to that.
            if call in known and self.library.find(call).state != "damaged":
                after = replace(before, known=before.known + 1)
            else:
                self._listen(call, source, wanted.agent, told)
                known.add(call)
                after = replace(before, added=before.added + 1)
            if wanted.held:
                self.library.set_held(call, wanted.held)
        except StoreError:
            raise
        except CallmonError as error:
            # Most sentences begin with the place of the recording, which says more than its name.
            named = str(error) if source.name in str(error) else f"{source.name}: {error}"
            after = replace(before, problems=(*before.problems, named))
        self._set(replace(after, done=before.done + 1, current="", share=0.0), told)

    def _listen(self, call: str, source: Source, agent: str, told: Callable[[ImportProgress], None]) -> None:
        def heard(done: float, expected: float | None) -> None:
            if self._cancelled:
                raise Cancelled
            share = min(1.0, done / expected) if expected else 0.0
            self._set(replace(self.progress(), share=share), told)

        report = analyze(source, self.options, self.settings, heard, self._agents(agent))
        shelve(self.library, call, report, agent)

    def _agents(self, agent: str) -> Agents | None:
        """What knows this agent's voice during this import; calls of nobody in particular teach none."""
        if not agent and self.agent_voice is None:
            return None
        return self._heard.setdefault(agent, Agents(self.agent_voice))

    def _decide_again(self, told: Callable[[ImportProgress], None]) -> None:
        """Who the agent is, in calls in which that was uncertain before the others of theirs were heard."""
        for agents in self._heard.values():
            for call, agent in agents.second_thoughts():
                if call not in self.library.known():
                    continue
                try:
                    exchange_on_shelf(self.library, call, agent)
                except CallmonError as error:
                    # No reason to leave the others as they are.
                    known = self.progress()
                    self._set(replace(known, problems=(*known.problems, str(error))), told)

    def _set(self, progress: ImportProgress, told: Callable[[ImportProgress], None]) -> None:
        with self._lock:
            self._progress = progress
        told(progress)


class ImportDesk:
    """Imports on a thread of its own, one wish after the other: what the library's window starts and watches.

    Args:
        library: takes the calls.
        begin: makes an import; called on the thread.
    """

    def __init__(self, library: Library, begin: Callable[[], Import]) -> None:
        self._library, self._begin = library, begin
        self._lock = threading.Lock()
        self._waiting: list[Wanted | None] = []
        self._progress = ImportProgress()
        self._import: Import | None = None
        self._thread: threading.Thread | None = None
        self._cancelled = False

    def start(self, paths: Sequence[str], agent: str) -> None:
        """Import what lies at `paths`, after what is wanted already."""
        self._want(Wanted(tuple(Path(path) for path in paths), agent))

    def refresh(self) -> None:
        """Look for calls of the store that the library does not know."""
        self._want(None)

    def progress(self) -> ImportProgress:
        """How far it is."""
        with self._lock:
            return replace(self._progress, running=self._thread is not None)

    def cancel(self) -> None:
        """End early."""
        with self._lock:
            self._cancelled = True
            self._waiting.clear()
            if self._import is not None:
                self._import.cancel()

    def close(self) -> None:
        """End early and wait for the thread."""
        self.cancel()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _want(self, wanted: Wanted | None) -> None:
        with self._lock:
            self._waiting.append(wanted)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="import", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        try:
            while (due := self._next()) is not None:
                due()
        except CallmonError as error:
            with self._lock:
                self._waiting.clear()
                self._progress = replace(self._progress, problems=(*self._progress.problems, str(error)))
        finally:
            with self._lock:
                # Once `_next` gave the place away, another thread may have it.
                if self._thread is threading.current_thread():
                    self._thread = self._import = None

    def _next(self) -> Callable[[], None] | None:
        """What is to be done; where nothing is, whoever wants something later begins another thread."""
        with self._lock:
            if not self._waiting:
                self._thread = self._import = None
                return None
            wanted = self._waiting.pop(0)
            # In one breath, so that a cancellation meets either what waits or what is begun.
            self._cancelled, self._import = False, None
            if wanted is None:
                return self._refresh
            begun = self._import = self._begin()
            return lambda: begun.run(wanted, self._tell)

    def _refresh(self) -> None:
        def told(done: int, of: int) -> None:
            self._tell(ImportProgress(running=True, total=of, done=done, added=done))

        refresh(self._library, told, lambda: self._cancelled)

    def _tell(self, progress: ImportProgress) -> None:
        with self._lock:
            self._progress = progress
