"""The stored calls: a folder each, with a journal in it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from callmon import paths
from callmon.errors import StoreError
from callmon.store.journal import read_header


def journal_path(call: str) -> Path:
    """Where the journal of a call lies."""
    return paths.calls() / call / "journal.jsonl"


def find_journal(name: str) -> Path:
    """The journal of a call by its id (or how the id begins), or a journal's own path.

    Raises:
        StoreError: there is none, or more than one.
    """
    if not name:
        raise StoreError("A call's id is empty; `callmon calls` lists them.")
    if (path := Path(name)).is_file():
        return path
    found = [folder for folder in _stored() if folder.name.startswith(name)]
    if not found:
        raise StoreError(f"No analysed call is named {name}; `callmon calls` lists them.")
    if len(found) > 1:
        raise StoreError(f"{name} is the beginning of {len(found)} calls; give more of the name.")
    return found[0] / "journal.jsonl"


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
