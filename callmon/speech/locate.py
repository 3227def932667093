"""Finds a model on this computer and makes sure that its files are the right ones."""

import hashlib
import importlib.util
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from callmon import paths
from callmon.errors import ModelError
from callmon.speech.catalogue import Carrier, Model, ModelFile

NAMED = "the folder you named"
SHIPPED = "callmon itself"
STORE = "callmon's store"
CACHE = "the Hugging Face cache"

_BLOCK = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A place that holds every file of a model; their digests are not checked yet.

    Attributes:
        place: the kind of place, in words for the user.
        folder: the folder of the files; None while they lie in pieces in `pieces`.
        pieces: for each file of the model the paths to join; empty when `folder` is set.
    """

    place: str
    folder: Path | None
    pieces: Mapping[str, Sequence[Path]]


def locate(model: Model, folder: Path | None = None) -> Path:
    """The folder that holds a model, each file checked against its digest.

    Looks in `folder`, in callmon's store, in callmon itself, in installed packages and in the Hugging Face
    cache, in this order. A model that packages carry in pieces is joined into callmon's store once.

    Args:
        model: the model to find.
        folder: a folder that the user names: the model's own folder, or one with a subfolder of its name.

    Raises:
        ModelError: the model is nowhere, or the copy that comes first is damaged.
    """
    found = find(model, folder)
    if found is None:
        where = "not" if folder is None else f"neither in {folder} nor elsewhere"
        raise ModelError(f"The model {model.name} is {where} on this computer; {how_to_get(model)}.")
    if found.folder is None:
        found = Found(STORE, assemble(model, found.pieces, remedy(model, found.place)), {})
    return check(model, found)


def find(model: Model, folder: Path | None = None) -> Found | None:
    """The first place that holds all files of a model, by name alone; None when there is none."""
    return next(_places(model, folder), None)


def check(model: Model, found: Found, *, anew: bool = False) -> Path:
    """Checks size and SHA-256 of every file of a model.

    A digest that was right is remembered with the path, size and time of change of the file, so that the
    next start need not read the file again.

    Args:
        model: the model that the files should be.
        found: the place, with its `folder` set.
        anew: reads every file, whatever is remembered.

    Returns:
        The folder.

    Raises:
        ModelError: a file is unreadable or not the one of the catalogue.
    """
    if found.folder is None:
        raise ValueError("pieces have no folder to check")
    known = {} if anew else _recall()
    fresh: dict[str, list[int | str]] = {}
    for file in model.files:
        path = found.folder / file.name
        try:
            stamp = _stamp(path, file)
            right = stamp[0] == file.size and (
                known.get(str(path.absolute())) == stamp or sha256(path) == file.sha256
            )
            unchanged = _stamp(path, file) == stamp
        except OSError as error:
            raise ModelError(
                f"The file {path} of the model {model.name} cannot be read ({error.strerror}); "
                f"{remedy(model, found.place)}."
            ) from error
        if not right:
            raise damaged(model, path, remedy(model, found.place))
        if unchanged and known.get(str(path.absolute())) != stamp:
            fresh[str(path.absolute())] = stamp
    if fresh:
        _remember(fresh)
    return found.folder


def assemble(model: Model, pieces: Mapping[str, Sequence[Path]], way_out: str) -> Path:
    """Copies a model into callmon's store, joining each file from its pieces.

    The files are checked while they are written; the folder appears whole or not at all.

    Args:
        model: the model.
        pieces: for each file name the paths to join, in order.
        way_out: what the user can do about a wrong file, as the end of a sentence.

    Returns:
        The model's folder in the store.

    Raises:
        ModelError: a file is not the one of the catalogue, or the store cannot be written.
    """
    store = paths.models()
    try:
        store.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=store, prefix=f".{model.name}-") as name:
            fresh = Path(name) / model.name
            fresh.mkdir()
            for file in model.files:
                if _join(pieces[file.name], fresh / file.name) != (file.size, file.sha256):
                    raise damaged(model, pieces[file.name][0], way_out)
            return publish(fresh, store / model.name)
    except OSError as error:
        raise ModelError(
            f"The model {model.name} cannot be copied into {store} ({error.strerror}); "
            "make room there, or set XDG_DATA_HOME to a folder that can be written."
        ) from error


def publish(fresh: Path, target: Path) -> Path:
    """Puts the finished folder `fresh` in the place of `target`, which may exist.

    Raises:
        OSError: the file system refuses.
    """
    if target.exists():
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".replaced-") as aside:
            target.rename(Path(aside) / target.name)
            fresh.rename(target)
    else:
        fresh.rename(target)
    return target


def how_to_get(model: Model) -> str:
    """How the user gets a model, as the end of a sentence."""
    if not model.upstream and not model.carriers:
        return "reinstall callmon, it brings that model along"
    ways = [f"`callmon models pull {model.name}`"] if model.upstream else []
    ways += [f"`{carrier.install}`" for carrier in model.carriers]
    return "get it with " + " or ".join(ways)


def remedy(model: Model, place: str) -> str:
    """What the user does about a damaged copy in a place, as the end of a sentence."""
    if place == NAMED:
        return "put the right file there or name another folder"
    if model.upstream:
        return f"`callmon models pull {model.name}` fetches a good copy"
    return how_to_get(model)


def damaged(model: Model, path: Path, way_out: str) -> ModelError:
    """The error about a file that is not the one of the catalogue."""
    return ModelError(f"The file {path} is damaged or not the one of the model {model.name}; {way_out}.")


def sha256(path: Path) -> str:
    """SHA-256 of a file in hexadecimal digits.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _places(model: Model, folder: Path | None) -> Iterator[Found]:
    named = () if folder is None else ((NAMED, folder / model.name), (NAMED, folder))
    own = (STORE, paths.models() / model.name), (SHIPPED, paths.data_files("models") / model.name)
    for place, path in (*named, *own):
        if _all_files(path / file.name for file in model.files):
            yield Found(place, path, {})
    for carrier in model.carriers:
        found = _carried(carrier)
        if found is not None:
            yield found
    snapshot = _hugging_face_cache() / f"models--{model.upstream.replace('/', '--')}" / "snapshots"
    if model.upstream and _all_files(snapshot / model.revision / file.name for file in model.files):
        yield Found(CACHE, snapshot / model.revision, {})


