import dataclasses
import hashlib
import importlib
import json
import os
import sys
from pathlib import Path

import pytest

from callmon import paths
from callmon.errors import ModelError
from callmon.speech import locate as room
from callmon.speech.catalogue import CarriedFile, Carrier, Model, ModelFile
from callmon.speech.locate import Found, check, find, locate

BYTES = {"config.json": b"{}", "model.bin": b"weights" * 1000}


def _file(name: str) -> ModelFile:
    return ModelFile(name, len(BYTES[name]), hashlib.sha256(BYTES[name]).hexdigest())


MODEL = Model(
    name="wee.en",
    purpose="test",
    engine="whisper",
    language="en",
    upstream="Acme/wee.en",
    revision="a" * 40,
    licence="MIT",
    sample_rate=16000,
    size=sum(map(len, BYTES.values())),
    files=tuple(map(_file, BYTES)),
)


def _write(folder: Path, **changed: bytes) -> Path:
    folder.mkdir(parents=True)
    for name, data in BYTES.items():
        (folder / name).write_bytes(changed.get(name.partition(".")[0], data))
    return folder


def _package(folder: Path, module: str, files: dict[str, bytes]) -> None:
    for name, data in {"__init__.py": b"raise AssertionError('imported')", **files}.items():
        path = folder / module / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    importlib.invalidate_caches()


def _carrier(**pieces: tuple[str, ...]) -> Carrier:
    files = (CarriedFile("config.json", pieces["config"]), CarriedFile("model.bin", pieces["model"]))
    return Carrier(("wee-one==1.0", "wee-two==1.0"), "pip install wee-one wee-two", files)


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "models", lambda: tmp_path / "store")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.delenv("HF_HOME", raising=False)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), *sys.path])
    return tmp_path / "site"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    seen: list[Path] = []
    real = room.sha256

    def watched(path: Path) -> str:
        seen.append(path)
        return real(path)

    monkeypatch.setattr(room, "sha256", watched)
    return seen


def test_nowhere_says_how_to_get_it() -> None:
    with pytest.raises(
        ModelError, match=r"not on this computer; get it with `callmon models pull wee\.en`\.$"
    ):
        locate(MODEL)
    with pytest.raises(ModelError, match="neither in somewhere nor elsewhere on this computer"):
        locate(MODEL, Path("somewhere"))
    packaged = dataclasses.replace(MODEL, carriers=(_carrier(config=("no_wee/c",), model=("no_wee/m",)),))
    with pytest.raises(ModelError, match="or `pip install wee-one wee-two`"):
        locate(packaged)


def test_the_order_of_places(tmp_path: Path, site: Path) -> None:
    model = dataclasses.replace(
        MODEL,
        carriers=(_carrier(config=("wee_a/data/config.json",), model=("wee_a/data/model.bin",)),),
    )
    cached = _write(tmp_path / "hub" / "models--Acme--wee.en" / "snapshots" / ("a" * 40))
    assert locate(model) == cached
    _package(site, "wee_a", {f"data/{name}": data for name, data in BYTES.items()})
    assert locate(model) == site / "wee_a" / "data"
    assert "wee_a" not in sys.modules
    stored = _write(tmp_path / "store" / "wee.en")
    assert locate(model) == stored
    named = _write(tmp_path / "named")
    assert locate(model, named) == named
    inside = _write(named / "wee.en")
    assert locate(model, named) == inside
    assert locate(model, tmp_path / "absent") == stored


