import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from live.sound_server import running
from typer.testing import CliRunner

from callmon import paths
from callmon.cli import doctor as doctor_module
from callmon.cli import doctor_live
from callmon.cli.doctor import doctor
from callmon.speech.catalogue import HEADS_MODEL, MEANING_MODEL, PITCH_MODEL

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
pytestmark = pytest.mark.real_time

RUN = CliRunner()
APP = typer.Typer()
APP.command()(doctor)


NEEDED = ("tiny.en", "silero-vad-v6")
MODELS = (*NEEDED, PITCH_MODEL, MEANING_MODEL, HEADS_MODEL)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store and a catalogue of made-up models; nothing is said about live listening."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    digest = hashlib.sha256(b"right").hexdigest()
    text = "".join(ENTRY.format(name=name, revision="a" * 40, sha256=digest) for name in MODELS)
    (shipped / "catalogue.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "data_files", lambda name: shipped)
    monkeypatch.setattr(paths, "models", lambda: tmp_path / "store")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(doctor_live, "examine", lambda: iter(()))
    return tmp_path / "store"


def _live() -> list[str]:
    return [f"{word} {text}" for word, text in doctor_live.examine()]


def test_doctor_is_content_when_all_is_there(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_module, "_PACKAGES", {"typer": "typer"})
    monkeypatch.setattr(doctor_module, "_ROOM", 0)
    for name in MODELS:
        (store / name).mkdir(parents=True)
        (store / name / "model.bin").write_bytes(b"right")
    result = RUN.invoke(APP, [])
    assert result.exit_code == 0
    assert all(line.startswith("ok ") for line in result.stdout.splitlines())
    assert f"tiny.en is in callmon's store: {store / 'tiny.en'}" in result.stdout
    assert "processor cores" in result.stdout


def test_doctor_does_without_what_only_tone_and_meaning_need(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_module, "_PACKAGES", {"typer": "typer"})
    monkeypatch.setattr(doctor_module, "_ROOM", 0)
    for name in NEEDED:
        (store / name).mkdir(parents=True)
        (store / name / "model.bin").write_bytes(b"right")
    result = RUN.invoke(APP, [])
    assert result.exit_code == 0
    notes = [line for line in result.stdout.splitlines() if line.startswith("note")]
    assert [name for name in MODELS if any(name in line for line in notes)] == [*MODELS[2:]]


def test_doctor_names_every_problem(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_module, "_PACKAGES", {"no_such_module": "no-such-package"})
    store.write_text("a file where the store should be", encoding="utf-8")
    result = RUN.invoke(APP, [])
    assert result.exit_code == 2
    problems = [line for line in result.stdout.splitlines() if line.startswith("problem")]
    assert len(problems) == 4
    assert "pip install --force-reinstall no-such-package" in problems[0]
    assert "set XDG_DATA_HOME" in problems[1]
    assert "callmon models pull tiny.en" in problems[3]


def test_what_only_live_listening_lacks_is_a_note_and_no_problem(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [("ok", "a microphone"), ("note", "no speaker")]
    monkeypatch.setattr(doctor_live, "examine", lambda: iter(said))
    monkeypatch.setattr(doctor_module, "_models", lambda folder: iter(()))
    monkeypatch.setattr(doctor_module, "_ROOM", 0)
    result = RUN.invoke(APP, [])
    assert result.stdout.splitlines()[-2:] == ["ok       a microphone", "note     no speaker"]
    assert result.exit_code == 0


def test_a_sound_server_its_devices_and_how_it_is_heard_are_named() -> None:
    with running():
        said = _live()
    assert any(line.startswith("ok pulseaudio ") and "parec" in line for line in said)
    assert "ok 1 microphone: Agent_Headset_Mic (default)" in said
    assert "ok 2 speakers: Call_Speakers (default), What_the_microphone_hears" in said


def test_no_sound_server_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pulsectl")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    told = [line for line in _live() if "sound server" in line.lower()]
    assert len(told) == 1
    assert told[0].startswith("note no call can be heard: No sound server answers; start PulseAudio")


def test_portaudio_that_is_missing_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    assert any(line.startswith("note PortAudio cannot be loaded") for line in _live())


def test_the_broken_pyside_is_named_on_python_3_11_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_live, "_ask_window", lambda: {"platform": "xcb", "tray": True})
    version = doctor_live.importlib.metadata.version
    monkeypatch.setattr(
        doctor_live.importlib.metadata,
        "version",
        lambda name: "6.12.0" if name == "PySide6-Essentials" else version(name),
    )
    monkeypatch.setattr(sys, "version_info", (3, 11, 7))
    assert any(line.startswith("problem PySide6 6.12.0 ends the program") for line in _live())
    monkeypatch.setattr(sys, "version_info", (3, 12, 1))
    assert "ok PySide6 6.12.0" in _live()


@pytest.mark.parametrize(
    ("environ", "word", "part"),
    [
        ({"DISPLAY": ":0"}, "ok", "X11 :0"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "ok", "with XWayland :0"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "note", "without XWayland"),
        ({}, "note", "no screen"),
    ],
)
def test_the_kind_of_screen_is_told(environ: dict[str, str], word: str, part: str) -> None:
    said = doctor_live.display(environ)
    assert said[0] == word
    assert part in said[1]


def test_the_window_is_tried_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":77")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert "ok the overlay can be shown (Qt's offscreen)" in _live()
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    assert any(line.startswith("note the overlay cannot be shown: Qt does not start") for line in _live())
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert any("The X server :77 does not answer" in line or "libxcb-cursor" in line for line in _live())


def test_nothing_heavy_is_loaded_for_help() -> None:
    heavy = "{'numpy', 'av', 'onnxruntime', 'PySide6', 'sounddevice', 'pulsectl', 'rich'}"
    code = f"import sys, callmon.cli.doctor; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
