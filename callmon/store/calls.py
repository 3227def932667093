"""The stored calls: a folder each, with a journal in it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from callmon import paths
from callmon.errors import StoreError
from callmon.store.journal import read_header


def journal_path(call: str) -> Path:
    """Where the journal of a call lies."""
    return paths.calls() / call / "journal.jsonl"


def find_journal(name: str) -> Path:
    """The journal of a call by its id, its recording or the recording's name, or a journal's own path.

    The beginning of an id or a name is enough.

    Raises:
        StoreError: there is none, or more than one.
    """
    if not name:
        raise StoreError("A call's id is empty; `callmon calls` lists them.")
    path = Path(name)
    if path.suffix == ".jsonl" and path.is_file():
        return path
    stored = [folder.name for folder in _stored()]
    # Ids alone are at hand; names stand in the journals.
    found = [name] if name in stored else _named(name, stored)
    if len(found) > 1:
        raise StoreError(
            f"{name} names {len(found)} calls; give more of the name, or an id that `callmon calls` lists."
        )
    if found:
        return journal_path(found[0])
    if path.is_file():
        return path
    raise StoreError(f"No analysed call is named {name}; `callmon calls` lists them.")


def _named(name: str, stored: Sequence[str]) -> list[str]:
    """Ids of the calls of the recording at a place, else of one with that name, else of what begins so."""
    headers: dict[str, dict[str, Any]] = {}
    for call in stored:
        with suppress(StoreError):
            headers[call] = read_header(journal_path(call))
    place = str(Path(name).resolve())
    titles = {call: header["call"]["file"] for call, header in headers.items()}
    return (
        [call for call, header in headers.items() if place in header["source"]]
        or [call for call, title in titles.items() if title == name]
        or [call for call in stored if call.startswith(name) or titles.get(call, "").startswith(name)]
    )


@dataclass(frozen=True, slots=True)
class StoredCall:
    """One call of the store: its id, its file's name, the model of its words, when it was analysed."""

    id: str
    file: str
    model: str | None
    analysed: datetime


def stored_calls() -> list[StoredCall]:
    """Every call in the store, the latest analysis first."""
    found = []
    for folder in _stored():
        journal = folder / "journal.jsonl"
        call = read_header(journal)["call"]
        analysed = datetime.fromtimestamp(journal.stat().st_mtime).astimezone()
        found.append(StoredCall(folder.name, call["file"], call["model"], analysed))
    return sorted(found, key=lambda call: (call.analysed, call.id), reverse=True)


def stored_ids() -> list[str]:
    """The ids of every call in the store, in order of name."""
    return [folder.name for folder in _stored()]


def _stored() -> list[Path]:
    if not paths.calls().is_dir():
        return []
    return sorted(folder for folder in paths.calls().iterdir() if (folder / "journal.jsonl").is_file())
