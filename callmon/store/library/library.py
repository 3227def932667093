"""The library: calls in, and out again in any order; the way to what people marked in them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa

from callmon import paths
from callmon.errors import StoreError
from callmon.store.library import query, search, tables
from callmon.store.library.all_marks import coded, coders, every_mark
from callmon.store.library.database import Database
from callmon.store.library.entries import Entry, Stamp, call_of, files_text, put, unpacked
from callmon.store.library.marks import Marks
from callmon.timeline import Filter, Mark, ShelvedCall, Sort

_CALLS = tables.calls
_AT_ONCE = 500
"""Ids of one statement: SQLite takes some thousand variables."""


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
            for some in _parts(ids):
                chosen = sa.select(_CALLS.c.number).where(_CALLS.c.id.in_(some))
                for number in connection.scalars(chosen).all():
                    connection.execute(sa.text("DELETE FROM transcripts WHERE rowid = :at"), {"at": number})
                connection.execute(sa.delete(_CALLS).where(_CALLS.c.id.in_(some)))

    def known(self) -> dict[str, Stamp]:
        """Every call with what its journal was when it was put here."""
        columns = _CALLS.c.id, _CALLS.c.journal_modified_ns, _CALLS.c.journal_size
        with self._database.reading() as connection:
            return {
                name: Stamp(modified, size)
                for name, modified, size in connection.execute(sa.select(*columns))
            }

    def find(self, beginning: str) -> ShelvedCall:
        """The call whose id begins so.

        Raises:
            StoreError: there is none, or more than one.
        """
        chosen = sa.select(_CALLS).where(sa.func.substr(_CALLS.c.id, 1, len(beginning)) == beginning)
        with self._database.reading() as connection:
            # What is named whole comes first.
            found = connection.execute(chosen.order_by(sa.func.length(_CALLS.c.id)).limit(2)).all()
            exact = [row for row in found if row.id == beginning]
            if not beginning or not found:
                raise StoreError(
                    f"The library has no call named {beginning or '(nothing)'}; `callmon calls` lists them."
                )
            if len(found) > 1 and not exact:
                raise StoreError(f"{beginning} is the beginning of several calls; give more of the name.")
            row = (exact or found)[0]
            return call_of(row, tags=self._tags(connection, [row.number]).get(row.number, ()))

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
        chosen = query.ordered(sa.select(_CALLS.c.id).where(*query.wanted(which)), sort)
        with self._database.reading() as connection:
            return list(connection.scalars(chosen))

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
        chosen = query.ordered(sa.select(_CALLS).where(*query.wanted(which)), sort)
        with self._database.reading() as connection:
            rows = connection.execute(chosen.offset(offset).limit(limit)).all()
            numbers = [row.number for row in rows]
            tagged = self._tags(connection, numbers)
            values = self._values(connection, numbers, measures)
            marked = self._marked(connection, [row.id for row in rows], coder)
            found = search.excerpts(connection, which.text, numbers)
        return [
            call_of(
                row,
                tags=tagged.get(row.number, ()),
                marks=marked.get(row.id, 0),
                measures=tuple((*each, values.get((row.number, *each))) for each in measures),
                excerpt=found.get(row.number, ("", None))[0],
                excerpt_at=found.get(row.number, ("", None))[1],
            )
            for row in rows
        ]

    def agents(self) -> list[str]:
        """Whose calls there are."""
        return self._texts(sa.select(_CALLS.c.agent).where(_CALLS.c.agent != "").distinct())

    def tags(self) -> list[str]:
        """Every tag."""
        return self._texts(sa.select(tables.tags.c.name).distinct())

    def rules(self) -> list[tuple[str, str]]:
        """Rule and pillar of every cue that was shown in a call."""
        cues = tables.shown_cues
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(cues.c.rule, cues.c.pillar).distinct())
            return sorted((rule, pillar) for rule, pillar in rows)

    def measures(self) -> list[tuple[str, str]]:
        """Speaker and name of every measure that a call has."""
        each = tables.measures
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(each.c.speaker, each.c.name).distinct())
            return sorted((speaker, name) for speaker, name in rows)

    def points(self, agent: str, names: Sequence[tuple[str, str]]) -> list[tuple[str, str, str, str, float]]:
        """Values of an agent's measures, oldest call first: call, when it was held, speaker, name, value."""
        each = tables.measures
        chosen = (
            sa.select(_CALLS.c.id, _CALLS.c.held, each.c.speaker, each.c.name, each.c.value)
            .join(each, each.c.call == _CALLS.c.number)
            .where(_CALLS.c.agent == agent, sa.tuple_(each.c.speaker, each.c.name).in_(list(names)))
            .order_by(_CALLS.c.held, _CALLS.c.number, each.c.speaker, each.c.name)
        )
        with self._database.reading() as connection:
            return [(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(chosen)]

    def set_agent(self, ids: Iterable[str], name: str) -> None:
        """Say whose calls these are; an empty name: nobody's."""
        self._update(ids, {"agent": name.strip()})

    def set_files(self, call: str, files: Sequence[str]) -> None:
        """Say where the recording of a call lies now."""
        self._update([call], {"files": files_text(files, moved=True)})

    def tag(self, ids: Iterable[str], name: str) -> None:
        """Give calls a tag."""
        with self._database.writing() as connection:
            for some in _parts(ids):
                chosen = sa.select(_CALLS.c.number, sa.literal(name.strip())).where(_CALLS.c.id.in_(some))
                given = sa.insert(tables.tags).prefix_with("OR IGNORE")
                connection.execute(given.from_select(["call", "name"], chosen))

    def untag(self, ids: Iterable[str], name: str) -> None:
        """Take a tag from calls."""
        with self._database.writing() as connection:
            for some in _parts(ids):
                chosen = sa.select(_CALLS.c.number).where(_CALLS.c.id.in_(some))
                connection.execute(
                    sa.delete(tables.tags).where(tables.tags.c.name == name, tables.tags.c.call.in_(chosen))
                )

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

    def _texts(self, chosen: sa.Select[tuple[str]]) -> list[str]:
        with self._database.reading() as connection:
            return sorted(connection.scalars(chosen), key=str.casefold)

    def _update(self, ids: Iterable[str], values: dict[str, Any]) -> None:
        with self._database.writing() as connection:
            for some in _parts(ids):
                connection.execute(sa.update(_CALLS).where(_CALLS.c.id.in_(some)).values(**values))

    @staticmethod
    def _tags(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
        each = tables.tags
        chosen = sa.select(each.c.call, each.c.name).where(each.c.call.in_(numbers))
        found: dict[int, tuple[str, ...]] = {}
        for number, name in connection.execute(chosen.order_by(each.c.name)):
            found[number] = (*found.get(number, ()), name)
        return found

    @staticmethod
    def _values(
        connection: sa.Connection, numbers: Sequence[int], names: Sequence[tuple[str, str]]
    ) -> dict[tuple[int, str, str], float]:
        if not names:
            return {}
        each = tables.measures
        chosen = sa.select(each.c.call, each.c.speaker, each.c.name, each.c.value).where(
            each.c.call.in_(numbers), sa.tuple_(each.c.speaker, each.c.name).in_(list(names))
        )
        return {(row[0], row[1], row[2]): row[3] for row in connection.execute(chosen)}

    @staticmethod
    def _marked(connection: sa.Connection, ids: Sequence[str], coder: str) -> dict[str, int]:
        each = tables.marks
        chosen = sa.select(each.c.call, sa.func.count()).where(each.c.call.in_(ids), each.c.coder == coder)
        return {row[0]: row[1] for row in connection.execute(chosen.group_by(each.c.call))}


def library_file() -> Path:
    """Where the library of this user lies; it need not exist."""
    return paths.user_data() / "library.sqlite"


def open_library(file: Path | None = None) -> Library:
    """The library of this user, or the one in `file`.

    Raises:
        StoreError: it cannot be opened, is damaged, or was written by a newer callmon.
    """
    return Library(file or library_file())


def _parts(ids: Iterable[str]) -> Iterable[list[str]]:
    every = list(ids)
    return (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))
