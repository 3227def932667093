"""Brings models into callmon's store: from Hugging Face, or from a folder of the user."""

import errno
import hashlib
import http.client
import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from callmon import __version__, paths
from callmon.errors import ModelError
from callmon.speech.catalogue import Model, ModelFile
from callmon.speech.locate import STORE, Found, assemble, check, damaged, how_to_get, publish, sha256

_BLOCK = 1 << 18  # bytes
_PATIENCE = 30.0  # seconds without a byte before a connection counts as lost
_RANGE_REFUSED = 416


def pull(model: Model, progress: Callable[[int, int], None]) -> Path:
    """Downloads a model into callmon's store, going on where an earlier attempt stopped.

    A good copy that is there already is kept; a damaged one stays until the new one is complete.

    Args:
        model: the model to fetch.
        progress: called with the bytes that are here and the bytes of the whole model.

    Returns:
        The model's folder in the store.

    Raises:
        ModelError: no network, no room, no such file, or a file with the wrong digest.
    """
    if not model.upstream:
        raise ModelError(
            f"The model {model.name} comes with a package and is not pulled; {how_to_get(model)}."
        )
    target = paths.models() / model.name
    if _is_good(model, target):
        progress(model.size, model.size)
        return target
    unfinished = target.with_name(f".{model.name}.part")
    try:
        unfinished.mkdir(parents=True, exist_ok=True)
        _require_room(model, unfinished)
        before = 0
        for file in model.files:
            _fetch(model, file, unfinished, _shifted(progress, before, model.size))
            before += file.size
        publish(unfinished, target)
    except OSError as error:
        raise ModelError(
            f"The model {model.name} cannot be written to {target.parent} ({error.strerror}); make room "
            "there or set XDG_DATA_HOME to a folder that can be written, "
            f"and `callmon models pull {model.name}` goes on."
        ) from error
    return check(model, Found(STORE, target, {}))


def import_folder(model: Model, source: Path) -> Path:
    """Copies a model from a folder into callmon's store and checks every file on the way.

    Args:
        model: the model that the folder should hold.
        source: the folder with the model's files.

    Returns:
        The model's folder in the store.

    Raises:
        ModelError: a file is missing or wrong, or the store cannot be written.
    """
    try:
        missing = [file.name for file in model.files if not (source / file.name).is_file()]
    except OSError as error:
        raise ModelError(
            f"The folder {source} cannot be read ({error.strerror}); name one that can."
        ) from error
    if missing:
        raise ModelError(
            f"The folder {source} lacks {', '.join(missing)} of the model {model.name}; "
            "name the folder that holds all of its files."
        )
    pieces = {file.name: [source / file.name] for file in model.files}
    folder = assemble(model, pieces, "import a folder that holds the right file")
    return check(model, Found(STORE, folder, {}))


class _Part:
    """A file that is still arriving, with the digest of the bytes that are here.

    Attributes:
        path: the file with the bytes so far; it need not exist yet.
        size: bytes that are here.
    """

    def __init__(self, path: Path, limit: int) -> None:
        self.path = path
        self.size = 0
        self._digest = hashlib.sha256()
        if not path.is_file():
            return
        if path.stat().st_size > limit:
            path.unlink()
            return
        with path.open("rb") as earlier:
            while block := earlier.read(_BLOCK):
                self._take(block)

    def restart(self) -> None:
        """Forgets the bytes that are here."""
        self.path.unlink(missing_ok=True)
        self.size = 0
        self._digest = hashlib.sha256()

    def receive(
        self, response: http.client.HTTPResponse, limit: int, report: Callable[[int], None]
    ) -> str | None:
        """Appends what a response holds, up to just over `limit` bytes.

        Returns:
            Why the connection ended early, or None when it ended in order.

        Raises:
            OSError: the file cannot be written.
        """
        with self.path.open("ab") as out:
            while self.size <= limit:
                try:
                    block = response.read(_BLOCK)
                except (OSError, http.client.HTTPException) as error:
                    return str(error) or type(error).__name__
                if not block:
                    return None
                out.write(block)
                self._take(block)
                report(min(self.size, limit))
        return None

    def sha256(self) -> str:
        """SHA-256 of the bytes that are here, in hexadecimal digits."""
        return self._digest.hexdigest()

    def _take(self, block: bytes) -> None:
        self._digest.update(block)
        self.size += len(block)


def _fetch(model: Model, file: ModelFile, folder: Path, report: Callable[[int], None]) -> None:
    done = folder / file.name
    if done.is_file():
        if done.stat().st_size == file.size and sha256(done) == file.sha256:
            report(file.size)
            return
        done.unlink()
    part = _Part(folder / f"{file.name}.part", file.size)
    report(part.size)
    if part.size < file.size:
        _receive(model, file, part, report)
    if part.sha256() != file.sha256:
        part.restart()
        raise damaged(
            model,
            part.path,
            f"the bad download is removed, so run `callmon models pull {model.name}` again, "
            "without HF_ENDPOINT if it is set",
        )
    part.path.replace(done)


def _receive(model: Model, file: ModelFile, part: _Part, report: Callable[[int], None]) -> None:
    url = f"{_endpoint()}/{model.upstream}/resolve/{model.revision}/{file.name}"
    again = f"`callmon models pull {model.name}` goes on from there"
    with _open(model, url, part) as response:
        reason = part.receive(response, file.size, report)
    if part.size < file.size:
        raise ModelError(
            f"The connection to {url} ended after {part.size} of {file.size} bytes"
            f"{f' ({reason})' if reason else ''}; {again}."
        )


def _open(model: Model, url: str, part: _Part) -> http.client.HTTPResponse:
    while True:
        headers = {"User-Agent": f"callmon/{__version__}"}
        if part.size:
            headers["Range"] = f"bytes={part.size}-"
        # `_endpoint` lets only http and https pass.
        request = urllib.request.Request(url, headers=headers)  # noqa: S310
        try:
            response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=_PATIENCE)  # noqa: S310
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == _RANGE_REFUSED and part.size:
                part.restart()
                continue
            raise ModelError(
                f"The server answers {error.code} {error.reason} for {url}; try again later, or copy the "
                f"files from another computer and run `callmon models import {model.name} FOLDER`."
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise ModelError(
                f"The server of {url} cannot be reached ({getattr(error, 'reason', error)}); "
                f"check the network and run `callmon models pull {model.name}` again, "
                f"or `callmon models import {model.name} FOLDER`."
            ) from error
        if not part.size:
            return response
        if response.status == http.HTTPStatus.OK:
            part.restart()
            return response
        if (response.headers.get("Content-Range") or "").startswith(f"bytes {part.size}-"):
            return response
        # An answer about other bytes than those asked for: without a Range there is nothing to confuse.
        response.close()
        part.restart()


def _endpoint() -> str:
    base = (os.environ.get("HF_ENDPOINT") or "https://huggingface.co").rstrip("/")
    if not base.startswith(("https://", "http://")):
        raise ModelError(
            f"HF_ENDPOINT is {base!r}, which is no web address; unset it or start it with https://."
        )
    return base


def _is_good(model: Model, target: Path) -> bool:
    if not target.is_dir():
        return False
    try:
        check(model, Found(STORE, target, {}), anew=True)
    except ModelError:
        return False
    return True


def _require_room(model: Model, folder: Path) -> None:
    here = sum(path.stat().st_size for path in folder.iterdir())
    if shutil.disk_usage(folder).free < model.size - here:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _shifted(progress: Callable[[int, int], None], before: int, total: int) -> Callable[[int], None]:
    return lambda here: progress(before + here, total)
