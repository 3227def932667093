"""Recordings in folders: paths in, one source a call out."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from callmon.source import Source

SUFFIXES = frozenset(
    {".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a", ".mp4", ".aac", ".webm", ".wma", ".aiff"}
)
"""Files of a folder that may be recordings; a file that is named itself is always tried."""

_SIDE = re.compile(r"(?<![a-z])(?P<side>agent|customer|caller|client)(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recordings:
    """The calls that were found, in order of name, and a sentence for each place that could not be read."""

    sources: tuple[Source, ...]
    problems: tuple[str, ...] = ()


def recordings(paths: Iterable[Path], agent: str = "left") -> Recordings:
    """The calls that lie at `paths`: files, and folders with all that is below them but what is hidden.

    Two files of one folder whose names differ in nothing but “agent” against “customer”, “caller” or “client”
    are the two sides of one call.

    Args:
        paths: files and folders.
        agent: the agent's channel in files of two.
    """
    found: dict[Path, None] = {}
    problems: list[str] = []
    for path in paths:
        path = path.absolute()
        try:
            if path.is_dir():
                found |= dict.fromkeys(_below(path, problems))
            elif path.exists():
                found[path] = None
            else:
                problems.append(f"{path} does not exist; check the name and the folder.")
        except OSError as error:
            problems.append(_refused(path, error))
    return Recordings(tuple(_paired(sorted(found), agent)), tuple(problems))


def _below(folder: Path, problems: list[str]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        problems.append(_refused(error.filename, error))

    for here, folders, names in os.walk(folder, onerror=refused):
        # Changed in place, so that nothing below a hidden folder is walked through.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(here) / name


def _refused(place: Path | str, error: OSError) -> str:
    return f"{place} cannot be read ({error.strerror}); check its permissions."


def _paired(files: Sequence[Path], agent: str) -> Iterator[Source]:
    sides = {file: _side(file) for file in files}
    agents = {key: file for file, (side, key) in sides.items() if side == "agent"}
    customers = {key: file for file, (side, key) in sides.items() if side == "customer"}
    for file in files:
        side, key = sides[file]
        if side == "agent" and key in customers:
            yield Source((file, customers[key]))
        elif not (side == "customer" and key in agents and customers[key] == file):
            yield Source((file,), agent)


def _side(file: Path) -> tuple[str, Path]:
    """Which side a file's name says that it is, and what is left of the name; no side where it says none."""
    found = _SIDE.findall(file.stem)
    if len(found) != 1:
        return "", file
    side = "agent" if found[0].lower() == "agent" else "customer"
    return side, file.with_name(_SIDE.sub("", file.stem) + file.suffix.lower())