def _carried(carrier: Carrier) -> Found | None:
    pieces: dict[str, Sequence[Path]] = {}
    for file in carrier.files:
        paths_of_file = [_piece(piece) for piece in file.pieces]
        present = [path for path in paths_of_file if path is not None]
        if len(present) < len(paths_of_file) or not _all_files(present):
            return None
        pieces[file.name] = present
    place = "the package " + " and ".join(package.partition("==")[0] for package in carrier.packages)
    folders = {path.parent for parts in pieces.values() for path in parts}
    if len(folders) == 1 and all([path.name for path in parts] == [n] for n, parts in pieces.items()):
        return Found(place, folders.pop(), {})
    return Found(place, None, pieces)


def _piece(piece: str) -> Path | None:
    module, _, inside = piece.partition("/")
    try:
        spec = importlib.util.find_spec(module)
    except ValueError:
        # A module that is already imported without a spec, such as a stub in a test or a frozen program.
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / inside


def _hugging_face_cache() -> Path:
    if cache := os.environ.get("HF_HUB_CACHE"):
        return Path(cache).expanduser()
    home = os.environ.get("HF_HOME") or f"{os.environ.get('XDG_CACHE_HOME') or '~/.cache'}/huggingface"
    return Path(home).expanduser() / "hub"


def _all_files(candidates: Iterable[Path]) -> bool:
    try:
        return all(path.is_file() for path in candidates)
    except OSError:
        # A folder that may not be entered holds no model for this user.
        return False


def _join(pieces: Sequence[Path], target: Path) -> tuple[int, str]:
    digest = hashlib.sha256()
    size = 0
    with target.open("wb") as out:
        for piece in pieces:
            with piece.open("rb") as part:
                while block := part.read(_BLOCK):
                    out.write(block)
                    digest.update(block)
                    size += len(block)
    return size, digest.hexdigest()


def _stamp(path: Path, file: ModelFile) -> list[int | str]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, file.sha256]


def _recall() -> dict[str, object]:
    try:
        memory = json.loads((paths.models() / "verified.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return memory if isinstance(memory, dict) else {}


def _remember(fresh: Mapping[str, object]) -> None:
    memory = {path: stamp for path, stamp in _recall().items() if _all_files([Path(path)])} | dict(fresh)
    store = paths.models()
    try:
        store.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=store, prefix=".verified-") as name:
            written = Path(name) / "verified.json"
            written.write_text(json.dumps(memory, indent=1), encoding="utf-8")
            written.replace(store / "verified.json")
    except OSError:
        # Without the memory the next start reads the files again: slower, not wrong.
        return
