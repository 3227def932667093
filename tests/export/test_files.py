import json
import os
import stat
from pathlib import Path

import pytest

from callmon.errors import OutputError
from callmon.export import files
from callmon.export.files import as_json, check_writable, write_text

FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")


def test_json_is_readable_and_always_the_same():
    report = {"b": [1, 2.5, None, True], "a": "Grüß Gott “x”"}
    text = as_json(report)
    assert json.loads(text) == report
    assert "Grüß Gott “x”" in text
    assert text.endswith("}\n")
    assert text == as_json(report)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_json_holds_no_number_that_json_does_not_know(value):
    with pytest.raises(ValueError):
        as_json({"value": value})


def test_a_file_is_written_for_its_owner_alone(tmp_path):
    path = tmp_path / "report.json"
    write_text(path, "Grüß\nGott\n")
    assert path.read_bytes() == "Grüß\nGott\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_file_is_replaced_and_keeps_its_rights(tmp_path):
    path = tmp_path / "report.json"
    path.write_text("older and longer")
    path.chmod(0o640)
    write_text(path, "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def fail_at(monkeypatch, name, fault):
    def fail(*args, **more):
        raise fault

    monkeypatch.setattr(Path, name, fail)


@pytest.mark.parametrize("step", ["chmod", "replace"])
def test_an_older_file_stays_whole_after_a_fault(tmp_path, monkeypatch, step):
    path = tmp_path / "report.json"
    path.write_text("older")
    fail_at(monkeypatch, step, OSError(28, "No space left on device"))
    with pytest.raises(OutputError, match=r"report\.json cannot be written \(No space left on device\)"):
        write_text(path, "new")
    assert path.read_text() == "older"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_after_any_other_fault(tmp_path, monkeypatch):
    fail_at(monkeypatch, "replace", KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "report.json", "new")
    with pytest.raises(UnicodeEncodeError):
        write_text(tmp_path / "report.json", "\udcff")
    assert list(tmp_path.iterdir()) == []


@FULL
def test_a_disk_that_fills_up_leaves_nothing_half_written(tmp_path, monkeypatch):
    path = tmp_path / "report.json"
    path.write_text("older")
    real = files.tempfile.NamedTemporaryFile

    def filling(*args, **more):
        file = real(*args, **more)
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, file.fileno())
        os.close(full)
        return file

    monkeypatch.setattr(files.tempfile, "NamedTemporaryFile", filling)
    for size in (1, 1_000_000):
        with pytest.raises(OutputError, match="No space left on device"):
            write_text(path, "x" * size)
        assert path.read_text() == "older"
        assert list(tmp_path.iterdir()) == [path]


@FULL
def test_a_device_is_written_into_and_not_replaced():
    write_text(Path(os.devnull), "text")
    with pytest.raises(OutputError, match="No space left on device"):
        write_text(Path("/dev/full"), "text")
    assert not Path("/dev/full").is_file()


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(tmp_path / "none" / "report.json", "text")
    with pytest.raises(OutputError, match=r"The folder .*none does not exist; create it first"):
        check_writable(tmp_path / "none" / "report.json")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(OutputError, match="is a folder; name a file to write"):
        check_writable(tmp_path)
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(tmp_path, "text")


def test_what_can_be_written_passes(tmp_path):
    check_writable(tmp_path / "new.json")
    (tmp_path / "old.json").write_text("")
    check_writable(tmp_path / "old.json")
    check_writable(Path(os.devnull))
    assert [path.name for path in tmp_path.iterdir()] == ["old.json"]


def test_a_locked_folder_is_told_before_the_work(tmp_path, monkeypatch):
    old = tmp_path / "old.json"
    old.write_text("")
    monkeypatch.setattr(os, "access", lambda place, mode: place != tmp_path)
    for path in (tmp_path / "new.json", old):
        with pytest.raises(OutputError, match="choose a folder that you may write to"):
            check_writable(path)


def test_a_locked_device_is_told_and_its_folder_does_not_matter(monkeypatch):
    monkeypatch.setattr(os, "access", lambda place, mode: str(place) != os.devnull)
    with pytest.raises(OutputError):
        check_writable(Path(os.devnull))
    monkeypatch.setattr(os, "access", lambda place, mode: str(place) == os.devnull)
    check_writable(Path(os.devnull))
