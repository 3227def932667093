"""The overlay as a program of its own, for tests against a real X server.

What is asked of the call is printed as JSON lines; lines on standard input are wishes and questions.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from plausible import LISTENING, Wishes, cue

from callmon.timeline import Health, Step, Tick, samples
from callmon.ui.app import run_overlay
from callmon.ui.bridge import Bridge
from callmon.ui.placement import Box, stand
from callmon.ui.remembered import load


def tell(**what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Told(Wishes):
    """Controls that print what is asked of them."""

    def painted(self, cue, at):
        tell(asked="painted", text=cue.text)

    def feedback(self, cue, verdict):
        tell(asked="feedback", verdict=verdict)

    def pause(self):
        tell(asked="pause")

    def stop(self):
        tell(asked="stop")

    def snooze(self, seconds):
        tell(asked="snooze", seconds=seconds)


def remembered(width, height):
    """Where the folded overlay would come back; None before it was ever moved."""
    from PySide6.QtGui import QGuiApplication

    screen = QGuiApplication.primaryScreen()
    if (place := load(Path(sys.argv[1])).places.get(screen.name())) is None:
        return None
    area = screen.availableGeometry()
    usable = Box(area.x(), area.y(), area.width(), area.height())
    box = stand(place, usable, width, height, height, False).box
    return [box.x, box.y]


def main():
    from PySide6.QtCore import QObject, QSocketNotifier, Slot
    from PySide6.QtGui import QGuiApplication

    bridge = Bridge()
    bridge.begin()
    bridge.step(Step(Health(0, "bleed", "ok")))
    bridge.step(Step(Tick(samples(LISTENING.seconds))))

    class Ear(QObject):
        def __init__(self, window):
            super().__init__()
            self.window, self.desk = window, window.property("desk")
            self.notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
            self.notifier.activated.connect(self.hear)

        @Slot()
        def hear(self):
            match sys.stdin.readline().strip():
                case "expand":
                    self.desk.toggleExpanded()
                case "through":
                    self.desk.toggleClickThrough()
                case "list":
                    self.desk.openLastCues()
                case "cue":
                    bridge.step(Step(Tick(samples(253)), cues=(cue(),)))
                case "":
                    self.notifier.setEnabled(False)
            box = self.window.geometry()
            tell(
                shown=self.window.isExposed(),
                remembered=remembered(box.width(), box.height()),
                window=int(self.window.winId()),
                box=[box.x(), box.y(), box.width(), box.height()],
                expanded=self.desk.property("expanded"),
                through=self.desk.property("clickThrough"),
                shortcuts=self.desk.property("shortcuts"),
            )

    kept = []

    def ready():
        kept.append(Ear(QGuiApplication.topLevelWindows()[0]))
        kept[0].window.setTitle("the overlay")
        tell(ready=True, window=int(kept[0].window.winId()))

    status = run_overlay(bridge, Told(), ready=ready, file=Path(sys.argv[1]))
    tell(status=status)


main()
