"""The library: calls in, and out again in any order; the way to what people marked in them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa

from callmon import paths
from callmon.errors import StoreError
from callmon.store.library import choices, given, pages, query, tables
from callmon.store.library.all_marks import coded, coders, every_mark
from callmon.store.library.database import Database
from callmon.store.library.entries import Entry, Stamp, put, take_off
from callmon.store.library.marks import Marks
from callmon.store.library.packing import unpacked
from callmon.timeline import Filter, Mark, ShelvedCall, Sort

_CALLS = tables.calls


class Library:
    """Every call on one shelf; usable from several threads.

    Args:
        file: of the database; made where it is missing.

    Raises:
        StoreError: it cannot be opened, is damaged, or was written by a newer callmon. Every method raises
            one where the file cannot be read or written.
    """

    def __init__(self, file: Path) -> None:
        self._database = Database(file)

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing follows."""
        self._database.close()

    def add(self, entry: Entry) -> None:
        """Put a call on the shelf, or bring it up to date; what people said about it stays."""
        with self._database.writing() as connection:
            put(connection, entry)

    def remove(self, ids: Iterable[str]) -> None:
        """Take calls off the shelf. What was marked in them stays, and is there again when they are."""
        with self._database.writing() as connection:
            take_off(connection, ids)

    def known(self) -> dict[str, Stamp]:
        """Every call with what its journal was when it was put here."""
        columns = _CALLS.c.id, _CALLS.c.journal_modified_ns, _CALLS.c.journal_size
        with self._database.reading() as connection:
            return {
                name: Stamp(modified, size)
                for name, modified, size in connection.execute(sa.select(*columns))
            }

    def find(self, name: str) -> ShelvedCall:
        """The call of that id or of the recording of that name; the beginning of either is enough.

        Raises:
            StoreError: there is none, or more than one.
        """
        with self._database.reading() as connection:
            return pages.named(connection, name)

    def paired(self, file: str) -> str:
        """The id of the call of which a file is one of the two sides; empty where there is none."""
        with self._database.reading() as connection:
            return pages.paired(connection, file)

    def report(self, call: str) -> dict[str, Any]:
        """The report of a call.

        Raises:
            StoreError: the library has no such call, or its journal could never be read.
        """
        with self._database.reading() as connection:
            data = connection.scalar(sa.select(_CALLS.c.report).where(_CALLS.c.id == call))
        found: dict[str, Any] = {} if data is None else unpacked(data)
        if not found:
            raise StoreError(f"The library has no report of the call {call}; analyse its recording again.")
        return found

    def count(self, which: Filter) -> int:
        """How many calls there are."""
        chosen = sa.select(sa.func.count()).select_from(_CALLS).where(*query.wanted(which))
        with self._database.reading() as connection:
            return connection.scalar(chosen) or 0

    def ids(self, which: Filter, sort: Sort) -> list[str]:
        """The ids of all of them, in order."""
        with self._database.reading() as connection:
            return pages.in_order(connection, which, sort)

    def page(
        self,
        which: Filter,
        sort: Sort,
        offset: int,
        limit: int,
        measures: Sequence[tuple[str, str]] = (),
        coder: str = "",
    ) -> list[ShelvedCall]:
        """Some of the calls, in order.

        Args:
            which: which calls.
            sort: their order.
            offset: calls that come before.
            limit: most calls that are given.
            measures: speaker and name of each measure to give with them.
            coder: whose marks are counted.
        """
        with self._database.reading() as connection:
            return pages.page(connection, which, sort, offset, limit, measures, coder)

    def agents(self) -> list[str]:
        """Whose calls there are."""
        with self._database.reading() as connection:
            return choices.agents(connection)

    def tags(self) -> list[str]:
        """Every tag."""
        with self._database.reading() as connection:
            return choices.tags(connection)

    def rules(self) -> list[tuple[str, str]]:
        """Rule and pillar of every cue that was shown in a call."""
        with self._database.reading() as connection:
            return choices.rules(connection)

    def measures(self) -> list[tuple[str, str]]:
        """Speaker and name of every measure that a call has."""
        with self._database.reading() as connection:
            return choices.measures(connection)

    def points(self, agent: str, names: Sequence[tuple[str, str]]) -> list[tuple[str, str, str, str, float]]:
        """Values of an agent's measures, oldest call first: call, when it was held, speaker, name, value."""
        with self._database.reading() as connection:
            return pages.points(connection, agent, names)

    def set_agent(self, ids: Iterable[str], name: str) -> None:
        """Say whose calls these are; an empty name: nobody's."""
        with self._database.writing() as connection:
            given.agent(connection, ids, name)

    def set_held(self, call: str, when: str) -> None:
        """Say when a call was held, as a time of ISO 8601 with its offset."""
        with self._database.writing() as connection:
            given.held(connection, call, when)

    def set_files(self, call: str, files: Sequence[str]) -> None:
        """Say where the recording of a call lies now."""
        with self._database.writing() as connection:
            given.files(connection, call, files)

    def tag(self, ids: Iterable[str], name: str) -> None:
        """Give calls a tag; an empty one is none."""
        with self._database.writing() as connection:
            given.tag(connection, ids, name)

    def untag(self, ids: Iterable[str], name: str) -> None:
        """Take a tag from calls."""
        with self._database.writing() as connection:
            given.no_tag(connection, ids, name)

    def marking(self, call: str, coder: str) -> Marks:
        """What a coder marks in a call."""
        return Marks(self._database, call, coder)

    def merge_marks(self, call: str, marks: Sequence[Mark]) -> int:
        """Take marks from a file: new ones are added, those of the same id replaced; how many changed.

        Each coder can undo the change of their own as one step.
        """
        return sum(
            self.marking(call, coder).merge([mark for mark in marks if mark.coder == coder])
            for coder in sorted({mark.coder for mark in marks})
        )

    def coders(self) -> list[str]:
        """Everybody who has marked something or judged a call."""
        with self._database.reading() as connection:
            return coders(connection)

    def coded(self) -> list[tuple[str, str]]:
        """Call and coder of every call that was judged whole."""
        with self._database.reading() as connection:
            return coded(connection)

    def all_marks(self, calls: Sequence[str] | None = None) -> list[tuple[str, Mark, bool]]:
        """Every mark of some calls, or of all: the call, the mark, whether others' could be seen then."""
        with self._database.reading() as connection:
            return every_mark(connection, calls)


def library_file() -> Path:
    """Where the library of this user lies; it need not exist."""
    return paths.user_data() / "library.sqlite"


def open_library(file: Path | None = None) -> Library:
    """The library of this user, or the one in `file`.

    Raises:
        StoreError: it cannot be opened, is damaged, or was written by a newer callmon.
    """
    return Library(file or library_file())
