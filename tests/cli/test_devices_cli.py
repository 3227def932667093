import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import made_audio as made
import pytest
import typer
from live.sound_server import SoundServer, running
from rich.console import Console
from typer.testing import CliRunner

from callmon import preferences
from callmon.audio.devices import find_device
from callmon.cli.device_check import check
from callmon.cli.devices import devices
from callmon.errors import DeviceError, SettingsError
from callmon.preferences import Chosen, Preferences

pytestmark = pytest.mark.real_time

RUN = CliRunner()
APP = typer.Typer()
APP.command()(devices)


@pytest.fixture
def server() -> Iterator[SoundServer]:
    with running() as server:
        yield server


def _speak(server: SoundServer, folder: Path) -> None:
    """Somebody speaks into the microphone for as long as a test lasts."""
    made.riff(folder / "voice.wav", made.speechlike(20.0)[:1])
    server.play(folder / "voice.wav", server.feed)


def test_the_list_marks_the_default_and_what_was_chosen(server: SoundServer) -> None:
    server.add_sink("other", "Living_Room")
    preferences.save(
        Preferences(microphone=Chosen("gone", "Old Headset"), speaker=Chosen("other", "Living_Room"))
    )
    lines = RUN.invoke(APP, []).stdout.splitlines()
    assert lines == [
        "Microphones",
        "  Agent_Headset_Mic  (default)",
        "  Old Headset  (chosen, not connected)",
        "Speakers",
        "  Call_Speakers  (default)",
        "  Living_Room  (chosen)",
        "  What_the_microphone_hears",
    ]
    assert "      agent_mic" in RUN.invoke(APP, ["--verbose"]).stdout.splitlines()


def test_the_list_as_json_has_ids(server: SoundServer) -> None:
    preferences.save(Preferences(microphone=Chosen("agent_mic", "Agent_Headset_Mic")))
    table = json.loads(RUN.invoke(APP, ["--json"]).stdout)
    assert table["microphones"] == [
        {"id": "agent_mic", "name": "Agent_Headset_Mic", "default": True, "chosen": True}
    ]
    assert [speaker["id"] for speaker in table["speakers"]] == ["call_out", "mic_feed"]


def test_a_headset_passes_and_its_test_sound_arrives(server: SoundServer, tmp_path: Path) -> None:
    _speak(server, tmp_path)
    result = RUN.invoke(APP, ["--test", "--seconds", "3"])
    assert result.stdout.splitlines()[-3:] == [
        "ok       Agent_Headset_Mic hears you.",
        "ok       callmon hears what Call_Speakers plays.",
        "ok       The microphone does not hear the speaker, as with a headset.",
    ]
    assert result.exit_code == 0
    assert "Say a few words." in result.stdout
    assert "\x1b" not in result.stdout


def test_a_loudspeaker_is_told_with_the_advice_to_wear_a_headset(server: SoundServer, tmp_path: Path) -> None:
    server.load("module-loopback source=call_out.monitor sink=mic_feed latency_msec=40")
    _speak(server, tmp_path)
    result = RUN.invoke(APP, ["--test", "--seconds", "3"])
    assert "note     The microphone hears the speaker" in result.stdout
    assert "Wear a headset" in result.stdout
    assert result.exit_code == 0


def test_a_silent_microphone_and_a_muted_speaker_are_problems(server: SoundServer) -> None:
    server.pactl("set-sink-mute", "call_out", "1")
    result = RUN.invoke(APP, ["--test", "--seconds", "1"])
    assert "problem  Agent_Headset_Mic gives only silence; unmute it" in result.stdout
    assert "problem  callmon does not hear what Call_Speakers plays; unmute it" in result.stdout
    assert result.exit_code == 2


def test_a_muted_microphone_is_named_so(server: SoundServer) -> None:
    server.pactl("set-source-mute", "agent_mic", "1")
    result = RUN.invoke(APP, ["--test", "--seconds", "2", "--no-sound"])
    assert "problem  Agent_Headset_Mic is muted" in result.stdout
    assert "note     Nothing was played through Call_Speakers" in result.stdout
    assert result.exit_code == 2


def test_the_speaker_of_the_test_is_the_one_that_was_named(server: SoundServer, tmp_path: Path) -> None:
    server.add_sink("other", "Living_Room")
    _speak(server, tmp_path)
    result = RUN.invoke(APP, ["--test", "--seconds", "3", "--speaker", "living"])
    assert "ok       callmon hears what Living_Room plays." in result.stdout
    assert result.exit_code == 0


def test_a_terminal_shows_meters_that_are_gone_afterwards(server: SoundServer, tmp_path: Path) -> None:
    _speak(server, tmp_path)
    shown = io.StringIO()
    terminal = Console(file=shown, force_terminal=True, width=80)
    found = list(
        check(
            find_device("microphone", None), find_device("speaker", None), 1.5, sound=False, console=terminal
        )
    )
    assert found[0] == ("ok", "Agent_Headset_Mic hears you.")
    frames = shown.getvalue()
    assert "Say a few words." in frames
    assert re.search(r"microphone +\x1b\[32m█{8,}", frames)
    assert frames.endswith("\x1b[1A\x1b[2K")


def test_what_was_chosen_and_is_gone_is_named_by_its_name(server: SoundServer) -> None:
    preferences.save(Preferences(microphone=Chosen("alsa_input.usb", "Old Headset")))
    result = RUN.invoke(APP, ["--test"])
    assert isinstance(result.exception, DeviceError)
    assert str(result.exception).startswith("Old Headset, your microphone, is not connected")


def test_no_sound_server_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pulsectl")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    result = RUN.invoke(APP, [])
    assert isinstance(result.exception, DeviceError)
    assert "No sound server answers" in str(result.exception)


def test_a_test_has_no_json() -> None:
    assert isinstance(RUN.invoke(APP, ["--test", "--json"]).exception, SettingsError)


def test_nothing_heavy_is_loaded_for_help() -> None:
    code = (
        "import sys, callmon.cli.devices; print(sorted({'numpy', 'sounddevice', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
