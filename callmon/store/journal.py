"""The journal: what was heard, in the order in which it was folded, one JSON line an observation."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, TextIO

from callmon.errors import NewerError, OutputError, StoreError
from callmon.store.codec import decode, encode
from callmon.timeline import Observation, Tick

FORMAT = "callmon-journal"
VERSION = 1

_FLUSHED_TICKS = 16
"""Ticks (a twentieth of a second each) after which a running journal is flushed: well within a second."""
_LONGEST = 1 << 20
"""Longest header in bytes: another file, such as a recording, may have no end of line at all."""


class JournalWriter:
    """Writes a journal; it becomes visible under `path` when it is whole, and not at all after an error.

    An earlier journal of another content stays beside it: `journal-1.jsonl`, `journal-2.jsonl` and so on.

    Raises:
        OutputError: the folder cannot be written or the disk is full.
    """

    def __init__(self, path: Path, header: dict[str, Any]) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._file: TextIO
        self._header = header

    def __enter__(self) -> "JournalWriter":
        with _told(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._file = os.fdopen(descriptor, "w", encoding="utf-8", newline="\n")
        try:
            with _told(self._path):
                # Escaped, for a file's name may hold bytes that are no text.
                header = {"format": FORMAT, "version": VERSION, **self._header}
                self._file.write(_as_line(header, escaped=True))
        except BaseException:
            self._drop()
            raise
        return self

    def add(self, observation: Any) -> None:
        """Write one observation."""
        with _told(self._path):
            self._file.write(_as_line(encode(observation)))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._drop()
            return
        try:
            with _told(self._path):
                self._file.close()
                self._keep_earlier()
                self._part.replace(self._path)
        except BaseException:
            self._drop()
            raise

    def _keep_earlier(self) -> None:
        """A journal that says something else than the new one keeps its place under a number."""
        if not self._path.is_file() or self._path.read_bytes() == self._part.read_bytes():
            return
        number = 1
        while (kept := self._path.with_stem(f"{self._path.stem}-{number}")).exists():
            number += 1
        self._path.rename(kept)

    def _drop(self) -> None:
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._part.unlink()
        with suppress(OSError):
            # Only where nothing else lies in it.
            self._path.parent.rmdir()


class RunningJournal:
    """Writes the journal of a running call, readable at any time; a program that is killed loses a second.

    After an error nothing more can be written; what was on the disk before stays there.

    Raises:
        OutputError: the folder cannot be written, has a journal, or the disk is full.
    """

    def __init__(self, path: Path, header: dict[str, Any]) -> None:
        self._told = _told(path, "free some space, what is heard from here on is not kept")
        self._ticks = 0
        with self._told:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "w", encoding="utf-8", newline="\n")
        try:
            self._write(_as_line({"format": FORMAT, "version": VERSION, **header}, escaped=True), flush=True)
        except OutputError:
            with suppress(OSError):
                path.unlink()
                path.parent.rmdir()
            raise

    def add(self, observation: Observation) -> None:
        """Write one observation; what is older than a second is on the disk afterwards.

        Raises:
            OutputError: the disk is full, or the folder is gone.
        """
        self._ticks += isinstance(observation, Tick)
        flush = self._ticks >= _FLUSHED_TICKS
        if flush:
            self._ticks = 0
        self._write(_as_line(encode(observation)), flush=flush)

    def close(self) -> None:
        """Nothing follows.

        Raises:
            OutputError: the disk is full, or the folder is gone.
        """
        with self._told:
            self._file.close()

    def _write(self, line: str, *, flush: bool) -> None:
        try:
            with self._told:
                self._file.write(line)
                if flush:
                    self._file.flush()
        except OutputError:
            with suppress(OSError):
                self._file.close()
            raise


def _as_line(value: Any, *, escaped: bool = False) -> str:
    return json.dumps(value, ensure_ascii=escaped, separators=(",", ":")) + "\n"


class _told:  # noqa: N801 - reads as a phrase
    """Turns a fault of the disk into one sentence, which ends with the way out."""

    def __init__(self, path: Path, way_out: str = "free some space or give --no-journal") -> None:
        self._path = path
        self._way_out = way_out

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, OSError):
            raise OutputError(
                f"The journal {self._path} cannot be written ({error.strerror}); {self._way_out}."
            ) from error


def read_header(path: Path) -> dict[str, Any]:
    """What the journal says about its call.

    Raises:
        StoreError: the journal is missing, of a newer version, or not a journal.
    """
    with _opened(path) as file:
        return _header(path, file.readline(_LONGEST))


def read_journal(path: Path) -> Iterator[Any]:
    """The observations, in order. A last line that was cut off while writing is left out.

    Raises:
        StoreError: as `read_header`, or a line in the middle is damaged.
    """
    with _opened(path) as file:
        _header(path, file.readline(_LONGEST))
        for number, line in enumerate(file, start=2):
            if not line.endswith(b"\n"):
                return
            try:
                observation = decode(json.loads(line))
            except (ValueError, TypeError):
                raise StoreError(
                    f"Line {number} of the journal {path} is damaged; analyse the recording again."
                ) from None
            yield observation


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise StoreError(f"The journal {path} cannot be read ({error.strerror}).") from None


def _header(path: Path, line: bytes) -> dict[str, Any]:
    try:
        header = json.loads(line)
    except ValueError:
        header = None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise StoreError(f"{path} is not a journal of callmon.")
    version = header.get("version")
    if isinstance(version, int) and version > VERSION:
        raise NewerError(f"{path} has journal version {version}, from a newer callmon; update callmon.")
    if version != VERSION:
        raise StoreError(f"{path} has journal version {version}, which no callmon wrote.")
    return header
