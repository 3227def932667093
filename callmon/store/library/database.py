"""The database of the library: a file in, connections out; brought up to date when it is opened."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from callmon.errors import NewerError, StoreError

REVISIONS = ("1", "2")
"""Every revision that this callmon knows, oldest first; each is a migration in `callmon/store/migrations`."""
_PATIENCE_S = 5.0
"""How long another window of callmon is waited for: what any of them writes takes some milliseconds."""

_MIGRATING = threading.Lock()
"""Alembic has one context for the whole process: two threads at once would mix up their files."""


class Database:
    """One file of SQLite, usable from several threads.

    Args:
        file: where it lies; made where it is missing.

    Raises:
        StoreError: it cannot be opened, is damaged, or was written by a newer callmon.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._make_private()
        self._engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(file)), connect_args={"timeout": _PATIENCE_S}
        )
        sa.event.listen(self._engine, "connect", _set_up)
        sa.event.listen(self._engine, "begin", _begin)
        self._writing = self._engine.execution_options(writes=True)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    @property
    def file(self) -> Path:
        """Where it lies."""
        return self._file

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that reads; what it reads is of one moment.

        Raises:
            StoreError: it cannot be read.
        """
        with self._faults(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection that alone may write; all that it wrote is on the disk afterwards, or none of it.

        Raises:
            StoreError: it cannot be written.
        """
        with self._faults(), self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        """Nothing follows."""
        self._engine.dispose()

    def _make_private(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise StoreError(
                f"The library {self._file} cannot be opened ({error.strerror}); check its folder."
            ) from None

    def _bring_up_to_date(self) -> None:
        with self.reading() as connection:
            if _revision(connection) == REVISIONS[-1]:
                return
        with self.writing() as connection:
            # Another window may have been faster.
            revision = _revision(connection)
            if revision is not None and revision not in REVISIONS:
                raise NewerError(f"The library {self._file} was written by a newer callmon; update callmon.")
            if revision != REVISIONS[-1]:
                with _MIGRATING:
                    _migrate(connection)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Faults of the file in one sentence."""
        try:
            yield
        except DBAPIError as error:
            if (sentence := self._sentence(str(error.orig))) is None:
                raise
            raise StoreError(sentence) from error
        except UnicodeEncodeError:
            raise StoreError("A text for the library has a broken character in it; type it again.") from None

    def _sentence(self, fault: str) -> str | None:
        library = f"The library {self._file}"
        if "locked" in fault or "busy" in fault:
            return f"{library} is being written by another window of callmon; try again."
        if "not a database" in fault or "malformed" in fault or "decode" in fault:
            return (
                f"{library} is damaged; move it away and open the library again: calls come back from what "
                "is stored of them, marks from files that they were exported to."
            )
        if "full" in fault:
            return f"{library} cannot be written (the disk is full); free some space."
        if "readonly" in fault or "unable to open" in fault:
            return f"{library} cannot be written ({fault}); check the permissions of its folder."
        if "disk I/O" in fault:
            return f"{library} cannot be read or written ({fault}); check its disk and the space there."
        return None


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions are begun by `_begin`: the driver alone would begin them too late, and none for DDL.
    connection.isolation_level = None
    try:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}").close()
    except sqlite3.Error:
        # SQLAlchemy does not know it yet, and would leave it open.
        connection.close()
        raise


def _begin(connection: sa.Connection) -> None:
    # A transaction that reads first and then writes could be refused in the middle; this waits at its start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _revision(connection: sa.Connection) -> str | None:
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    if found is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


def _migrate(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    from callmon.store import migrations

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
