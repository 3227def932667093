"""Draws each page of the set-up with made-up devices: python tests/ui/setup_pictures.py FOLDER [PAGE ...]."""

import json
import os
import sys
import tempfile
from pathlib import Path

SCREEN = {"name": "paper", "x": 0, "y": 0, "width": 2400, "height": 2000, "logicalDpi": 96, "dpr": 1}
paper = Path(tempfile.mkdtemp()) / "screen.json"
paper.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
os.environ.update(
    QT_QPA_PLATFORM=f"offscreen:configfile={paper}", QT_SCALE_FACTOR="2", QT_QUICK_BACKEND="software"
)

from pretended import ALL, CAMERA, Room  # noqa: E402
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QFont, QFontDatabase  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from callmon.audio.test_sound import SECONDS  # noqa: E402
from callmon.preferences import Chosen, Preferences  # noqa: E402
from callmon.ui.look import Look  # noqa: E402
from callmon.ui.setup import PAGES  # noqa: E402
from callmon.ui.setup_bench import Bench  # noqa: E402
from callmon.ui.setup_window import SetupWindow  # noqa: E402

LIGHT, DARK, LARGE = Look("light"), Look("dark"), Look("light", text_scale=2.0)
CHECKED_MS = round(1000 * SECONDS) + 1600
PICTURES = {
    **{page: (page, Room(), LIGHT, 900) for page in PAGES},
    "microphone-quiet": ("microphone", Room(speaks=False), LIGHT, 900),
    "microphone-gone": ("microphone", Room(ALL[2:]), LIGHT, 900),
    "speaker-heard": ("speaker", Room(), LIGHT, CHECKED_MS),
    "speaker-unheard": ("speaker", Room(plays=False), LIGHT, CHECKED_MS),
    "headset-good": ("headset", Room(), LIGHT, CHECKED_MS),
    "headset-loudspeaker": ("headset", Room(leak=0.2), LIGHT, CHECKED_MS),
    "headset-playing": ("headset", Room(), DARK, 1500),
    **{f"{page}-dark": (page, Room(), DARK, 900) for page in ("welcome", "microphone", "notice", "cues")},
    **{f"{page}-200": (page, Room(), LARGE, 900) for page in ("microphone", "notice")},
    "speaker-contrast": ("speaker", Room(), Look("contrast"), 900),
}
"""Name of the picture: page, what is heard, how it looks, milliseconds until it is taken."""
CHECKED = ("speaker-heard", "speaker-unheard", "headset-good", "headset-loudspeaker", "headset-playing")


def wait(milliseconds):
    """Let windows and threads go on; QTest's own waiting would keep Python's lock from the threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def draw(name, to):
    page, room, look, after = PICTURES[name]
    bench = Bench(room.known, room.source, room.play, after_s=0.8)
    chosen = Preferences(
        microphone=None
        if name == "microphone"
        else Chosen(CAMERA.id, CAMERA.name)
        if "dark" in name
        else None
    )
    window = SetupWindow(chosen, bench, look)
    window.show()
    wait(150)
    window.model.setNoticeRead(name == "notice")
    window.model.turn(PAGES.index(page))
    if name in CHECKED:
        wait(400)
        window.model.playSound()
    wait(after)
    file = to / f"setup-{name}.png"
    window.window.grabWindow().save(str(file))
    window.close()
    bench.close()
    return file


def main():
    to, names = Path(sys.argv[1]), sys.argv[2:]
    app = QApplication(sys.argv[:1])
    installed = {name.split(" [")[0]: name for name in sorted(QFontDatabase.families())}
    family = next(
        installed[name]
        for name in ("Inter", "Noto Sans", "Open Sans", "Nimbus Sans", "DejaVu Sans")
        if name in installed
    )
    font = QFont(family)
    font.setPixelSize(13)
    app.setFont(font)
    to.mkdir(parents=True, exist_ok=True)
    for name in names or PICTURES:
        sys.stdout.write(f"{draw(name, to)}\n")


main()
