"""Speed of the replay window: a call of two hours, 20,000 findings, 2,500 utterances, no graphics card.

    python bench/replay.py [--steps 200] [--minutes 120] [--out FILE.png]

Prints how long the window takes to open (the first one, with its QML to load), frames a second
while scrolling, zooming and playing, each frame rendered and read back, and what painting takes of it.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "ui")]
_paper = Path(tempfile.mkdtemp()) / "screen.json"
_paper.write_text(
    json.dumps(
        {
            "screens": [
                {"name": "p", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
            ]
        }
    ),
    encoding="utf-8",
)
os.environ.update(
    QT_QPA_PLATFORM=f"offscreen:configfile={_paper}", QT_QUICK_BACKEND="software", QSG_RENDER_LOOP="basic"
)

import numpy as np  # noqa: E402
from made_replay import FakeDoors, FakeMarking, FakePlayer  # noqa: E402
from PySide6.QtGui import QPainter  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from callmon.audio.peaks import PeakBuilder, Peaks  # noqa: E402
from callmon.timeline import SAMPLE_RATE, Speaker  # noqa: E402
from callmon.ui.look import Look  # noqa: E402
from callmon.ui.replay.lane_item import LaneItem  # noqa: E402
from callmon.ui.replay.replay_model import ReplayModel  # noqa: E402
from callmon.ui.replay.shown import Item, LaneName, Said, ShownCall, ShownWord, TonePoint  # noqa: E402
from callmon.ui.replay.wave_item import WaveItem  # noqa: E402
from callmon.ui.replay.window import ReplayWindow  # noqa: E402

LINES, ITEMS = 2_500, 20_000
KINDS: tuple[tuple[LaneName, str, str], ...] = (
    ("overlaps", "interruption", "Interruption, clear"),
    ("overlaps", "backchannel", "Backchannel (credited)"),
    ("tone", "loud", "Customer loud"),
    ("acts", "validation", "Validation"),
    ("acts", "assumption", "Assumption"),
    ("moments", "worry", "Worry"),
    ("cues", "care", "Name the feeling first"),
    ("marks", "note", "Note"),
)


def long_call(duration: float) -> ShownCall:
    """A call as busy as one can be, the same each time."""
    dice = np.random.default_rng(7)
    starts = np.sort(dice.uniform(0, duration - 4, LINES)).tolist()
    lines, items, tone = [], [], []
    for n, start in enumerate(starts):
        speaker: Speaker = "agent" if n % 2 else "customer"
        words = tuple(
            ShownWord(f"word/{n}/{k}", start + k * 0.25, start + k * 0.25 + 0.2, "parcels") for k in range(10)
        )
        lines.append(Said(f"utterance/{n}", speaker, start, start + 2.5, words))
        items.append(
            Item(f"turn/{n}", "turns", "", speaker, "parcels and parcels", start, start + 2.5, speaker)
        )
        tone.append(TonePoint(speaker, "loudness", start, start + 2.5, float(dice.normal(0, 1.4))))
    for n in range(ITEMS - LINES):
        lane, kind, name = KINDS[n % len(KINDS)]
        start = float(dice.uniform(0, duration - 4))
        items.append(Item(f"{lane}/{n}", lane, f"{lane}/{kind}", kind, name, start, start + 1, "agent"))
    items.sort(key=lambda item: item.start)
    return ShownCall("long", "long.wav", "two hours", duration, tuple(items), tuple(lines), tuple(tone))


class Noise:
    """A waveform of noise from real peaks."""

    ready = 1.0
    trouble = ""

    def __init__(self, duration: float) -> None:
        builder, dice = PeakBuilder(int(duration) * SAMPLE_RATE), np.random.default_rng(7)
        minute = dice.normal(0, 0.2, (2, 60 * SAMPLE_RATE)).astype(np.float32)
        for _ in range(int(duration) // 60):
            builder.add(minute)
        self._peaks: Peaks = builder.finish()

    def columns(self, side: Speaker, start: float, end: float, width: int) -> list[tuple[float, float]]:
        """From the peaks."""
        return self._peaks.columns(side, start, end, width)

    def close(self) -> None:
        """Nothing follows."""


class Watched:
    """Times every paint of the lanes and waveforms."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = {"lane": [], "waveform": []}
        for name, item in (("lane", LaneItem), ("waveform", WaveItem)):
            self._watch(name, item)

    def _watch(self, name: str, item: type[LaneItem] | type[WaveItem]) -> None:
        paint, took = item.paint, self.took[name]

        def timed(self_: object, painter: QPainter) -> None:
            began = time.perf_counter()
            paint(self_, painter)
            took.append((time.perf_counter() - began) * 1e3)

        item.paint = timed

    def told(self) -> str:
        """Milliseconds of a paint, by what was painted; starts anew."""
        parts = [
            f"{name} {median(took):.1f} ms (worst {max(took):.1f}, {len(took)})"
            for name, took in self.took.items()
            if took
        ]
        for took in self.took.values():
            took.clear()
        return "paints: " + (", ".join(parts) or "none")