def test_hugging_face_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = Path("hub", "models--Acme--wee.en", "snapshots", "a" * 40)
    monkeypatch.delenv("HF_HUB_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    under_cache = _write(tmp_path / "cache" / "huggingface" / snapshot)
    assert locate(MODEL) == under_cache
    monkeypatch.setenv("HF_HOME", str(tmp_path / "face"))
    assert find(MODEL) is None
    assert locate(MODEL, _write(tmp_path / "face" / snapshot)) == tmp_path / "face" / snapshot


def test_pieces_are_joined_into_the_store_once(tmp_path: Path, site: Path) -> None:
    half = len(BYTES["model.bin"]) // 2
    model = dataclasses.replace(
        MODEL,
        carriers=(_carrier(config=("wee_2/config.json",), model=("wee_1/model.part1", "wee_2/model.part2")),),
    )
    _package(site, "wee_1", {"model.part1": BYTES["model.bin"][:half]})
    assert find(model) is None
    _package(site, "wee_2", {"model.part2": BYTES["model.bin"][half:], "config.json": BYTES["config.json"]})
    found = find(model)
    assert found is not None
    assert found.folder is None
    assert "wee-one and wee-two" in found.place
    folder = locate(model)
    assert folder == tmp_path / "store" / "wee.en"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == BYTES
    again = find(model)
    assert again is not None
    assert again.folder == folder
    assert {path.name for path in folder.parent.iterdir()} == {"wee.en", "verified.json"}


def test_wrong_pieces_leave_no_trace(tmp_path: Path, site: Path) -> None:
    model = dataclasses.replace(
        MODEL, carriers=(_carrier(config=("wee_3/config.json",), model=("wee_3/p1", "wee_3/p2")),)
    )
    _package(site, "wee_3", {"config.json": BYTES["config.json"], "p1": b"a", "p2": b"b"})
    with pytest.raises(
        ModelError, match=r"p1 is damaged .*`callmon models pull wee\.en` fetches a good copy"
    ):
        locate(model)
    assert list((tmp_path / "store").iterdir()) == []


@pytest.mark.parametrize("wrong", [b"short", b"WEIGHTS" * 1000])
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, wrong: bytes) -> None:
    _write(tmp_path / "store" / "wee.en", model=wrong)
    with pytest.raises(ModelError, match=r"model\.bin is damaged .*; `callmon models pull wee\.en`"):
        locate(MODEL)
    with pytest.raises(ModelError, match="name another folder"):
        locate(MODEL, tmp_path / "store" / "wee.en")
    packaged = dataclasses.replace(MODEL, upstream="", carriers=(_carrier(config=("x/c",), model=("x/m",)),))
    with pytest.raises(ModelError, match="get it with `pip install wee-one wee-two`"):
        locate(packaged)


def test_a_right_digest_is_remembered_until_the_file_changes(tmp_path: Path, reads: list[Path]) -> None:
    folder = _write(tmp_path / "store" / "wee.en")
    locate(MODEL)
    assert len(reads) == 2
    locate(MODEL)
    assert len(reads) == 2
    check(MODEL, Found("here", folder, {}), anew=True)
    assert len(reads) == 4
    (folder / "model.bin").write_bytes(b"WEIGHTS" * 1000)
    os.utime(folder / "model.bin", ns=(1, 1))
    with pytest.raises(ModelError, match="damaged"):
        locate(MODEL)


def test_another_digest_in_the_catalogue_is_read_anew(tmp_path: Path) -> None:
    _write(tmp_path / "store" / "wee.en")
    locate(MODEL)
    other = dataclasses.replace(MODEL.files[1], sha256="0" * 64)
    with pytest.raises(ModelError, match="damaged"):
        locate(dataclasses.replace(MODEL, files=(MODEL.files[0], other)))


@pytest.mark.parametrize("memory", ["", "[]", '{"a": 1}', "\x00"])
def test_an_unreadable_memory_costs_only_time(tmp_path: Path, reads: list[Path], memory: str) -> None:
    folder = _write(tmp_path / "store" / "wee.en")
    (tmp_path / "store" / "verified.json").write_text(memory, encoding="utf-8")
    assert locate(MODEL) == folder
    assert len(reads) == 2
    remembered = json.loads((tmp_path / "store" / "verified.json").read_text(encoding="utf-8"))
    assert set(remembered) == {str(folder / name) for name in BYTES}


def test_an_unwritable_store_costs_only_time(
    tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").write_text("a file where the store should be", encoding="utf-8")
    monkeypatch.setattr(paths, "models", lambda: tmp_path / "blocked")
    named = _write(tmp_path / "named")
    assert locate(MODEL, named) == named
    assert locate(MODEL, named) == named
    assert len(reads) == 4


def test_a_store_that_cannot_be_written_is_told(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = dataclasses.replace(
        MODEL, carriers=(_carrier(config=("wee_4/config.json",), model=("wee_4/p1", "wee_4/p2")),)
    )
    _package(site, "wee_4", {"config.json": b"{}", "p1": b"a", "p2": b"b"})
    (tmp_path / "blocked").write_text("", encoding="utf-8")
    monkeypatch.setattr(paths, "models", lambda: tmp_path / "blocked")
    with pytest.raises(ModelError, match="make room there, or set XDG_DATA_HOME"):
        locate(model)


def test_a_model_that_ships_with_callmon_is_found_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = dataclasses.replace(MODEL, upstream="", revision="")
    monkeypatch.setattr(paths, "data_files", lambda name: tmp_path / "data" / name)
    assert find(shipped) is None
    with pytest.raises(ModelError, match="reinstall callmon, it brings that model along"):
        locate(shipped)
    folder = _write(tmp_path / "data" / "models" / MODEL.name)
    assert find(shipped) == Found("callmon itself", folder, {})
    assert locate(shipped) == folder
