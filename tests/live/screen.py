"""A screen of its own for a test: Xvfb with a window manager."""

import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def screen(size="1280x800"):
    """The environment of programs that show themselves on it."""
    missing = [name for name in ("Xvfb", "openbox") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    read, write = os.pipe()
    null = subprocess.DEVNULL
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=null,
        stderr=null,
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display}, stdout=null, stderr=null)
    try:
        yield {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}
    finally:
        for program in (manager, server):
            program.terminate()
            program.wait()