def opened(call: ShownCall, wave: Noise) -> tuple[ReplayWindow, float]:
    """A window, and the seconds until its first frame."""
    began = time.perf_counter()
    window = ReplayWindow(call, FakePlayer(call.duration), wave, FakeMarking(), FakeDoors(), Look("light"))
    window.window.resize(1600, 1000)
    window.show()
    frame(window)
    return window, time.perf_counter() - began


def frame(window: ReplayWindow) -> None:
    """Let Qt do all that waits, and draw."""
    QApplication.processEvents()
    window.window.grabWindow()


def rate(window: ReplayWindow, steps: int, step: Callable[[int], None]) -> str:
    """Frames a second over some steps, and the slowest frame."""
    took = []
    for n in range(steps):
        began = time.perf_counter()
        step(n)
        frame(window)
        took.append(time.perf_counter() - began)
    return f"{steps / sum(took):5.0f} frames/s, slowest frame {max(took) * 1e3:.0f} ms"


def scrolled(replay: ReplayModel, by: float) -> Callable[[int], None]:
    """A step that scrolls."""
    return lambda _: replay.scroll(by)


def main() -> None:
    """Measure and print."""
    reads = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reads.add_argument("--steps", type=int, default=200)
    reads.add_argument("--minutes", type=int, default=120)
    reads.add_argument("--out", type=Path, help="keep a picture of the whole call")
    chosen = reads.parse_args()
    QApplication([])
    call, wave, watched = long_call(chosen.minutes * 60.0), Noise(chosen.minutes * 60.0), Watched()
    window, seconds = opened(call, wave)
    print(
        f"{len(call.items)} findings, {len(call.lines)} utterances, {call.duration / 60:.0f} min, 1600 × 1000"
    )
    print(f"open: {seconds:.2f} s; {watched.told()}")
    if chosen.out:
        window.window.grabWindow().save(str(chosen.out))
    replay, player = window.replay, window.replay.player
    turn, half = 1.08, chosen.steps // 2
    print("zoom: ", rate(window, chosen.steps, lambda n: replay.zoom(turn if n < half else 1 / turn, 3600.0)))
    print("      ", watched.told())
    for length in (call.duration / 2, 600.0, 60.0, 10.0):
        replay.fit()
        replay.zoom(call.duration / length, 1800.0)
        by = min(length / 20, (call.duration - length) / chosen.steps)
        told = rate(window, chosen.steps, scrolled(replay, by))
        print(f"scroll, {length:5.0f} s seen: ", told)
        print("      ", watched.told())
    replay.fit()
    replay.zoom(call.duration / 600.0, 1800.0)
    replay.seek(1800.0)
    replay.play()
    frame(window)
    watched.told()

    def on(n: int) -> None:
        assert isinstance(player, FakePlayer)
        player.position = 1800.0 + n * 0.033
        replay.position_changed.emit()

    print("play: ", rate(window, chosen.steps, on))
    print("      ", watched.told())
    window.close()


if __name__ == "__main__":
    main()
