"""The overlay against a real X server, a real window manager and another program that has the focus."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from queue import Empty, Queue

import pytest

from callmon.ui.xcb import connect

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MISSING = [name for name in ("Xvfb", "openbox", "xdotool", "xprop") if shutil.which(name) is None]
PATIENCE_S = 60

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]


class Program:
    """A program whose lines on standard output are awaited."""

    def __init__(self, name, *arguments, display, **more):
        environ = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "WAYLAND"))}
        environ |= {"DISPLAY": display, "PYTHONPATH": str(ROOT)} | more
        if name == "softphone_program.py":
            environ["QT_QPA_PLATFORM"] = "xcb"
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", HERE / name, *map(str, arguments)],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._lines = Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def line(self, patience=PATIENCE_S):
        """The next line; None where none comes."""
        try:
            return self._lines.get(timeout=patience)
        except Empty:
            return None

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line.strip())

    def told(self, key):
        """The next answer that has `key`."""
        while line := self.line():
            if key in (answer := json.loads(line)):
                return answer
        pytest.fail(f"{key} was never told")

    def ask(self, wish):
        self.process.stdin.write(wish + "\n")
        self.process.stdin.flush()
        return self.told("box")

    def until(self, holds):
        """Ask until the answer is as it should be: window managers take their time."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds(answer := self.ask("how is it")):
            assert time.monotonic() < deadline, answer
            time.sleep(0.05)
        return answer

    def end(self):
        self.process.terminate()
        self.process.wait(PATIENCE_S)
        self._reader.join()
        self.process.stdin.close()
        self.process.stdout.close()


