"""The coach's desk against a real X server and window manager, with the keyboard alone."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_on_x11 import MISSING, display, x

from callmon.store.library import open_library
from callmon.timeline import Filter, Sort

ROOT = Path(__file__).parents[2]
CALLMON = Path(sys.executable).with_name("callmon")
PATIENCE_S = 60

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

__all__ = ["display"]


def until(met, otherwise):
    deadline = time.monotonic() + PATIENCE_S
    while not (found := met()):
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.1)
    return found


def windows(display, name):
    return x(display, "xdotool", "search", "--onlyvisible", "--name", name).split()


def test_a_coach_finds_hears_and_marks_a_call_with_the_keyboard(display, tmp_path):
    archive = tmp_path / "archive"
    archive.mkdir()
    shutil.copy(ROOT / "demo" / "call.flac", archive / "parcel.flac")
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "WAYLAND"))}
    environ |= {"DISPLAY": display}
    done = subprocess.run(
        [CALLMON, "import", archive, "--agent-name", "Robert"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout == "1 call added.\n", done.stderr
    program = subprocess.Popen([CALLMON, "library", "--coder", "Robin"], env=environ, stderr=subprocess.PIPE)

    def keys(*names):
        x(display, "xdotool", "key", "--delay", "60", *names)

    try:
        until(lambda: program.poll() is not None or windows(display, "Library of calls"), "no library came")
        assert program.poll() is None, program.stderr.read().decode()
        keys("ctrl+f")
        x(display, "xdotool", "type", "--delay", "40", "every morning")
        time.sleep(0.5)
        keys("Return", "Down", "Return")
        until(lambda: windows(display, "Replay of parcel"), "the replay never came")
        with open_library() as library:
            (call,) = library.page(Filter(), Sort(), 0, 10)
            marking = library.marking(call.id, "Robin")

            def judged():
                # The window takes a moment to have the focus; a judgement once more would take it back.
                if not marking.marks():
                    keys("Down", "a")
                    time.sleep(0.4)
                return marking.marks()

            keys("space", "Right", "Right", "space")
            (mark,) = until(judged, "nothing was marked")
            assert (mark.kind, mark.coder) == ("agree", "Robin")
            keys("ctrl+z")
            until(lambda: not marking.marks(), "nothing was undone")
            keys("n")
            time.sleep(0.5)
            x(display, "xdotool", "type", "--delay", "40", "well done")
            keys("Return")
            (note,) = until(marking.marks, "no note was kept")
            assert (note.kind, note.text) == ("note", "well done")
            keys("f")
            time.sleep(0.5)
            keys("Return")
            until(lambda: marking.finished, "the call was not judged")
        keys("ctrl+w")
        until(lambda: not windows(display, "Replay of parcel"), "the replay never went")
        keys("ctrl+f", "Tab", "Return")
        until(lambda: windows(display, "^Calibration$"), "the calibration never came")
        time.sleep(0.5)
        keys("Escape")
        until(lambda: not windows(display, "^Calibration$"), "the calibration never went")
        time.sleep(0.5)
        keys("ctrl+w")
        assert program.wait(PATIENCE_S) == 0, program.stderr.read()
    finally:
        program.kill()
        program.wait()
        program.stderr.close()
    for ending in ("html", "pdf", "eaf"):
        out = tmp_path / f"handed.{ending}"
        command = ["marks", "export", call.id, out] if ending == "eaf" else ["report", call.id, "--out", out]
        coach = [] if ending == "eaf" else ["--coach", "Robin"]
        done = subprocess.run(
            [CALLMON, *command, *coach], env=environ, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        assert out.stat().st_size > 1_000
    assert "well done" in (tmp_path / "handed.html").read_text("utf-8")
