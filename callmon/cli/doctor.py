"""`callmon doctor`: says in plain words what works on this computer and what does not."""

import importlib
import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from callmon.cli import doctor_live
from callmon.cli.models import ModelsDir, console, megabytes

_PACKAGES = {
    "numpy": "numpy",
    "av": "av",
    "soxr": "soxr",
    "onnxruntime": "onnxruntime",
    "ctranslate2": "ctranslate2",
    "faster_whisper": "faster-whisper",
}
_OLDEST, _TOO_NEW = (3, 11), (3, 14)
_ROOM = 1_000_000_000  # bytes: the largest model of the catalogue twice, and some calls


Word = Literal["ok", "note", "problem"]
"""`note`: callmon works, though not all of it; `problem`: it cannot work like this."""

_STYLES: dict[Word, str] = {"ok": "green", "note": "yellow", "problem": "red"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        word: how bad it is.
        text: what is the case, with the way out when it is not fine.
    """

    word: Word
    text: str


def doctor(models_dir: ModelsDir = None) -> None:
    """Say what works on this computer and what does not."""
    out = console()
    fine = True
    for finding in examine(models_dir):
        fine = fine and finding.word != "problem"
        out.print(f"{finding.word:7}", style=_STYLES[finding.word], end="  ", highlight=False)
        out.print(finding.text, markup=False, highlight=False, soft_wrap=True)
    if not fine:
        raise typer.Exit(2)


def examine(models_dir: Path | None = None) -> Iterator[Finding]:
    """Looks at one thing after the other: what analysis needs, then what live listening needs.

    Args:
        models_dir: a folder with models that the user names.

    Yields:
        What was found, in the order in which a user would repair it.
    """
    yield _python()
    for module, package in _PACKAGES.items():
        yield _package(module, package)
    yield _store()
    yield from _models(models_dir)
    yield Finding("ok", f"this computer has {os.cpu_count() or 1} processor cores")
    yield from (Finding(*said) for said in doctor_live.examine())


def _python() -> Finding:
    version = f"Python {platform.python_version()}"
    if _OLDEST <= sys.version_info[:2] < _TOO_NEW:
        return Finding("ok", version)
    return Finding(
        "problem", f"{version} is not one callmon knows; install it with Python 3.11, 3.12 or 3.13."
    )


def _package(module: str, package: str) -> Finding:
    try:
        importlib.import_module(module)
        return Finding("ok", f"{package} {importlib.metadata.version(package)}")
    except Exception as error:  # noqa: BLE001 - a broken binary package raises anything, and that is the finding
        reason = str(error).partition("\n")[0] or type(error).__name__
        return Finding(
            "problem",
            f"{package} cannot be loaded ({reason}); run `pip install --force-reinstall {package}`.",
        )


def _store() -> Finding:
    from callmon import paths

    folder = paths.models()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding(
            "problem",
            f"the store {folder} cannot be written ({error.strerror}); "
            "set XDG_DATA_HOME to a folder that can be written.",
        )
    if free < _ROOM:
        return Finding(
            "problem",
            f"the store {folder} has only {megabytes(free)} of room; free {megabytes(_ROOM)} there.",
        )
    return Finding("ok", f"the store {folder} can be written and has {megabytes(free)} of room")


def _models(models_dir: Path | None) -> Iterator[Finding]:
    from callmon.errors import ModelError
    from callmon.speech.catalogue import (
        DEFAULT_MODEL,
        HEADS_MODEL,
        MEANING_MODEL,
        PITCH_MODEL,
        VAD_MODEL,
        find_model,
    )
    from callmon.speech.locate import find, locate

    needed = VAD_MODEL, DEFAULT_MODEL
    for name in (*needed, PITCH_MODEL, MEANING_MODEL, HEADS_MODEL):
        try:
            model = find_model(name)
            found = find(model, models_dir)
            folder = locate(model, models_dir)
        except ModelError as error:
            # Calls are analysed without tone and without meaning, too; the report says what is missing.
            yield Finding("problem" if name in needed else "note", str(error))
        else:
            place = found.place if found is not None else "callmon's store"
            yield Finding("ok", f"the model {name} is in {place}: {folder}")