def managed(undo):
    """The name of a new X server with a window manager, ended by `undo`; None where they did not get on."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    undo.callback(server.wait)
    undo.callback(server.terminate)
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env=os.environ | {"DISPLAY": name}, stderr=subprocess.DEVNULL)
    undo.callback(manager.wait)
    undo.callback(manager.terminate)
    while manager.poll() is None and server.poll() is None:
        if "window id" in x(name, "xprop", "-root", "_NET_SUPPORTING_WM_CHECK"):
            return name
        time.sleep(0.05)
    return None


@pytest.fixture(scope="module")
def display():
    # Two servers that start in the same moment may both take one display: the next attempt takes another.
    for _ in range(5):
        with ExitStack() as undo:
            if (name := managed(undo)) is not None:
                yield name
                return
    pytest.fail("no X server with a window manager could be started")


def x(display, *command):
    done = subprocess.run(command, env=os.environ | {"DISPLAY": display}, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def softphone(display):
    program = Program("softphone_program.py", display=display)
    lines = {program.line(), program.line()}
    assert lines == {"ready", "focus"}
    yield program
    program.end()


@pytest.fixture
def overlay(display, softphone, tmp_path):
    program = Program("overlay_program.py", tmp_path / "overlay.json", display=display)
    program.told("ready")
    program.until(lambda answer: answer["shown"])
    yield program
    program.end()


def click(display, x_at, y_at):
    x(display, "xdotool", "mousemove", str(x_at), str(y_at), "click", "1")


def chevron(box):
    """Middle of the button that unfolds."""
    return box[0] + box[2] - 20, box[1] + 20


def test_it_never_takes_the_focus_and_the_softphone_keeps_hearing_keys(display, softphone, overlay):
    for wish in ("cue", "expand", "expand"):
        overlay.ask(wish)
    box = overlay.ask("how is it")["box"]
    click(display, *chevron(box))
    overlay.until(lambda answer: answer["expanded"])
    x(display, "xdotool", "key", "h")
    assert softphone.line() == "key h"
    assert x(display, "xdotool", "getwindowname", x(display, "xdotool", "getwindowfocus")) == "softphone"


def test_the_window_manager_keeps_it_above_as_a_tool_without_focus(display, overlay):
    window = overlay.ask("how is it")["window"]
    told = x(display, "xprop", "-id", str(window), "_NET_WM_STATE", "_NET_WM_WINDOW_TYPE", "WM_HINTS")
    assert "_NET_WM_STATE_ABOVE" in told
    assert "_NET_WM_WINDOW_TYPE_UTILITY" in told
    assert "accepts input or input focus: False" in told


def test_it_stays_above_a_window_that_is_raised(display, softphone, overlay):
    x(display, "xdotool", "search", "--name", "^softphone$", "windowraise")
    click(display, *chevron(overlay.ask("how is it")["box"]))
    overlay.until(lambda answer: answer["expanded"])
    assert softphone.line(patience=0.01) is None


def test_clicks_go_through_it_and_the_shortcut_takes_them_back(display, softphone, overlay):
    overlay.ask("through")
    # By the second answer the first wish has left for the server.
    answer = overlay.ask("how is it")
    assert answer["through"]
    click(display, *chevron(answer["box"]))
    assert softphone.line() == "click"
    assert not overlay.ask("how is it")["expanded"]
    x(display, "xdotool", "key", "ctrl+alt+o")
    overlay.until(lambda answer: not answer["through"])
    click(display, *chevron(answer["box"]))
    overlay.until(lambda answer: answer["expanded"])


def test_a_cue_is_told_as_painted_on_a_real_screen(overlay):
    overlay.process.stdin.write("cue\n")
    assert overlay.told("asked") == {"asked": "painted", "text": "They tried to speak"}


def test_global_keys_work_while_the_softphone_has_the_focus(display, softphone, overlay):
    assert overlay.ask("how is it")["shortcuts"] == "Ctrl+Alt: P pause, S snooze, O unfold"
    x(display, "xdotool", "key", "ctrl+alt+p")
    assert overlay.told("asked") == {"asked": "pause"}
    x(display, "xdotool", "key", "ctrl+alt+s")
    assert overlay.told("asked") == {"asked": "snooze", "seconds": 600.0}
    # The letter alone is the softphone's.
    x(display, "xdotool", "key", "p")
    assert softphone.line() == "key p"


def test_keys_that_another_program_has_are_told(display, tmp_path):
    other = connect(display)
    control_alt = 12
    assert other.grab(other.code_of(ord("s")), control_alt)
    program = Program("overlay_program.py", tmp_path / "overlay.json", display=display)
    program.told("ready")
    # Window managers lose count of windows that go while they come.
    said = program.until(lambda answer: answer["shown"])["shortcuts"]
    program.end()
    other.close()
    assert said == "Ctrl+Alt: P pause, O unfold; Ctrl+Alt+S belongs to another program"


def drag(display, overlay, box, to_left, down):
    start = box[0] + box[2] // 2, box[1] + 20
    x(display, "xdotool", "mousemove", *map(str, start), "mousedown", "1")
    for step in range(1, 11):
        at = start[0] - to_left * step // 10, start[1] + down * step // 10
        x(display, "xdotool", "mousemove", *map(str, at))
        if step < 4:
            # A hand is slower than a program: the window manager must have taken hold before it lets go.
            overlay.ask("how is it")
            time.sleep(0.1)
    x(display, "xdotool", "mouseup", "1")


def dragged(overlay, box, to_left, down):
    """Where it is once it has come at least half the way: a drag begins when it is known to be one."""
    overlay.until(
        lambda answer: (
            answer["box"][0] <= box[0] - to_left // 2
            and answer["box"][1] >= box[1] + down // 2
            and answer["remembered"] == answer["box"][:2]
        )
    )
    return overlay.ask("how is it")["box"]


def test_it_can_be_dragged_again_and_again_and_comes_back_there(display, overlay, tmp_path):
    box = overlay.ask("how is it")["box"]
    drag(display, overlay, box, 400, 300)
    box = dragged(overlay, box, 400, 300)
    drag(display, overlay, box, 200, 100)
    moved = dragged(overlay, box, 200, 100)
    overlay.process.send_signal(signal.SIGINT)
    assert overlay.told("status")["status"] == 0
    again = Program("overlay_program.py", tmp_path / "overlay.json", display=display)
    again.told("ready")
    box = again.until(lambda answer: answer["shown"])["box"]
    again.end()
    assert box == moved


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_it_is_as_large_as_the_desktop_scales_and_stays_on_the_screen(display, tmp_path, scale):
    file = tmp_path / "overlay.json"
    program = Program("overlay_program.py", file, display=display, QT_SCALE_FACTOR=str(scale))
    program.told("ready")
    window = str(program.until(lambda answer: answer["shown"])["window"])
    told = dict(
        line.split("=") for line in x(display, "xdotool", "getwindowgeometry", "--shell", window).split()
    )
    program.ask("expand")
    unfolded = program.until(lambda answer: answer["expanded"])["box"]
    program.end()
    edge = 16 * scale
    assert int(told["WIDTH"]) == pytest.approx(unfolded[2] * scale, abs=2)
    assert int(told["X"]) + int(told["WIDTH"]) == pytest.approx(1280 - edge, abs=2)
    assert (unfolded[1] + unfolded[3]) * scale <= 800 - edge + 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_a_polite_kill_end_it_cleanly_and_stop_the_call(overlay, number):
    overlay.process.send_signal(number)
    assert overlay.told("asked") == {"asked": "stop"}
    assert overlay.told("status") == {"status": 0}
    assert overlay.process.wait(PATIENCE_S) == 0


def test_the_window_with_the_last_cues_does_take_the_focus(display, softphone, overlay):
    overlay.ask("list")
    assert softphone.line() == "focus lost"
    assert "last cues" in x(display, "xdotool", "getwindowname", x(display, "xdotool", "getwindowfocus"))
