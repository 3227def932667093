"""Files for others: written whole or not at all."""

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from callmon.errors import OutputError


def as_json(report: Mapping[str, Any]) -> str:
    """The report as JSON text; the same report gives the same bytes."""
    return json.dumps(report, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def check_writable(path: Path) -> None:
    """Fail before the work rather than after it.

    Raises:
        OutputError: the folder of `path` is missing or cannot be written, or `path` is a folder.
    """
    folder = path.parent
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file to write.")
    if not folder.is_dir():
        raise OutputError(f"The folder {folder} does not exist; create it first.")
    if not os.access(path if _is_device(path) else folder, os.W_OK):
        raise OutputError(f"{path} cannot be written; choose a folder that you may write to.")


def write_text(path: Path, text: str) -> None:
    """Write `text` to `path` in one go: an older file stays whole until the new one is.

    Raises:
        OutputError: the folder cannot be written or the disk is full.
    """
    part: Path | None = None
    try:
        if _is_device(path):
            path.write_text(text, encoding="utf-8")
            return
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".callmon-", delete=False
        ) as file:
            part = Path(file.name)
            file.write(text)
        part.chmod(0o600 if not path.exists() else path.stat().st_mode & 0o777)
        part.replace(path)
        part = None
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror}); free some space or choose another place."
        ) from None
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()


def _is_device(path: Path) -> bool:
    """Whether `path` is something to write into rather than to replace, such as /dev/stdout."""
    return path.exists() and not path.is_file()
