"""Puts calls on the shelf: journals of the store in, rows of the library out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from callmon.app import exchange_sides, replay
from callmon.conversation.who import Agent
from callmon.desk.dating import when_held, written
from callmon.errors import CallmonError, NewerError, StoreError
from callmon.store.calls import journal_path, stored_ids
from callmon.store.journal import read_header
from callmon.store.library import Entry, Library, Stamp
from callmon.timeline import CallState, ShelvedCall

Told = Callable[[int, int], None]
"""Told how many calls are done, and how many there are."""

_NEWER = Stamp(0, 0)
"""In place of a journal's own stamp: what a newer callmon wrote is read as soon as callmon can."""


def shelve(library: Library, call: str, report: Mapping[str, Any] | None = None, agent: str = "") -> None:
    """Put a call of the store on the shelf, or bring it up to date there.

    Args:
        library: where the shelf is.
        call: the call's id.
        report: its report, where it is at hand; else it is made from the journal.
        agent: whose call it is, where that is known.

    Raises:
        CallmonError: the journal cannot be read or the library cannot be written.
    """
    journal = journal_path(call)
    stamp = _stamp(journal)
    header = read_header(journal)
    made = replay(journal) if report is None else report
    library.add(Entry(_row(call, header, made, stamp, agent), made, stamp))


_EXCHANGE = Lock()
"""An import decides on a thread of its own who the agent is, while a person may say so in the window."""


def exchange_on_shelf(library: Library, call: str, agent: Agent | None = None) -> None:
    """Take the other voice of a call on one channel for the agent's, in the store and on the shelf.

    Args:
        library: where the shelf is.
        call: the call's id.
        agent: who the agent is, where that was found, which changes nothing that a person said; None where a
            person says that it is the other voice.

    Raises:
        CallmonError: each side has a channel of its own, or something cannot be written.
    """
    journal = journal_path(call)
    with _EXCHANGE:
        known = read_header(journal)["call"].get("one_channel", {})
        if agent is not None and known.get("agent_certainty") == 1.0:
            return
        exchange_sides(journal, agent)
        journal.with_name("peaks").unlink(missing_ok=True)
        shelve(library, call)


def refresh(library: Library, told: Told | None = None, stopped: Callable[[], bool] = lambda: False) -> None:
    """Bring the shelf up to date with the store: calls that are new there or were analysed again.

    A call that cannot be read stands on the shelf as damaged, or as made by a newer callmon, with the report
    that it had there before. One whose folder is gone stays as it is.

    Args:
        library: where the shelf is.
        told: told after each call.
        stopped: asked before each call; true ends it early.

    Raises:
        StoreError: the library cannot be written.
    """
    changed = list(_changed(library))
    for done, (call, stamp) in enumerate(changed):
        if stopped():
            return
        entry = _entry(call, stamp)
        # One that is gone was taken off the shelf, or is being analysed again and found the next time.
        if journal_path(call).exists():
            library.add(entry)
        if told is not None:
            told(done + 1, len(changed))


def _entry(call: str, stamp: Stamp) -> Entry:
    journal = journal_path(call)
    try:
        header, report = read_header(journal), replay(journal)
    except NewerError:
        return Entry(_unread(call, stamp, "newer"), None, _NEWER)
    except CallmonError:
        return Entry(_unread(call, stamp, "damaged"), None, stamp)
    return Entry(_row(call, header, report, stamp), report, stamp)


def _changed(library: Library) -> Iterator[tuple[str, Stamp]]:
    known = library.known()
    for call in stored_ids():
        with suppress(StoreError):
            # What goes in this moment is no call any more.
            stamp = _stamp(journal_path(call))
            if known.get(call) != stamp and not (known.get(call) == _NEWER and _is_newer(call)):
                yield call, stamp


def _is_newer(call: str) -> bool:
    try:
        read_header(journal_path(call))
    except NewerError:
        return True
    except StoreError:
        return False
    return False


def _stamp(journal: Path) -> Stamp:
    try:
        stat = journal.stat()
    except OSError as error:
        raise StoreError(f"The journal {journal} cannot be read ({error.strerror}).") from None
    return Stamp(stat.st_mtime_ns, stat.st_size)


def _unread(call: str, stamp: Stamp, state: CallState) -> ShelvedCall:
    held, dated = when_held(call, (), stamp.modified_ns / 1e9)
    return ShelvedCall(call, call, "", held, _analysed(stamp), 0.0, "", state=state, dated=dated)


def _row(
    call: str, header: Mapping[str, Any], report: Mapping[str, Any], stamp: Stamp, agent: str = ""
) -> ShelvedCall:
    held, dated = when_held(call, header["source"], stamp.modified_ns / 1e9)
    return ShelvedCall(
        id=call,
        title=report["call"]["file"],
        agent=agent,
        held=held,
        dated=dated,
        analysed=_analysed(stamp),
        duration=report["call"]["duration"],
        language=report["call"]["language"],
        files=tuple(header["source"]),
    )


def _analysed(stamp: Stamp) -> str:
    return written(datetime.fromtimestamp(stamp.modified_ns / 1e9))
