import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callmon import paths
from callmon.cli.models import app
from callmon.errors import ModelError

ENTRY = """
[[model]]
name = "{name}"
purpose = "test"
engine = "whisper"
language = "en"
upstream = "Acme/{name}"
revision = "{revision}"
licence = "MIT"
sample_rate = 16000
size = 5
files = [{{ name = "model.bin", size = 5, sha256 = "{sha256}" }}]
"""
RUN = CliRunner()


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    names = ("tiny.en", "silero-vad-v6", "other")
    digest = hashlib.sha256(b"right").hexdigest()
    text = "".join(ENTRY.format(name=name, revision="a" * 40, sha256=digest) for name in names)
    (shipped / "catalogue.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "data_files", lambda name: shipped)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(paths, "models", lambda: tmp_path / "store")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))


def _put(folder: Path, data: bytes = b"right") -> Path:
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(data)
    return folder


def test_list_says_where_or_how(tmp_path: Path) -> None:
    _put(tmp_path / "named" / "other")
    result = RUN.invoke(app, ["list", "--models-dir", str(tmp_path / "named")])
    assert result.exit_code == 0
    lines = {line.split()[0]: line for line in result.stdout.splitlines() if line.strip()}
    assert "callmon models pull tiny.en" in lines["tiny.en"]
    assert "the folder you named" in lines["other"]
    assert "\x1b" not in result.stdout


def test_import_then_path_then_verify(tmp_path: Path) -> None:
    source = _put(tmp_path / "stick")
    stored = tmp_path / "store" / "tiny.en"
    assert str(stored) in RUN.invoke(app, ["import", "tiny.en", str(source)]).stdout
    assert RUN.invoke(app, ["path", "tiny.en"]).stdout == f"{stored}\n"
    assert RUN.invoke(app, ["verify"]).stdout == f"ok       tiny.en: {stored}\n"
    (stored / "model.bin").write_bytes(b"wrong")
    result = RUN.invoke(app, ["verify"])
    assert result.exit_code == 2
    assert "problem  The file" in result.stdout
    assert RUN.invoke(app, ["verify", "other"]).exit_code == 2


def test_pull_keeps_a_good_copy(tmp_path: Path) -> None:
    stored = _put(tmp_path / "store" / "tiny.en")
    result = RUN.invoke(app, ["pull", "tiny.en"])
    assert result.exit_code == 0
    assert result.stdout.strip() == f"tiny.en is in {stored}"


def test_pyannotes_pipeline_is_pulled_by_its_own_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callmon.speech.diarization.pyannote_access.pull_community", lambda: tmp_path)
    result = RUN.invoke(app, ["pull", "community-1"])
    assert result.stdout.strip() == f"community-1 is in {tmp_path}"


@pytest.mark.parametrize("command", [["path", "tiny-en"], ["pull", "tiny-en"], ["verify", "tiny-en"]])
def test_an_unknown_name_reaches_main_as_an_error(command: list[str]) -> None:
    result = RUN.invoke(app, command)
    assert isinstance(result.exception, ModelError)
    assert "did you mean tiny.en?" in str(result.exception)


def test_nothing_heavy_is_loaded_for_help() -> None:
    heavy = "{'numpy', 'av', 'onnxruntime', 'ctranslate2', 'faster_whisper', 'urllib.request'}"
    code = f"import sys, callmon.cli.models; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
